"""The Lean judge: from a claim's challenge and an artifact's sources to checks.

    challenge → compile → decode → statement → axioms → kernel → holes

The order is that of trust: everything about the claim is settled before submitted code runs, that code runs in
containers of its own, and what it leaves behind is judged by its content. A failure ends the chain where what comes
after could not be judged or would only repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gate.lean.compare.axioms import walk_axioms
from gate.lean.compare.goal import Goal
from gate.lean.compare.holes import hole_listing
from gate.lean.compare.statement import compare
from gate.lean.compile.cache import OleanCache, default_folder
from gate.lean.compile.challenge import (
    TrustedChallenge,
    challenge_environment,
    compile_challenge,
    goal_of,
    toolchain_and_library,
)
from gate.lean.compile.compiler import Compilation, Failure, compile_modules, oleans
from gate.lean.compile.sources import refuse_toolchain_names, solution_sources
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.dependencies import shown
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.explain.evidence import axiom_data, challenge_data, hole_data, message_data, statement_data
from gate.lean.explain.pretty import Printer
from gate.lean.kernel.closure import closure
from gate.lean.kernel.run import kernel_checks
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import LibraryView
from gate.lean.olean.module import Origin, modules
from gate.model.artifact import LeanProof
from gate.model.challenge import Challenge, challenge_listing
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, canonical_json
from gate.model.errors import Fault, InputError
from gate.model.judging import Case, Journal
from gate.sandbox.interface import Sandbox

TOO_MUCH = frozenset(
    f"olean.{word}"
    for word in (
        "array-size",
        "bvar-index",
        "expr-depth",
        "expressions",
        "level-depth",
        "levels",
        "list-items",
        "name-chars",
        "name-components",
        "nat-bits",
        "string-bytes",
        "too-large",
        "total-name-components",
        "total-nat-bits",
        "total-string-bytes",
    )
)
"""Codes of `OleanError` that say that a limit was met, not that the file is wrong."""


class LeanJudge:
    """A `gate.model.judging.Judge` for mathematical claims. May be used from several threads at once."""

    def __init__(self, sandbox: Sandbox, *, cache: OleanCache | None = None) -> None:
        """``cache`` keeps what is trusted (compiled challenges, libraries); by default in the user's cache folder."""
        self._sandbox = sandbox
        self._cache = cache or OleanCache(default_folder())

    def judge(self, case: Case, journal: Journal) -> tuple[Check, ...]:
        """All checks, in order, as far as the solution gets. Raises as `gate.model.judging.Judge` says."""
        claim, body = case.claim, case.artifact.body
        if not isinstance(claim, MathematicalClaim) or claim.challenge is None:
            raise InputError("claim.no-challenge", f"claim {claim.id} has no Lean challenge", fault=Fault.CLAIM)
        if not isinstance(body, LeanProof):
            raise InputError("artifact.wrong-kind", "a Lean claim needs a lean-proof", fault=Fault.ARTIFACT)
        challenge = claim.challenge
        journal.stage("challenge", challenge.toolchain)
        goal = goal_of(challenge, case.policy.lean)
        toolchain, library = toolchain_and_library(self._sandbox, challenge.toolchain, self._cache)
        self._sandbox.self_test(toolchain.image)
        trusted = compile_challenge(self._sandbox, toolchain, library, challenge, case, self._cache)
        if isinstance(trusted, Failure):
            return (inconclusive("lean.challenge", trusted.code, f"the claim's challenge: {trusted.reason}"),)
        view = LibraryView(library, Terms())
        wanted = challenge_environment(trusted, view, goal)
        proof = _Proof(self._sandbox, case, journal, challenge, goal, toolchain, trusted, view, wanted)
        return tuple(proof.checks(body))


@dataclass(frozen=True, slots=True)
class _Proof:
    """One solution on its way through the checks; ``wanted`` is the challenge's environment."""

    sandbox: Sandbox
    case: Case
    journal: Journal
    challenge: Challenge
    goal: Goal
    toolchain: Toolchain
    trusted: TrustedChallenge
    view: LibraryView
    wanted: Environment

    def checks(self, body: LeanProof) -> Iterator[Check]:
        yield self._challenge()
        yield from self._approval()
        compilation = self._compile(body)
        if isinstance(compilation, Check):
            yield compilation
            return
        yield self._compiled(compilation)
        given = self._decode(compilation)
        if isinstance(given, Check):
            yield given
            return
        constants = sum(len(module.file.names) for module in given.own)
        yield passed("lean.decode", f"{_counted(len(given.own), 'module')} with {_counted(constants, 'constant')}")
        self.journal.stage("statement")
        try:
            statement, axioms = self._statement(given), self._axioms(given)
        except InputError as error:  # a bound on terms, met while the library was decoded
            yield _refused("lean.statement", error)
            return
        yield statement
        yield axioms
        if not (statement.passed and axioms.passed):
            return
        kernels = list(self._kernels(given))
        yield from kernels
        if self.goal.holes and all(kernel.passed for kernel in kernels):
            yield self._holes(given)

    @property
    def _terms(self) -> Terms:
        return self.view.terms

    def _printer(self, environment: Environment) -> Printer:
        def familiar(name: Name) -> bool:
            module = environment.module_of(name)
            return module is not None and module.origin is Origin.LIBRARY

        return Printer(self._terms, environment.find, familiar)

    def _challenge(self) -> Check:
        data = challenge_data(self.toolchain, self.wanted, self.goal, self._printer(self.wanted))
        files = {name: self.journal.keep(content) for name, content in oleans(self.trusted.compiled).items()}
        library = self.journal.keep(canonical_json(self.view.library.listing))
        return passed(
            "lean.challenge",
            f"the challenge compiles and states {_counted(len(self.goal.targets), 'target')}"
            + (f" and {_counted(len(self.goal.holes), 'hole')}" if self.goal.holes else ""),
            evidence={**files, "challenge": self._keep_challenge(), "library": library},
            data=data,
        )

    def _keep_challenge(self) -> Digest:
        return self.journal.keep(canonical_json(challenge_listing(self.challenge, self.case.claim_files)))

    def _approval(self) -> Iterator[Check]:
        digest = self._keep_challenge()
        evidence = {"challenge": digest}
        if digest in self.case.approved:
            reason = "a human approved that the challenge says what the claim says"
            yield passed("lean.approval", reason, evidence=evidence)
        elif self.case.policy.lean.require_approval:
            reason = "nobody has approved yet that the challenge says what the claim says (see `gate approve`)"
            yield inconclusive("lean.approval", "needs-approval", reason, evidence=evidence)

    def _compile(self, body: LeanProof) -> Compilation | Check:
        self.journal.stage("compile", f"{len(body.files)} files")
        may_import = self.challenge.solution_may_import
        try:
            sources = solution_sources(
                body.files, self.case.artifact_files, self.trusted.sources, may_import=may_import
            )
            refuse_toolchain_names(sources, self.view.library.roots, Fault.ARTIFACT)
        except InputError as error:
            place = f"{error.where}: " if error.where else ""
            return failed("lean.compile", error.code, f"{place}{error.message}")
        compilation = compile_modules(
            self.sandbox,
            self.toolchain,
            sources,
            self.case.policy.lean.compile,
            imports=self.trusted.compiled if may_import else (),
        )
        failure = compilation.failure
        if failure is None:
            return compilation
        make = inconclusive if failure.undecided else failed
        data = message_data(compilation)
        evidence = {"messages": self.journal.keep(canonical_json(data["messages"]))}
        return make("lean.compile", failure.code, failure.reason, evidence=evidence, data=data)

    def _compiled(self, compilation: Compilation) -> Check:
        data = message_data(compilation)
        files = {name: self.journal.keep(content) for name, content in oleans(compilation.compiled).items()}
        messages = self.journal.keep(canonical_json(data["messages"]))
        reason = f"{_counted(len(compilation.compiled), 'file')} compiled"
        return passed("lean.compile", reason, evidence={**files, "messages": messages}, data=data)

    def _decode(self, compilation: Compilation) -> Environment | Check:
        try:
            provided = modules(compilation.compiled, self._terms, Origin.SOLUTION)
            if self.challenge.solution_may_import:
                provided += self.wanted.own
            given = Environment(self.view, provided, compilation.compiled[-1].module)
            for constant in given.declared(Origin.SOLUTION):
                del constant  # decoding is the point: nothing may be left that fails later
        except InputError as error:
            return _refused("lean.decode", error)
        for importer, module in given.missing:
            return failed(
                "lean.decode",
                "import-not-allowed",
                f"{importer} imports {module}, which is neither the toolchain's nor one of the solution's modules",
            )
        return given

    def _statement(self, given: Environment) -> Check:
        comparison = compare(self._terms, self.wanted, given, self.goal)
        data = statement_data(comparison, self.wanted, given, self._printer(self.wanted), self._printer(given))
        if not comparison.differences:
            reason = f"the solution states what the challenge states ({comparison.compared} constants compared)"
            return passed("lean.statement", reason, data=data)
        first = comparison.differences[0]
        way = f" (reached by {shown(first.path)})" if len(first.path) > 1 else ""
        return failed("lean.statement", first.part, f"{first.message}{way}", data=data)

    def _axioms(self, given: Environment) -> Check:
        report = walk_axioms(self._terms, self.wanted, given, self.goal)
        data = axiom_data(report)
        if not report.findings:
            used = ", ".join(map(str, report.used)) or "none"
            reason = f"the targets rest on {report.constants} constants; axioms used: {used}"
            return passed("lean.axioms", reason, data=data)
        first = report.findings[0]
        return failed("lean.axioms", first.code, f"{first.message}: {shown(first.path)}", data=data)

    def _kernels(self, given: Environment) -> Iterator[Check]:
        """The official kernel; when it accepts, every further kernel that the policy names."""
        try:
            needed = closure(self._terms, given.find, (*self.goal.targets, *self.goal.holes))
        except InputError as error:
            yield _refused("lean.kernel", error)
            return
        policy = self.case.policy.lean
        yield from kernel_checks(self.sandbox, self.toolchain, needed, policy, self.journal)

    def _keep_hole(self, given: Environment, hole: Name) -> Digest:
        return self.journal.keep(canonical_json(hole_listing(self._terms, given, hole)))

    def _holes(self, given: Environment) -> Check:
        digests = {hole: self._keep_hole(given, hole) for hole in self.goal.holes}
        data = hole_data(digests, self.case.approved, given, self._printer(given))
        evidence = {f"hole {hole}": digest for hole, digest in digests.items()}
        missing = [hole for hole, digest in digests.items() if digest not in self.case.approved]
        if not missing:
            reason = f"a human approved the value of {_counted(len(digests), 'hole')}"
            return passed("lean.holes", reason, evidence=evidence, data=data)
        reason = (
            f"nobody has approved yet the value that the solution gives to {missing[0]} "
            f"({digests[missing[0]]}); no kernel can tell an answer from a restated question"
        )
        return inconclusive("lean.holes", "needs-approval", reason, evidence=evidence, data=data)


def _refused(check_id: str, error: InputError) -> Check:
    """A check for what the decoder refused: too much for this gate decides nothing, anything else is a forgery."""
    place = f" ({error.where})" if error.where else ""
    make = inconclusive if error.code in TOO_MUCH else failed
    return make(check_id, error.code, f"{error.message}{place}")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
