from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gate.system.locks import exclusive

HOLD = """
import sys
from pathlib import Path
from gate.system.locks import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_second_process_waits_for_the_first(tmp_path: Path, kind: str) -> None:
    path = tmp_path if kind == "folder" else tmp_path / "lock"
    waited = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "held\n"

        def end() -> None:
            waited.append(True)
            first.stdin.close()

        with exclusive(path, waiting=end):
            assert waited == [True]
    with exclusive(path, waiting=lambda: waited.append(False)):
        assert waited == [True]


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        first.kill()
        first.wait()
        with exclusive(tmp_path, waiting=lambda: pytest.fail("somebody holds it")):
            pass


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"), exclusive(tmp_path / "lock"):
        pass
    assert not (tmp_path / "elsewhere").exists()
