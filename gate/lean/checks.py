"""The checks that one solution passes through:

    challenge → approval → compile → decode → statement, axioms → kernels → holes

Submitted code runs in containers of its own, and what it leaves behind is judged by its content. A failure ends the
chain where what comes after could not be judged or would only repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gate.lean.compare.axioms import walk_axioms
from gate.lean.compare.goal import Goal
from gate.lean.compare.holes import hole_listing
from gate.lean.compare.statement import compare
from gate.lean.compile.challenge import TrustedChallenge
from gate.lean.compile.compiler import Compilation, compile_modules, oleans
from gate.lean.compile.sources import refuse_toolchain_names, solution_sources
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.dependencies import shown
from gate.lean.core.limits import OleanLimitError
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.explain.data import Describer, axiom_data, challenge_data, compile_data, holes_data, statement_data
from gate.lean.kernel.closure import closure
from gate.lean.kernel.earlier import EarlierRuns
from gate.lean.kernel.run import kernel_checks
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import LibraryView
from gate.lean.olean.module import Origin, open_modules
from gate.model.artifact import LeanProof
from gate.model.challenge import Challenge, challenge_listing
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Digest, canonical_json
from gate.model.errors import Fault, InputError
from gate.model.judging import Case, Journal
from gate.model.text import counted
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class SolutionChecks:
    """What the checks of one solution work with; ``trusted`` and ``challenge_environment`` are the claim's side."""

    sandbox: Sandbox
    case: Case
    journal: Journal
    challenge: Challenge
    goal: Goal
    toolchain: Toolchain
    trusted: TrustedChallenge
    view: LibraryView
    challenge_environment: Environment
    cache: OleanCache

    def run(self, body: LeanProof) -> Iterator[Check]:
        """The checks in order, as far as the solution gets.

        Raises InfrastructureError; what the solution did is never an exception.
        """
        yield self._challenge()
        yield from self._approval()
        self.journal.stage("compile", counted(len(body.files), "file"))
        compilation = self._compile(body)
        if isinstance(compilation, Check):
            yield compilation
            return
        yield self._compiled(compilation)
        solution = self._decode(compilation)
        if isinstance(solution, Check):
            yield solution
            return
        constants = sum(len(module.file.names) for module in solution.own)
        yield passed("lean.decode", f"{counted(len(solution.own), 'module')} with {counted(constants, 'constant')}")
        self.journal.stage("statement")
        try:
            statement, axioms = self._statement(solution), self._axioms(solution)
        except InputError as error:  # a bound on terms, met while the library was decoded
            yield _refused("lean.statement", error)
            return
        yield statement
        yield axioms
        if not (statement.passed and axioms.passed):
            return
        kernels = list(self._kernels(solution))
        yield from kernels
        if self.goal.holes and all(kernel.passed for kernel in kernels):
            yield self._holes(solution)

    @property
    def _terms(self) -> Terms:
        return self.view.terms

    def _challenge(self) -> Check:
        files = {name: self.journal.keep(content) for name, content in oleans(self.trusted.compiled).items()}
        library = self.journal.keep(canonical_json(dict(self.view.library.listing)))
        return passed(
            "lean.challenge",
            f"the challenge compiles and states {counted(len(self.goal.targets), 'target')}"
            + (f" and {counted(len(self.goal.holes), 'hole')}" if self.goal.holes else ""),
            evidence={**files, "challenge": self._keep_challenge(), "library": library},
            data=challenge_data(self.toolchain, self.goal, Describer(self.challenge_environment)),
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
        data = compile_data(compilation)
        evidence = {"messages": self.journal.keep(canonical_json(data["messages"]))}
        return make("lean.compile", failure.code, failure.reason, evidence=evidence, data=data)

    def _compiled(self, compilation: Compilation) -> Check:
        data = compile_data(compilation)
        files = {name: self.journal.keep(content) for name, content in oleans(compilation.compiled).items()}
        messages = self.journal.keep(canonical_json(data["messages"]))
        reason = f"{counted(len(compilation.compiled), 'file')} compiled"
        return passed("lean.compile", reason, evidence={**files, "messages": messages}, data=data)

    def _decode(self, compilation: Compilation) -> Environment | Check:
        try:
            provided = open_modules(compilation.compiled, self._terms, Origin.SOLUTION)
            if self.challenge.solution_may_import:
                provided += self.challenge_environment.own
            solution = Environment(self.view, provided, compilation.compiled[-1].name)
            for constant in solution.declared(Origin.SOLUTION):
                del constant  # decoding is the point: nothing may be left that fails later
        except InputError as error:
            return _refused("lean.decode", error)
        for importer, module in solution.missing:
            return failed(
                "lean.decode",
                "import-not-allowed",
                f"{importer} imports {module}, which is neither the toolchain's nor one of the solution's modules",
            )
        return solution

    def _statement(self, solution: Environment) -> Check:
        comparison = compare(self._terms, self.challenge_environment, solution, self.goal)
        data = statement_data(comparison, Describer(self.challenge_environment), Describer(solution))
        if not comparison.differences:
            reason = f"the solution states what the challenge states ({comparison.compared} constants compared)"
            return passed("lean.statement", reason, data=data)
        first = comparison.differences[0]
        path = f" (reached by {shown(first.path)})" if len(first.path) > 1 else ""
        return failed("lean.statement", first.code, f"{first.message}{path}", data=data)

    def _axioms(self, solution: Environment) -> Check:
        report = walk_axioms(self._terms, self.challenge_environment, solution, self.goal)
        data = axiom_data(report)
        if not report.findings:
            used = ", ".join(map(str, report.used)) or "none"
            reason = f"the targets rest on {report.constants} constants; axioms used: {used}"
            return passed("lean.axioms", reason, data=data)
        first = report.findings[0]
        return failed("lean.axioms", first.code, f"{first.message}: {shown(first.path)}", data=data)

    def _kernels(self, solution: Environment) -> Iterator[Check]:
        """The official kernel; when it accepts, every further kernel that the policy names."""
        try:
            roots = (*self.goal.targets, *self.goal.holes, *solution.copies)
            needed = closure(self._terms, solution.find, roots)
        except InputError as error:
            yield _refused("lean.kernel", error)
            return
        policy = self.case.policy.lean
        earlier = EarlierRuns(self.cache, self.toolchain.image, solution.is_library)
        yield from kernel_checks(self.sandbox, self.toolchain, needed, policy, self.journal, earlier)

    def _keep_hole(self, solution: Environment, hole: Name) -> Digest:
        return self.journal.keep(canonical_json(hole_listing(self._terms, solution, hole)))

    def _holes(self, solution: Environment) -> Check:
        digests = {hole: self._keep_hole(solution, hole) for hole in self.goal.holes}
        data = holes_data(digests, self.case.approved, Describer(solution))
        evidence = {f"hole {hole}": digest for hole, digest in digests.items()}
        missing = [hole for hole, digest in digests.items() if digest not in self.case.approved]
        if not missing:
            reason = f"a human approved the value of {counted(len(digests), 'hole')}"
            return passed("lean.holes", reason, evidence=evidence, data=data)
        reason = (
            f"nobody has approved yet the value that the solution gives to {missing[0]} "
            f"({digests[missing[0]]}); no kernel can tell an answer from a restated question"
        )
        return inconclusive("lean.holes", "needs-approval", reason, evidence=evidence, data=data)


def _refused(check_id: str, error: InputError) -> Check:
    """A check for what the decoder refused: too much for this gate decides nothing, anything else is a forgery."""
    place = f" ({error.where})" if error.where else ""
    make = inconclusive if isinstance(error, OleanLimitError) else failed
    return make(check_id, error.code, f"{error.message}{place}")
