"""Whether the expected results of a record's claims can be judged, by what judges them (`gate.repro.claim`)."""

from __future__ import annotations

from collections.abc import Iterator

from gate.checks.finding import Path
from gate.checks.subject import ExpectedProblem
from gate.model.claim import EmpiricalClaim
from gate.model.errors import InputError
from gate.model.expected import Expected
from gate.model.policy import ReproPolicy
from gate.model.record import Record
from gate.repro.claim.declared import check_expected
from gate.repro.claim.parts import parts_of


def problems(record: Record, policy: ReproPolicy) -> Iterator[ExpectedProblem]:
    """What is wrong, with each quantity for itself, and then with the claim as a whole."""
    for number, claim in enumerate(record.claims):
        if isinstance(claim, EmpiricalClaim) and claim.expected is not None:
            found = list(_quantities(claim.expected, policy, ("claims", number, "expected")))
            yield from found
            if not any(problem.code is not None for problem in found):
                yield from _whole(claim.expected, policy, ("claims", number, "expected"))


def _quantities(expected: Expected, policy: ReproPolicy, at: Path) -> Iterator[ExpectedProblem]:
    for number, quantity in enumerate(expected.quantities):
        place = (*at, "quantities", number, "published")
        try:
            parts = tuple(parts_of(quantity))
            for part in parts:
                part.rule.check_declared(policy)
        except InputError as error:
            yield ExpectedProblem(error.code, place, f"{quantity.name}: {error.message}", error.hint or "")
            continue
        blunt = next((part for part in parts if part.rule.sharpness().warning), None)
        if blunt is not None:
            warning = blunt.rule.sharpness().warning
            yield ExpectedProblem(None, place, f"{blunt.name} = {blunt.published} says little", warning)


def _whole(expected: Expected, policy: ReproPolicy, at: Path) -> Iterator[ExpectedProblem]:
    try:
        check_expected(expected, policy)
    except InputError as error:
        yield ExpectedProblem(error.code, at, error.message, error.hint or "")
