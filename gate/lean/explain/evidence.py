"""What a verdict on a proof established, and what it did not: the data of the checks, and their reading in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gate.lean.compare.axioms import AxiomReport
from gate.lean.compare.goal import Goal
from gate.lean.compare.statement import Comparison
from gate.lean.compile.compiler import Compilation
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.declaration import Definition, value_of
from gate.lean.core.names import Name
from gate.lean.explain.pretty import Printer
from gate.lean.olean.environment import Environment
from gate.model.digest import Digest, Json

MAX_LISTED = 200
"""Names that a list in a check's data may hold."""


def challenge_data(toolchain: Toolchain, wanted: Environment, goal: Goal, printer: Printer) -> dict[str, Json]:
    """The targets as elaborated, and the toolchain's identity."""
    return {
        "toolchain": toolchain.identity,
        "targets": [_signature(wanted, name, printer) for name in goal.targets],
        "holes": [_signature(wanted, name, printer) for name in goal.holes],
        "permitted_axioms": [str(name) for name in goal.axioms],
    }


def message_data(compilation: Compilation) -> dict[str, Json]:
    """The compiler's messages."""
    return {"messages": [message.to_json() for message in compilation.messages]}


def statement_data(
    comparison: Comparison, wanted: Environment, given: Environment, wanted_printer: Printer, given_printer: Printer
) -> dict[str, Json]:
    """Which definitions of the challenge the statement rests on, and every difference with both sides."""
    return {
        "compared": comparison.compared,
        "from_challenge": [_signature(wanted, name, wanted_printer) for name in comparison.statement[:MAX_LISTED]],
        "differences": [
            {
                "path": [str(name) for name in difference.path],
                "part": difference.part,
                "message": difference.message,
                "challenge": _signature(wanted, difference.name, wanted_printer),
                "solution": _signature(given, difference.name, given_printer),
            }
            for difference in comparison.differences
        ],
    }


def axiom_data(report: AxiomReport) -> dict[str, Json]:
    """The axioms used, and every forbidden constant with the way to it."""
    return {
        "used": [str(name) for name in report.used],
        "constants": report.constants,
        "findings": [
            {"code": finding.code, "path": [str(name) for name in finding.path], "message": finding.message}
            for finding in report.findings
        ],
    }


def hole_data(
    digests: Mapping[Name, Digest], approved: Collection[Digest], given: Environment, printer: Printer
) -> dict[str, Json]:
    """Each hole's filled value, the digest that a human approves, and whether one did."""
    holes = []
    for name, digest in digests.items():
        constant = given.find(name)
        value = None if constant is None else value_of(constant)
        holes.append(
            {
                "name": str(name),
                "value": None if value is None else printer.show(value),
                "digest": str(digest),
                "approved": digest in approved,
            }
        )
    return {"holes": holes}


def _signature(environment: Environment, name: Name, printer: Printer) -> Json:
    constant = environment.find(name)
    if constant is None:
        return None
    shown: dict[str, Json] = {"name": str(name), "signature": printer.signature(constant)}
    if isinstance(constant, Definition):
        shown["value"] = printer.show(constant.value)
    return shown
