"""Modules are named after their files, except where the solution has to bear the challenge's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gate.lean.compile.sources import challenge_sources, refuse_toolchain_names, solution_sources
from gate.lean.olean.module import module_path
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.errors import Fault, InputError


def challenge(*paths: str) -> Challenge:
    return Challenge(files=tuple(ChallengeFile(path=path) for path in paths), targets=("t",))


def named(*paths: str) -> list[str]:
    return [str(source.module) for source in challenge_sources(challenge(*paths), dict.fromkeys(paths, b""))]


def test_challenge_files_are_named_relative_to_the_folder_that_they_share() -> None:
    assert named("Challenge.lean") == ["Challenge"]
    assert named("a/b/Challenge.lean") == ["Challenge"]
    assert named("a/Defs.lean", "a/Main.lean") == ["Defs", "Main"]
    assert named("a/b/Defs.lean", "a/Main.lean") == ["b.Defs", "Main"]
    assert named("my-file.lean") == ["«my-file»"]
    assert named("a/Main.lean", "a/12.34/5.lean") == ["Main", "«12.34».«5»"]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    (source,) = challenge_sources(challenge("C.lean"), {"C.lean": "\ufefftheorem".encode()})
    assert source.text == b"theorem"


@pytest.mark.parametrize("path", ["-a.lean", "a./b.lean", ".a.lean", "a b.lean", "é.lean", "a/.lean", "a..lean"])
def test_what_is_no_part_of_a_module_name_is_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        ChallengeFile(path=path)


def solution(paths: tuple[str, ...], *, may_import: bool = False) -> list[str]:
    own = challenge_sources(challenge("c/Defs.lean", "c/Main.lean"), {"c/Defs.lean": b"", "c/Main.lean": b""})
    sources = solution_sources(paths, dict.fromkeys(paths, b""), own, may_import=may_import)
    return [str(source.module) for source in sources]


def test_the_solution_bears_the_challenges_name_unless_it_may_import_it() -> None:
    assert solution(("Proof.lean",)) == ["Main"]
    assert solution(("lib/Help.lean", "Proof.lean")) == ["lib.Help", "Main"]
    assert solution(("Defs.lean", "Proof.lean")) == ["Defs", "Main"]
    assert solution(("Proof.lean",), may_import=True) == ["Proof"]


@pytest.mark.parametrize(
    ("paths", "may_import"),
    [(("Main.lean", "Proof.lean"), False), (("Main.lean",), True), (("Defs.lean", "Proof.lean"), True)],
)
def test_two_modules_of_one_name_are_refused(paths: tuple[str, ...], may_import: bool) -> None:
    with pytest.raises(InputError) as caught:
        solution(paths, may_import=may_import)
    assert (caught.value.code, caught.value.fault) == ("lean.module-name", Fault.ARTIFACT)


def test_names_of_the_toolchain_are_refused() -> None:
    sources = challenge_sources(challenge("Init/New.lean"), {"Init/New.lean": b""})
    refuse_toolchain_names(sources, frozenset({"Init"}), Fault.CLAIM)  # its module is New: the folder does not count
    sources = challenge_sources(challenge("Init/A.lean", "B.lean"), {"Init/A.lean": b"", "B.lean": b""})
    with pytest.raises(InputError) as caught:
        refuse_toolchain_names(sources, frozenset({"Init"}), Fault.CLAIM)
    assert caught.value.fault is Fault.CLAIM


@given(st.binary(max_size=200))
def test_any_bytes_are_a_source_or_an_error_with_a_place(text: bytes) -> None:
    files = {"A.lean": text}
    if b"\0" in text or not is_utf8(text):
        with pytest.raises(InputError) as caught:
            challenge_sources(challenge("A.lean"), files)
        path, line, column = (caught.value.where or "").split(":")
        assert path == "A.lean"
        assert int(column) <= len(text.split(b"\n")[int(line) - 1])
        assert caught.value.fault is Fault.CLAIM
    else:
        (source,) = challenge_sources(challenge("A.lean"), files)
        assert (source.text, module_path(source.module, ".olean")) == (text, "A.olean")


def is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_too_much_source_is_refused() -> None:
    paths = tuple(f"F{index}.lean" for index in range(5))
    with pytest.raises(InputError) as caught:
        challenge_sources(challenge(*paths), dict.fromkeys(paths, b"-" * (4 << 20)))
    assert caught.value.code == "lean.source-too-large"
    assert caught.value.where == "F4.lean"


def test_a_declared_file_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError) as caught:
        challenge_sources(challenge("A.lean", "B.lean"), {"A.lean": b""})
    assert (caught.value.code, caught.value.where) == ("lean.file-missing", "B.lean")
