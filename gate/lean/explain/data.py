"""What the judge found, as the data of its checks: terms printed, lists bounded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gate.lean.check_data import (
    AxiomData,
    ChallengeData,
    CompileData,
    HolesData,
    SignatureData,
    StatementData,
)
from gate.lean.compare.axioms import AxiomReport
from gate.lean.compare.goal import Goal
from gate.lean.compare.statement import Comparison
from gate.lean.compile.compiler import Compilation
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.declaration import Definition, value_of
from gate.lean.core.names import Name
from gate.lean.explain.pretty import Printer
from gate.lean.olean.environment import Environment
from gate.lean.olean.module import Origin
from gate.model.digest import Digest

MAX_LISTED = 200
"""Names that a list in a check's data may hold."""


class Describer:
    """Describes the constants of one environment. Raises OleanError while it decodes them."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._printer = Printer(environment.terms, environment.find, self._is_library)

    def _is_library(self, name: Name) -> bool:
        module = self._environment.module_of(name)
        return module is not None and module.origin is Origin.LIBRARY

    def signature(self, name: Name) -> SignatureData | None:
        """A constant's signature; None if the environment has no such constant."""
        constant = self._environment.find(name)
        if constant is None:
            return None
        signature: SignatureData = {"name": str(name), "signature": self._printer.signature(constant)}
        if isinstance(constant, Definition):
            signature["value"] = self._printer.show(constant.value)
        return signature

    def signatures(self, names: Iterable[Name]) -> list[SignatureData | None]:
        """The signatures of some constants."""
        return [self.signature(name) for name in names]

    def value(self, name: Name) -> str | None:
        """The body of a definition, theorem or opaque constant."""
        constant = self._environment.find(name)
        value = None if constant is None else value_of(constant)
        return None if value is None else self._printer.show(value)


def challenge_data(toolchain: Toolchain, goal: Goal, challenge: Describer) -> ChallengeData:
    """The targets as elaborated, and the toolchain's identity."""
    return {
        "toolchain": toolchain.identity,
        "targets": challenge.signatures(goal.targets),
        "holes": challenge.signatures(goal.holes),
        "permitted_axioms": [str(name) for name in goal.axioms],
    }


def compile_data(compilation: Compilation) -> CompileData:
    """The compiler's messages."""
    return {"messages": [message.to_json() for message in compilation.messages]}


def statement_data(comparison: Comparison, challenge: Describer, solution: Describer) -> StatementData:
    """Which definitions of the challenge the statement rests on, and every difference with both sides."""
    return {
        "compared": comparison.compared,
        "from_challenge": challenge.signatures(comparison.statement[:MAX_LISTED]),
        "differences": [
            {
                "path": [str(name) for name in difference.path],
                "part": difference.code,
                "message": difference.message,
                "challenge": challenge.signature(difference.name),
                "solution": solution.signature(difference.name),
            }
            for difference in comparison.differences
        ],
    }


def axiom_data(report: AxiomReport) -> AxiomData:
    """The axioms used, and every forbidden constant with the path to it."""
    return {
        "used": [str(name) for name in report.used],
        "constants": report.constants,
        "findings": [
            {"code": finding.code, "path": [str(name) for name in finding.path], "message": finding.message}
            for finding in report.findings
        ],
    }


def holes_data(digests: Mapping[Name, Digest], approved: Collection[Digest], solution: Describer) -> HolesData:
    """Each hole's filled value, the digest that a human approves, and whether one did."""
    return {
        "holes": [
            {
                "name": str(name),
                "value": solution.value(name),
                "digest": str(digest),
                "approved": digest in approved,
            }
            for name, digest in digests.items()
        ]
    }
