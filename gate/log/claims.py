"""How each claim of a record stands: by its attempts, by what its form can come to, or by what it is derived from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gate.log.status import History, Standing, claim_standing, unless_retracted
from gate.model.claim import Claim, DerivedClaim
from gate.model.derivation import InputValue
from gate.model.derive import Derived, derive, value_of
from gate.model.digest import Digest
from gate.model.errors import InputError
from gate.model.interval import Interval
from gate.model.record import Record
from gate.model.verdict import Status

ClaimStandings = tuple[tuple[Claim, Standing], ...]
"""The claims of a record in its order, each with its standing."""

Elsewhere = Callable[[str, str, Digest], tuple[Claim, Standing]]
"""A claim of another record and its standing, by the record's id, its own id and its digest. Raises LookupError."""

DERIVED = "derived"
"""The level of a derived claim that is VERIFIED."""


def nowhere(record: str, claim: str, digest: Digest) -> tuple[Claim, Standing]:
    """An `Elsewhere` for a reader who has one record alone. Raises LookupError."""
    raise LookupError(f"nothing is known here of record {record}")


@dataclass(frozen=True, slots=True)
class DerivedInput:
    """An input of a derived claim. ``standing`` is that of the claim it is of; ``printed`` is empty without a value."""

    name: str
    value: InputValue
    standing: Standing
    printed: str = ""
    number: Interval | None = None
    interval: Interval | None = None

    @property
    def reason(self) -> str:
        """Why nothing can rest on it; empty where it can."""
        if self.standing.status is Status.VERIFIED and self.interval is not None:
            return ""
        return f"derived from {self.value}, which is {self.standing.status}: {self.standing.reason}"


class Claims:
    """The claims of one record with their standings, folded from ``history``; ``elsewhere`` knows other records."""

    def __init__(self, history: History, record: Record, elsewhere: Elsewhere = nowhere) -> None:
        self._history = history
        self._record = record
        self._elsewhere = elsewhere
        self._found: dict[str, Standing] = {}
        self._inputs: dict[str, tuple[DerivedInput, ...]] = {}
        self._open: set[str] = set()

    def standings(self) -> ClaimStandings:
        """How each claim stands."""
        return tuple((claim, self.standing(claim)) for claim in self._record.claims)

    def standing(self, claim: Claim) -> Standing:
        """How one claim of the record stands."""
        if claim.id not in self._found:
            if claim.id in self._open:  # a record that was not read by `parse_record`, which refuses circles
                return Standing(Status.UNVERIFIED, f"claim {claim.id} is derived from itself", None)
            self._open.add(claim.id)
            self._found[claim.id] = self._standing(claim)
            self._open.remove(claim.id)
        return self._found[claim.id]

    def _standing(self, claim: Claim) -> Standing:
        if isinstance(claim, DerivedClaim):
            return unless_retracted(self._history, self._record.id, claim.id, self._derived(claim))
        if not claim.takes_artifact:
            return Standing(Status.UNVERIFIED, claim.form, None)
        return claim_standing(self._history, self._record.id, claim.id, str(claim.digest))

    def _derived(self, claim: DerivedClaim) -> Standing:
        inputs = self.inputs(claim)
        evaluated = max((one.standing.evaluated for one in inputs if one.standing.evaluated), default=None)
        for one in inputs:
            if one.reason:
                return Standing(Status.UNVERIFIED, one.reason, evaluated)
        values = self.values(claim)
        wrong = next((value for value in values if not value.follows), None)
        if wrong is not None:
            return Standing(Status.UNVERIFIED, wrong.reason, evaluated)
        return Standing(Status.VERIFIED, "; ".join(value.reason for value in values), evaluated, DERIVED)

    def values(self, claim: DerivedClaim) -> tuple[Derived, ...]:
        """What the arithmetic gives, whatever the inputs' claims come to; nothing where a value is missing."""
        inputs = {
            one.name: (one.number, one.interval)
            for one in self.inputs(claim)
            if one.number is not None and one.interval is not None
        }
        if len(inputs) < len(claim.derived.inputs):
            return ()
        return tuple(derive(value, inputs) for value in claim.derived.values)

    def inputs(self, claim: DerivedClaim) -> tuple[DerivedInput, ...]:
        """What the claim is derived from."""
        if claim.id not in self._inputs:
            self._inputs[claim.id] = tuple(self._resolved(claim))
        return self._inputs[claim.id]

    def _resolved(self, claim: DerivedClaim) -> Iterator[DerivedInput]:
        for name, value in claim.derived.inputs.items():
            try:
                source, standing = self._source(value)
                printed, number, interval = value_of(source, value, where=claim.id)
            except (LookupError, InputError) as problem:
                message = problem.message if isinstance(problem, InputError) else str(problem.args[0])
                yield DerivedInput(name, value, Standing(Status.UNVERIFIED, message, None))
            else:
                yield DerivedInput(name, value, standing, printed, number, interval)

    def _source(self, value: InputValue) -> tuple[Claim, Standing]:
        if value.record is not None and value.claim_digest is not None:
            return self._elsewhere(value.record, value.claim, value.claim_digest)
        claim = self._record.claim(value.claim)
        return claim, self.standing(claim)
