import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from gate.lean.core.declaration import Axiom, Constant, Quotient, QuotKind, is_unsafe
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import QUOTIENT, Closure, Unit, closure
from gate.lean.kernel.ndjson import export
from gate.lean.kernel.replay_format import encode
from tests.lean.checker import checker_module
from tests.lean.mini import TWO, Mini
from tests.lean.strategies import modules, patient

ndjson = checker_module("ndjson")
MalformedInput = checker_module("builder").MalformedInput


def exported(found: Closure) -> list[bytes]:
    return [*export(found, lean="4.35.0", githash="abc")]


def encoded(found: Closure) -> list[Any]:
    _, *units, _ = encode(found, nonce="n", heartbeats=0, recursion=1)
    return [json.loads(line) for line in units]


def whole(mini: Mini) -> Closure:
    return closure(mini.terms, mini.lookup, mini.constants)


def test_the_first_line_names_the_format_and_the_toolchain() -> None:
    first = json.loads(exported(whole(Mini()))[0])
    assert first["meta"]["format"] == {"version": "3.1.0"}
    assert first["meta"]["lean"] == {"version": "4.35.0", "githash": "abc"}
    assert first["meta"]["exporter"]["name"] == "gate"


def test_a_small_export_line_by_line() -> None:
    terms = Terms()
    name = Name.of("a", 3)
    found = Closure(terms, (name,), (Unit((Axiom(name, (), terms.sort(terms.succ(0))),)),), ())
    assert exported(found)[1:] == [
        b'{"in":1,"str":{"pre":0,"str":"a"}}\n',
        b'{"in":2,"num":{"i":3,"pre":1}}\n',
        b'{"il":1,"succ":0}\n',
        b'{"ie":0,"sort":1}\n',
        b'{"axiom":{"isUnsafe":false,"levelParams":[],"name":2,"type":0}}\n',
    ]


def test_the_importer_reads_what_the_encoder_writes_directly() -> None:
    mini = Mini()
    for kind, name in zip(QuotKind, QUOTIENT, strict=True):
        mini.add(Quotient(name, (), mini.terms.sort(0), kind))
    found = whole(mini)
    assert [*ndjson.units(exported(found))] == encoded(found)


@given(modules())
@patient
def test_export_and_import_give_the_same_declarations(module: tuple[Terms, list[Constant]]) -> None:
    """Random constants, each a unit of its own; inductive types and quotients need their block and are left out."""
    terms, constants = module
    simple = [
        constant
        for constant in constants
        if type(constant).__name__ in ("Axiom", "Definition", "Theorem", "Opaque") and not is_unsafe(constant)
    ]
    found = Closure(terms, (), tuple(Unit((constant,)) for constant in simple), ())
    again = [*ndjson.units(exported(found))]
    assert [without_flags(unit) for unit in again] == [without_flags(unit) for unit in encoded(found)]


def without_flags(unit: list[Any]) -> list[Any]:
    """The export does not say which ``let`` is nondependent."""
    kind, names, levels, exprs, row = unit
    return [kind, names, levels, [[*expr[:5], 0] if expr[0] == 8 else expr for expr in exprs], row]


def test_large_numbers_are_written_in_decimal() -> None:
    terms = Terms()
    value = 10**5000 + 7
    found = Closure(terms, (), (Unit((Axiom(Name.of("a"), (), terms.nat(value)),)),), ())
    assert b'"natVal":"1' + b"0" * 4999 + b'7"' in b"".join(exported(found))


def lines() -> list[bytes]:
    mini = Mini()
    return exported(closure(mini.terms, mini.lookup, [TWO]))


def inserted(text: bytes) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: [*lines, text + b"\n"]


@pytest.mark.parametrize(
    "change",
    [
        inserted(b'{"in":1,"str":{"pre":0,"str":"again"}}'),
        inserted(b'{"ie":0,"bvar":0}'),
        inserted(b'{"il":1,"succ":0}'),
        inserted(b'{"in":77,"str":{"pre":99,"str":"x"}}'),
        inserted(b'{"in":77,"str":{"pre":0,"str":3}}'),
        inserted(b'{"in":77,"str":{"pre":0,"str":"x","more":1}}'),
        inserted(b'{"in":77,"num":{"pre":0,"i":-1}}'),
        inserted(b'{"in":-1,"str":{"pre":0,"str":"x"}}'),
        inserted(b'{"in":77,"in":78,"str":{"pre":0,"str":"x"}}'),
        inserted(b'{"ie":7777,"bvar":-1}'),
        inserted(b'{"ie":7777,"app":{"fn":0,"arg":7777}}'),
        inserted(b'{"ie":7777,"natVal":"0x10"}'),
        inserted('{"ie":7777,"natVal":"٣"}'.encode()),
        inserted(b'{"ie":7777,"lam":{"binderInfo":"none","body":0,"name":1,"type":0}}'),
        inserted(b'{"ie":7777,"bvar":0,"sort":0}'),
        inserted(b'{"theorem":{}}'),
        inserted(b'{"thm":{"name":1}}'),
        inserted(b'{"quot":{"kind":"type","levelParams":[],"name":1,"type":0}}'),
        inserted(b"[]"),
        inserted(b"{"),
        inserted(b"\xff"),
        lambda lines: [line for line in lines if b'"ie":0' not in line],
    ],
)
def test_malformed_exports_are_refused(change: Callable[[list[bytes]], list[bytes]]) -> None:
    with pytest.raises(MalformedInput):
        list(ndjson.units(change(lines())))


def test_sparse_positions_and_metadata_are_read() -> None:
    text = b"""{"meta":{"exporter":{"name":"x","version":"0"},"format":{"version":"3.1.0"}}}
{"in":9,"str":{"pre":0,"str":"a"}}
{"ie":50,"sort":0}
{"ie":40,"mdata":{"data":{},"expr":50}}
{"axiom":{"isUnsafe":false,"levelParams":[],"name":9,"type":40}}
"""
    assert [*ndjson.units(io.BytesIO(text))] == [["axiom", [[0, "a"]], [], [[3, 0]], [1, [], 0]]]


@pytest.mark.parametrize(
    "line",
    [
        b'{"meta":{"format":{"version":"3.0.0"}}}',
        b'{"in":1,"str":{"pre":0,"str":"a"}}\n{"ie":0,"sort":0}\n'
        b'{"axiom":{"isUnsafe":true,"levelParams":[],"name":1,"type":0}}',
    ],
)
def test_what_the_importer_does_not_judge_is_declined(line: bytes) -> None:
    with pytest.raises(ndjson.Unsupported):
        list(ndjson.units(io.BytesIO(line)))
