"""``-v`` and ``--log-file``: where the records of the package's logger go. Without either, nowhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gate.model.errors import UsageError
from gate.model.text import printable

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class _SafeFormatter(logging.Formatter):
    """Messages may quote submissions: what could drive a terminal is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


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
            handlers.append(logging.FileHandler(file, encoding="utf-8", errors="backslashreplace"))
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
