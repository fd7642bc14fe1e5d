"""Where the published test vectors are: beside the repository, never inside it (see tests/interop/README.md)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).resolve().parents[2] / "shared" / "vectors"

if os.environ.get("CI") and not VECTORS.is_dir():
    raise FileNotFoundError(f"CI tests against the published vectors, and {VECTORS} is not there")

needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the folder ../shared/vectors is not here")


def load(name: str) -> Any:
    """A JSON file of the vectors."""
    return json.loads((VECTORS / name).read_bytes())


def files(folder: str, pattern: str) -> list[Path]:
    """The vector files below a folder; none when there are no vectors on this machine."""
    return sorted((VECTORS / folder).glob(pattern))
