"""The runs of a plan, started in its order: identical containers, and nothing in them tells one run from another."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Protocol

from gate.model.digest import Digest, canonical_json
from gate.model.expected import NONCE_KEY
from gate.model.judging import Journal
from gate.model.policy import ReproPolicy
from gate.repro.check_data import RunData
from gate.repro.claim.task import Task
from gate.repro.runs.plan import Plan, PlannedRun
from gate.repro.runs.results import Refusal, ResultReader, Values
from gate.sandbox.interface import ExitReason, Output, RunResult, RunSpec, Sandbox

ARTIFACT_FOLDER = "artifact"
DATA_FOLDER = "data"
PARAMETERS = "gate.json"
LIMITS = frozenset({ExitReason.WALL_LIMIT, ExitReason.CPU_LIMIT, ExitReason.OUT_OF_MEMORY})
"""Endings that a larger limit might have prevented."""
_BASE_OUTPUT = re.compile(r"(base-[0-9]+)/(.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Finished:
    """A run and what was read from it. ``values`` is a refusal when there was no result to read.

    Of the data only digests are kept: the plan and the claim's files make them again.
    """

    run: PlannedRun
    result: RunResult
    values: Values | Refusal
    data: Mapping[str, Digest]
    outputs: Mapping[str, Digest]

    @property
    def limited(self) -> bool:
        return self.result.exit_reason in LIMITS

    @property
    def ending(self) -> str:
        """How it ended, in two or three words."""
        if self.result.exit_reason is ExitReason.EXITED:
            return f"exit {self.result.exit_code}"
        if self.result.exit_reason is ExitReason.SIGNALED:
            return f"signal {self.result.signal}"
        return self.result.exit_reason.value.replace("-", " ")

    def to_json(self) -> RunData:
        """The run as evidence: randomness, data, ending, resources and digests."""
        usage = self.result.usage
        return {
            "run": self.run.name,
            "kind": self.run.kind,
            "seed": self.run.seed,
            "hash_seed": self.run.hash_seed,
            "threads": self.run.threads,
            "ending": self.ending,
            "refusal": self.values.code if isinstance(self.values, Refusal) else None,
            "wall_ms": round(usage.wall_s * 1000),
            "cpu_ms": None if usage.cpu_s is None else round(usage.cpu_s * 1000),
            "peak_memory_bytes": usage.peak_memory_bytes,
            "data": {path: str(digest) for path, digest in sorted(self.data.items())},
            "outputs": {name: str(digest) for name, digest in sorted(self.outputs.items())},
            "stdout": str(self.result.stdout.sha256),
            "stderr": str(self.result.stderr.sha256),
            "seal": str(self.result.seal),
        }


def arguments(task: Task) -> tuple[str, ...]:
    """The artifact's argv; an argument that names one of its files becomes that file's place in the container."""
    return tuple(f"/in/{ARTIFACT_FOLDER}/{word}" if word in task.script.files else word for word in task.script.argv)


def specification(task: Task, run: PlannedRun, data: Mapping[str, bytes], image: str, policy: ReproPolicy) -> RunSpec:
    """The run specification. Between two runs only the data, the seeds, the thread count and the nonce differ."""
    inputs = {f"{ARTIFACT_FOLDER}/{name}": content for name, content in task.files.items()}
    inputs.update({f"{DATA_FOLDER}/{path}": content for path, content in data.items()})
    inputs[PARAMETERS] = json.dumps({NONCE_KEY: run.nonce, "seed": run.seed}).encode()
    threads = str(run.threads)
    return RunSpec(
        image=image,
        argv=arguments(task),
        inputs=inputs,
        outputs=tuple(Output(name, policy.result_bytes) for name in task.outputs),
        limits=policy.run,
        env={
            "GATE_NONCE": run.nonce,
            "GATE_SEED": str(run.seed),
            "PYTHONHASHSEED": str(run.hash_seed),
            "OMP_NUM_THREADS": threads,
            "OPENBLAS_NUM_THREADS": threads,
            "MKL_NUM_THREADS": threads,
        },
        purpose=run.kind,
    )


class Reader(Protocol):
    """Reads what a run left; by default the result file."""

    def read(
        self, outputs: Mapping[str, bytes], *, refused: Mapping[str, str] | None = None, nonce: str | None = None
    ) -> Values | Refusal:
        """One run's values, or why there are none (`ResultReader`)."""


class Execution:
    """Starts the runs of one plan on up to ``slots`` containers at a time and reads what they left.

    It stops early where no further run can change the verdict: at a base run that crashed or left no acceptable result,
    and when base runs met a limit with either thread count, or one did while another ended by itself. After a run that
    met a limit base runs are brought forward, those with another thread count first.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        task: Task,
        image: str,
        policy: ReproPolicy,
        journal: Journal,
        reader: Reader | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._task = task
        self._reader = reader or ResultReader(task.expected, task.parts, task.script.result)
        self._image = image
        self._policy = policy
        self._journal = journal

    def run(self, plan: Plan, data: Mapping[str, Mapping[str, bytes]], slots: int) -> dict[str, Finished]:
        """Finished runs by name; ``data`` is what each run sees. Raises InfrastructureError."""
        pending = list(plan.runs)
        active: dict[Future[RunResult], PlannedRun] = {}
        finished: dict[str, Finished] = {}
        met_limit: PlannedRun | None = None
        with ThreadPoolExecutor(max_workers=slots) as pool:
            while pending or active:
                while pending and len(active) < slots:
                    run = _next(pending, met_limit)
                    spec = specification(self._task, run, data[run.name], self._image, self._policy)
                    active[pool.submit(self._sandbox.run, spec)] = run
                done, _ = wait(active, return_when=FIRST_COMPLETED)
                for future in done:
                    run = active.pop(future)
                    read = self._read(run, future.result(), data[run.name])
                    finished[run.name] = read
                    self._journal.stage("run", f"{len(finished)} of {len(plan.runs)}")
                    if read.limited:
                        met_limit = run
                    if _settled(plan, [other for other in finished.values() if other.run.kind == "base"]):
                        pending.clear()
        return finished

    def _read(self, run: PlannedRun, result: RunResult, data: Mapping[str, bytes]) -> Finished:
        values: Values | Refusal = Refusal("not-clean", "the run did not end by itself with status 0")
        if result.clean:
            values = self._reader.read(result.outputs, refused=result.refused, nonce=run.nonce)
        self._journal.keep(result.stdout.kept)
        self._journal.keep(result.stderr.kept)
        return Finished(
            run,
            result,
            values,
            {path: Digest.of(content) for path, content in data.items()},
            {name: self._journal.keep(content) for name, content in result.outputs.items()},
        )


def _settled(plan: Plan, base: list[Finished]) -> bool:
    limited = {run.run.threads for run in base if run.limited}
    if limited:
        return any(run.result.clean for run in base) or limited == {run.threads for run in plan.of_kind("base")}
    return any(isinstance(run.values, Refusal) for run in base)


def _next(pending: list[PlannedRun], met_limit: PlannedRun | None) -> PlannedRun:
    if met_limit is None:
        return pending.pop(0)
    order = sorted(
        range(len(pending)), key=lambda i: (pending[i].kind != "base", pending[i].threads == met_limit.threads)
    )
    return pending.pop(order[0])


def runs_document(plan: Plan, finished: Mapping[str, Finished]) -> bytes:
    """Every run as one canonical JSON document, in the order of the plan; runs that were not needed are named."""
    return canonical_json(
        {
            "contract": "gate-runs-v1",
            "runs": [finished[run.name].to_json() for run in plan.runs if run.name in finished],
            "not_needed": [run.name for run in plan.runs if run.name not in finished],
        }
    )


def evidence_name(run: str, output: str) -> str:
    """How the evidence calls an output that a run left."""
    return f"{run}/{output}"


def base_outputs(evidence: Mapping[str, Digest]) -> list[Mapping[str, Digest]]:
    """What each base run left, by the name of the output, read back from the names of the evidence."""
    runs: dict[str, dict[str, Digest]] = {}
    for name, digest in evidence.items():
        if found := _BASE_OUTPUT.fullmatch(name):
            runs.setdefault(found[1], {})[found[2]] = digest
    return [outputs for _, outputs in sorted(runs.items())]
