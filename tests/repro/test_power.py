"""What controls can find is computed from the claim's methods, before any script runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from statistics import fmean

import pytest

from gate.model.claim import EmpiricalClaim
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.verdict import Verdict
from gate.repro.foresee import Foreseen, foresee, plan_report
from gate.repro.judge import ReproJudge
from gate.repro.power import ControlPower
from gate.repro.runs.plan import Plan

from .bench import DATA, Inside, MemoryJournal, ScriptedSandbox, case, data_file
from .methods.reference.cases import c, r
from .test_judge_methods import CLAIM, MEAN, POLICY, TABLE, TRUE, claim, honest, judged, quantity, ys


def never(inside: Inside) -> Mapping[str, Json]:
    raise AssertionError("no script is needed")


def foreseen(what: Expected, table: bytes = TABLE, attempt: int = 1) -> tuple[Foreseen, ScriptedSandbox]:
    sandbox = ScriptedSandbox(never)
    about = EmpiricalClaim(id="c1", kind="empirical", statement="A mean.", expected=what)
    return foresee(about, {DATA: table}, sandbox, POLICY, attempt=attempt), sandbox


def controls(found: Foreseen) -> Mapping[str, ControlPower]:
    return {one.control: one for one in found.controls}


def test_the_power_of_every_control_is_computed_by_the_recipes_alone() -> None:
    found, sandbox = foreseen(CLAIM)
    assert {spec.purpose for spec in sandbox.specs} == {"methods"}
    known = controls(found)
    assert known["column-shifted"].finds["m"] == 1
    assert known["column-shifted"].alarms == 0
    assert known["withheld-missing"].finds == {"m": 1.0}
    (value,) = found.values
    assert value.draws >= 12
    assert value.alarm == 0
    assert value.factors[1.05] == 1


def test_a_kind_of_change_that_moves_no_value_is_left_out_and_named() -> None:
    shuffled = controls(foreseen(CLAIM)[0])["column-permuted"]
    assert (shuffled.planned, shuffled.finds) == (0, {"m": 0.0})
    assert shuffled.left_out == "no change of this kind moves a value"
    _, _, checks = judged(honest, CLAIM)
    named = {one["control"] for one in checks["repro.data"].data["left_out"]}
    assert "column-permuted" in named
    assert not any("column-permuted" in one["draw"] for one in checks["repro.method"].data["draws"] if one["moves"])
    tables = {table.title: table for table in ReproJudge().explain(tuple(checks.values())).tables}
    assert ("column-permuted", shuffled.left_out) in tables["Controls that were left out"].rows


def test_the_smallest_error_that_is_found_is_that_which_the_judge_finds() -> None:
    (value,) = foreseen(CLAIM)[0].values
    assert value.smallest is not None
    assert value.smallest < 2e-4  # half a unit of the second decimal, of about 50
    above, below = 1 + 2 * value.smallest, 1 + value.smallest / 10
    rounded = lambda factor: lambda inside: {"m": round(fmean(ys(inside)) * factor, 2)}  # noqa: E731
    assert judged(rounded(above), CLAIM)[0] is Verdict.REJECTED
    assert judged(rounded(below), CLAIM)[0] is Verdict.VERIFIED


def test_a_count_of_rows_is_moved_only_by_changes_of_their_number() -> None:
    found = foreseen(claim(quantity("n", "60", r("rows"), {"kind": "integer"})))[0]
    moving = {name for name, one in controls(found).items() if one.finds.get("n")}
    assert {"rows-removed"} <= moving
    assert "column-shifted" not in moving
    assert found.values[0].draws >= 2


def test_later_attempts_plan_more_draws_and_the_total_is_said() -> None:
    first, fifth = foreseen(CLAIM)[0], foreseen(CLAIM, attempt=5)[0]
    assert fifth.runs == first.runs + 8
    assert fifth.values[0].draws == first.values[0].draws + 8


def test_without_rows_an_honest_script_that_gives_the_published_value_is_not_found_fault_with() -> None:
    """A published 0 comes from no rows as well: the control could only find fault with an honest script."""
    nobody = {"op": "=", "of": [c("g"), {"text": "z"}]}
    what = claim(
        quantity("none", "0", r("rows", where=nobody), {"kind": "integer"}), quantity("m", f"{TRUE:.2f}", MEAN)
    )
    withheld = controls(foreseen(what)[0])["withheld-empty"]
    assert (withheld.alarms, withheld.planned) == (1.0, 0)
    assert "without any rows" in withheld.left_out

    def script(inside: Inside) -> Mapping[str, Json]:
        rows = inside.bytes().decode().splitlines()[1:]
        if inside.spec.purpose == "control" and not rows:
            return {"none": 0, "m": 0}
        return {"none": sum(row.split(",")[1] == "z" for row in rows), "m": fmean(ys(inside))}

    verdict, code, checks = judged(script, what)
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "no-power"), checks["repro.data"].reason
    assert checks["repro.data"].passed


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantities": [quantity("m", f"{TRUE:.2f}", MEAN, statistic="scale")]},
        {"quantities": [quantity("m", f"{TRUE:.2f}", MEAN, statistic="invariant")]},
        {
            "quantities": [quantity("m", f"{TRUE:.2f}", MEAN)],
            "relations": [
                {"kind": "negate", "data": DATA, "columns": ["y"], "effects": [{"quantity": "m", "power": 0}]}
            ],
        },
    ],
    ids=["scale", "invariant", "relation"],
)
def test_a_statistic_or_relation_that_the_claims_own_method_breaks_is_the_claims_fault(wrong: Json) -> None:
    what = claim(*wrong["quantities"], **{name: value for name, value in wrong.items() if name != "quantities"})
    sandbox = ScriptedSandbox(never)
    with pytest.raises(InputError) as caught:
        ReproJudge(slots=1).judge(
            case(what, claim_files={DATA: TABLE}, policy=POLICY, seed="s"), MemoryJournal(), sandbox
        )
    assert (caught.value.code, caught.value.fault) == ("claim.control-contradicted", Fault.CLAIM)
    assert {spec.purpose for spec in sandbox.specs} == {"methods"}
    assert any(one.alarms == 1 for one in foreseen(what)[0].controls)


def test_a_row_order_that_is_called_free_and_is_not_is_the_claims_fault() -> None:
    table = ("y\n" + "\n".join(str(n) for n in range(40)) + "\n").encode()
    document = {
        "quantities": [quantity("a", "0.925", r("autocorrelation", "y", lag=1))],
        "data": [data_file(table, columns=[{"name": "y", "role": "outcome"}])],
    }
    what = Expected.model_validate_json(json.dumps(document))
    found = foreseen(what, table)[0]
    assert controls(found)["re-encoded"].alarms == 1


def test_right_statistics_and_relations_are_not_contradicted_and_say_what_they_find() -> None:
    relation = {"kind": "scale", "data": DATA, "columns": ["y"], "effects": [{"quantity": "m", "power": 1}]}
    what = claim(quantity("m", f"{TRUE:.2f}", MEAN, statistic="location"), relations=[relation])
    known = controls(foreseen(what)[0])
    for name in ("scaled", "shifted", "relation-1:scale"):
        assert (known[name].finds, known[name].alarms) == ({"m": 1.0}, 0.0)
    assert judged(honest, what)[0] is Verdict.VERIFIED


def test_a_claim_without_methods_has_controls_of_unknown_power() -> None:
    found, sandbox = foreseen(claim(quantity("m", f"{TRUE:.2f}")))
    assert sandbox.specs == []
    assert (found.without, found.values) == (("m",), ())
    assert {one.alarms for one in found.controls} == {None}


def test_the_simulation_is_the_same_each_time_and_is_no_attempts() -> None:
    assert foreseen(CLAIM)[0] == foreseen(CLAIM)[0]
    journal = MemoryJournal()
    checks = ReproJudge(slots=1).judge(
        case(CLAIM, claim_files={DATA: TABLE}, policy=POLICY, seed="s"), journal, ScriptedSandbox(honest)
    )
    document = json.loads(journal.blobs[checks[0].evidence["power"]])
    assert document["contract"] == "gate-power-v1"
    assert {one["control"] for one in document["controls"]} == set(controls(foreseen(CLAIM)[0]))
    assert document["values"][0]["name"] == "m"
    plan = Plan.from_json(json.loads(journal.blobs[checks[0].evidence["plan"]]))
    assert [one.control for one in plan.left_out] == [one["control"] for one in document["controls"] if one["left_out"]]


def test_the_document_says_all_of_it_for_people() -> None:
    about = EmpiricalClaim(id="c1", kind="empirical", statement="A mean.", expected=CLAIM)
    report = plan_report("r1", about, {DATA: TABLE}, ScriptedSandbox(never), POLICY, attempt=2)
    lines = list(report.lines())
    assert lines[0].startswith("r1 claim c1, attempt 2: ")
    assert any(line.startswith("column-shifted") for line in lines)
    assert any("left out: no change of this kind" in line for line in lines)
    assert report.to_json()["format"] == "gate-plan-v1"
