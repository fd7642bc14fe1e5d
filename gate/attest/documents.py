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
        self._known: dict[tuple[Digest, Digest], tuple[str, ...] | None] = {}

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
                if not {policy, stated} <= self._documents.keys():
                    return None
                return self._checks(policy, stated)

            return required

        return of_claim

    def _checks(self, policy: Digest, claim: Digest) -> tuple[str, ...] | None:
        key = (policy, claim)
        if key not in self._known:
            try:
                parsed = _claim(self._documents[claim])
                document = parse_json(self._documents[policy], where="policy", code="policy")
                judged_under = validate(Policy, document, where="policy", code="policy")
            except InputError as error:
                raise IntegrityError("bundle.document", f"cannot be read: {error}", where="documents") from None
            self._known[key] = None if parsed is None else required_checks(parsed, judged_under)
        return self._known[key]


def _claim(data: bytes) -> Claim | None:
    """The claim; None for a kind that does not come with gate. Raises InputError."""
    value = parse_json(data, where="claim", code="record")
    kind = value.get("kind") if isinstance(value, dict) else None
    contract = next((known for known in KNOWN_CLAIMS if known.kind_name() == kind), None)
    return None if contract is None else validate(contract, value, where="claim", code="record")
