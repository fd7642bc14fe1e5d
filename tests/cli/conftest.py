"""The `gate` command with a store of the test's own."""

from pathlib import Path

import pytest

from tests.cli.runner import Gate
from tests.sandbox.fixtures import image, sandbox

__all__ = ["image", "sandbox"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def gate(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Run `gate` in an empty working folder, in process; ``gate.process`` starts one."""
    monkeypatch.chdir(tmp_path)
    return Gate(home)
