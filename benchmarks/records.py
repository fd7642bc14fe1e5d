"""How fast pages come in and go out: ``python -m benchmarks.records [NUMBER…]`` (10 1000 10000 by default).

For each number: import into a fresh store (files written, entries logged), the same import again, rendering all records
as text, and the most memory that this process had (MiB).
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gate import Gate
from gate.engine.inputs.intake import load_record
from gate.records.importer.files import import_files
from gate.records.render.forms import as_text
from gate.records.render.page import page_of
from tests.records.pages import PAGE


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(number: int) -> None:
    """Measure one size in a folder of its own and print a row."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "pages").mkdir()
        for page in range(number):
            text = PAGE.replace("looked at?", f"looked at, number {page}?")
            (folder / "pages" / f"{page}.txt").write_text(text, encoding="utf-8")
        with Gate.init(folder / "store", origin="example.org/benchmark", remember=False) as store:

            def bring_in() -> None:
                report = import_files(
                    [folder / "pages"], to=folder / "records", store=store, published_before="2026-06-10"
                )
                assert report.counts()["refused"] == 0

            first, again = seconds(bring_in), seconds(bring_in)
            records = [load_record(path) for path in sorted((folder / "records").glob("*.json"))]
            assert len(records) == number
            shown = store.status(records[0].id)
            rendering = seconds(lambda: [as_text(page_of(record, shown)) for record in records])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number:>6} pages  import {first:7.2f} s ({number / first:7.0f}/s)  again {again:7.2f} s  "
        f"render {number / rendering:7.0f}/s  {memory:6.0f} MiB"
    )


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("10", "1000", "10000")):
        measure(size)
