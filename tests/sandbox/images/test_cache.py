"""The cache folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gate.sandbox.images.cache import cache_folder, filled_whole, only_writer


def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GATE_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    assert cache_folder() == Path("/home/me/.cache/gate")
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert cache_folder() == Path("/xdg/gate")
    monkeypatch.setenv("GATE_CACHE", "/named")
    assert cache_folder() == Path("/named")


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    with filled_whole(tmp_path / "a" / "target") as part:
        (part / "file").write_bytes(b"1")
        assert not (tmp_path / "a" / "target").exists()
    assert (tmp_path / "a" / "target" / "file").read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["target"]


def interrupted(target: Path) -> None:
    with filled_whole(target) as part:
        (part / "file").write_bytes(b"1")
        raise KeyboardInterrupt


def test_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "target")
    assert list(tmp_path.iterdir()) == []


HOLD = """
import sys
from gate.sandbox.images.cache import only_writer
with only_writer(lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_waits_for_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATE_CACHE", str(tmp_path))
    waited = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "held\n"

        def end() -> None:
            waited.append(True)
            first.stdin.close()

        with only_writer(end):
            assert waited == [True]
    with only_writer(lambda: waited.append(False)):
        assert waited == [True]
