"""Options and openers that several commands share. Imports stay inside: ``gate verify`` must start fast."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.model.errors import UsageError

if TYPE_CHECKING:
    from gate.engine.workspace import Workspace
    from gate.sandbox.docker_sandbox import DockerSandbox

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The store's folder.", envvar="GATE_HOME", show_default=".gate")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]


def open_workspace(home: Path | None, policy: Path | None = None) -> Workspace:
    """The store, after closing what an earlier crash left open."""
    from gate.engine.attempt.recovery import recover
    from gate.engine.workspace import Workspace, default_home

    workspace = Workspace.open(home or default_home(), policy=policy)
    recover(workspace)
    return workspace


def read_bytes(path: Path) -> bytes:
    """A file that the caller named. Raises UsageError ``verify.unreadable``."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UsageError("verify.unreadable", f"cannot be read: {problem.strerror}", where=str(path)) from None


@contextmanager
def lazy_sandbox() -> Iterator[Callable[[], DockerSandbox]]:
    """Gives what opens this machine's Docker sandbox when a run is due, once; it is closed with the block."""
    from gate.sandbox.docker_sandbox import DockerSandbox

    opened: list[DockerSandbox] = []

    def sandbox() -> DockerSandbox:
        if not opened:
            opened.append(DockerSandbox(slots=max(2, os.cpu_count() or 1)))
        return opened[0]

    try:
        yield sandbox
    finally:
        for one in opened:
            one.close()
