"""The run plan: what is in it, and that nothing of it shows inside a run."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.digest import canonical_json
from gate.model.errors import InputError
from gate.model.policy import ReproPolicy
from gate.repro.claim.task import prepare
from gate.repro.runs.execute import specification
from gate.repro.runs.plan import Plan, draw_plan
from tests.repro.bench import DATA, IMAGE, LINE, SCALE, case, data_file, expected

SEEDS = st.integers(0, 2**32)


@given(SEEDS, st.booleans())
def test_a_plan_survives_its_json(seed: int, varies: bool) -> None:
    what = expected(relations=[SCALE], varies=["seed"] if varies else [])
    plan = draw_plan(what, ReproPolicy(), random.Random(seed))
    assert Plan.from_json(plan.to_json()) == plan
    assert canonical_json(plan.to_json())


@given(SEEDS)
def test_what_a_plan_holds(seed: int) -> None:
    plan = draw_plan(expected(relations=[SCALE]), ReproPolicy(base_runs=4, permutations=3), random.Random(seed))
    names = sorted(run.name for run in plan.runs)
    assert len(names) == len(set(names)) == 4 + 2 + 1 + 3 + 1 + 1
    assert {run.threads for run in plan.of_kind("base")} == {1, 2}
    assert len({run.nonce for run in plan.runs}) == len(names)
    permuted = [run.control for run in plan.runs if run.control and run.control.change == "permuted"]
    assert all(control.columns == ("y",) for control in permuted)


@given(SEEDS)
def test_a_random_claim_repeats_one_base_run(seed: int) -> None:
    plan = draw_plan(expected(varies=["seed"]), ReproPolicy(), random.Random(seed))
    (repeat,) = plan.of_kind("repeat")
    first = plan.of_kind("base")[0]
    assert (repeat.seed, repeat.hash_seed, repeat.threads) == (first.seed, first.hash_seed, first.threads)
    assert repeat.nonce != first.nonce
    assert len(plan.of_kind("base")) == ReproPolicy().random_runs


def test_a_claim_without_data_has_no_controls() -> None:
    plan = draw_plan(expected(data=[]), ReproPolicy(), random.Random(1))
    assert {run.kind for run in plan.runs} == {"base"}


def test_order_is_drawn() -> None:
    orders = {tuple(run.kind for run in draw_plan(expected(), ReproPolicy(), random.Random(n)).runs) for n in range(20)}
    assert len(orders) > 10


@pytest.mark.parametrize("roles", [("predictor", "other"), ("id", "group"), ("other", "other")])
def test_without_an_outcome_other_columns_are_permuted(roles: tuple[str, str]) -> None:
    columns = [{"name": name, "role": role} for name, role in zip("xy", roles, strict=True)]
    plan = draw_plan(expected(data=[data_file(columns=columns)]), ReproPolicy(), random.Random(1))
    permuted = next(run.control for run in plan.runs if run.control and run.control.change == "permuted")
    permutable = {("predictor", "other"): ("x",), ("id", "group"): ("y",), ("other", "other"): ("x", "y")}
    assert permuted.columns == permutable[roles]


def test_runs_differ_only_in_seeds_threads_nonce_and_data() -> None:
    what = expected(relations=[SCALE])
    task = prepare(case(what))
    plan = draw_plan(what, ReproPolicy(), random.Random(1))
    specs = [specification(task, run, {DATA: LINE}, IMAGE, ReproPolicy()) for run in plan.runs]
    visible = {
        (
            spec.image,
            spec.argv,
            tuple(sorted(spec.inputs)),
            spec.outputs,
            spec.limits,
            tuple(sorted(spec.env)),
            spec.stdin,
            len(spec.env["GATE_NONCE"]),
        )
        for spec in specs
    }
    assert len(visible) == 1
    for spec, run in zip(specs, plan.runs, strict=True):
        inside = b"".join(value for name, value in spec.inputs.items() if not name.startswith("data/"))
        for word in ("control", "base", "permut", "withheld", run.name):
            assert word.encode() not in inside
            assert word not in " ".join(spec.env.values())


def test_a_damaged_plan_is_refused() -> None:
    document = draw_plan(expected(), ReproPolicy(), random.Random(1)).to_json()
    for broken in ({**document, "contract": "v9"}, {**document, "runs": [{"name": "x"}]}, {"runs": []}):
        with pytest.raises(InputError):
            Plan.from_json(broken)
