"""Many files, each by itself: from the cache where nothing changed, the rest in several processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gate.checks.discover import read_input
from gate.checks.file import FileReport, Judging, check_file, unreadable
from gate.checks.reading.document import ReadingError

if TYPE_CHECKING:
    from gate.checks.cache import ReportCache
    from gate.checks.run import Options

CHUNK = 64
"""Files that a process is given at once; fewer than two chunks are not worth a process."""

Named = tuple[str, bool]
"""A file, and whether it was named itself."""

Checked = tuple[str, bytes, FileReport]
"""A file, the sha256 of its bytes (empty where they cannot be read), and the report on it."""


def check_files(files: Iterable[Named], options: Options) -> dict[str, FileReport]:
    """A report on each file that is a record or a manifest, or was named, in the order of the files."""
    reports: dict[str, FileReport | None] = {}
    left: list[Named] = []
    for name, named in files:
        reports[name] = _cached(name, named, options.cache)
        if reports[name] is None:
            left.append((name, named))
    for name, sha256, report in _checked(left, options):
        reports[name] = report
        if sha256:
            options.cache.put(name, sha256, report)
    options.cache.save()
    return {name: report for name, report in reports.items() if report is not None}


def _cached(name: str, named: bool, cache: ReportCache) -> FileReport | None:
    if name not in cache.known:
        return None
    try:
        given = read_input(name, named)
    except ReadingError:
        return None
    return None if given is None else cache.get(given)


def _checked(files: list[Named], options: Options) -> Iterator[Checked]:
    if options.jobs < 2 or len(files) < 2 * CHUNK:
        yield from check_chunk(files, options.judging)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    # Forked, because a fresh interpreter takes as long to start as hundreds of files to check.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(options.jobs, context) as pool:
        for checked in pool.map(check_chunk, chunks, [options.judging] * len(chunks)):
            yield from checked


def check_chunk(files: list[Named], judging: Judging) -> list[Checked]:
    """Check some files; they are read here, so that no bytes go from process to process."""
    found: list[Checked] = []
    for name, named in files:
        try:
            given = read_input(name, named)
        except ReadingError as error:
            found.append((name, b"", FileReport((unreadable(name, error),))))
            continue
        if given is not None:
            found.append((name, hashlib.sha256(given.data).digest(), check_file(given, judging)))
    return found
