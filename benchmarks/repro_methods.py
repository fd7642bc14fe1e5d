"""Claims that own their method against claims that own a number alone: what each finds, whom it harms, what it costs.

    python -m benchmarks.repro_methods [--judgements N] [--rounds N] [--only cost|detection|alarms]

*Detection*: every script of ``tests/attacks/repro/_wrong-numbers``, by the claim that it is about, with the claim's
methods, and without them but with its statistics and every relation that holds of its quantities. *Alarms*: the scripts
of ``tests/honest``, N judgements each. Both run scripts outside the seal, and the evaluator in its container. *Cost*:
whole judgements in sealed containers, with methods and without, in turns.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from benchmarks.repro import COST, Discard, example
from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.digest import Json
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy
from gate.model.required import repro_checks
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import Sandbox
from tests.repro.bench import fixed_plan
from tests.repro.in_process import EvaluatorSandbox
from tests.repro.test_honest import SCRIPTS, honest_case
from tests.repro.test_wrong_numbers import FOLDER, LIES, case_of, claim_of
from tests.repro.warm import WarmPython

METHOD = Policy(repro=ReproPolicy(require_method=True))
NUMBER = Policy(repro=ReproPolicy(require_method=False))
SCORES = "data/scores.csv"
SCORE = {"data": SCORES, "columns": ["score"]}


def _relation(kind: str, names: dict[str, dict[str, Any]], **more: Any) -> Json:
    return {"kind": kind, "effects": [{"quantity": name, **effect} for name, effect in names.items()], **more}


ONE: dict[str, Any] = {"power": 1}
NUMBERS: dict[str, tuple[dict[str, str], list[Json]]] = {
    "mean": (
        {"mean": "location"},
        [
            _relation("scale", {"mean": ONE}, **SCORE),
            _relation("negate", {"mean": ONE}, **SCORE),
            _relation("shift", {"mean": {"plus": "1"}}, **SCORE),
            _relation("duplicate", {"mean": {}}, data=SCORES),
        ],
    ),
    "slope": (
        {"slope": "equivariant"},
        [
            _relation("add", {"slope": {"plus": "1"}}, **SCORE, other="age"),
            _relation("negate", {"slope": ONE}, **SCORE),
            _relation("duplicate", {"slope": {}}, data=SCORES),
        ],
    ),
    "spread": ({"sd": "scale", "variance": "variance", "cv": "ratio"}, []),
    "test": ({"p": "invariant"}, [_relation("negate", {"p": {}}, **SCORE)]),
    "correlation": ({"r": "invariant"}, [_relation("negate", {"r": ONE}, **SCORE)]),
    "bootstrap": ({"se": "scale"}, [_relation("negate", {"se": {}}, **SCORE)]),
    "three": ({"mean": "location", "sd": "scale"}, [_relation("negate", {"mean": ONE, "sd": {}}, **SCORE)]),
    "accuracy": ({}, [_relation("duplicate", {"accuracy": {}}, data="data/predictions.csv")]),
    "winner": ({}, [_relation("duplicate", {"best": {}}, data="data/leaderboard.csv")]),
    "cost": ({"total": "total"}, []),
    "effect": (
        {"effect": "equivariant"},
        [
            _relation("swap", {"effect": ONE}, data=SCORES, columns=["arm"]),
            _relation("negate", {"effect": ONE}, **SCORE),
        ],
    ),
    "passed": ({}, [_relation("duplicate", {"share": {}}, data=SCORES)]),
}
"""Claim → statistics and relations of its quantities: as much as a claim without methods can say."""


def number_alone(claim: EmpiricalClaim) -> EmpiricalClaim:
    """The claim without methods; statistics and relations stay."""
    document = json.loads(claim.model_dump_json(by_alias=True, exclude_none=True))
    for quantity in document["expected"]["quantities"]:
        del quantity["method"]
    return EmpiricalClaim.model_validate_json(json.dumps(document))


def with_relations(claim: EmpiricalClaim) -> EmpiricalClaim:
    """One of the wrong numbers' claims with all statistics and relations that hold; texts are no outcome of scores."""
    document = json.loads(claim.model_dump_json(by_alias=True, exclude_none=True))
    kinds, document["expected"]["relations"] = NUMBERS[claim.id]
    for quantity in document["expected"]["quantities"]:
        if quantity["name"] in kinds:
            quantity["statistic"] = kinds[quantity["name"]]
    for file in document["expected"]["data"]:
        for column in file["columns"]:
            if column["name"] == "passed" and kinds:
                column["role"] = "other"
    return EmpiricalClaim.model_validate_json(json.dumps(document))


def outcomes(case: Case, sandbox: Sandbox, judge: ReproJudge) -> dict[str, str]:
    """``verdict``, and for each check that did not pass its code."""
    checks = judge.judge(case, Discard(), sandbox)
    assert isinstance(case.claim, EmpiricalClaim)
    decision = decide(repro_checks(case.claim.expected, case.policy.repro), checks)
    return {"verdict": decision.verdict.value} | {check.id: check.code for check in checks if not check.passed}


def detection(real: DockerSandbox) -> Iterator[tuple[str, Json]]:
    """By claim: scripts, and how many each way of claiming finds."""
    sandbox = EvaluatorSandbox(real)
    rows: dict[str, Counter[str]] = {}
    for (name, trick), lie in LIES.items():
        row = rows.setdefault(name, Counter())
        claim = claim_of(name, lie["published"])
        script = (FOLDER / name / f"{trick}.py").read_text()
        judge = ReproJudge(slots=1, plan=fixed_plan)
        found = outcomes(case_of(claim, script, METHOD), sandbox, judge)
        row["scripts"] += 1
        row["method: below VERIFIED"] += found["verdict"] != "VERIFIED"
        row["of these by the publication"] += "repro.recomputed" in found
        row["of these by the script"] += "repro.method" in found
        alone = outcomes(case_of(number_alone(with_relations(claim)), script, NUMBER), sandbox, judge)
        row["relations only: below VERIFIED"] += alone["verdict"] != "VERIFIED"
    for name, row in rows.items():
        yield name, dict(row)


def alarms(real: DockerSandbox, judgements: int) -> Iterator[tuple[str, Json]]:
    """Verdicts of honest scripts; what is not VERIFIED with its reasons."""
    verdicts: Counter[str] = Counter()
    with WarmPython(real.image_id("python")) as warm:
        sandbox = EvaluatorSandbox(real, warm.run)
        for number in range(judgements):
            for claim, script in SCRIPTS:
                case = honest_case(claim, script, seed=f"benchmark-{number}", policy=METHOD)
                found = outcomes(case, sandbox, ReproJudge(slots=1))
                verdict = found.pop("verdict")
                verdicts[verdict if verdict == "VERIFIED" else f"{verdict} {claim}/{script} {found}"] += 1
    yield from verdicts.items()


def cost(real: DockerSandbox, rounds: int) -> Iterator[tuple[str, Json]]:
    """Seconds of whole judgements in sealed containers, medians."""
    for name, (record, artifact, claim) in COST.items():
        case = example(record, artifact, claim, METHOD)
        assert isinstance(case.claim, EmpiricalClaim)
        ways = {"method": case, "number": replace(case, claim=number_alone(case.claim), policy=NUMBER)}
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for turn in range(rounds + 1):
            for way, one in ways.items():
                start = time.perf_counter()
                ReproJudge(slots=2).judge(one, Discard(), real)
                if turn:
                    taken[way].append(time.perf_counter() - start)
        median = {way: statistics.median(times) for way, times in taken.items()}
        rounded = {way: round(seconds, 2) for way, seconds in median.items()}
        yield name, {**rounded, "ratio": round(median["method"] / median["number"], 2)}


def main() -> None:
    """Print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judgements", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["cost", "detection", "alarms"])
    options = parser.parse_args()
    report: dict[str, Json] = {}
    with DockerSandbox(slots=2) as real:
        if options.only in {None, "detection"}:
            report["detection"] = dict(detection(real))
        if options.only in {None, "alarms"}:
            report["alarms"] = dict(alarms(real, options.judgements))
        if options.only in {None, "cost"}:
            report["cost"] = dict(cost(real, options.rounds))
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
