"""Running a trusted tool of the host (mmdebstrap, apt-get, pip) and saying clearly why it failed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from gate.model.errors import InfrastructureError

_TAIL_LINES = 12


def run_tool(
    argv: Sequence[str], *, code: str, missing: str, env: Mapping[str, str] | None = None, hint: str | None = None
) -> str:
    """The tool's stdout.

    Raises InfrastructureError: ``missing`` is the hint when the tool is not installed; the error ``code`` with the end
    of what the tool said, and ``hint``, when it fails.
    """
    try:
        done = subprocess.run(
            argv, check=False, capture_output=True, text=True, errors="replace", env=env, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise InfrastructureError("image.tool-missing", f"{argv[0]} is not installed", hint=missing) from None
    if done.returncode:
        said = tail(done.stderr or done.stdout)
        raise InfrastructureError(code, f"{argv[0]} failed with status {done.returncode}:\n{said}", hint=hint)
    return done.stdout


def tail(text: str) -> str:
    """The last lines of a tool's output."""
    return "\n".join(text.strip().splitlines()[-_TAIL_LINES:])
