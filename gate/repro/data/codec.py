"""Reading and writing data files as tables: text formats here, binary ones in a sealed container of their own.

Parquet and NPZ have large decoders with a history of memory errors. The gate's host therefore never opens them; its own
program `binary_program` does it in a sealed container of the ``python`` image, in which no submitted code ever runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from gate.model.base import parse_json
from gate.model.digest import Json
from gate.model.errors import Fault, InfrastructureError, InputError
from gate.model.expected import DataFile
from gate.model.policy import RunLimits
from gate.repro.data.tables import Bare, Style, Table, read_table, refuse, write_table
from gate.sandbox.interface import Output, RunSpec, Sandbox

PROGRAM = Path(__file__).with_name("binary_program.py")
BINARY = frozenset({"parquet", "npz"})
IMAGE = "python"
_NULL = Bare("null")
_MAX_TABLES = 16 << 20
_GROWTH = 4
"""A changed file may be this many times as large as the original (numbers become longer), plus a little."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to write: the table, and for text files its style. ``restyle`` asks binary files for other bytes."""

    file: DataFile
    table: Table
    style: Style
    restyle: bool = False


class Codec:
    """Reads the claim's data files once, then writes any number of changed ones."""

    def __init__(self, sandbox: Sandbox, limits: RunLimits) -> None:
        self._sandbox = sandbox
        self._limits = limits

    def read(self, files: Sequence[DataFile], data: Mapping[str, bytes]) -> dict[str, tuple[Table, Style]]:
        """Path to table and style. Raises InputError (fault: claim) and InfrastructureError."""
        tables = {file.path: read_table(file, data[file.path]) for file in files if file.format not in BINARY}
        binary = [file for file in files if file.format in BINARY]
        if binary:
            outputs = self._run("decode", binary, data, {}, {"tables.json": _MAX_TABLES})
            decoded = parse_json(outputs["tables.json"], where="tables.json", code="claim.data", fault=Fault.CLAIM)
            assert isinstance(decoded, list), "the decoder is gate's own program"
            tables.update({file.path: (_table(raw), Style()) for file, raw in zip(binary, decoded, strict=True)})
        for file in files:
            for column in file.columns:
                if column.name not in tables[file.path][0].columns:
                    known = ", ".join(tables[file.path][0].columns)[:400]
                    refuse(file, "claim.column-unknown", f"there is no column {column.name!r}; the file has {known}")
        return tables

    def write(self, jobs: Iterable[Job], data: Mapping[str, bytes]) -> list[bytes]:
        """The bytes of every job, in order. Raises InfrastructureError."""
        written: list[bytes] = []
        binary: list[tuple[int, Job]] = []
        for position, job in enumerate(jobs):
            is_binary = job.file.format in BINARY
            written.append(b"" if is_binary else write_table(job.file, job.table, job.style))
            if is_binary:
                binary.append((position, job))
        if binary:
            for (position, _), content in zip(binary, self._encoded([job for _, job in binary], data), strict=True):
                written[position] = content
        return written

    def _encoded(self, jobs: Sequence[Job], data: Mapping[str, bytes]) -> list[bytes]:
        files = sorted({job.file.path: job.file for job in jobs}.values(), key=lambda file: file.path)
        orders = [{"file": files.index(job.file), "table": _json(job.table), "restyle": job.restyle} for job in jobs]
        caps = {str(number): len(data[job.file.path]) * _GROWTH + (64 << 10) for number, job in enumerate(jobs)}
        outputs = self._run("encode", files, data, {"jobs": orders}, caps)
        return [outputs[str(number)] for number in range(len(jobs))]

    def _run(
        self,
        mode: str,
        files: Sequence[DataFile],
        data: Mapping[str, bytes],
        request: Mapping[str, Json],
        caps: Mapping[str, int],
    ) -> Mapping[str, bytes]:
        document = {"formats": [file.format for file in files], **request}
        inputs = {"program.py": PROGRAM.read_bytes(), "request.json": json.dumps(document).encode()}
        inputs.update({f"data/{number}": data[file.path] for number, file in enumerate(files)})
        spec = RunSpec(
            image=self._sandbox.image_id(IMAGE),
            argv=("python3", "/in/program.py", mode),
            inputs=inputs,
            outputs=tuple(Output(name, most) for name, most in caps.items()),
            limits=self._limits,
            purpose=f"data-{mode}",
        )
        result = self._sandbox.run(spec)
        if result.clean and set(result.outputs) == set(caps):
            return result.outputs
        names = ", ".join(file.path for file in files)
        last = result.stderr.kept.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no message"]
        if mode == "decode":
            raise InputError(
                "claim.data-malformed",
                f"a binary data file could not be read ({result.exit_reason}): {last[0][:300]}",
                where=f"expected.data: {names}",
                hint="are the declared formats right, without pickled objects?",
                fault=Fault.CLAIM,
            )
        raise InfrastructureError("repro.encode-failed", f"changed data could not be written: {last[0][:300]}")


class _Decoded(TypedDict):
    """A table as the decoder writes it (`gate.repro.data.binary_program`)."""

    columns: list[str]
    rows: list[list[str | float | bool | None]]


def _table(raw: _Decoded) -> Table:
    rows = tuple(tuple(_NULL if cell is None else str(cell) for cell in row) for row in raw["rows"])
    return Table(tuple(raw["columns"]), rows)


def _json(table: Table) -> Json:
    rows = [[None if isinstance(cell, Bare) else cell for cell in row] for row in table.rows]
    return {"columns": list(table.columns), "rows": rows}
