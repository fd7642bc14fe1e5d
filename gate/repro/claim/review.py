"""What people sign of a claim with numbers: the claim itself, or an artifact as the method of exactly this claim."""

from __future__ import annotations

from collections.abc import Mapping

from gate.model.artifact import artifact_listing
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.judging import ApprovalSubject
from gate.model.review import CLAIM_APPROVAL, METHOD_REVIEW, method_review

APPROVALS = (CLAIM_APPROVAL, METHOD_REVIEW)
SAME_HANDS = "who signed the claim handed this in as well"


def review_subject(claim: Claim, files: Mapping[str, bytes]) -> Digest:
    """The digest that a reviewer signs."""
    return method_review(claim, Digest.of_json(artifact_listing(files)))


def approval_subject(claim: Claim, artifact: Mapping[str, bytes] | None) -> ApprovalSubject:
    """The claim, by its digest; with an artifact's files, the review of that artifact."""
    if artifact is None:
        return ApprovalSubject(CLAIM_APPROVAL, claim.digest)
    return ApprovalSubject(METHOD_REVIEW, review_subject(claim, artifact))
