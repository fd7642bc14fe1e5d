"""The cache gives back what was put in, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.lean.olean.cache import OleanCache, default_folder
from gate.model.digest import Digest

KEY = Digest.of(b"key")


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    cache = OleanCache(tmp_path / "new" / "folder")
    assert cache.get(KEY) is None
    files = {"A.olean": b"1", "B/C.olean.private": b"", "same.olean": b"1"}
    cache.put(KEY, files)
    assert cache.get(KEY) == files
    assert cache.get(Digest.of(b"other")) is None
    assert [path.name for path in cache.folder.iterdir()] == [KEY.hex]


@given(st.data())
def test_a_damaged_entry_is_none(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    cache = OleanCache(tmp_path_factory.mktemp("cache"))
    cache.put(KEY, {"A.olean": b"contents", "B.olean": b"others"})
    file = data.draw(st.sampled_from(sorted((cache.folder / KEY.hex).iterdir())))
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content)
    found = cache.get(KEY)
    assert found is None or set(found.values()) <= {b"contents", b"others"}
    if file.name != "index.json":
        assert found is None
        cache.put(KEY, {"A.olean": b"contents"})
        assert cache.get(KEY) == {"A.olean": b"contents"}


def test_a_folder_that_cannot_be_used_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = OleanCache(tmp_path / "file" / "below")
    cache.put(KEY, {"A.olean": b"1"})
    assert cache.get(KEY) is None


def test_the_default_folder_follows_the_users_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "gate" / "lean"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_folder() == tmp_path / ".cache" / "gate" / "lean"
