"""What these tests share: a journal in memory, cases, and a sandbox whose scripts are Python functions."""

from __future__ import annotations

import csv
import io
import json
import random
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gate.model.artifact import Artifact, Script
from gate.model.claim import EmpiricalClaim
from gate.model.digest import Digest, Json
from gate.model.expected import Expected
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy
from gate.repro.runs.plan import Plan, draw_plan
from gate.sandbox.interface import ExitReason, RunResult, RunSpec, Stream, Usage

DATA = "line.csv"
IMAGE = "sha256:" + "0" * 64


@dataclass
class MemoryJournal:
    """Keeps everything; safe for several threads."""

    blobs: dict[Digest, bytes] = field(default_factory=dict)
    events: list[tuple[str, Mapping[str, Json]]] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)

    def stage(self, name: str, detail: str = "") -> None:
        self.stages.append(name)

    def keep(self, data: bytes) -> Digest:
        digest = Digest.of(data)
        self.blobs[digest] = data
        return digest

    def event(self, kind: str, body: Mapping[str, Json]) -> None:
        self.events.append((kind, body))


class Stop(Exception):  # noqa: N818 - an ending, not an error
    """A scripted ending: ``ending``, exit code and wall time."""

    def __init__(self, ending: ExitReason = ExitReason.EXITED, exit_code: int | None = 1, wall_s: float = 0.1) -> None:
        super().__init__(ending)
        self.ending, self.exit_code, self.wall_s = ending, exit_code, wall_s


class Inside:
    """What a scripted run sees: inputs, environment, seed and nonce; it returns what belongs into the result file."""

    def __init__(self, spec: RunSpec) -> None:
        self.spec = spec
        parameters = json.loads(spec.inputs["gate.json"])
        self.seed: int = parameters["seed"]
        self.nonce: str = parameters["nonce"]

    def bytes(self, name: str = DATA) -> bytes:
        """A data file. Ends the run with status 1 where it is missing, as a script would."""
        try:
            return self.spec.inputs[f"data/{name}"]
        except KeyError:
            raise Stop from None

    def rows(self, name: str = DATA) -> list[dict[str, str]]:
        """A CSV file's rows; ends the run with status 1 where there are none."""
        rows = list(csv.DictReader(io.StringIO(self.bytes(name).decode())))
        if not rows:
            raise Stop
        return rows


def fixed_plan(what: Expected, policy: ReproPolicy) -> Plan:
    """A plan that is always the same, so that random scripts give the same results in every test run."""
    return draw_plan(what, policy, random.Random(2026))


ScriptFunction = Callable[[Inside], Mapping[str, Json]]


def stream(data: bytes = b"") -> Stream:
    return Stream(data, b"", len(data), Digest.of(data))


class ScriptedSandbox:
    """A `Sandbox` that calls a function instead of starting a container. It keeps every specification it was given."""

    def __init__(self, script: ScriptFunction) -> None:
        self.script = script
        self.specs: list[RunSpec] = []
        self._lock = threading.Lock()

    def run(self, spec: RunSpec) -> RunResult:
        with self._lock:
            self.specs.append(spec)
        if spec.purpose == "methods":
            return self._methods(spec)
        outputs: dict[str, bytes] = {}
        ending, code, wall = ExitReason.EXITED, 0, 0.1
        inside = Inside(spec)
        try:
            values = dict(self.script(inside))
            raw = values.pop("raw", None)
            document = json.dumps({"nonce": inside.nonce, **values}).encode()
            outputs["result.json"] = raw if isinstance(raw, bytes) else document
        except Stop as stop:
            ending, code, wall = stop.ending, stop.exit_code or 0, stop.wall_s
        exit_code = code if ending is ExitReason.EXITED else None
        return RunResult(
            ending, exit_code, None, stream(), stream(b"said something\n"), outputs, {}, Usage(wall), Digest.of(b"seal")
        )

    def _methods(self, spec: RunSpec) -> RunResult:
        """The gate's own evaluator, in this process: without libraries, so for recipes in rational arithmetic."""
        from evaluator import program

        answers = json.dumps({"answers": program.answers(json.loads(spec.inputs["request.json"]))}).encode()
        outputs = {"values.json": answers}
        return RunResult(ExitReason.EXITED, 0, None, stream(), stream(), outputs, {}, Usage(0.1), Digest.of(b"seal"))

    def image_id(self, name: str) -> str:
        return IMAGE

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        return {"packages.json": b"{}"}

    def self_test(self, image: str) -> Digest:
        return Digest.of(b"self-test")


X = [1.0, 2.5, 3.0, 4.5, 5.0, 6.5, 7.0, 8.5, 9.0, 10.5, 11.0, 12.5]
Y = [2.31, 4.07, 4.92, 7.11, 7.35, 9.94, 10.08, 12.61, 12.77, 15.39, 15.12, 18.05]
LINE = ("x,y\n" + "".join(f"{x},{y:.2f}\n" for x, y in zip(X, Y, strict=True))).encode()


def slope(pairs: Sequence[tuple[float, float]]) -> float:
    """The least squares slope; ends the run like a division by zero would."""
    n = len(pairs)
    if n < 2:
        raise Stop
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    return sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sum((x - mean_x) ** 2 for x, _ in pairs)


def pairs_of(inside: Inside) -> list[tuple[float, float]]:
    return [(float(row["x"]), float(row["y"])) for row in inside.rows()]


TRUE_SLOPE = slope(list(zip(X, Y, strict=True)))
SCALE: Json = {"kind": "scale", "data": DATA, "columns": ["y"], "effects": [{"quantity": "slope", "power": 1}]}


def data_file(content: bytes = LINE, **more: Json) -> dict[str, Json]:
    columns = [{"name": "x", "role": "predictor"}, {"name": "y", "role": "outcome"}]
    return {
        "path": DATA,
        "sha256": str(Digest.of(content)),
        "format": "csv",
        "source": "made up",
        "licence": "CC0-1.0",
        "columns": columns,
        "free": ["row-order", "line-endings", "number-format"],
        **more,
    }


def expected(**more: Json) -> Expected:
    """The claim `slope` on `LINE`, with changes."""
    document: dict[str, Json] = {
        "quantities": [{"name": "slope", "published": f"{TRUE_SLOPE:.4f}", "rule": {"kind": "printed"}}],
        "data": [data_file()],
        **more,
    }
    return Expected.model_validate_json(json.dumps(document))


def case(
    what: Expected,
    *,
    claim_files: Mapping[str, bytes] | None = None,
    files: Mapping[str, bytes] | None = None,
    policy: ReproPolicy | None = None,
    script: Script | None = None,
    **more: Json,
) -> Case:
    """A case of that claim with a one-file artifact."""
    artifact_files = {"main.py": b"pass\n", **(files or {})}
    body = script or Script(kind="script", files=tuple(artifact_files), argv=("python3", "main.py"))
    return Case(
        attempt="a1",
        record_id="r1",
        claim=EmpiricalClaim(id="c1", kind="empirical", statement="A slope.", expected=what),
        claim_files={DATA: LINE} if claim_files is None else claim_files,
        artifact=Artifact(contract="gate-artifact-v1", body=body),
        artifact_files=artifact_files,
        policy=Policy(repro=policy or ReproPolicy()),
        **more,
    )
