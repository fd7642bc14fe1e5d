"""What a method review vouches for: exactly this artifact as the method of exactly this claim."""

from __future__ import annotations

from collections.abc import Mapping

from gate.model.artifact import artifact_listing
from gate.model.claim import Claim
from gate.model.digest import Digest


def review_subject(claim: Claim, files: Mapping[str, bytes]) -> Digest:
    """The digest that a reviewer signs: any other byte of claim or artifact needs another review."""
    artifact = Digest.of_json(artifact_listing(files))
    return Digest.of_json(["gate-method-review-v1", str(claim.digest), str(artifact)])
