"""The cache folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gate.model.digest import Digest
from gate.system.cache import Cache, cache_folder, lasting_folder


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GATE_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    assert cache_folder() == Path("/home/me/.cache/gate")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert cache_folder() == Path("/xdg/gate")
    monkeypatch.setenv("GATE_CACHE", "/named")
    assert cache_folder() == Path("/named")


def test_a_user_without_a_home_folder_has_one_for_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "GATE_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def unknown(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert lasting_folder() is None
    folder = cache_folder()
    assert folder == cache_folder()
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.stat().st_uid == os.getuid()


KEY, OTHER, THIRD = (Digest.of(name) for name in (b"key", b"other", b"third"))


def fill(cache: Cache, key: Digest, size: int = 4096, *, days_ago: float = 0) -> Path:
    with cache.fill(key) as content:
        (content / "file").write_bytes(b"x" * size)
    entry = cache.folder / key.hex
    used = time.time() - days_ago * 24 * 3600
    os.utime(entry, (used, used))
    return entry


def test_what_was_filled_in_is_found(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "kind", 1 << 20)
    assert cache.get(KEY) is None
    entry = fill(cache, KEY)
    assert cache.get(KEY) == entry
    assert cache.get(OTHER) is None


def test_filling_again_replaces(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1 << 20)
    fill(cache, KEY, 1)
    fill(cache, KEY, 2)
    assert (tmp_path / KEY.hex / "file").read_bytes() == b"xx"
    assert [path.name for path in tmp_path.iterdir()] == [KEY.hex]


def test_an_entry_that_could_not_be_filled_leaves_the_old_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1 << 20)
    entry = fill(cache, KEY)
    with pytest.raises(KeyboardInterrupt), cache.fill(KEY):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [entry]


def test_what_nobody_used_for_long_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1 << 20)
    fill(cache, KEY, days_ago=91)
    kept = fill(cache, OTHER, days_ago=89)
    cache.evict()
    assert list(tmp_path.iterdir()) == [kept]


def test_being_used_is_noted(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1 << 20)
    entry = fill(cache, KEY, days_ago=91)
    assert cache.get(KEY) == entry
    cache.evict()
    assert cache.get(KEY) == entry


def test_beyond_the_limit_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 3 * 16384)
    fill(cache, KEY, 16384, days_ago=2)
    fill(cache, OTHER, 16384, days_ago=3)
    fill(cache, THIRD, 16384, days_ago=1)
    cache.evict()
    assert cache.get(OTHER) is not None  # all fit, and from now on it is the newest
    fill(cache, Digest.of(b"fourth"), 16384)
    assert cache.get(KEY) is None
    assert None not in {cache.get(key) for key in (OTHER, THIRD, Digest.of(b"fourth"))}


def test_what_is_in_use_stays_however_large_it_is(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1)
    fill(cache, KEY)
    fill(cache, OTHER)
    assert cache.get(KEY)
    assert cache.get(OTHER)


def test_many_entries_are_looked_at_once_an_hour(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1 << 30, checked=True)
    for number in range(64):
        fill(cache, Digest.of(b"%d" % number), 1)
    old = fill(cache, KEY, 1, days_ago=91)
    fill(cache, OTHER, 1)
    assert old.exists()
    os.utime(tmp_path / ".evicted", (time.time() - 3700,) * 2)
    fill(cache, THIRD, 1)
    assert not old.exists()


def test_nothing_but_entries_is_removed(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1)
    stranger = tmp_path / "notes.txt"
    stranger.write_text("mine")
    os.utime(stranger, (0, 0))
    fill(cache, KEY)
    assert stranger.exists()
