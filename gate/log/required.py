"""What the verdict of an attempt needed, recomputed from the documents that its intake names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from gate.log.attempts import AttemptView
from gate.model.base import parse_json, validate
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.errors import InputError, IntegrityError
from gate.model.policy import Policy
from gate.model.record import Record, parse_record
from gate.model.required import required_checks


class ParseRecord(Protocol):
    """Reads a record's document; ``where`` names it in messages. Raises InputError."""

    def __call__(self, data: bytes, *, where: str) -> Record: ...


class RequiredChecks:
    """A `gate.log.status.Required` for the fold.

    ``document`` gives the bytes behind a digest, which are compared with it. The other two are for claims of kinds that
    do not come with gate.
    """

    def __init__(
        self,
        document: Callable[[Digest], bytes],
        *,
        parse: ParseRecord = parse_record,
        required: Callable[[Claim, Policy], tuple[str, ...] | None] = required_checks,
    ) -> None:
        self._document = document
        self._parse = parse
        self._required = required
        self._known: dict[tuple[Digest, Digest, str], tuple[Claim, Policy, Digest, tuple[str, ...] | None]] = {}

    def __call__(self, view: AttemptView) -> tuple[str, ...] | None:
        """The ids of the checks; None for a claim of a kind whose judge is not here.

        Raises IntegrityError: what ``document`` raises, ``log.wrong-document`` when the policy, the record or the claim
        in it are not those that the intake names.
        """
        return self._of(view)[3]

    def judged(self, view: AttemptView) -> tuple[Claim, Policy]:
        """The claim that an attempt is at, and the policy that it was judged under. Raises as a call does."""
        return self._of(view)[:2]

    def _of(self, view: AttemptView) -> tuple[Claim, Policy, Digest, tuple[str, ...] | None]:
        intake = view.intake
        key = (intake.record_digest, intake.policy_digest, view.claim)
        if key not in self._known:
            claim, policy = self._read_both(view)
            self._known[key] = claim, policy, claim.digest, self._required(claim, policy)
        found = self._known[key]
        if found[2] != intake.claim_digest:
            raise _wrong(view, f"claim {view.claim} of its record is {found[2]}, not {intake.claim_digest}")
        return found

    def _read_both(self, view: AttemptView) -> tuple[Claim, Policy]:
        try:
            document = parse_json(self._read(view, view.intake.policy_digest), where="policy", code="policy")
            policy = validate(Policy, document, where="policy", code="policy")
            record = self._parse(self._read(view, view.intake.record_digest), where="record")
            if record.id != view.record:
                raise _wrong(view, f"its record is {record.id}, not {view.record}")
            return record.claim(view.claim), policy
        except InputError as error:
            raise _wrong(view, f"its record or policy cannot be read: {error}") from None

    def _read(self, view: AttemptView, digest: Digest) -> bytes:
        data = self._document(digest)
        if Digest.of(data) != digest:
            raise _wrong(view, f"the document given as {digest} is another")
        return data


def _wrong(view: AttemptView, message: str) -> IntegrityError:
    return IntegrityError(
        "log.wrong-document",
        message,
        where=f"attempt {view.id}",
        hint="what the attempt was judged by is not what the log says; restore it from a backup",
    )
