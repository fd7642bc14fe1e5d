"""All values of all methods on all data sets, computed in one sealed container in which no submitted code ever runs.

The program is the gate's own (``sandboxes/evaluator``), handed to the image ``methods`` with the request. Nothing that
a submitter wrote goes in, and what comes out is read strictly all the same.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from gate.model.base import parse_json
from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError
from gate.model.numbers import parse_number
from gate.model.policy import RunLimits
from gate.repro.data.tables import Table
from gate.repro.methods.typecheck import Checked
from gate.sandbox.interface import Output, RunSpec, Sandbox
from gate.system.resources import resource

IMAGE = "methods"
PROGRAM = "evaluator.pyz"
Tables = Mapping[str, Table]
"""A data set: path → table."""

LIMITS = RunLimits(wall_s=300.0, cpu_s=300, memory_bytes=4 << 30)
_MAX_ANSWERS = 64 << 20
_MAIN = "from evaluator.program import main\n\nmain()\n"


@dataclass(frozen=True, slots=True)
class Job:
    """One evaluation: numbers of a method and a data set; ``condition`` asks for κ as well."""

    method: int
    dataset: int
    seed: int = 0
    condition: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an evaluation came to. ``value`` is as a script would have written it, numbers as `Decimal`.

    ``trouble`` (such as ``too-few`` or ``no-variation``) and ``message`` say why there is no value.
    ``condition`` is κ: how many times a relative change of the cells the value changes; None where it was not asked for
    or is unbounded.
    """

    value: Json = None
    condition: float | None = None
    trouble: str = ""
    message: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return not self.trouble


@cache
def program() -> bytes:
    """The evaluator as a zip file that Python runs; the same bytes for the same source."""
    folder = resource("sandboxes") / "evaluator"
    files = {f"evaluator/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"__main__.py": _MAIN, **files}.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def program_digest() -> Digest:
    """What identifies the evaluator in evidence."""
    return Digest.of(program())


def evaluate(
    methods: Sequence[Checked],
    datasets: Sequence[Tables],
    jobs: Sequence[Job],
    sandbox: Sandbox,
    *,
    limits: RunLimits = LIMITS,
) -> list[Answer]:
    """One answer for each job. The first data set is the claim's own; the others may share columns with it.

    Raises InfrastructureError where the container did not answer.
    """
    if not jobs:
        return []
    spec = RunSpec(
        image=sandbox.image_id(IMAGE),
        argv=("python3", f"/in/{PROGRAM}"),
        inputs={PROGRAM: program(), "request.json": json.dumps(request_of(methods, datasets, jobs)).encode()},
        outputs=(Output("values.json", _MAX_ANSWERS),),
        limits=limits,
        env={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
        purpose="methods",
    )
    result = sandbox.run(spec)
    if not result.clean or "values.json" not in result.outputs:
        last = result.stderr.kept.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no message"]
        raise InfrastructureError(
            "method.not-evaluated",
            f"the evaluator of methods ended with {result.exit_reason}: {last[0][:300]}",
            hint="a claim with large data may need a longer limit; `gate sandbox test methods` tests the image",
        )
    match parse_json(result.outputs["values.json"], where="values.json"):
        case {"answers": list(found)} if len(found) == len(jobs):
            return [answer_of(raw) for raw in found]
    raise _malformed()


def request_of(methods: Sequence[Checked], datasets: Sequence[Tables], jobs: Sequence[Job]) -> Json:
    """What the evaluator reads."""
    return {
        "base": {path: _whole(table) for path, table in datasets[0].items()},
        "datasets": [{}, *(_changed(datasets[0], tables) for tables in datasets[1:])],
        "methods": [_document(method) for method in methods],
        "jobs": [asdict(job) for job in jobs],
    }


def _document(method: Checked) -> Json:
    noisy: dict[str, list[str]] = {}
    for (path, name), uses in sorted(method.uses.items()):
        if uses == {"number"} and method.types[path][name] == "number":
            noisy.setdefault(path, []).append(name)
    source = method.source.model_dump(mode="json")
    return {"from": source, "types": method.types, "value": method.value.model_dump(mode="json"), "noisy": noisy}


def _whole(table: Table) -> Json:
    return {"columns": {name: list(table.column(name)) for name in table.columns}, "rows": len(table.rows)}


def _changed(base: Tables, tables: Tables) -> Json:
    """The files that differ from the base, each with the columns that do."""
    found = {}
    for path, table in tables.items():
        own = base[path]
        if table is own:
            continue
        same_rows = len(own.rows) == len(table.rows)
        columns = {
            name: list(table.column(name))
            for name in table.columns
            if not same_rows or table.column(name) != own.column(name)
        }
        found[path] = {"columns": columns, "rows": len(table.rows)}
    return found


def answer_of(raw: Json) -> Answer:
    """An answer as the evaluator wrote it. Raises InfrastructureError for anything else."""
    match raw:
        case {"error": {"code": str(trouble), "message": str(message)}}:
            return Answer(trouble=trouble, message=message)
        case {"value": value, "condition": float() | int() as condition}:
            return Answer(_value(value), float(condition))
        case {"value": value}:
            return Answer(_value(value))
    raise _malformed()


def _value(raw: Json) -> Json:
    match raw:
        case {"number": str(text)}:
            return parse_number(text)
        case {"table": [list(header), *rows]}:
            return [header, *([_cell(cell) for cell in row] for row in rows if isinstance(row, list))]
        case list(members):
            return [_value(one) for one in members]
        case str(text):
            return text
    raise _malformed()


def _cell(raw: Json) -> str:
    """A table's cell as a CSV file would hold it."""
    return str(_value(raw))


def _malformed() -> InfrastructureError:
    return InfrastructureError(
        "method.not-evaluated", "the evaluator of methods wrote no answers", hint="gate sandbox test methods"
    )
