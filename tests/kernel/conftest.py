"""The embedded library as an export, made once for all test processes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gate.kernel.check import AXIOMS
from gate.lean.core.declaration import is_unsafe
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import closure
from gate.lean.kernel.ndjson import export
from gate.lean.kernel.own import program
from tests.lean.conftest import cache, library
from tests.lean.library import CompiledLibrary
from tests.once import once
from tests.sandbox.fixtures import sandbox

__all__ = ["cache", "library", "sandbox"]


@dataclass(frozen=True)
class CoreExport:
    """Every safe constant of the library: ``path`` of the export, and what is in it."""

    path: Path
    declarations: int
    constants: int


@pytest.fixture(scope="session")
def core_export(library: CompiledLibrary, tmp_path_factory: pytest.TempPathFactory) -> CoreExport:
    def fill(folder: Path) -> None:
        terms = Terms()
        constants = library.constants(terms)
        safe = [name for name in constants.names if not is_unsafe(constants[name])]
        found = closure(terms, constants.lookup, safe)
        (folder / "core.ndjson").write_bytes(b"".join(export(found, lean="", githash="")))
        counts = {"declarations": len(found.declarations()), "constants": sum(1 for _ in found.constants())}
        (folder / "counts.json").write_text(json.dumps(counts))

    folder = once(tmp_path_factory, "core-export", fill)
    return CoreExport(folder / "core.ndjson", **json.loads((folder / "counts.json").read_text()))


@pytest.fixture(scope="session")
def core_report(core_export: CoreExport, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What our kernel says of the whole library, run as it runs in its container: alone, from an archive."""

    def fill(folder: Path) -> None:
        (folder / "kernel.zip").write_bytes(program())
        axioms = f"--axioms={','.join((*AXIOMS, 'sorryAx'))}"
        command = [sys.executable, "-I", "-S", str(folder / "kernel.zip"), str(core_export.path), "--json", axioms]
        said = subprocess.run(command, capture_output=True, check=False).stdout
        (folder / "report.json").write_bytes(said)

    report: dict[str, Any] = json.loads((once(tmp_path_factory, "core-report", fill) / "report.json").read_bytes())
    return report
