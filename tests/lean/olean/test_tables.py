"""Name tables come back as they were kept, and from the module itself where the cache has nothing usable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.file import OleanFile
from gate.lean.olean.tables import Table, kept_table
from gate.model.digest import Digest
from tests.lean.mini import Mini
from tests.lean.sides import compiled
from tests.lean.strategies import names

MODULE = compiled(Mini(), Mini().constants.values(), Name.of("A"), Name.of("B", 7))
PARTS = [str(Digest.of(MODULE.olean))]
TABLE = Table((Name.of("A"), Name.of("B", 7)), tuple(Mini().constants))


def opened() -> OleanFile:
    return MODULE.open(Terms())


def never() -> OleanFile:
    raise AssertionError("the module was read")


@given(st.lists(names), st.lists(names))
def test_any_names_survive(imports: list[Name], declared: list[Name]) -> None:
    table = Table(tuple(imports), tuple(declared))
    assert Table.parse(table.dump()) == table


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"imports":[]}', b'{"imports":[1],"declared":[]}', b"\xff"])
def test_what_is_no_table_is_none(data: bytes) -> None:
    assert Table.parse(data) is None


def test_a_kept_table_needs_no_module(tmp_path: Path) -> None:
    cache = OleanCache(tmp_path)
    assert kept_table(None, PARTS, opened) == TABLE
    assert kept_table(cache, PARTS, opened) == TABLE
    assert kept_table(cache, PARTS, never) == TABLE
    with pytest.raises(AssertionError):
        kept_table(cache, [*PARTS, "another part"], never)


def test_a_damaged_table_is_made_again(tmp_path: Path) -> None:
    cache = OleanCache(tmp_path)
    kept_table(cache, PARTS, opened)
    (entry,) = tmp_path.iterdir()
    for file in entry.iterdir():
        if file.name != "index.json":
            file.write_bytes(json.dumps({"imports": [], "declared": []}).encode())
    assert kept_table(cache, PARTS, opened) == TABLE
    assert kept_table(cache, PARTS, never) == TABLE
