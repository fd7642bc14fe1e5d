"""Small documents that several tests start from."""

import hashlib
from typing import Any

CHALLENGE = b"theorem add_comm' (a b : Nat) : a + b = b + a := sorry\n"
"""The file that the sample's claim names."""


def record_document(**changes: Any) -> dict[str, Any]:
    """A complete record with one mathematical claim."""
    return {
        "contract": "paper-manifest-v1.1",
        "id": "sample-1",
        "title": "A sample",
        "abstract": "Nothing much.",
        "research_question": "Does it read?",
        "published_at": "2026-07-01T12:00:00Z",
        "verification_level": {
            "code": "L2",
            "name": "Source grounded",
            "source_grounded_claims": 1,
            "claim_record_source": "claims.json",
        },
        "claims": [
            {
                "id": "c1",
                "kind": "mathematical",
                "statement": "Addition commutes.",
                "challenge": {
                    "files": [{"path": "Challenge.lean", "sha256": hashlib.sha256(CHALLENGE).hexdigest()}],
                    "targets": ["add_comm'"],
                },
            }
        ],
        "quality_tier": {"tier": "Watchlist", "basis": "two reviewers"},
        "quality_dimensions": {
            "evidence_strength": "MEDIUM",
            "citation_grounding": "HIGH",
            "uncertainty_disclosure": "LOW",
            "reproducibility_status": "MEDIUM",
        },
        "correction_record": {"contract": "correction-record-v1", "status": "none", "items": []},
        "provenance": {
            "contract": "source-provenance-v1",
            "publisher": "Example Press",
            "level": {"code": "P1", "name": "publisher"},
        },
        **changes,
    }
