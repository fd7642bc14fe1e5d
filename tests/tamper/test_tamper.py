"""The table of manipulations: each is named by the command that must name it, and the untouched store by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.once import once
from tests.tamper.file_rows import FILES
from tests.tamper.owner_rows import OTHERS
from tests.tamper.row import Row, nothing
from tests.tamper.store_copy import StoreCopy, build
from tests.tamper.store_rows import STORE

TABLE = [*STORE, *FILES, *OTHERS]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is copied for each row; it is made once in a test run."""
    return once(tmp_path_factory, "tamper", build)


@pytest.fixture
def place(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoreCopy:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GATE_STATE", str(tmp_path / "state"))
    return StoreCopy.copy(original, tmp_path / "place")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.command.split()[0]}: {row.what}")
def test_a_manipulation_is_named(place: StoreCopy, row: Row) -> None:
    row.do(place)
    done = place.gate(*place.words(row.command))
    assert (done.code, row.code in done.out + done.err) == (row.status, True), done.out + done.err


@pytest.mark.parametrize("command", sorted({row.command for row in TABLE if row.do is not nothing}))
def test_the_untouched_store_passes(place: StoreCopy, command: str) -> None:
    """So that no row passes because its command always fails."""
    done = place.gate(*place.words(command))
    assert done.code == UNTOUCHED.get(command, 0), done.out + done.err


UNTOUCHED = {
    "init": 2,
    "explain 20260101-0000000000000000": 2,
    "verify @revoked.bundle --key @key": 1,
    "verify @retracted.bundle --key @key": 1,
    "verify @superseded.bundle --key @key": 1,
}
"""The status of the commands that do not end with 0 on what nobody has touched."""


def test_the_table_has_enough_rows_and_says_each_thing_once() -> None:
    names = [(row.what, row.command) for row in TABLE]
    assert len(set(names)) == len(names) >= 120
