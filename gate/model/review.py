"""What a method review vouches for: exactly this artifact as the method of exactly this claim."""

from __future__ import annotations

from gate.model.claim import Claim
from gate.model.digest import Digest

CLAIM_APPROVAL = "claim"
"""What an approval calls a claim that its owner signs: it and its methods say what is meant."""

METHOD_REVIEW = "method"
"""What is approved by a review of the method; who handed the artifact in cannot review it."""


def method_review(claim: Claim, artifact: Digest) -> Digest:
    """The digest that a reviewer signs: any other byte of claim or artifact (by its listing) needs another review."""
    return Digest.of_json(["gate-method-review-v1", str(claim.digest), str(artifact)])
