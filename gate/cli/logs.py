"""``-v`` and ``--log-file``: where the records of the package's logger go. Without either, nowhere."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from gate.cli.ui import note
from gate.model.errors import UsageError
from gate.model.text import printable
from gate.system.files import append_regular

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class _SafeFormatter(logging.Formatter):
    """Messages may quote submissions: what could drive a terminal is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


class _LogFile(logging.StreamHandler[TextIO]):
    """Appends to a regular file. When that cannot be written any more, one line on stderr says so."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self._path: Path | None = path
        super().__init__(os.fdopen(append_regular(path), "a", encoding="utf-8", errors="backslashreplace"))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        if self._path is not None:
            note(f"the log file cannot be written: {self._path}")
        self._path = None

    def close(self) -> None:
        super().close()
        with suppress(OSError):
            self.stream.close()


@contextmanager
def logging_to(verbosity: int, file: Path | None) -> Iterator[None]:
    """Within the block the logger ``gate`` writes to stderr (verbosity 1: INFO, 2 and more: DEBUG) and all to ``file``.

    Raises UsageError ``log-file.unwritable``.
    """
    handlers: list[logging.Handler] = []
    if verbosity:
        handlers.append(logging.StreamHandler(sys.stderr))
        handlers[-1].setLevel(logging.INFO if verbosity == 1 else logging.DEBUG)
    if file is not None:
        try:
            handlers.append(_LogFile(file))
        except OSError as problem:
            raise UsageError(
                "log-file.unwritable", f"the log file cannot be written: {problem.strerror}", where=str(file)
            ) from None
    logger = logging.getLogger("gate")
    level = logger.level
    logger.setLevel(logging.DEBUG if handlers else level)
    for handler in handlers:
        handler.setFormatter(_SafeFormatter(_FORMAT))
        logger.addHandler(handler)
    try:
        yield
    finally:
        logger.setLevel(level)
        for handler in handlers:
            logger.removeHandler(handler)
            handler.close()
