"""Agreement of two implementations."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gate.model.artifact import Artifact, Script
from gate.model.check import Outcome
from gate.repro.checks.independent import Party, independent_check, party
from tests.repro.bench import TRUE_SLOPE, expected


def implementation(author: str, text: bytes, values: Sequence[float], image: str = "python") -> Party:
    script = Script(kind="script", files=("main.py",), argv=("python3", "main.py"), image=image)
    artifact = Artifact(contract="gate-artifact-v1", author=author, body=script)
    kept = [{"result.json": json.dumps({"nonce": "n", "slope": value}).encode()} for value in values]
    return party(expected(), artifact, {"main.py": text}, kept)


FIRST = implementation("Ada", b"one", [TRUE_SLOPE] * 3)


def test_agreement() -> None:
    check = independent_check(expected(), implementation("Bob", b"two", [TRUE_SLOPE + 1e-6]), FIRST)
    assert check.outcome is Outcome.PASS
    assert "Ada" in check.reason
    assert check.data["quantities"][0]["inside"] is True


def test_disagreement() -> None:
    check = independent_check(expected(), implementation("Bob", b"two", [TRUE_SLOPE + 0.01]), FIRST)
    assert (check.outcome, check.code) == (Outcome.FAIL, "disagree")


def test_a_copy_is_not_independent() -> None:
    for other in (
        implementation("Bob", b"one", [TRUE_SLOPE]),
        implementation("ada ", b"two", [TRUE_SLOPE]),
        implementation("", b"two", [TRUE_SLOPE]),
    ):
        check = independent_check(expected(), other, FIRST)
        assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "not-independent")


def test_another_image_is_enough() -> None:
    other = implementation("Ada", b"two", [TRUE_SLOPE], image="r-base")
    assert independent_check(expected(), other, FIRST).passed


def test_without_results_nothing_is_said() -> None:
    check = independent_check(expected(), implementation("Bob", b"two", []), FIRST)
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "no-results")


def test_random_results_agree_by_their_means() -> None:
    rule = {"kind": "statistical", "floor": "0.001", "widest": "0.3"}
    what = expected(quantities=[{"name": "slope", "published": f"{TRUE_SLOPE:.3f}", "rule": rule}], varies=["seed"])
    runs = [TRUE_SLOPE + d for d in (-0.02, 0.0, 0.02, 0.01, -0.01)]
    first, second = implementation("Ada", b"one", runs), implementation("Bob", b"two", [v + 0.03 for v in runs])
    assert independent_check(what, second, first).passed
    far = implementation("Bob", b"two", [v + 0.3 for v in runs])
    assert independent_check(what, far, first).code == "disagree"
