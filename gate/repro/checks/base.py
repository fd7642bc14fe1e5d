"""R0 to R2, made from the base runs: did it run, did it leave a result, does it match, is it stable?"""

from __future__ import annotations

from decimal import Decimal

from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Json
from gate.repro.checks.observed import Observed, readable, some, tell
from gate.repro.claim.parts import Part
from gate.repro.rules.base import Value
from gate.repro.rules.randomness import RandomRule
from gate.repro.runs.execute import Finished
from gate.repro.runs.results import Refusal
from gate.sandbox.interface import Ending
from gate.sandbox.run.progress import shown

RUN, RESULT, MATCH, STABLE = "repro.run", "repro.result", "repro.match", "repro.stable"
FINE_SHARE = 1000
"""Runs may always differ by this fraction of the rule's own tolerance."""
_TAIL = 200


def not_reached(check: str, observed: Observed) -> Check:
    """A check that cannot be made because an earlier one was not passed."""
    return inconclusive(check, "not-reached", "an earlier check was not passed", evidence=observed.evidence)


def run_check(observed: Observed) -> Check:
    """R0. A limit is inconclusive, unless other base runs of the same script were far from it."""
    runs = observed.base
    bad = next((run for run in runs if not run.result.clean), None)
    data: Json = {"runs": [run.to_json() for run in runs]}
    if bad is None:
        slowest = max(run.result.usage.wall_s for run in runs)
        reason = f"{len(runs)} base runs ended by themselves with status 0, the slowest in {slowest:.1f} s"
        return passed(RUN, reason, evidence=observed.evidence, data=data)
    name = f"base run {bad.run.name}"
    if bad.limited:
        clean = [run for run in runs if run.result.clean]
        if clean and all(run.result.usage.wall_s < observed.policy.run.wall_s / 2 for run in clean):
            reason = f"{name} met a limit ({bad.ending}) while others ended quickly: it does not always do the same"
            return failed(RUN, "mixed-endings", reason, evidence=observed.evidence, data=data)
        memory = bad.result.ending is Ending.OUT_OF_MEMORY
        code = "memory-limit" if memory else "time-limit"
        limit = f"{observed.policy.run.memory_bytes >> 20} MiB" if memory else f"{observed.policy.run.wall_s:g} s"
        return inconclusive(RUN, code, f"{name} met the {code.replace('-', ' ')} of {limit}", **_more(observed, data))
    if bad.result.ending is Ending.FLOOD:
        return failed(RUN, "flood", f"{name} flooded its output streams", **_more(observed, data))
    said = shown(bad.result.stderr).strip().splitlines()[-1:]
    reason = f"{name} ended with {bad.ending}" + (f"; it said: {said[0][-_TAIL:]}" if said else "")
    return failed(RUN, "crashed", reason, **_more(observed, data))


def _more(observed: Observed, data: Json) -> dict[str, Json]:
    return {"evidence": observed.evidence, "data": data}


def result_check(observed: Observed) -> Check:
    """Every base run left exactly the claimed results, strictly read."""
    for run in observed.base:
        if run.result.clean and isinstance(run.values, Refusal):
            reason = f"base run {run.run.name}: {run.values.reason}"
            return failed(RESULT, run.values.code, reason, evidence=observed.evidence)
    if not observed.complete:
        return not_reached(RESULT, observed)
    reason = f"{len(observed.base)} results hold exactly the {len(observed.parts)} claimed values"
    return passed(RESULT, reason, evidence=observed.evidence)


def match_check(observed: Observed) -> Check:
    """R1: every part matches under its rule, in every base run or, for random ones, over all of them."""
    if not observed.complete:
        return not_reached(MATCH, observed)
    rows: list[Json] = []
    wrong: list[str] = []
    for part in observed.parts:
        row, inside = _quantity_row(observed, part)
        rows.append(row)
        if not inside:
            wrong.append(part.name)
    warnings = [f"{row['name']}: {row['warning']}" for row in rows if row["warning"]]
    data: Json = {"quantities": rows, "warnings": warnings}
    if wrong:
        first = next(row for row in rows if row["name"] == wrong[0])
        worst = next((run for run in first["runs"] if not run["inside"]), first["runs"][0])
        reason = (
            f"{len(wrong)} of {len(rows)} values differ from the publication: {wrong[0]} is {worst['value']}, "
            f"published {first['published']} (rule {first['rule']}, tolerance {first['tolerance']}, "
            f"distance {first['distance']})"
        )
        return failed(MATCH, "differs", reason, **_more(observed, data))
    return passed(MATCH, f"all {len(rows)} values match under their rules", **_more(observed, data))


def _quantity_row(observed: Observed, part: Part) -> tuple[dict[str, Json], bool]:
    values = observed.base_values(part)
    numbers = observed.spread(part)
    each = [part.rule.compare(value, numbers) for value in values]
    whole = part.rule.compare_runs(numbers) if isinstance(part.rule, RandomRule) else None
    worst = whole or next((one for one in each if not one.inside), each[0])
    sharp = part.rule.sharpness()
    row: dict[str, Json] = {
        "name": part.name,
        "published": tell(part.published),
        "unit": part.unit,
        "rule": part.rule.kind,
        "tolerance": worst.tolerance,
        "distance": worst.distance,
        "sharpness": sharp.text,
        "warning": sharp.warning,
        "inside": whole.inside if whole else all(one.inside for one in each),
        "runs": [
            {"run": run.run.name, "value": tell(value), "inside": one.inside, "distance": one.distance}
            for run, value, one in zip(observed.base, values, each, strict=True)
        ],
    }
    return row, bool(row["inside"])


def stable_check(observed: Observed) -> Check:
    """R2: the same result whatever seed, hash seed and thread count the gate chose; random results follow the seed."""
    if not observed.complete:
        return not_reached(STABLE, observed)
    evidence = observed.evidence
    if not observed.random:
        moving = [part.name for part in observed.parts if not _steady(observed, part, observed.base_values(part))]
        if moving:
            reason = f"{some(moving)} differ between base runs, and the claim does not say that its result is random"
            return failed(STABLE, "unstable", reason, evidence=evidence)
        return passed(STABLE, f"{len(observed.base)} base runs agree", evidence=evidence)
    random_parts = [part for part in observed.parts if part.random]
    if random_parts and all(len(set(observed.base_values(part))) == 1 for part in random_parts):
        reason = (
            f"{len(observed.base)} runs with different gate seeds gave identical random results: the seed is not used"
        )
        return failed(STABLE, "seed-ignored", reason, evidence=evidence)
    return _repeat_check(observed)


def _repeat_check(observed: Observed) -> Check:
    """The run that repeats the first base run's randomness must repeat its result."""
    repeats = observed.plan.of_kind("repeat")
    first = observed.base[0]
    for repeat in repeats:
        again = observed.finished.get(repeat.name)
        if again is None:
            return not_reached(STABLE, observed)
        trouble = _differs(observed, first, again)
        if trouble is not None:
            return trouble
    reason = f"{len(observed.base)} base runs follow the gate's seeds, and the same seed repeats its result"
    return passed(STABLE, reason, evidence=observed.evidence)


def _differs(observed: Observed, first: Finished, again: Finished) -> Check | None:
    once, twice = readable(first), readable(again)
    if again.limited and not observed.quick:
        return inconclusive(STABLE, "time-limit", f"the repeated run met a limit ({again.ending})")
    if once is None or twice is None:
        reason = f"with the seed of {first.run.name} the script ended differently: {again.ending}"
        return failed(STABLE, "not-seeded", reason, evidence=observed.evidence)
    moving = [part.name for part in observed.parts if not _steady(observed, part, [once[part.name], twice[part.name]])]
    if moving:
        reason = f"{some(moving)} differ between two runs with the same seed: the script uses other randomness"
        return failed(STABLE, "not-seeded", reason, evidence=observed.evidence)
    return None


def _steady(observed: Observed, part: Part, values: list[Value]) -> bool:
    numbers = [value for value in values if isinstance(value, Decimal)]
    if len(numbers) != len(values):
        return len(set(values)) == 1
    allowed = max(
        Decimal(str(observed.policy.stable_relative)) * max(map(abs, numbers)),
        part.rule.width() / FINE_SHARE,
    )
    return max(numbers) - min(numbers) <= allowed
