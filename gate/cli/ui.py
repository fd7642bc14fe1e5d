"""How the CLI speaks: stdout is data, stderr is progress and errors; text from submissions is escaped when shown."""

from __future__ import annotations

import io
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from gate.model.errors import GateError, InfrastructureError
from gate.model.text import one_line, printable

if TYPE_CHECKING:
    from rich.console import Console
    from typing_extensions import Buffer

    from gate.documents.base import Document


OUTPUT_CLOSED = "output.closed"
"""The code of the error that says that nobody reads stdout any more (``gate … | head``): nothing is printed for it."""


class Output(io.FileIO):
    """Where stdout goes, as a file: what it does not take is an error of gate's, whoever prints it."""

    _failed = False

    def write(self, data: Buffer, /) -> int:
        """Raises InfrastructureError ``output.closed``, ``output.write``; after that everything is swallowed."""
        if self._failed:  # what is still buffered must not fail once more when Python ends
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as problem:
            self._failed = True
            if isinstance(problem, BrokenPipeError):
                raise InfrastructureError(OUTPUT_CLOSED, "nobody reads the output") from None
            raise InfrastructureError("output.write", f"stdout cannot be written: {problem.strerror}") from None


class Notes(io.FileIO):
    """Where stderr goes, as a file: what it does not take is lost, because progress decides nothing, nor its end."""

    def write(self, data: Buffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def prepare_streams() -> None:
    """From here on a full or closed stdout is an `InfrastructureError`, and any text can be printed in any locale."""
    sys.stdout = _through(Output, sys.stdout)
    sys.stderr = _through(Notes, sys.stderr)


def _through(kind: type[io.FileIO], stream: TextIO) -> TextIO:
    """The stream with its bytes through such a file; one that is no file of the process (or none) stays as it is."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    raw = kind(stream.fileno(), "wb", closefd=False)
    lines = stream.line_buffering
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, "backslashreplace", line_buffering=lines)


def _write(text: str) -> None:
    """Data on stdout, at once. Raises InfrastructureError when stdout cannot take it (`Output`)."""
    if sys.stdout is None:
        raise InfrastructureError("output.write", "stdout is closed")
    sys.stdout.write(text)
    sys.stdout.flush()


def emit(text: str) -> None:
    """One piece of data on stdout."""
    _write(printable(text).rstrip("\n") + "\n")


def filled(label: str, text: str) -> str:
    """Prose after a label, as wide as the terminal (80 columns elsewhere), with a hanging indent."""
    width = min(shutil.get_terminal_size().columns, 120)
    return textwrap.fill(text, width, initial_indent=label, subsequent_indent=" " * len(label), break_on_hyphens=False)


def emit_document(document: Document) -> None:
    """One JSON document on stdout; it names its own versioned format."""
    _write(document.to_text())


def note(text: str) -> None:
    """One line of progress on stderr; nothing where that is closed or full, since nobody could be told."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(printable(text) + "\n")
            sys.stderr.flush()


def error(problem: GateError, *, as_json: bool = False) -> None:
    """The error as one paragraph on stderr: code, what, where, what to do, exit status. It raises nothing itself."""
    if as_json:
        from gate.documents.error import ErrorReport

        with suppress(InfrastructureError):  # stdout takes nothing; stderr may
            emit_document(ErrorReport.of(problem))
    place = f"\n  where: {problem.where}" if problem.where else ""
    hint = f"\n  hint: {problem.hint}" if problem.hint else ""
    note(f"error[{problem.code}]: {problem.message}{place}{hint}\n  exit status: {problem.exit_code}")


def console() -> Console:
    """A rich console on stderr; it honours NO_COLOR and prints no control codes when stderr is not a terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


class Stages:
    """Progress of one attempt: a spinner with the current stage on a terminal, one plain line per stage elsewhere."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._console = console()
        self._status = self._console.status("") if self._console.is_terminal and not quiet else None

    @contextmanager
    def shown(self) -> Iterator[Stages]:
        """Show progress while the block runs."""
        if self._status is None:
            yield self
            return
        with self._status:
            yield self

    def stage(self, name: str, detail: str = "") -> None:
        """A new stage begins."""
        if self._quiet:
            return
        line = f"{one_line(name)}  {one_line(detail)}".rstrip()
        if self._status is None:
            note(f"  · {line}")
        else:
            from rich.markup import escape

            self._status.update(escape(line))
