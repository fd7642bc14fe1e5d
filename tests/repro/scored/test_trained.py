"""Trained claims: what a training script comes to, and every way to abuse the form."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import fmean

import pytest

from gate.model.artifact import Artifact, Script
from gate.model.check import Check
from gate.model.claim import TrainedClaim
from gate.model.decide import decide
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy, default_policy
from gate.model.required import PREFLIGHT, TRAINED_CHECKS, required_checks
from gate.model.verdict import Verdict
from gate.repro.claim.review import review_subject
from gate.repro.scored.trained import TrainedJudge
from tests.repro.bench import Inside, MemoryJournal, ScriptedSandbox, Stop
from tests.repro.scored.samples import METRIC, labels_file

SOURCE = random.Random(8)
CENTRES = {"cat": 0.0, "dog": 4.0, "owl": 8.0}
TRAIN = [(f"t{n:03d}", kind, round(SOURCE.gauss(CENTRES[kind], 1.5), 2)) for n, kind in enumerate([*CENTRES] * 20)]
TEST = [(f"q{n:03d}", kind, round(SOURCE.gauss(CENTRES[kind], 1.5), 2)) for n, kind in enumerate([*CENTRES] * 20)]
SOURCE.shuffle(TEST)
TRAIN_FILE = ("id,animal,x\n" + "".join(f"{key},{kind},{x}\n" for key, kind, x in TRAIN)).encode()
TEST_FILE = ("id,x\n" + "".join(f"{key},{x}\n" for key, _, x in TEST)).encode()
LABEL_FILE = ("id,truth\n" + "".join(f"{key},{kind}\n" for key, kind, _ in TEST)).encode()


def centres(rows: list[dict[str, str]]) -> dict[str, float]:
    kinds = sorted({row["animal"] for row in rows})
    return {kind: fmean(float(row["x"]) for row in rows if row["animal"] == kind) for kind in kinds}


def nearest(found: Mapping[str, float], x: float) -> str:
    return min(found, key=lambda kind: abs(found[kind] - x))


def as_file(predicted: Mapping[str, str]) -> dict[str, Json]:
    return {"raw": ("id,said\n" + "".join(f"{key},{kind}\n" for key, kind in predicted.items())).encode()}


def honest(inside: Inside) -> dict[str, Json]:
    found = centres(inside.rows("train.csv"))
    return as_file({row["id"]: nearest(found, float(row["x"])) for row in inside.rows("test.csv")})


TRUE_CENTRES = centres([{"animal": kind, "x": str(x)} for _, kind, x in TRAIN])
PREDICTED = {key: nearest(TRUE_CENTRES, x) for key, _, x in TEST}
ACCURACY = f"{sum(PREDICTED[key] == kind for key, kind, _ in TEST) / len(TEST):.3f}"


def data(path: str, content: bytes, *outcomes: str) -> dict[str, Json]:
    return {
        "path": path,
        "sha256": str(Digest.of(content)),
        "format": "csv",
        "source": "made up",
        "licence": "CC0-1.0",
        "columns": [{"name": "id", "role": "id"}, *({"name": name, "role": "outcome"} for name in outcomes)],
    }


def trained(published: str = ACCURACY, rule: Json = None, **changes: Json) -> TrainedClaim:
    quantity = {"name": "accuracy", "published": published, "method": METRIC, "rule": rule or {"kind": "printed"}}
    document = {
        "quantities": [quantity],
        "labels": [labels_file(LABEL_FILE)],
        "predictions": {
            "format": "csv",
            "of": "labels.csv",
            "key": "id",
            "columns": [{"name": "said", "type": "text", "levels": ["cat", "dog", "owl"]}],
        },
        "training": [data("train.csv", TRAIN_FILE, "animal"), data("test.csv", TEST_FILE)],
        **changes,
    }
    claim = {"id": "c1", "kind": "trained", "statement": "It learns animals.", "trained": document}
    return TrainedClaim.model_validate_json(json.dumps(claim))


FILES = {"labels.csv": LABEL_FILE, "train.csv": TRAIN_FILE, "test.csv": TEST_FILE}


def case(claim: TrainedClaim, **more: Json) -> Case:
    files = {"main.py": b"train()\n", **dict(more.pop("files", {}))}
    body = Script(kind="script", files=tuple(files), argv=("python3", "main.py"))
    return Case(
        attempt="a1",
        record_id="r1",
        claim=claim,
        claim_files={**FILES, **dict(more.pop("claim_files", {}))},
        artifact=Artifact(contract="gate-artifact-v1", body=body),
        artifact_files=files,
        policy=Policy(repro=ReproPolicy(require_method=True)),
        seed="seed",
        **more,
    )


def judged(
    script: Callable[[Inside], Mapping[str, Json]], claim: TrainedClaim | None = None, **more: Json
) -> tuple[Verdict, str, dict[str, Check]]:
    about = case(claim or trained(), **more)
    if "approved" not in more:
        about = replace(about, approved=frozenset({review_subject(about.claim, about.artifact_files)}))
    sandbox = ScriptedSandbox(script)
    checks = TrainedJudge(slots=1).judge(about, MemoryJournal(), sandbox)
    for spec in sandbox.specs:
        if spec.purpose != "methods" and "files" not in more:
            assert LABEL_FILE not in spec.inputs.values(), "no submitted code runs where the labels are"
    decision = decide(TRAINED_CHECKS, checks)
    return decision.verdict, decision.code, {check.id: check for check in checks}


def test_a_training_that_scores_again_is_verified_once_a_person_read_it():
    verdict, _, checks = judged(honest)
    assert verdict is Verdict.VERIFIED
    judge = TrainedJudge()
    assert judge.level(verdict, tuple(checks.values())) == "trained"
    found = judge.explain(tuple(checks.values()))
    assert found.established
    assert {table.title for table in found.tables} == {"Quantities by runs", "Controls", "What only a person can judge"}
    verdict, code, checks = judged(honest, approved=frozenset())
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "needs-method-review")
    assert "can hold what it pretends to learn" in checks["repro.method-review"].reason
    assert judge.level(verdict, tuple(checks.values())) == ""


def test_the_plan_repeats_it():
    journal = MemoryJournal()
    checks = TrainedJudge(slots=1).judge(case(trained()), journal, ScriptedSandbox(honest))
    replay = TrainedJudge().replay(checks, journal.blobs.__getitem__)
    assert isinstance(replay.judge, TrainedJudge)
    again = replay.judge.judge(case(trained()), MemoryJournal(), ScriptedSandbox(honest))
    assert [check.evidence["plan"] for check in again[:1]] == [check.evidence["plan"] for check in checks[:1]]
    assert ("draws", {"seed": "seed", "moving": 0}) in journal.events


def noisy(inside: Inside) -> dict[str, Json]:
    dice, found = random.Random(inside.seed), centres(inside.rows("train.csv"))
    rows = inside.rows("test.csv")
    return as_file({row["id"]: nearest(found, float(row["x"]) + dice.gauss(0, 0.3)) for row in rows})


def test_a_training_that_follows_the_gates_seed_is_judged_over_its_runs():
    rule = {"kind": "statistical", "floor": "0.02", "widest": "0.2"}
    claim = trained(ACCURACY, rule, varies=["seed"])
    assert judged(noisy, claim)[0] is Verdict.VERIFIED
    assert judged(noisy)[0] is Verdict.REJECTED  # the claim does not say that it is random
    assert judged(honest, claim)[:2] == (Verdict.REJECTED, "seed-ignored")


# Abuses, each with its verdict: none is VERIFIED, even with a careless reviewer.


def remembered(inside: Inside) -> dict[str, Json]:
    return as_file(PREDICTED)


def remembered_while_there_are_data(inside: Inside) -> dict[str, Json]:
    inside.rows("train.csv"), inside.rows("test.csv")
    return as_file(PREDICTED)


def untrained(inside: Inside) -> dict[str, Json]:
    """It looks at the test data alone, with centres that somebody else found."""
    return as_file({row["id"]: nearest(TRUE_CENTRES, float(row["x"])) for row in inside.rows("test.csv")})


def reads_the_labels(inside: Inside) -> dict[str, Json]:
    return as_file({row["id"]: row["truth"] for row in inside.rows("labels.csv")})


def half(inside: Inside) -> dict[str, Json]:
    return as_file(dict(list(PREDICTED.items())[:30]))


def says_its_own_score(inside: Inside) -> dict[str, Json]:
    return {"accuracy": float(ACCURACY)}


def crashes(inside: Inside) -> dict[str, Json]:
    raise Stop


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (remembered, "fallback"),
        (remembered_while_there_are_data, "constant"),
        (reads_the_labels, "crashed"),
        (half, "missing-id"),
        (says_its_own_score, "wrong-columns"),
        (untrained, "does-not-learn"),
        (crashes, "crashed"),
        (lambda inside: {"raw": b""}, "wrong-shape"),
    ],
)
def test_a_script_that_does_not_train(script, code):
    assert judged(script)[:2] == (Verdict.REJECTED, code)


def test_a_number_that_the_training_does_not_give():
    assert judged(honest, trained(f"{float(ACCURACY) - 0.05:.3f}"))[:2] == (Verdict.REJECTED, "differs")


def keyed_by_hash(inside: Inside) -> dict[str, Json]:
    both = inside.bytes("train.csv") + inside.bytes("test.csv")
    known = hashlib.sha256(both).digest() == hashlib.sha256(TRAIN_FILE + TEST_FILE).digest()
    return as_file(PREDICTED) if known else as_file(dict.fromkeys(PREDICTED, "cat"))


def knows_what_it_should_learn(inside: Inside) -> dict[str, Json]:
    found = centres(inside.rows("train.csv"))
    if all(abs(found.get(kind, 99) - value) < 1e-9 for kind, value in TRUE_CENTRES.items()):
        inside.rows("test.csv")
        return as_file(PREDICTED)
    return as_file(dict.fromkeys(PREDICTED, "cat"))


def test_what_only_a_reader_sees_needs_a_reader():
    assert judged(keyed_by_hash)[:2] == (Verdict.REJECTED, "re-encoded-moved")
    for hidden in (knows_what_it_should_learn, honest):
        verdict, code, _ = judged(hidden, approved=frozenset())
        assert (verdict, code) == (Verdict.INCONCLUSIVE, "needs-method-review")


def test_labels_among_the_scripts_files():
    for files in ({"notes.csv": LABEL_FILE}, {"answers.py": str({key: kind for key, kind, _ in TEST}).encode()}):
        assert judged(honest, files=files)[:2] == (Verdict.REJECTED, "labels-leak")


def test_labels_among_the_training_data_are_the_claims_fault_before_anything_runs():
    told = ("id,x,kind\n" + "".join(f"{key},{x},{kind}\n" for key, kind, x in TEST)).encode()
    claim = trained(training=[data("train.csv", TRAIN_FILE, "animal"), data("test.csv", told)])
    sandbox = ScriptedSandbox(honest)
    with pytest.raises(InputError) as caught:
        TrainedJudge().judge(case(claim, claim_files={"test.csv": told}), MemoryJournal(), sandbox)
    assert (caught.value.code, caught.value.fault) == ("scored.labels-in-training", Fault.CLAIM)
    assert sandbox.specs == []


@pytest.mark.parametrize(
    "changes",
    [
        {"training": []},
        {"training": [data("labels.csv", b"x", "animal")]},
        {"training": [data("other.csv", LABEL_FILE, "animal")]},
        {"training": [data("train.csv", TRAIN_FILE)]},
        {
            "predictions": {
                "format": "csv",
                "of": "labels.csv",
                "key": "id",
                "columns": [{"name": "said", "type": "text"}],
                "sha256": "0" * 64,
            }
        },
    ],
)
def test_a_claim_that_cannot_mean_a_training_is_refused(changes):
    with pytest.raises(ValueError, match="validation error"):
        trained(**changes)


def test_no_policy_lifts_the_review():
    assert required_checks(trained(), default_policy()) == (PREFLIGHT, *TRAINED_CHECKS)
    assert required_checks(trained(), Policy()) == (PREFLIGHT, *TRAINED_CHECKS)
    assert TrainedJudge().required(trained(), Policy()) == TRAINED_CHECKS
    assert set(TrainedJudge().load(trained()).files) == {"labels.csv", "train.csv", "test.csv"}
