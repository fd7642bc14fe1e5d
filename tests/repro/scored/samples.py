"""A scored claim, its labels, and predictions for them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping

from gate.model.artifact import Artifact, PredictionFile
from gate.model.check import Check
from gate.model.claim import ScoredClaim
from gate.model.decide import decide
from gate.model.digest import Digest, Json
from gate.model.judging import Case
from gate.model.policy import default_policy
from gate.model.required import SCORED_CHECKS
from gate.model.verdict import Verdict
from gate.repro.scored.judge import ScoredJudge
from tests.repro.bench import MemoryJournal, ScriptedSandbox, Stop

SOURCE = random.Random(5)
LABELS = {f"q{n:03d}": SOURCE.choice(("cat", "dog", "owl")) for n in range(80)}
ROWS = (f"{key},{label},{n}\n" for n, (key, label) in enumerate(LABELS.items()))
LABEL_FILE = ("id,truth,asked\n" + "".join(ROWS)).encode()
PREDICTED = {key: label if SOURCE.random() < 0.7 else "owl" for key, label in LABELS.items()}
RIGHT = sum(PREDICTED[key] == label for key, label in LABELS.items())
ACCURACY = f"{RIGHT / len(LABELS):.3f}"
JOINED: Json = {"file": "labels.csv", "join": [{"file": "predictions", "on": ["id"]}]}
METRIC: Json = {
    "from": JOINED,
    "value": {"recipe": "accuracy", "of": {"column": "said"}, "with": {"truth": {"column": "truth"}}},
}


def as_csv(predicted: Mapping[str, str] = PREDICTED, header: str = "id,said") -> bytes:
    return (header + "\n" + "".join(f"{key},{label}\n" for key, label in predicted.items())).encode()


def as_lines(predicted: Mapping[str, str] = PREDICTED) -> bytes:
    return "".join(json.dumps({"said": label, "id": key}) + "\n" for key, label in predicted.items()).encode()


def labels_file(content: bytes = LABEL_FILE) -> dict[str, Json]:
    return {
        "path": "labels.csv",
        "sha256": str(Digest.of(content)),
        "format": "csv",
        "source": "made up",
        "licence": "CC0-1.0",
    }


def scored(
    published: str = ACCURACY, method: Json = METRIC, labels: bytes = LABEL_FILE, **predictions: Json
) -> ScoredClaim:
    form = {
        "format": "csv",
        "of": "labels.csv",
        "key": "id",
        "columns": [{"name": "said", "type": "text", "levels": ["cat", "dog", "owl"]}],
        **predictions,
    }
    document = {
        "id": "c1",
        "kind": "scored",
        "statement": "It names animals.",
        "scored": {
            "quantities": [{"name": "accuracy", "published": published, "method": method}],
            "labels": [labels_file(labels)],
            "predictions": form,
        },
    }
    return ScoredClaim.model_validate_json(json.dumps(document))


def pinned(content: bytes, published: str = ACCURACY, **more: Json) -> ScoredClaim:
    return scored(published, sha256=str(Digest.of(content)), **more)


def case(claim: ScoredClaim, content: bytes, labels: bytes = LABEL_FILE, **more: Json) -> Case:
    name = "predictions.csv"
    return Case(
        attempt="a1",
        record_id="r1",
        claim=claim,
        claim_files={"labels.csv": labels},
        artifact=Artifact(contract="gate-artifact-v1", body=PredictionFile(kind="predictions", files=(name,))),
        artifact_files={name: content, "artifact.toml": b"", **dict(more.pop("files", {}))},
        policy=default_policy(),
        **more,
    )


def nothing_runs(_: object) -> Mapping[str, Json]:
    raise Stop


def judged(
    claim: ScoredClaim, content: bytes, script: Callable[..., Mapping[str, Json]] = nothing_runs, **more: Json
) -> tuple[Verdict, str, dict[str, Check]]:
    sandbox = ScriptedSandbox(script)
    checks = ScoredJudge().judge(case(claim, content, **more), MemoryJournal(), sandbox)
    assert {spec.purpose for spec in sandbox.specs} <= {"methods"}, "nothing that was submitted is run"
    decision = decide(SCORED_CHECKS, checks)
    return decision.verdict, decision.code, {check.id: check for check in checks}
