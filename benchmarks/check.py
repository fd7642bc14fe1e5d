"""`gate check` on 1 to 10,000 records of 4.6 kB: cold, cached, a change; and what check-jsonschema takes for the same.

    python benchmarks/check.py [--records N …] [--check-jsonschema PROGRAM]

Absolute figures depend on the machine, so each comes with the CPU time of all processes and with a ratio to
check-jsonschema of the same run, whose time a file is measured on a few hundred files.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gate.checks.contract import validated
from gate.checks.discover import read_input
from gate.checks.reading.document import read_document
from gate.engine.schema import schema_of
from gate.system.resources import resource as packaged

SAMPLE = "norris"
"""The example that the records are made of: a regression with its quantities, data and methods, 4.6 kB."""
YARDSTICK_FILES = 200


def make(folder: Path, number: int) -> None:
    """Records that differ by their ids, and the data file that they name."""
    records = Path(packaged("examples")) / "records"
    document = json.loads((records / f"{SAMPLE}.json").read_text(encoding="utf-8"))
    (folder / "data").mkdir()
    shutil.copy(records / "data" / f"{SAMPLE}.csv", folder / "data")
    for count in range(number):
        text = json.dumps(document | {"id": f"record-{count}"}, indent=2)
        (folder / f"record-{count}.json").write_text(text, encoding="utf-8")


def cpu() -> float:
    """CPU seconds of this process and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds."""
    wall, used = time.perf_counter(), cpu()
    work()
    return time.perf_counter() - wall, cpu() - used


def gate(*words: str) -> Callable[[], object]:
    """The command line, in a process of its own."""
    argv = [sys.executable, "-m", "gate", "check", *words]
    return lambda: subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)


def schema_only(folder: Path) -> tuple[float, float]:
    """Seconds a file of reading, strict parsing and the contract, in one process."""
    names = sorted(str(path) for path in folder.glob("*.json"))

    def work() -> None:
        for name in names:
            given = read_input(name, named=True)
            assert given is not None
            validated(read_document(given.data, "json"), name)

    work()
    wall, used = measured(work)
    return wall / len(names), used / len(names)


def report(what: str, number: int, wall: float, used: float, yardstick: float | None) -> None:
    """One line of the table."""
    ratio = f"{yardstick * number / used:8.0f} ×" if yardstick else ""
    print(f"{what:<22} {number:>6} {wall:9.2f} s wall {used:9.2f} s CPU {1e6 * used / number:9.0f} µs each {ratio}")


def yardstick_of(program: str, root: Path) -> float:
    """CPU seconds that check-jsonschema takes for one record, its start left out."""
    folder = root / "yardstick"
    folder.mkdir()
    make(folder, YARDSTICK_FILES)
    schema = root / "record.schema.json"
    schema.write_text(json.dumps(schema_of("record")))
    names = sorted(str(path) for path in folder.glob("*.json"))

    def run(count: int) -> Callable[[], object]:
        argv = [program, "--schemafile", str(schema), *names[:count]]
        return lambda: subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)

    (_, one), (_, all_of_them) = measured(run(1)), measured(run(YARDSTICK_FILES))
    return (all_of_them - one) / (YARDSTICK_FILES - 1)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[1, 100, 1000, 10_000])
    parser.add_argument("--check-jsonschema", default=shutil.which("check-jsonschema"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        os.environ["GATE_CACHE"] = str(root / "cache")
        yardstick = yardstick_of(asked.check_jsonschema, root) if asked.check_jsonschema else None
        if yardstick:
            print(f"check-jsonschema: {1e3 * yardstick:.1f} ms CPU a record; ratios are to this")
        for number in asked.records:
            folder = root / str(number)
            folder.mkdir()
            make(folder, number)
            os.chdir(folder)
            git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
            for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
                subprocess.run([*git, *words], check=True)
            report("cold", number, *measured(gate(".")), yardstick)
            report("nothing changed", number, *measured(gate(".")), yardstick)
            report("--diff HEAD", number, *measured(gate(".", "--diff", "HEAD")), yardstick)
            if number >= 100:
                wall, used = schema_only(folder)
                report("reading and contract", number, wall * number, used * number, yardstick)
            os.chdir("/")


if __name__ == "__main__":
    main()
