"""The policies and claims that a bundle carries: what the attempts at its claim needed is recomputed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from gate.log.attempts import AttemptView
from gate.log.status import Required
from gate.model.base import parse_json, validate
from gate.model.claim import KNOWN_CLAIMS, Claim
from gate.model.digest import Digest
from gate.model.errors import InputError, IntegrityError
from gate.model.policy import Policy
from gate.model.required import required_checks


class Documents:
    """Canonical JSON by its digest."""

    def __init__(self, documents: Iterable[bytes]) -> None:
        self._documents: Mapping[Digest, bytes] = {Digest.of(data): data for data in documents}
        self._known: dict[tuple[Digest, Digest], tuple[Claim, Policy] | None] = {}

    @property
    def digests(self) -> frozenset[Digest]:
        """Those of all documents."""
        return frozenset(self._documents)

    def required(self, *, complete: bool) -> Callable[[str], Required]:
        """Given a claim's id, what the fold recomputes the required checks of the attempts at it with.

        It does not know those of other claims. Where the policy or the claim of an attempt is missing, it raises
        IntegrityError ``bundle.policy``, ``bundle.claim`` when the documents are said to be ``complete``, and else does
        not know; a document that is none is IntegrityError ``bundle.document``.
        """

        def of_claim(claim: str) -> Required:
            def required(view: AttemptView) -> tuple[str, ...] | None:
                if view.claim != claim:
                    return None
                policy, stated = view.intake.policy_digest, view.intake.claim_digest
                for name, digest in (("policy", policy), ("claim", stated)):
                    if digest not in self._documents and complete:
                        message = f"the {name} {digest} of attempt {view.id} is missing"
                        raise IntegrityError(f"bundle.{name}", message, where="documents")
                found = self.judged(view)
                return None if found is None else required_checks(*found)

            return required

        return of_claim

    def judged(self, view: AttemptView) -> tuple[Claim, Policy] | None:
        """The claim that an attempt is at, and the policy that it was judged under.

        None where one of them is not here or the claim is of a kind that does not come with gate. Raises IntegrityError
        ``bundle.document``.
        """
        policy, claim = key = (view.intake.policy_digest, view.intake.claim_digest)
        if not {policy, claim} <= self._documents.keys():
            return None
        if key not in self._known:
            try:
                parsed = _claim(self._documents[claim])
                document = parse_json(self._documents[policy], where="policy", code="policy")
                judged_under = validate(Policy, document, where="policy", code="policy")
            except InputError as error:
                raise IntegrityError("bundle.document", f"cannot be read: {error}", where="documents") from None
            self._known[key] = None if parsed is None else (parsed, judged_under)
        return self._known[key]


def _claim(data: bytes) -> Claim | None:
    """The claim; None for a kind that does not come with gate. Raises InputError."""
    value = parse_json(data, where="claim", code="record")
    kind = value.get("kind") if isinstance(value, dict) else None
    contract = next((known for known in KNOWN_CLAIMS if known.kind_name() == kind), None)
    return None if contract is None else validate(contract, value, where="claim", code="record")
