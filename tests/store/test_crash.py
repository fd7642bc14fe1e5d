"""kill -9 at every write point and at random moments: what was promised is there, and the log verifies.

The work and the assertions are in crash_process.py, which runs without pytest because it forks and kills.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KILLS = 200

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.store.crash_process", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    summary: dict[str, int] = json.loads(done.stdout)
    return summary


def test_a_crash_at_every_write_point(choose_database: Callable[[], None], tmp_path: Path) -> None:
    choose_database()
    summary = run("points", tmp_path)
    # Fewer would mean that the counting of write points no longer sees them.
    assert summary["points"] > 30
    assert summary["recovered"] > 5
    assert summary["VERIFIED"] > 0


def test_many_crashes_while_two_processes_write(choose_database: Callable[[], None], tmp_path: Path) -> None:
    choose_database()
    summary = run("random", tmp_path, str(KILLS))
    assert summary["kills"] >= KILLS
    assert summary["INCONCLUSIVE"] > 0
    assert summary["VERIFIED"] > 0
