import struct
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given

from gate.lean.core.declaration import Constant, Definition, Theorem
from gate.lean.core.limits import OleanError
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile
from gate.model.errors import Fault
from tests.lean.mini import SELF, TWO, Mini, N
from tests.lean.olean_writer import BASE, OleanWriter, write
from tests.lean.strategies import modules, patient


@given(modules())
@patient
def test_decoding_is_the_inverse_of_writing(module: tuple[Terms, list[Constant]]) -> None:
    terms, constants = module
    file = OleanFile.open(write(terms, constants), terms)
    assert file.names == tuple(constant.name for constant in constants)
    assert list(file) == constants


def test_header_and_imports() -> None:
    mini = Mini()
    file = OleanFile.open(write(mini.terms, [], imports=[Name.of("Init"), Name.parse("«a.b»")]), mini.terms)
    assert (file.version, file.githash, file.is_module, file.names) == ("4.35.0", "0" * 40, False, ())
    assert [item.module for item in file.imports] == [Name.of("Init"), Name.of("a.b")]
    assert [(item.import_all, item.exported, item.meta) for item in file.imports] == [(False, True, False)] * 2


def test_a_constant_decodes_only_what_it_reaches() -> None:
    mini, fresh = Mini(), Terms()
    file = OleanFile.open(write(mini.terms, [*mini.constants.values()]), fresh)
    assert fresh.exprs == []
    assert isinstance(file.constant(SELF), Theorem)
    few = len(fresh.exprs)
    assert 0 < few < 10
    assert file.constant(SELF) is file.constant(SELF)
    assert isinstance(file.constant(TWO), Definition)
    assert len(fresh.exprs) > few
    assert TWO in file
    assert Name.of("other") not in file
    with pytest.raises(KeyError):
        file.constant(Name.of("other"))


def test_metadata_is_dropped() -> None:
    t = Terms()
    writer = OleanWriter()
    nat = writer.ctor(4, (writer.name(N), 1), bytes(8))
    wrapped = writer.ctor(10, (1, nat), bytes(8))
    common = writer.ctor(0, (writer.name(SELF), 1, wrapped))
    info = writer.ctor(0, (writer.ctor(0, (common,), b"\0"),))
    file = OleanFile.open(writer.module([info], [writer.name(SELF)]), t)
    assert file.constant(SELF).type == t.const(N)


class TestParts:
    """The module system writes three files; the last part holds everything and may point into the others."""

    def parts(self) -> tuple[Mini, bytes, bytes, bytes]:
        mini = Mini()
        public = write(mini.terms, [], is_module=True)
        server = write(mini.terms, [], is_module=True, base=BASE + 0x10000)
        private = write(mini.terms, [*mini.constants.values()], is_module=True, base=BASE + 0x20000)
        return mini, public, server, private

    def test_the_last_part_counts(self) -> None:
        mini, public, server, private = self.parts()
        file = OleanFile.open(public, mini.terms, later=(server, private))
        assert file.is_module
        assert list(file) == [*mini.constants.values()]

    def test_a_pointer_into_an_earlier_part(self) -> None:
        mini = Mini()
        first = OleanWriter()
        info = first.constant(mini.terms, mini.constants[SELF])
        name = first.name(SELF)
        public = first.module([], [], is_module=True)
        second = OleanWriter(BASE + 0x10000)
        file = OleanFile.open(public, mini.terms, later=(second.module([info], [name], is_module=True),))
        assert file.constant(SELF) == mini.constants[SELF]

    def test_a_part_that_adds_nothing_has_its_root_in_an_earlier_one(self) -> None:
        mini = Mini()
        first = OleanWriter()
        info = first.constant(mini.terms, mini.constants[SELF])
        public = first.module([info], [first.name(SELF)], is_module=True)
        root = public[88:96]
        more = [
            patched(write(mini.terms, [], is_module=True, base=BASE + at)[:96], 88, root) for at in (1 << 16, 2 << 16)
        ]
        file = OleanFile.open(public, mini.terms, later=more)
        assert file.constant(SELF) == mini.constants[SELF]

    def test_missing_misplaced_and_surplus_parts(self) -> None:
        mini, public, server, private = self.parts()
        plain = write(mini.terms, [])
        for data, later in (
            (public, ()),
            (plain, (write(mini.terms, [], base=BASE + 0x10000),)),
            (public, (private, server)),
            (public, (server, private, private)),
            (public, (server, private[:7] + b"9" + private[8:])),
        ):
            with pytest.raises(OleanError):
                OleanFile.open(data, mini.terms, later=later)


def patched(data: bytes, offset: int, value: bytes) -> bytes:
    return data[:offset] + value + data[offset + len(value) :]


def sample() -> bytes:
    mini = Mini()
    return write(mini.terms, [*mini.constants.values()])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: b"", "olean.truncated"),
        (lambda data: data[:88], "olean.truncated"),
        (lambda data: data[:-3], "olean.truncated"),
        (lambda data: data[:-8], "olean.truncated"),
        (lambda data: data + bytes(8), "olean.root"),
        (lambda data: patched(data, 0, b"elf"), "olean.magic"),
        (lambda data: patched(data, 5, b"\x01"), "olean.magic"),
        (lambda data: patched(data, 5, b"\x03"), "olean.magic"),
        (lambda data: patched(data, 6, b"\x02"), "olean.header"),
        (lambda data: patched(data, 80, struct.pack("<Q", BASE + 8)), "olean.base"),
        (lambda data: patched(data, 80, struct.pack("<Q", 1 << 60)), "olean.base"),
        (lambda data: patched(data, 88, struct.pack("<Q", 1)), "olean.pointer"),
        (lambda data: patched(data, 88, struct.pack("<Q", BASE + 96)), "olean.object"),
        (lambda data: patched(data, 88, struct.pack("<Q", BASE + 97)), "olean.pointer"),
        (lambda data: patched(data, 88, struct.pack("<Q", BASE - 8)), "olean.pointer"),
        (lambda data: patched(data, len(data) - 8, b"\x02"), "olean.flags"),
        (lambda data: patched(data, len(data) - 1, b"\x01"), "olean.flags"),
    ],
)
def test_damaged_files_are_refused_with_place_and_fault(change: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(OleanError) as caught:
        OleanFile.open(change(sample()), Terms(), where="Solution.olean")
    assert caught.value.code == code
    assert caught.value.fault is Fault.ARTIFACT
    assert (caught.value.where or "").startswith("Solution.olean")


def axiom_of(writer: OleanWriter, type_word: int, *, name: Name = SELF, levels: int = 1) -> bytes:
    common = writer.ctor(0, (writer.name(name), levels, type_word))
    info = writer.ctor(0, (writer.ctor(0, (common,), b"\0"),))
    return writer.module([info], [writer.name(name)])


def literal(writer: OleanWriter, tag: int, word: int) -> int:
    return writer.ctor(9, (writer.ctor(tag, (word,)),), bytes(8))


def forward(writer: OleanWriter) -> int:
    """An application whose function is itself."""
    prop = writer.ctor(3, (1,), bytes(8))
    return writer.ctor(5, (writer.base + 96 + len(writer.body), prop), bytes(8))


BAD_TYPES: list[tuple[str, Callable[[OleanWriter], int]]] = [
    ("pointer", lambda w: 1),
    ("pointer", lambda w: 1 << 50),
    ("pointer", forward),
    ("expr", lambda w: w.string("not an expression, and long enough")),
    ("expr", lambda w: w.ctor(1, (w.name(SELF),), bytes(8))),
    ("expr", lambda w: w.ctor(2, (w.name(SELF),), bytes(8))),
    ("expr", lambda w: w.ctor(12, (1,), bytes(8))),
    ("loose-bvar", lambda w: w.ctor(0, (w.nat(0),), bytes(8))),
    ("bvar-index", lambda w: w.ctor(0, (w.nat(1 << 70),), bytes(8))),
    ("bvar-index", lambda w: w.ctor(0, (w.nat((1 << 20) - 2),), bytes(8))),
    ("binder-info", lambda w: w.ctor(6, (1, w.ctor(3, (1,), bytes(8)), w.ctor(3, (1,), bytes(8))), bytes(8) + b"\4")),
    ("binder-info", lambda w: w.ctor(6, (1, *[w.ctor(3, (1,), bytes(8))] * 2), bytes(9) + b"\1")),
    ("flags", lambda w: w.ctor(8, (1, *[w.ctor(3, (1,), bytes(8))] * 3), bytes(8) + b"\2")),
    ("level", lambda w: w.ctor(3, (w.ctor(5, (w.name(SELF),), bytes(8)),), bytes(8))),
    ("level", lambda w: w.ctor(3, (w.string("a level, as it were"),), bytes(8))),
    ("list", lambda w: w.ctor(4, (w.name(SELF), w.name(SELF)), bytes(8))),
    ("name", lambda w: w.ctor(4, (w.ctor(3, (1, 1), bytes(8)), 1), bytes(8))),
    ("name", lambda w: w.ctor(4, (w.ctor(2, (1, w.nat(1 << 64)), bytes(8)), 1), bytes(8))),
    ("literal", lambda w: literal(w, 2, 1)),
    ("string", lambda w: literal(w, 1, w.name(Name.of("x", "y")))),
    ("string", lambda w: literal(w, 1, w.string("äb", characters=3))),
    ("utf8", lambda w: literal(w, 1, w.string(b"\xff", characters=1))),
    ("utf8", lambda w: literal(w, 1, w.string(b"\xed\xa0\x80", characters=1))),
    ("nat", lambda w: literal(w, 0, w.string("a number, as it were"))),
    ("nat", lambda w: literal(w, 0, w.object(struct.pack("<iHBBiiQQ", 0, 32, 0, 250, 1, 1, 0, 5)))),
    ("nat", lambda w: literal(w, 0, w.object(struct.pack("<iHBBiiQ2Q", 0, 40, 0, 250, 2, 2, 0, 1 << 63, 0)))),
    ("nat", lambda w: literal(w, 0, w.object(struct.pack("<iHBBiiQQ", 0, 32, 0, 250, 1, -1, 0, 1 << 63)))),
    ("nat", lambda w: literal(w, 0, w.object(struct.pack("<iHBBiiQQ", 7, 32, 0, 250, 1, 1, 0, 1 << 63)))),
    ("count", lambda w: w.ctor(11, (w.name(SELF), w.nat(1 << 32), w.ctor(3, (1,), bytes(8))), bytes(8))),
]


@pytest.mark.parametrize(("word", "make"), BAD_TYPES)
def test_malformed_terms_are_refused(word: str, make: Callable[[OleanWriter], int]) -> None:
    writer = OleanWriter()
    data = axiom_of(writer, make(writer))
    with pytest.raises(OleanError) as caught:
        OleanFile.open(data, Terms(), where="f").constant(SELF)
    assert caught.value.code == f"olean.{word}"
    assert (caught.value.where or "").startswith("f, ")


@pytest.mark.parametrize(
    ("infos", "listed", "code"),
    [
        (("info",), ("other",), "olean.names"),
        (("info",), (), "olean.names"),
        (("info", "info"), ("own", "own"), "olean.duplicate"),
        (("own",), ("own",), "olean.object"),
    ],
)
def test_the_table_of_names_must_agree_with_the_constants(
    infos: tuple[str, ...], listed: tuple[str, ...], code: str
) -> None:
    mini, writer = Mini(), OleanWriter()
    words = {
        "info": writer.constant(mini.terms, mini.constants[SELF]),
        "own": writer.name(SELF),
        "other": writer.name(TWO),
    }
    data = writer.module([words[word] for word in infos], [words[word] for word in listed])
    with pytest.raises(OleanError) as caught:
        OleanFile.open(data, Terms())
    assert caught.value.code == code


def test_a_constant_without_a_name_is_refused() -> None:
    mini = Mini()
    with pytest.raises(OleanError, match="no name"):
        OleanFile.open(write(mini.terms, [replace(mini.constants[SELF], name=Name())]), Terms())


def test_cached_data_is_never_read() -> None:
    """The test writer fills every cache with garbage; Lean's own data would differ and decode to the same terms."""
    mini = Mini()
    data = write(mini.terms, [*mini.constants.values()])
    assert struct.pack("<Q", 0x5555555555555555) in data
    other = data.replace(struct.pack("<Q", 0x5555555555555555), bytes(8))
    assert list(OleanFile.open(other, mini.terms)) == list(OleanFile.open(data, mini.terms))
