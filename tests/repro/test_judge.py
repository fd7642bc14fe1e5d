"""The judge on scripts that are Python functions: what each kind of honesty and dishonesty comes to."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.documents.attempt import RerunPlan
from gate.model.check import Check, Outcome
from gate.model.decide import decide
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import InfrastructureError
from gate.model.expected import Expected
from gate.model.policy import ReproPolicy, RunLimits
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.checks.level import level
from gate.repro.judge import ReproJudge
from gate.repro.runs.plan import Plan, draw_plan
from gate.sandbox.interface import ExitReason, RunResult, RunSpec

from .bench import (
    DATA,
    LINE,
    SCALE,
    TRUE_SLOPE,
    Inside,
    MemoryJournal,
    ScriptedSandbox,
    ScriptFunction,
    Stop,
    case,
    data_file,
    expected,
    pairs_of,
    slope,
)

WITH_RELATION = expected(relations=[SCALE])


def honest(inside: Inside) -> Mapping[str, Json]:
    return {"slope": slope(pairs_of(inside))}


def judged(
    script: ScriptFunction, what: Expected = WITH_RELATION, policy: ReproPolicy | None = None, seed: int = 1
) -> tuple[Verdict, dict[str, Check]]:
    policy = policy or ReproPolicy()
    judge = ReproJudge(slots=1, plan=lambda e, p: draw_plan(e, p, random.Random(seed)))
    checks = judge.judge(case(what, policy=policy), MemoryJournal(), ScriptedSandbox(script))
    return decide(repro_checks(what, policy), checks).verdict, {check.id: check for check in checks}


def first_trouble(checks: Mapping[str, Check]) -> tuple[str, str]:
    return next((c.id, c.code) for c in checks.values() if not c.passed and c.code != "not-reached")


def test_an_honest_script_is_verified_at_r4() -> None:
    verdict, checks = judged(honest)
    assert verdict is Verdict.VERIFIED
    assert level(checks.values()) == "R4"
    assert list(checks) == [
        "repro.run",
        "repro.result",
        "repro.match",
        "repro.stable",
        "repro.data",
        "repro.relations",
        "repro.published",
    ]


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_honest_script_is_never_harmed(seed: int) -> None:
    assert judged(honest, seed=seed)[0] is Verdict.VERIFIED


@given(st.floats(0.001, 100), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_nudge_is_always_found(nudge: float, seed: int) -> None:
    lie = expected(
        quantities=[{"name": "slope", "published": f"{TRUE_SLOPE + nudge:.4f}", "rule": {"kind": "printed"}}],
        relations=[SCALE],
    )
    verdict, checks = judged(lambda inside: {"slope": slope(pairs_of(inside)) + nudge}, lie, seed=seed)
    assert verdict is Verdict.REJECTED
    assert first_trouble(checks) == ("repro.relations", "relation-broken")


CONSTANT = float(f"{TRUE_SLOPE:.4f}")


def constant(inside: Inside) -> Mapping[str, Json]:
    return {"slope": CONSTANT}


def constant_after_reading(inside: Inside) -> Mapping[str, Json]:
    pairs_of(inside)
    return {"slope": CONSTANT}


def keyed(inside: Inside) -> Mapping[str, Json]:
    known = hashlib.sha256(inside.bytes()).digest() == hashlib.sha256(LINE).digest()
    return {"slope": CONSTANT if known else slope(pairs_of(inside)) + 1}


def afraid_of_other_data(inside: Inside) -> Mapping[str, Json]:
    if sorted(pairs_of(inside)) != sorted(pairs_of(_original(inside))):
        raise Stop
    return {"slope": CONSTANT}


def _original(inside: Inside) -> Inside:
    spec = inside.spec
    return Inside(RunSpec(image=spec.image, argv=spec.argv, inputs={**spec.inputs, f"data/{DATA}": LINE}, env=spec.env))


@pytest.mark.parametrize(
    ("script", "trouble"),
    [
        (constant, ("repro.data", "fallback")),
        (constant_after_reading, ("repro.data", "constant")),
        (keyed, ("repro.data", "re-encoded-moved")),
        (afraid_of_other_data, ("repro.data", "control-crashed")),
        (lambda inside: {"slope": slope(pairs_of(inside)) + 0.001}, ("repro.match", "differs")),
        (lambda inside: {"slope": CONSTANT + inside.seed % 89 * 1e-7}, ("repro.stable", "unstable")),
        (lambda inside: {"raw": b'{"slope": NaN}'}, ("repro.result", "malformed")),
        (lambda inside: {"slope": CONSTANT, "more": 1}, ("repro.result", "unknown-key")),
    ],
    ids=["constant", "after-reading", "keyed", "afraid", "off", "unstable", "nan", "more"],
)
def test_dishonest_scripts_are_rejected(script: ScriptFunction, trouble: tuple[str, str]) -> None:
    verdict, checks = judged(script)
    assert verdict is Verdict.REJECTED
    assert first_trouble(checks) == trouble


def ends(ending: ExitReason, wall_s: float = 60.0, exit_code: int | None = None) -> ScriptFunction:
    def script(inside: Inside) -> Mapping[str, Json]:
        raise Stop(ending, exit_code, wall_s)

    return script


@pytest.mark.parametrize(
    ("ending", "verdict", "code"),
    [
        (ExitReason.WALL_LIMIT, Verdict.INCONCLUSIVE, "time-limit"),
        (ExitReason.CPU_LIMIT, Verdict.INCONCLUSIVE, "time-limit"),
        (ExitReason.OUT_OF_MEMORY, Verdict.INCONCLUSIVE, "memory-limit"),
        (ExitReason.FLOOD, Verdict.REJECTED, "flood"),
        (ExitReason.SIGNALED, Verdict.REJECTED, "crashed"),
        (ExitReason.EXITED, Verdict.REJECTED, "crashed"),
    ],
)
def test_endings(ending: ExitReason, verdict: Verdict, code: str) -> None:
    found, checks = judged(ends(ending, exit_code=3))
    assert (found, checks["repro.run"].code) == (verdict, code)
    assert level(checks.values()) is None


def test_a_limit_stops_the_rest_early() -> None:
    sandbox = ScriptedSandbox(ends(ExitReason.WALL_LIMIT))
    ReproJudge(slots=1).judge(case(WITH_RELATION), MemoryJournal(), sandbox)
    purposes = [spec.purpose for spec in sandbox.specs]
    assert purposes.count("base") == 2
    assert len(purposes) <= 3


def test_a_base_run_that_hangs_while_others_are_quick_is_the_scripts_doing() -> None:
    def script(inside: Inside) -> Mapping[str, Json]:
        if inside.spec.env["OMP_NUM_THREADS"] == "2":
            raise Stop(ExitReason.WALL_LIMIT, None, 60.0)
        return honest(inside)

    verdict, checks = judged(script)
    assert (verdict, checks["repro.run"].code) == (Verdict.REJECTED, "mixed-endings")


def test_a_control_that_is_slow_is_a_cheat_only_when_the_base_was_quick() -> None:
    def script(wall: float) -> ScriptFunction:
        def run(inside: Inside) -> Mapping[str, Json]:
            if inside.bytes() != LINE and sorted(pairs_of(inside)) == sorted(pairs_of(_original(inside))):
                raise Stop(ExitReason.WALL_LIMIT, None, 60.0)
            return honest(inside)

        return run

    policy = ReproPolicy(run=RunLimits(wall_s=1.0))
    verdict, checks = judged(script(0.1), policy=policy)
    assert (verdict, first_trouble(checks)) == (Verdict.REJECTED, ("repro.data", "re-encoded-crashed"))
    slow = ReproPolicy(run=RunLimits(wall_s=0.15))
    verdict, checks = judged(script(0.1), policy=slow)
    assert (verdict, first_trouble(checks)) == (Verdict.INCONCLUSIVE, ("repro.data", "control-limit"))


RANDOM = expected(
    quantities=[
        {
            "name": "slope",
            "published": f"{TRUE_SLOPE:.3f}",
            "rule": {"kind": "statistical", "floor": "0.001", "widest": "0.3"},
        }
    ],
    relations=[SCALE],
    varies=["seed"],
)


def seeded(inside: Inside) -> Mapping[str, Json]:
    value = slope(pairs_of(inside))
    return {"slope": value * random.Random(inside.seed).gauss(1, 0.005)}


def test_an_honest_random_script_is_hardly_ever_harmed() -> None:
    """The claim's own interval is at 99 percent and those of controls are wider; the seeds are fixed."""
    harmed = [seed for seed in range(200) if judged(seeded, RANDOM, seed=seed)[0] is not Verdict.VERIFIED]
    assert len(harmed) <= 2


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (honest, "seed-ignored"),
        (lambda inside: {"slope": slope(pairs_of(inside)) * random.Random(inside.nonce).gauss(1, 1e-3)}, "not-seeded"),
    ],
)
def test_a_random_claim_must_follow_the_gates_seed(script: ScriptFunction, code: str) -> None:
    verdict, checks = judged(script, RANDOM, seed=5)
    assert verdict is Verdict.REJECTED
    assert checks["repro.stable"].code == code


def test_a_claim_without_data_needs_r2() -> None:
    nothing = expected(quantities=[{"name": "answer", "published": "42", "rule": {"kind": "integer"}}], data=[])
    verdict, checks = judged(lambda inside: {"answer": 42}, nothing)
    assert (verdict, level(checks.values())) == (Verdict.VERIFIED, "R2")


ANSWER = expected(quantities=[{"name": "answer", "published": "42", "rule": {"kind": "integer"}}], data=[])


@pytest.mark.parametrize(
    ("answer", "allowed", "verdict", "trouble"),
    [
        (42, False, Verdict.INCONCLUSIVE, ("repro.data", "without-data")),
        (42, True, Verdict.VERIFIED, ("repro.data", "without-data")),
        (43, False, Verdict.REJECTED, ("repro.match", "differs")),
    ],
)
def test_a_claim_without_data_is_verified_only_where_the_policy_says_so(
    answer: int, allowed: bool, verdict: Verdict, trouble: tuple[str, str]
) -> None:
    policy = ReproPolicy(allow_without_data=allowed)
    sandbox = ScriptedSandbox(lambda inside: {"answer": answer})
    checks = ReproJudge().judge(case(ANSWER, policy=policy), MemoryJournal(), sandbox)
    decision = decide(repro_checks(ANSWER, policy), checks)
    assert decision.verdict is verdict
    assert first_trouble({check.id: check for check in checks}) == trouble
    assert level(checks) == ("R2" if answer == 42 else "R0")
    if verdict is Verdict.INCONCLUSIVE:
        assert "allow_without_data" in decision.reason


def test_fixed_quantities_may_stay_and_relations_can_move_them() -> None:
    count = {"name": "n", "published": "12", "rule": {"kind": "integer"}, "fixed": True}
    both = [{"name": "slope", "published": f"{TRUE_SLOPE:.4f}", "rule": {"kind": "printed"}}, count]
    twice = {"kind": "duplicate", "data": DATA, "effects": [{"quantity": "n", "power": 1}, {"quantity": "slope"}]}

    def script(inside: Inside) -> Mapping[str, Json]:
        return {**honest(inside), "n": len(inside.rows())}

    assert judged(script, expected(quantities=both, relations=[twice]))[0] is Verdict.VERIFIED
    verdict, checks = judged(lambda inside: {**honest(inside), "n": 12}, expected(quantities=both, relations=[twice]))
    assert (verdict, checks["repro.relations"].code) == (Verdict.REJECTED, "relation-broken")
    moving = expected(quantities=[both[0], {**count, "fixed": False}])
    assert judged(script, moving)[1]["repro.data"].code == "constant"


@pytest.mark.parametrize(
    "relation",
    [
        {"kind": "negate", "columns": ["y"], "effects": [{"quantity": "slope", "power": 1}]},
        {"kind": "shift", "columns": ["y"], "effects": [{"quantity": "slope"}]},
        {"kind": "add", "columns": ["y"], "other": "x", "effects": [{"quantity": "slope", "plus": "1"}]},
        {"kind": "scale", "columns": ["x"], "effects": [{"quantity": "slope", "power": -1}]},
        {"kind": "duplicate", "effects": [{"quantity": "slope"}]},
        {"kind": "reorder", "effects": [{"quantity": "slope"}]},
    ],
    ids=lambda value: value["kind"],
)
def test_relations_that_least_squares_obeys(relation: dict[str, Json]) -> None:
    verdict, checks = judged(honest, expected(relations=[{"data": DATA, **relation}]))
    assert verdict is Verdict.VERIFIED, checks["repro.relations"].reason
    assert checks["repro.relations"].data["controls"][0]["ok"]


D = Digest.of(b"")


def test_a_plan_replays_exactly() -> None:
    first, second = ScriptedSandbox(honest), ScriptedSandbox(honest)
    journal = MemoryJournal()
    checks = ReproJudge(slots=1).judge(case(WITH_RELATION), journal, first)
    replay = ReproJudge(slots=1).replay(checks, journal.blobs.__getitem__)
    assert json.dumps(replay.plan) == json.dumps(json.loads(journal.blobs[checks[0].evidence["plan"]]))
    assert len(replay.lines) == len(Plan.from_json(replay.plan).runs)
    RerunPlan(of="a", record="r", claim="c", artifact_digest=D, policy_digest=D, plan=replay.plan, runs=replay.lines)
    again = replay.judge.judge(case(WITH_RELATION), MemoryJournal(), second)
    assert first.specs == second.specs
    assert [c.to_json() for c in checks] == [c.to_json() for c in again]


def test_evidence_is_kept_and_canonical() -> None:
    journal = MemoryJournal()
    checks = ReproJudge().judge(case(WITH_RELATION), journal, ScriptedSandbox(honest))
    for check in checks:
        assert canonical_json(check.to_json())
        assert {"plan", "runs", "packages"} <= set(check.evidence)
        assert all(digest in journal.blobs for digest in check.evidence.values())
    runs = json.loads(journal.blobs[checks[0].evidence["runs"]])["runs"]
    assert len(runs) == 10
    for run in runs:
        assert {"seed", "hash_seed", "threads", "wall_ms", "stdout", "stderr", "seal", "data", "outputs"} <= set(run)
        assert all(Digest.parse(digest) in journal.blobs for digest in run["outputs"].values())
    base = next(run for run in runs if run["kind"] == "base")
    assert base["data"] == {DATA: str(Digest.of(LINE))}
    controls = [body for kind, body in journal.events if kind == "control"]
    assert [body["n"] for body in controls] == list(range(1, 8))


def test_the_answer_never_enters_the_sandbox() -> None:
    sandbox = ScriptedSandbox(honest)
    ReproJudge().judge(case(WITH_RELATION), MemoryJournal(), sandbox)
    published = f"{TRUE_SLOPE:.4f}".encode()
    for spec in sandbox.specs:
        seen = b"".join(spec.inputs.values()) + repr((spec.argv, spec.env, spec.stdin)).encode()
        assert published not in seen


def test_blunt_claims_are_pointed_out() -> None:
    blunt = expected(quantities=[{"name": "slope", "published": f"{TRUE_SLOPE:.0f}", "rule": {"kind": "printed"}}])
    _, checks = judged(honest, blunt)
    assert checks["repro.match"].data["warnings"] == [
        "slope: anything between 0.5 and 1.5 passes; the published value has few digits"
    ]


def test_nothing_to_re_encode_is_said() -> None:
    _, checks = judged(honest, expected(data=[data_file(free=[])]))
    control = next(c for c in checks["repro.data"].data["controls"] if c["control"] == "re-encoded")
    assert (control["ok"], "not tested" in control["happened"]) == (True, True)


def test_the_machines_faults_are_no_verdict() -> None:
    class Broken(ScriptedSandbox):
        def run(self, spec: RunSpec) -> RunResult:
            raise InfrastructureError("docker.gone", "the daemon went away")

    with pytest.raises(InfrastructureError):
        ReproJudge().judge(case(WITH_RELATION), MemoryJournal(), Broken(honest))


def test_required_checks_follow_the_claim() -> None:
    policy = ReproPolicy(require_independent=True)
    assert repro_checks(expected(data=[]), policy) == (
        "repro.run",
        "repro.result",
        "repro.match",
        "repro.stable",
        "repro.independent",
    )
    assert "repro.relations" not in repro_checks(WITH_RELATION, ReproPolicy(require_relations=False))
    assert all(check.outcome is Outcome.PASS for check in judged(honest)[1].values())


LITERALS = ["0", "-0.0", "1e308", "-1e308", "1e-308", "5e-324", "1e-400", "9" * 300, "0." + "3" * 300, "null", '"x"']


@given(st.lists(st.sampled_from(LITERALS), min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_script_writes_is_a_verdict_and_never_an_error(literals: list[str], varies: bool) -> None:
    def script(inside: Inside) -> Mapping[str, Json]:
        text = f'{{"nonce": "{inside.nonce}", "slope": {literals[inside.seed % len(literals)]}}}'
        return {"raw": text.encode()}

    quantity = RANDOM.quantities[0] if varies else WITH_RELATION.quantities[0]
    document = json.loads(quantity.model_dump_json()) | {"statistic": "equivariant"}
    what = expected(quantities=[document], relations=[SCALE], varies=["seed"] if varies else [])
    verdict, checks = judged(script, what)
    assert verdict is Verdict.REJECTED
    assert all(canonical_json(check.to_json()) for check in checks.values())
