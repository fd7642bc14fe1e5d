"""What a verdict on a proof established, and what it did not: the data of the checks, and their reading in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gate.lean.axioms import AxiomReport
from gate.lean.compile import Compilation
from gate.lean.declaration import Definition, value_of
from gate.lean.environment import Environment
from gate.lean.names import Name
from gate.lean.pretty import Printer
from gate.lean.statement import Comparison, Goal
from gate.lean.toolchain import Toolchain
from gate.model.check import Check
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


@dataclass(frozen=True, slots=True)
class Established:
    """Sentences for `gate explain`: what the checks show, and what nobody has shown."""

    shown: tuple[str, ...]
    not_shown: tuple[str, ...]


def established(checks: Sequence[Check]) -> Established:
    """Read the checks of one attempt on a mathematical claim."""
    found = {check.id: check for check in checks}
    shown = [*_about_challenge(found), *_about_statement(found), *_about_axioms(found), *_about_kernels(checks)]
    not_shown: list[str] = []
    missing = [check for check in checks if check.id.startswith("lean.") and not check.passed]
    not_shown += [f"{check.id} did not pass: {check.reason}" for check in missing]
    approval = found.get("lean.approval")
    if approval is None or not approval.passed:
        not_shown.append(
            "That the formal statement says what the claim's prose says: no machine can check it, and no human "
            "has approved it (`gate approve`)."
        )
    else:
        shown.append("A human approved that the formal statement says what the claim's prose says.")
    holes = found.get("lean.holes")
    if holes is not None and holes.passed:
        shown += [f"A human approved the value {hole['value']} of {hole['name']}." for hole in holes.data["holes"]]
    return Established(tuple(shown), tuple(not_shown))


def _about_challenge(found: Mapping[str, Check]) -> Iterator[str]:
    check = found.get("lean.challenge")
    if check is None or not isinstance(check.data, dict):
        return
    toolchain = check.data["toolchain"]
    yield (
        f"Toolchain: {toolchain['name']}, Lean {toolchain['lean']}, library {toolchain['library_sha256']}, "
        f"image {toolchain['image']}."
    )
    for target in check.data["targets"]:
        yield f"The challenge states, as elaborated: {target['signature']}"


def _about_statement(found: Mapping[str, Check]) -> Iterator[str]:
    check = found.get("lean.statement")
    if check is None or not check.passed:
        return
    yield "The solution states exactly this, and every definition that it rests on is the challenge's."
    for item in check.data["from_challenge"]:
        value = f" := {item['value']}" if "value" in item else ""
        yield f"Defined by the challenge: {item['signature']}{value}"


def _about_axioms(found: Mapping[str, Check]) -> Iterator[str]:
    check = found.get("lean.axioms")
    if check is None or not check.passed:
        return
    used = check.data["used"]
    yield (
        f"The proof rests on {check.data['constants']} constants and on "
        + (f"the axioms {', '.join(used)}." if used else "no axioms.")
    )


def _about_kernels(checks: Sequence[Check]) -> Iterator[str]:
    for check in checks:
        if check.passed and (check.id == "lean.kernel" or check.id.startswith("lean.kernel-")):
            yield f"{check.id}: {check.reason}."
