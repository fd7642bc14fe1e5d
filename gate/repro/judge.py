"""The reproduction judge: a claim and a script in, the checks `repro.*` out (docs/reproduction-judge.md)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from gate.model.artifact import Script
from gate.model.base import parse_json
from gate.model.check import Check
from gate.model.claim import Claim, EmpiricalClaim
from gate.model.digest import Digest, canonical_json
from gate.model.expected import Expected
from gate.model.judging import (
    ApprovalSubject,
    ArtifactReader,
    Case,
    Evidence,
    Findings,
    Journal,
    Judged,
    Meaning,
    Replay,
    Specification,
    no_specification,
)
from gate.model.policy import Policy, ReproPolicy
from gate.model.required import repro_checks
from gate.model.text import counted
from gate.model.verdict import Verdict
from gate.repro.checks.base import lacks_check, match_check, result_check, run_check, stable_check
from gate.repro.checks.controls import data_check, relations_check
from gate.repro.checks.independent import corroborate
from gate.repro.checks.level import MEANING, level, meaning
from gate.repro.checks.method import Recomputation, method_check
from gate.repro.checks.observed import Observed
from gate.repro.checks.published import holds_published, published_check
from gate.repro.checks.recomputed import recomputed_check
from gate.repro.checks.report import tables
from gate.repro.checks.review import review_check
from gate.repro.claim.doubts import doubts
from gate.repro.claim.methods import methods_in_words, methods_of
from gate.repro.claim.review import APPROVALS, SAME_HANDS, approval_subject, review_subject
from gate.repro.claim.task import Task, prepare
from gate.repro.codecheck import CODECHECK, artifact_from_codecheck
from gate.repro.data.changed_files import build, changes_nothing
from gate.repro.data.codec import BINARY, Codec
from gate.repro.data.control import PERTURBED
from gate.repro.data.tables import read_table
from gate.repro.methods.evaluate import program
from gate.repro.power import (
    ControlPower,
    control_powers,
    draw_powers,
    left_out,
    power_document,
    refuse_contradiction,
    value_powers,
)
from gate.repro.runs.draws import DRAWS, choose_draws, draw_counts, evaluated, largest
from gate.repro.runs.execute import Execution, evidence_name, runs_document
from gate.repro.runs.needs import lacking, needs_of, packages_in
from gate.repro.runs.own_values import OwnValues
from gate.repro.runs.plan import Plan, draw_plan, with_draws
from gate.sandbox.interface import Sandbox

PlanSource = Callable[[Expected, ReproPolicy], Plan]
FEWEST_ROWS = 8
"""n rows drawn anew with replacement are the same rows with probability n!/nⁿ, 0.2 % for eight."""
PROSE = "That the expected results say what the claim's prose says: no machine can check it."
PACKAGES = "packages.json"
"""In an image's folder /gate: what is installed in it."""


class ReproJudge:
    """A `gate.model.judging.Judge` for empirical claims. May be used from several threads at once.

    ``slots`` containers run at a time. ``plan`` makes the run plan; giving a stored one repeats its attempt exactly.
    Without it everything is drawn from the case's seed.
    """

    claim: type[Claim] = EmpiricalClaim
    body = Script
    manifests: Mapping[str, ArtifactReader] = {CODECHECK: artifact_from_codecheck}
    approvals = APPROVALS
    levels: Mapping[str, Meaning] = MEANING

    def __init__(self, *, slots: int = 2, plan: PlanSource | None = None) -> None:
        self._slots = slots
        self._plan = plan

    def load(self, claim: Claim) -> Specification:
        """The data files, all pinned. Raises InputError ``claim.no-specification``."""
        expected = _expected_of(claim)
        if expected is None:
            raise no_specification(claim, "an empirical claim needs expected results")
        return Specification({file.path: file.sha256 for file in expected.data})

    def approval_subject(
        self, claim: Claim, files: Mapping[str, bytes], artifact: Mapping[str, bytes] | None = None
    ) -> ApprovalSubject:
        """The claim with its methods, which its owner signs; or the artifact as the method, which a person reviewed."""
        return approval_subject(claim, artifact)

    def required(self, claim: Claim, policy: Policy) -> tuple[str, ...]:
        """R3; less where the policy allows a claim without data, more where policy and claim ask for it."""
        return repro_checks(_expected_of(claim), policy.repro)

    def corroborate(
        self, claim: Claim, own: Judged, earlier: Iterable[Judged], evidence: Evidence
    ) -> tuple[Check, ...]:
        """R5: `repro.independent`, when another artifact was VERIFIED for this claim."""
        expected = _expected_of(claim)
        return () if expected is None else corroborate(expected, own, earlier, evidence)

    def methods(self, claim: Claim) -> tuple[str, ...]:
        """Each quantity's method; what is wrong with it, where it cannot be read."""
        expected = _expected_of(claim)
        return () if expected is None else tuple(methods_in_words(expected.quantities))

    def level(self, verdict: Verdict, checks: Sequence[Check]) -> str:
        """R0 to R5, whatever the verdict; empty when nothing ran to the end."""
        return level(checks) or ""

    def meaning(self, level: str, checks: Sequence[Check]) -> Meaning:
        """Of R4 and R5 it says whether methods, a person or relations carried it, and for which quantities."""
        return meaning(level, checks)

    def explain(self, checks: Sequence[Check]) -> Findings:
        """Quantities by runs and what each control did, as tables."""
        held = tuple(f"That the script does not look its values up: {c.reason}." for c in checks if holds_published(c))
        return Findings(not_established=(PROSE, *held), tables=tuple(tables(checks)))

    def replay(self, checks: Sequence[Check], evidence: Evidence) -> Replay[Sandbox]:
        """The same runs with the same seeds, controls and order. An attempt without a plan draws a new one."""
        plans = [check.evidence["plan"] for check in checks if "plan" in check.evidence]
        if not plans:
            return Replay(self)
        document = parse_json(evidence(plans[0]), where="plan", code="plan")
        plan = Plan.from_json(document)
        return Replay(type(self)(slots=self._slots, plan=lambda expected, policy: plan), document, tuple(plan.lines()))

    def judge(self, case: Case, journal: Journal, sandbox: Sandbox) -> tuple[Check, ...]:
        """All `repro.*` checks. Raises InputError and InfrastructureError, never for what a script did."""
        journal.stage("prepare", "claim, artifact and data")
        task = prepare(case)
        policy = case.policy.repro
        image, packages, lacks = ready_image(task, journal, sandbox)
        if lacks is not None:
            return (lacks,)
        plan = self.drawn_plan(case, task)
        own = None
        if any(quantity.method for quantity in task.expected.quantities):
            own = _Own(task, case, sandbox, journal)
            plan = own.completed(plan)
        evidence = {"plan": journal.keep(canonical_json(plan.to_json())), **packages}
        recomputation = None
        if own is not None:
            recomputation = own.recomputation(plan)
            evidence["evaluator"] = journal.keep(program())
            evidence["power"] = journal.keep(own.power(recomputation))
        data, idle = data_of_runs(task, plan, policy, journal, sandbox)
        finished = Execution(sandbox, task, image, policy, journal).run(plan, data, self._slots)
        evidence["runs"] = journal.keep(runs_document(plan, finished))
        if case.seed and self._plan is None:
            # Said only now, when nothing that was submitted can make use of it any more.
            moving = sum(not draw.unused for draw in recomputation.draws.values()) if recomputation else 0
            journal.event("draws", {"seed": case.seed, "moving": moving})
        for name, run in sorted(finished.items()):
            evidence.update({evidence_name(name, output): digest for output, digest in run.outputs.items()})
        journal.stage("compare", counted(len(task.parts), "value"))
        is_random = "seed" in task.expected.varies
        small = _small(task, plan)
        observed = Observed(task.parts, is_random, plan, finished, policy, evidence, idle, small)
        methods: tuple[Check, ...] = ()
        if recomputation is not None:
            observed, methods = with_methods(observed, recomputation)
        checks = checks_of(observed, task.expected) + methods
        if own is not None or policy.require_method:
            checks += (_review(case, task.expected, own),)
        return (*checks, published_check(task, evidence))

    def drawn_plan(self, case: Case, task: Task) -> Plan:
        """The stored plan, or one that is drawn from the case's seed."""
        if self._plan is not None:
            return self._plan(task.expected, case.policy.repro)
        return draw_plan(
            task.expected, case.policy.repro, random.Random(case.seed) if case.seed else random.SystemRandom()
        )


class _Own:
    """The gate's own computation of one case: on the claim's data, and on draws, chosen here or held by a plan."""

    def __init__(self, task: Task, case: Case, sandbox: Sandbox, journal: Journal) -> None:
        journal.stage("method", "the gate's own computation")
        self._task, self._case = task, case
        read = Codec(sandbox, case.policy.repro.run).read(task.expected.data, task.data)
        self._tables = {path: table for path, (table, _) in read.items()}
        self._parts = {part.name: part for part in task.parts}
        self._methods = methods_of(task.expected, self._tables)
        self._values = OwnValues(self._methods, self._parts, sandbox)
        self._original = self._values.on_own_data(self._tables)
        self._powers: list[ControlPower] = []

    @property
    def doubts(self) -> tuple[str, ...]:
        """What in the methods needs a second reader."""
        return doubts(self._task.expected, self._tables)

    def completed(self, plan: Plan) -> Plan:
        """The plan with draws; a stored one has them."""
        if plan.draws:
            return plan
        # From the plan's own randomness, so that one seed decides everything.
        seed = "".join(run.nonce for run in plan.runs)
        base = self._case.policy.repro.method_draws or DRAWS
        controls = plan.of_kind("control")
        chosen = choose_draws(
            self._task.expected,
            self._methods,
            self._parts,
            self._tables,
            self._values,
            self._original,
            seed,
            draw_counts(self._case.number, base),
            [run.control for run in controls if run.control is not None],
        )
        powers = [
            *draw_powers(chosen, [part.name for part in self._task.parts if part.quantity in self._methods.quantities]),
            *control_powers(
                self._task.expected,
                self._task.parts,
                self._methods,
                self._original,
                controls,
                chosen.others,
                self._tables,
            ),
        ]
        self._powers = powers
        refuse_contradiction(powers)
        return with_draws(plan, chosen.controls, random.Random(f"{seed}:runs"), left_out(powers))

    def power(self, recomputation: Recomputation) -> bytes:
        """What the controls find, as evidence; of a repeated plan only the values, for its draws were chosen before."""
        draws = tuple(draw for draw in recomputation.draws.values() if not draw.unused)
        return power_document(self._powers, value_powers(self._task.parts, self._methods, self._original, draws))

    def recomputation(self, plan: Plan) -> Recomputation:
        """What the gate computes for every draw of the plan."""
        controls = [run.control for run in plan.draws if run.control is not None]
        draws = evaluated(
            controls,
            self._task.expected,
            self._methods,
            self._parts,
            self._tables,
            self._values,
            self._original,
            conditions=True,
        )
        named = {run.name: draw for run, draw in zip(plan.draws, draws, strict=True)}
        return Recomputation(self._methods, self._original, named, largest(self._methods, self._tables))


def with_methods(observed: Observed, recomputation: Recomputation) -> tuple[Observed, tuple[Check, Check]]:
    """`repro.recomputed` and `repro.method`, and what other checks must know of them."""
    known = recomputation.methods
    recomputed = recomputed_check(observed.parts, known, recomputation.original, observed.evidence)
    observed = replace(
        observed,
        still=recomputation.still(observed.parts),
        computed=frozenset(part.name for part in observed.parts if part.quantity in known.quantities),
        reproduced=recomputed.passed and known.complete,
    )
    return observed, (recomputed, method_check(observed, recomputation, recomputed))


def _review(case: Case, expected: Expected, own: _Own | None) -> Check:
    subject = review_subject(case.claim, case.artifact_files)
    without = [quantity.name for quantity in expected.quantities if quantity.method is None]
    found = [*([SAME_HANDS] if case.same_hands else []), *(() if own is None else own.doubts)]
    return review_check(case.claim.id, subject, without, found, reviewed=subject in case.approved)


def _expected_of(claim: Claim) -> Expected | None:
    return claim.expected if isinstance(claim, EmpiricalClaim) else None


def ready_image(task: Task, journal: Journal, sandbox: Sandbox) -> tuple[str, dict[str, Digest], Check | None]:
    """The id of the script's image once its seal was tested, the list of its packages as evidence, and the check that
    says what the script needs and the image lacks, if anything."""
    image = sandbox.image_id(task.script.image)
    sandbox.self_test(image)
    listing = sandbox.image_files(image, "/gate").get(PACKAGES)
    packages = {} if listing is None else {"packages": journal.keep(listing)}
    lacks = lacking(needs_of(task.script, task.files), image, sandbox)
    check = lacks_check(task.script.image, lacks, packages_in(listing or b"{}"), packages) if lacks else None
    return image, packages, check


def data_of_runs(
    task: Task, plan: Plan, policy: ReproPolicy, journal: Journal, sandbox: Sandbox
) -> tuple[Mapping[str, Mapping[str, bytes]], frozenset[str]]:
    """What each run sees of the data, and the controls that change nothing in them."""
    runs = [run for run in plan.runs if run.control is not None]
    if runs:
        journal.stage("controls", f"{counted(len(runs), 'changed copy')} of the data")
    controls = [run.control for run in runs if run.control is not None]
    codec = Codec(sandbox, policy.run)
    built = build(controls, task.expected, task.data, codec)
    data: dict[str, Mapping[str, bytes]] = {run.name: task.data for run in plan.runs}
    idle = set()
    for number, (run, control, content) in enumerate(zip(runs, controls, built, strict=True), start=1):
        data[run.name] = content
        listing = {path: str(Digest.of(blob)) for path, blob in content.items()}
        kept = journal.keep(canonical_json(listing))
        journal.event("control", {"name": control.change, "n": number, "digest": str(kept)})
        if changes_nothing(content, task.data):
            idle.add(run.name)
    return data, frozenset(idle)


def _small(task: Task, plan: Plan) -> frozenset[str]:
    """The perturbed controls of text files with fewer rows than an honest value certainly moves on."""
    few = {
        file.path
        for file in task.expected.data
        if file.format not in BINARY and len(read_table(file, task.data[file.path])[0].rows) < FEWEST_ROWS
    }
    return frozenset(
        run.name
        for run in plan.of_kind("control")
        if run.control and run.control.change in PERTURBED and run.control.file in few
    )


def checks_of(observed: Observed, expected: Expected) -> tuple[Check, ...]:
    """The checks, from R0 upwards; that about relations only where the claim declares some.

    A claim without data has `repro.data` as well, undecided, unless the policy is too old to ask for data.
    """
    checks = [run_check(observed), result_check(observed), match_check(observed), stable_check(observed)]
    if expected.data or observed.policy.allow_without_data is not None:
        checks.append(data_check(observed, expected))
    if expected.relations:
        checks.append(relations_check(observed, expected))
    return tuple(checks)
