"""Where the published test vectors are: beside the repository, never inside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).resolve().parents[2] / "shared" / "vectors"

needs_vectors = pytest.mark.skipif(not VECTORS.is_dir(), reason="the folder ../shared/vectors is not here")


def load(name: str) -> Any:
    """A JSON file of the vectors; an empty list of cases when there are none on this machine."""
    return json.loads((VECTORS / name).read_bytes())


def files(folder: str, pattern: str) -> list[Path]:
    """The vector files below a folder."""
    return sorted((VECTORS / folder).glob(pattern))
