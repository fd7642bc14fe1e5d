"""R0 to R2, made from the base runs: did it run, did it leave a result, does it match, is it stable?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Digest
from gate.repro.check_data import LacksData, MatchData, QuantityData, RunCheckData
from gate.repro.checks.observed import Observed, as_data, readable, some
from gate.repro.claim.parts import Part
from gate.repro.rules.base import Value
from gate.repro.rules.randomness import RandomRule
from gate.repro.runs.execute import Finished
from gate.repro.runs.results import Refusal
from gate.sandbox.interface import ExitReason
from gate.sandbox.run.progress import shown

RUN, RESULT, MATCH, STABLE = "repro.run", "repro.result", "repro.match", "repro.stable"
FINE_SHARE = 1000
"""Runs may always differ by this fraction of the rule's own tolerance."""
_TAIL = 200


def not_reached(check: str, observed: Observed) -> Check:
    """A check that cannot be made because an earlier one was not passed."""
    return inconclusive(check, "not-reached", "an earlier check was not passed", evidence=observed.evidence)


def lacks_check(image: str, lacks: Sequence[str], packages: Sequence[str], evidence: Mapping[str, Digest]) -> Check:
    """R0 of a script that was not started, because its image lacks something that it certainly needs."""
    data: LacksData = {"image": image, "lacks": list(lacks), "packages": list(packages)}
    has = ", ".join(packages) or "no packages beside Python"
    reason = (
        f"nothing was run: the image {image!r} lacks {some(lacks)}; name another image in artifact.toml "
        f"(`gate sandbox list`), or do without. It has {has}"
    )
    return inconclusive(RUN, "image-lacks", reason, evidence=evidence, data=data)


def run_check(observed: Observed) -> Check:
    """R0. A limit is inconclusive, unless other base runs of the same script were far from it."""
    runs, evidence = observed.base, observed.evidence
    data: RunCheckData = {"runs": [run.to_json() for run in runs]}
    bad = next((run for run in runs if not run.result.clean), None)
    if bad is None:
        slowest = max(run.result.usage.wall_s for run in runs)
        reason = f"{len(runs)} base runs ended by themselves with status 0, the slowest in {slowest:.1f} s"
        return passed(RUN, reason, evidence=evidence, data=data)
    name = f"base run {bad.run.name}"
    if bad.limited:
        clean = [run for run in runs if run.result.clean]
        if clean and all(map(observed.quick, clean)):
            reason = f"{name} met a limit ({bad.ending}) while others ended quickly: it does not always do the same"
            return failed(RUN, "mixed-endings", reason, evidence=evidence, data=data)
        code, limit = _limit(observed, bad)
        reason = f"{name} met the {code.replace('-', ' ')} of {limit}"
        return inconclusive(RUN, code, reason, evidence=evidence, data=data)
    if bad.result.exit_reason is ExitReason.FLOOD:
        return failed(RUN, "flood", f"{name} flooded its output streams", evidence=evidence, data=data)
    last_line = shown(bad.result.stderr).strip().splitlines()[-1:]
    reason = f"{name} ended with {bad.ending}" + (f"; it said: {last_line[0][-_TAIL:]}" if last_line else "")
    return failed(RUN, "crashed", reason, evidence=evidence, data=data)


def _limit(observed: Observed, run: Finished) -> tuple[str, str]:
    """The limit that the run met: its code, and how much the policy allows."""
    limits = observed.policy.run
    if run.result.exit_reason is ExitReason.OUT_OF_MEMORY:
        return "memory-limit", f"{limits.memory_bytes >> 20} MiB"
    return "time-limit", f"{limits.wall_s:g} s"


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
    quantities = [_quantity_data(observed, part) for part in observed.parts]
    warnings = [f"{one['name']}: {one['warning']}" for one in quantities if one["warning"]]
    data: MatchData = {"quantities": quantities, "warnings": warnings}
    differing = [one for one in quantities if not one["inside"]]
    if differing:
        first = differing[0]
        worst = next((run for run in first["runs"] if not run["inside"]), first["runs"][0])
        reason = (
            f"{len(differing)} of {len(quantities)} values differ from the publication: {first['name']} is "
            f"{worst['value']}, published {first['published']} (rule {first['rule']}, tolerance {first['tolerance']}, "
            f"distance {first['distance']})"
        )
        return failed(MATCH, "differs", reason, evidence=observed.evidence, data=data)
    reason = f"all {len(quantities)} values match under their rules"
    return passed(MATCH, reason, evidence=observed.evidence, data=data)


def _quantity_data(observed: Observed, part: Part) -> QuantityData:
    """How one part compares, run by run; over all runs together where its rule judges them so."""
    values, numbers = observed.base_values(part), observed.spread(part)
    each = [part.rule.compare(value, numbers) for value in values]
    whole = part.rule.compare_runs(numbers) if isinstance(part.rule, RandomRule) else None
    worst = whole or next((one for one in each if not one.inside), each[0])
    sharpness = part.rule.sharpness()
    return {
        "name": part.name,
        "published": as_data(part.published),
        "unit": part.unit,
        "rule": part.rule.kind,
        "tolerance": worst.tolerance,
        "distance": worst.distance,
        "sharpness": sharpness.text,
        "warning": sharpness.warning,
        "inside": whole.inside if whole else all(one.inside for one in each),
        "runs": [
            {"run": run.run.name, "value": as_data(value), "inside": one.inside, "distance": one.distance}
            for run, value, one in zip(observed.base, values, each, strict=True)
        ],
    }


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
    first = observed.base[0]
    for planned in observed.plan.of_kind("repeat"):
        repeat = observed.finished.get(planned.name)
        if repeat is None:
            return not_reached(STABLE, observed)
        trouble = _difference(observed, first, repeat)
        if trouble is not None:
            return trouble
    reason = f"{len(observed.base)} base runs follow the gate's seeds, and the same seed repeats its result"
    return passed(STABLE, reason, evidence=observed.evidence)


def _difference(observed: Observed, first: Finished, repeat: Finished) -> Check | None:
    """The check that says how a repeated run came out otherwise; None when it did not."""
    original, repeated = readable(first), readable(repeat)
    if repeat.limited and not observed.all_quick:
        return inconclusive(STABLE, "time-limit", f"the repeated run met a limit ({repeat.ending})")
    if original is None or repeated is None:
        reason = f"with the seed of {first.run.name} the script ended differently: {repeat.ending}"
        return failed(STABLE, "not-seeded", reason, evidence=observed.evidence)
    moving = [
        part.name for part in observed.parts if not _steady(observed, part, [original[part.name], repeated[part.name]])
    ]
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
