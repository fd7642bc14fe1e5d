"""``Check.data`` has the documented shape, whatever became of the attempt."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec
import pytest

from gate.model.check import Check
from gate.model.digest import Json
from gate.repro import check_data
from gate.repro.checks.independent import independent_check
from gate.repro.judge import ReproJudge
from gate.sandbox.interface import ExitReason
from tests.repro.bench import (
    DATA,
    TRUE_SLOPE,
    Inside,
    MemoryJournal,
    ScriptedSandbox,
    ScriptFunction,
    Stop,
    case,
    expected,
    pairs_of,
    slope,
)
from tests.repro.checks.test_independent import FIRST, implementation
from tests.repro.test_judge import RANDOM, WITH_RELATION, constant, ends, honest, judged, seeded

SHAPES = {
    "repro.run": check_data.RunCheckData,
    "repro.match": check_data.MatchData,
    "repro.data": check_data.DataDependenceData,
    "repro.relations": check_data.RelationsData,
    "repro.published": check_data.PublishedData,
    "repro.independent": check_data.IndependentData,
}
NO_DATA = {"repro.result", "repro.stable"}


def assert_shape(check: Check) -> None:
    """The data are exactly what is documented, as JSON gives them back."""
    if check.id in NO_DATA or check.code == "not-reached":
        assert check.data is None
        return
    data = json.loads(json.dumps(check.data))
    assert msgspec.convert(data, SHAPES[check.id]) == data  # members that the shape lacks would be gone


def fails_on_changed_data(inside: Inside) -> Mapping[str, Json]:
    if len({y for _, y in pairs_of(inside)}) < 12:
        raise Stop(ExitReason.WALL_LIMIT, None, 60.0)
    return {"slope": slope(pairs_of(inside))}


@pytest.mark.parametrize(
    "script",
    [
        honest,
        constant,
        fails_on_changed_data,
        ends(ExitReason.WALL_LIMIT),
        ends(ExitReason.OUT_OF_MEMORY),
        ends(ExitReason.EXITED),
    ],
    ids=["honest", "constant", "changed", "time", "memory", "crash"],
)
def test_fixed_results(script: ScriptFunction) -> None:
    for check in judged(script, WITH_RELATION)[1].values():
        assert_shape(check)


def test_random_results() -> None:
    checks = judged(seeded, RANDOM)[1]
    assert len(checks["repro.match"].data["quantities"][0]["runs"]) == 5
    for check in checks.values():
        assert_shape(check)


def test_agreement() -> None:
    other = implementation("Bob", b"two", [TRUE_SLOPE])
    assert_shape(independent_check(expected(), other, FIRST))


def test_the_runs_document_lists_runs_of_that_shape() -> None:
    journal = MemoryJournal()
    checks = ReproJudge(slots=1).judge(case(WITH_RELATION), journal, ScriptedSandbox(honest))
    runs = json.loads(journal.blobs[checks[0].evidence["runs"]])["runs"]
    assert {path for run in runs for path in run["data"]} == {DATA}
    for run in runs:
        assert msgspec.convert(run, check_data.RunData) == run
