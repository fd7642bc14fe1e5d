"""Data that are too few or too uniform for a control: the claim's fault, and never a REJECTED of an honest script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from statistics import fmean

import pytest

from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.expected import Expected
from gate.model.policy import ReproPolicy
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.foresee import plan_report
from gate.repro.judge import ReproJudge

from .bench import DATA, Inside, MemoryJournal, ScriptedSandbox, case, data_file
from .methods.reference.cases import r
from .test_judge_methods import quantity

METHOD = ReproPolicy(require_method=True)
OLD = ReproPolicy()
SMALL = {"one-row": "3.5\n", "one-value": "3.5\n" * 20}


def honest(inside: Inside) -> Mapping[str, Json]:
    return {"m": fmean(float(row["y"]) for row in inside.rows())}


def constant(inside: Inside) -> Mapping[str, Json]:
    inside.rows()
    return {"m": 3.5}


def claim(cells: str, published: str = "3.5", method: Json = None) -> tuple[Expected, bytes]:
    table = f"y\n{cells}".encode()
    document = {
        "quantities": [quantity("m", published, method)],
        "data": [data_file(table, columns=[{"name": "y", "role": "outcome"}])],
    }
    return Expected.model_validate_json(json.dumps(document)), table


def outcome(script, what: Expected, table: bytes, policy: ReproPolicy, seed: str = "s") -> tuple[Verdict, str, str]:
    about = case(what, claim_files={DATA: table}, policy=policy, seed=seed)
    checks = ReproJudge(slots=1).judge(about, MemoryJournal(), ScriptedSandbox(script))
    decision = decide(repro_checks(what, policy), checks)
    return decision.verdict, decision.code, decision.reason


@pytest.mark.parametrize("cells", SMALL.values(), ids=list(SMALL))
@pytest.mark.parametrize("script", [honest, constant])
def test_with_a_method_too_little_data_is_no_power_and_the_claims_fault(script, cells: str) -> None:
    verdict, code, reason = outcome(script, *claim(cells, method=r("mean", "y")), METHOD)
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "no-power")
    assert "claim's data are too few or too uniform" in reason


@pytest.mark.parametrize("cells", SMALL.values(), ids=list(SMALL))
@pytest.mark.parametrize("script", [honest, constant])
def test_without_a_method_too_little_data_says_nothing_of_the_script(script, cells: str) -> None:
    verdict, code, reason = outcome(script, *claim(cells), OLD)
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "data-too-small")
    assert "the claim's fault" in reason


@pytest.mark.parametrize("seed", range(8))
def test_an_honest_mean_of_two_rows_is_never_rejected(seed: int) -> None:
    """Drawn anew they are the same two rows half of the time."""
    assert outcome(honest, *claim("3.0\n4.0\n"), OLD, str(seed))[0] is not Verdict.REJECTED


def test_a_constant_on_enough_data_is_still_found() -> None:
    cells = "".join(f"{value}\n" for value in range(8))
    assert outcome(constant, *claim(cells), OLD)[:2] == (Verdict.REJECTED, "constant")


def test_a_method_without_a_value_on_so_few_rows_is_the_claims_fault() -> None:
    what, table = claim("3.5\n", "0.0", r("standard-deviation", "y"))
    with pytest.raises(InputError) as caught:
        outcome(honest, what, table, METHOD)
    assert (caught.value.code, caught.value.fault) == ("method.no-value", Fault.CLAIM)
    assert "1 rows; at least 2 are needed" in caught.value.message


def test_the_plan_says_beforehand_that_the_data_are_too_small() -> None:
    what, table = claim("3.5\n", method=r("mean", "y"))
    about = EmpiricalClaim(id="c1", kind="empirical", statement="A mean.", expected=what)
    report = plan_report("r1", about, {DATA: table}, ScriptedSandbox(honest), METHOD, attempt=1)
    assert [(value.draws, value.tested) for value in report.values] == [(0, False)]
    assert any("too few or too uniform" in line for line in report.lines())
