"""The tables that people read."""

from __future__ import annotations

from gate.model.check import Check, passed
from gate.model.digest import Json
from gate.repro.checks.report import tables
from gate.repro.judge import ReproJudge
from tests.repro.bench import SCALE, Inside, MemoryJournal, ScriptedSandbox, case, expected, fixed_plan, pairs_of, slope


def checks() -> tuple[Check, ...]:
    def honest(inside: Inside) -> dict[str, float]:
        return {"slope": slope(pairs_of(inside))}

    judge = ReproJudge(plan=fixed_plan)
    return judge.judge(case(expected(relations=[SCALE])), MemoryJournal(), ScriptedSandbox(honest))


def test_quantities_by_runs_and_controls() -> None:
    quantities, controls = tables(checks())
    text = "\n".join(quantities.lines())
    for word in ("slope", "printed", "base-01", "base-02", "base-03"):
        assert word in text
    text = "\n".join(controls.lines())
    for word in ("withheld", "permuted", "resampled", "y × ", "followed", "that the results stay the same"):
        assert word in text


def test_an_attempt_without_results_has_no_tables() -> None:
    assert list(tables([passed("lean.kernel", "fine")])) == []


def test_what_only_a_person_can_judge_is_a_table_where_there_is_any() -> None:
    data: Json = {"subject": "", "without": ["p"], "doubts": ["m: no convention explains 3"], "reviewed": False}
    (table,) = tables([passed("repro.method-review", "ok", data=data)])
    text = "\n".join(table.lines())
    assert "has no method" in text
    assert "no convention explains 3" in text
    nothing: Json = {"subject": "", "without": [], "doubts": [], "reviewed": False}
    assert list(tables([passed("repro.method-review", "ok", data=nothing)])) == []
