from __future__ import annotations

import fcntl
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.system.files import (
    TooLargeError,
    UnfitFileError,
    make_folder,
    read_regular,
    remove_folder,
    sweep_partials,
    whole_file,
    whole_folder,
    write_whole,
)


def _interrupt(written: int) -> None:
    assert written
    raise KeyboardInterrupt


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.binary(max_size=200), second=st.binary(max_size=200))
def test_what_is_written_last_is_there(tmp_path: Path, first: bytes, second: bytes) -> None:
    path = tmp_path / "file"
    write_whole(path, first)
    write_whole(path, second)
    assert path.read_bytes() == second
    assert list(tmp_path.iterdir()) == [path]


def test_until_the_block_ends_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


def test_a_block_that_raises_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), whole_file(path) as file:
        _interrupt(file.write(b"new"))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_data_names_and_order_reach_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    really_fsync, really_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        really_fsync(descriptor)

    def replace(source: Path, target: Path) -> None:
        steps.append("rename")
        really_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write_whole(tmp_path / "file", b"data")
    assert steps == ["file", "rename", "folder"]


@pytest.mark.parametrize("mode", [0o600, 0o444, 0o644])
def test_a_mode_is_kept_whatever_the_umask(tmp_path: Path, mode: int) -> None:
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "file", b"", mode=mode)
        write_whole(tmp_path / "default", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == mode
    assert stat.S_IMODE((tmp_path / "default").stat().st_mode) == 0o600


def test_what_a_dead_writer_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".file.partial").write_bytes(b"half")
    write_whole(tmp_path / "file", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_writers_of_the_same_file_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "file"
    inside = threading.Event()

    def second() -> None:
        inside.wait(30)
        write_whole(path, b"second")

    thread = threading.Thread(target=second)
    thread.start()
    with whole_file(path) as file:
        inside.set()
        thread.join(0.1)
        file.write(b"first")
    thread.join(30)
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_sweep_spares_living_writers(tmp_path: Path) -> None:
    (tmp_path / "dead").write_bytes(b"half")
    living = tmp_path / "living"
    living.write_bytes(b"half")
    with living.open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        sweep_partials(tmp_path)
        assert list(tmp_path.iterdir()) == [living]
    sweep_partials(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "a" / "target") as content:
        (content / "file").write_bytes(b"1")
        assert not (tmp_path / "a" / "target").exists()
    assert (tmp_path / "a" / "target" / "file").read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["target"]


def test_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "target") as content:
        _interrupt((content / "file").write_bytes(b"1"))
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_and_removed_once_or_twice(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / "file").write_bytes(b"1")
    remove_folder(tmp_path / "a")
    remove_folder(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("new/" * 3000, "x" * 300, "file/new"):
        with pytest.raises(OSError, match=r"too long|Not a directory"):
            make_folder(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_regular_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(TooLargeError, match="5 bytes; at most 4"):
        read_regular(path, 4)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "missing", 1)


def test_a_file_that_grows_is_not_read_for_ever() -> None:
    with pytest.raises(TooLargeError, match="more than 10 bytes"):
        read_regular(Path("/proc/self/maps"), 10)  # its size is said to be 0


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "link"])
def test_nothing_but_a_regular_file_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    else:
        (tmp_path / "target").write_bytes(b"1")
        path.symlink_to(tmp_path / "target")
        assert read_regular(path, 1, follow=True) == b"1"
    with pytest.raises(UnfitFileError) as caught:
        read_regular(path, 1)
    assert caught.value.strerror in ("is a symbolic link", "is not a regular file")
