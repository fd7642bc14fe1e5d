"""What a method review is about, for who has the artifact's files."""

from __future__ import annotations

from collections.abc import Mapping

from gate.model.artifact import artifact_listing
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.review import method_review


def review_subject(claim: Claim, files: Mapping[str, bytes]) -> Digest:
    """The digest that a reviewer signs."""
    return method_review(claim, Digest.of_json(artifact_listing(files)))
