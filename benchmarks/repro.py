"""The reproduction judge: what a full judgement costs, what its controls find, and whom they harm.

    python benchmarks/repro.py [--rounds N] [--repeats N] [--only cost|detection|alarms]

*Cost*: wall time of a whole judgement, with one and two slots, over (its number of runs × one plain sealed run of the
same script), measured in turns. *Detection*: the cheats of ``tests/attacks/repro`` against the controls, each control
judged by itself. *Alarms*: every honest script of ``examples/`` judged again and again; what is not VERIFIED is one.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gate.engine.inputs.files import read_folder
from gate.engine.inputs.intake import load
from gate.model.artifact import MANIFEST, parse_artifact
from gate.model.check import Check
from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.digest import Digest, Json
from gate.model.errors import InputError
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy, RunLimits
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.checks.level import level
from gate.repro.claim.task import prepare
from gate.repro.judge import ReproJudge
from gate.repro.runs.execute import specification
from gate.repro.runs.plan import draw_plan
from gate.sandbox.docker_sandbox import DockerSandbox

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES, ATTACKS = ROOT / "examples", ROOT / "tests" / "attacks" / "repro"
COST = {"plain Python": ("norris", "norris-line", "slope"), "NumPy": ("brownlee-1965", "stackloss-regression", None)}
CHEATS = (
    "constant",
    "constant-after-reading",
    "side-file",
    "keyed-by-hash",
    "keyed-by-size",
    "keyed-by-content",
    "refuses-other-content",
    "fallback-to-constant",
    "half-computed",
    "nudged",
    "stretched",
    "snapped",
    "seed-searched",
)
HONEST = [
    ("longley-1967", "longley-exact", "intercept"),
    ("longley-1967", "longley-table", "table"),
    ("norris", "norris-line", "slope"),
    ("anscombe-1973", "anscombe-summaries", "summaries"),
    ("fisher-1936", "iris-means", "means"),
    ("brownlee-1965", "stackloss-regression", "coefficients"),
    ("nile-1978", "nile-step", "step"),
    ("student-1908", "student-sleep", "difference"),
    ("fisher-1935", "darwin-exact", "exact"),
    ("fisher-1935", "darwin-sampled", "sampled"),
    ("efron-1979", "lawschool-correlation", "correlation"),
    ("efron-1979", "lawschool-bootstrap", "bootstrap"),
    ("bickel-1975", "berkeley-rates", "rates"),
    ("bortkiewicz-1898", "horsekicks-poisson", "mean"),
    ("snow-1855", "snow-southwark", "vauxhall"),
]
RANDOM = {"darwin-sampled", "lawschool-bootstrap"}


class Discard:
    """A journal that keeps nothing."""

    def stage(self, name: str, detail: str = "") -> None:
        """Say nothing."""

    def keep(self, data: bytes) -> Digest:
        """The digest alone."""
        return Digest.of(data)

    def event(self, kind: str, body: Mapping[str, Json]) -> None:
        """Forget it."""


def example(record: str, artifact: str, claim: str | None, policy: Policy) -> Case:
    """A case of examples/."""
    intake = load(EXAMPLES / "records" / f"{record}.json", EXAMPLES / "artifacts" / artifact, claim)
    parts = (intake.claim, intake.claim_files, intake.artifact, intake.artifact_files)
    return Case("benchmark", intake.record.id, *parts, policy)


def attack(name: str, policy: Policy) -> Case:
    """A case of tests/attacks/repro."""
    claim_name = tomllib.loads((ATTACKS / name / "expected.toml").read_text())["claim"]
    claim = EmpiricalClaim.model_validate_json((ATTACKS / "_claims" / f"{claim_name}.json").read_bytes())
    assert claim.expected is not None
    claim_files = {file.path: (ATTACKS / "_claims" / file.path).read_bytes() for file in claim.expected.data}
    files = read_folder(ATTACKS / name / "artifact")
    return Case("benchmark", "attacks", claim, claim_files, parse_artifact(files[MANIFEST]), files, policy)


def verdict(case: Case, checks: tuple[Check, ...]) -> Verdict:
    """The verdict of these checks."""
    assert isinstance(case.claim, EmpiricalClaim)
    return decide(repro_checks(case.claim.expected, case.policy.repro), checks).verdict


def cost(sandboxes: Mapping[int, DockerSandbox], rounds: int) -> Iterator[tuple[str, Json]]:
    """Per script: as many plain runs as a judgement has, one after the other, and whole judgements, in turns."""
    policy = Policy()
    for name, (record, artifact, claim) in COST.items():
        case = example(record, artifact, claim, policy)
        task = prepare(case)
        plan = draw_plan(task.expected, policy.repro, random.Random(1))
        spec = specification(task, plan.of_kind("base")[0], task.data, sandboxes[1].image_id("python"), policy.repro)
        times: dict[str, list[float]] = {"plain": [], "1": [], "2": []}
        for turn in range(rounds + 1):
            for series, taken in times.items():
                start = time.perf_counter()
                if series == "plain":
                    for _ in plan.runs:
                        sandboxes[1].run(spec)
                else:
                    slots = int(series)
                    ReproJudge(slots=slots, plan=lambda e, p, plan=plan: plan).judge(case, Discard(), sandboxes[slots])
                if turn:
                    taken.append(time.perf_counter() - start)
        median = {series: statistics.median(taken) for series, taken in times.items()}
        yield (
            name,
            {
                "runs": len(plan.runs),
                "plain_run_ms": round(median["plain"] * 1000 / len(plan.runs)),
                "judgement_ms": {slots: round(median[slots] * 1000) for slots in ("1", "2")},
                "over_runs_times_plain": {slots: round(median[slots] / median["plain"], 2) for slots in ("1", "2")},
            },
        )


def found_by(checks: tuple[Check, ...]) -> dict[str, str]:
    """What each kind of control says about one cheat: ``found``, or empty."""
    row: dict[str, str] = {}
    for check in checks:
        data: Any = check.data if isinstance(check.data, Mapping) else {}
        for control in data.get("controls", ()):
            first, _, second = control["control"].partition(":")
            kind = f"relation {second}" if first.startswith("relation") else first
            if not control["ok"]:
                row[kind] = "found"
        if data.get("unmoved"):
            row["permuted, resampled"] = "found"
    match = {check.id: check for check in checks}
    row["verdict"] = next(
        (f"{c.id} {c.code}" for c in match.values() if not c.passed and c.code != "not-reached"), "VERIFIED"
    )
    row["level"] = level(checks) or "none"
    return row


def detection(sandbox: DockerSandbox) -> Iterator[tuple[str, Json]]:
    """Every cheat against every control."""
    policy = Policy(repro=ReproPolicy(run=RunLimits(wall_s=10.0)))
    for name in CHEATS:
        try:
            yield name, found_by(ReproJudge().judge(attack(name, policy), Discard(), sandbox))
        except InputError as error:
            yield name, {"verdict": error.code}


def alarms(sandbox: DockerSandbox, repeats: int) -> Iterator[tuple[str, Json]]:
    """Every honest script, again and again; random ones three times as often."""
    policy = Policy()
    for record, artifact, claim in HONEST:
        case = example(record, artifact, claim, policy)
        verdicts: Counter[str] = Counter()
        for _ in range(repeats * (3 if artifact in RANDOM else 1)):
            checks = ReproJudge().judge(case, Discard(), sandbox)
            found = verdict(case, checks)
            trouble = next((f" ({c.id} {c.code})" for c in checks if not c.passed), "")
            verdicts[f"{found.value}{trouble}"] += 1
        yield artifact, dict(verdicts)


def main() -> None:
    """Print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repeats", type=int, default=10)
    parser.add_argument("--only", choices=["cost", "detection", "alarms"])
    options = parser.parse_args()
    report: dict[str, Json] = {}
    with DockerSandbox(slots=1) as one, DockerSandbox(slots=2) as two:
        if options.only in {None, "cost"}:
            report["cost"] = dict(cost({1: one, 2: two}, options.rounds))
        if options.only in {None, "detection"}:
            report["detection"] = dict(detection(two))
        if options.only in {None, "alarms"}:
            report["alarms"] = dict(alarms(two, options.repeats))
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
