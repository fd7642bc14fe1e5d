"""How tests run a check."""

from __future__ import annotations

from typing import Any

from gate.checks.file import Judging
from gate.checks.run import Options, Outcome, check_paths


def run(*paths: str, **changes: Any) -> Outcome:
    """Check paths by default options with these changes."""
    return check_paths(paths, Options(Judging.now(), **changes))
