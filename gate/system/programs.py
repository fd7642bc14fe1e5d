"""Programs of the host that gate calls (git, apt-get, pip, mmdebstrap), and what is said when they fail."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gate.model.errors import InfrastructureError
from gate.model.text import printable

_TAIL_LINES = 12
_GIT_S = 60
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finished:
    """How the program ``name`` ended, and what it wrote."""

    name: str
    status: int
    stdout: bytes
    stderr: bytes

    @property
    def text(self) -> str:
        """Its stdout as text."""
        return self.stdout.decode("utf-8", "replace")

    def require(self, code: str, *, where: str | None = None, hint: str | None = None) -> Finished:
        """Itself, if it ended with status 0. Raises InfrastructureError ``code`` with the end of what it said."""
        if self.status:
            message = f"{self.name} failed with status {self.status}:\n{tail(self.stderr or self.stdout)}"
            raise InfrastructureError(code, message, where=where, hint=hint)
        return self


def run_program(
    argv: Sequence[str],
    *,
    code: str,
    missing: str,
    env: Mapping[str, str] | None = None,
    timeout_s: float | None = None,
    stdin: bytes = b"",
) -> Finished:
    """Run a program to its end, whatever its exit status; ``env`` replaces the environment.

    Raises InfrastructureError ``code``: it is not installed (``missing`` is the hint) or was not done in ``timeout_s``.
    """
    _logger.debug("running %s", " ".join(argv))
    try:
        done = subprocess.run(argv, check=False, capture_output=True, env=env, input=stdin, timeout=timeout_s)
    except subprocess.TimeoutExpired:
        raise InfrastructureError(code, f"{argv[0]} was not done within {timeout_s:.0f} s") from None
    except FileNotFoundError:
        raise InfrastructureError(code, f"{argv[0]} is not installed", hint=missing) from None
    except OSError as error:
        raise InfrastructureError(code, f"{argv[0]} could not be run: {error.strerror}", hint=missing) from None
    if done.returncode:
        _logger.info("%s ended with status %d", argv[0], done.returncode)
    return Finished(argv[0], done.returncode, done.stdout, done.stderr)


def git(repository: Path, *arguments: str, code: str, env: Mapping[str, str] | None = None) -> Finished:
    """Run git in a repository. Raises InfrastructureError ``code`` as `run_program` does."""
    argv = ("git", "-C", str(repository), *arguments)
    return run_program(argv, code=code, missing="install git", env=env, timeout_s=_GIT_S)


def tail(output: bytes) -> str:
    """The last lines of a program's output, safe to print."""
    return "\n".join(printable(output).strip().splitlines()[-_TAIL_LINES:])
