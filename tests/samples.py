"""Small documents that several tests start from."""

import hashlib
import json
from pathlib import Path
from typing import Any

CHALLENGE = b"theorem add_comm' (a b : Nat) : a + b = b + a := sorry\n"
"""The file that the sample's claim names."""

QUOTED: dict[str, Any] = {
    "id": "quoted",
    "kind": "quoted",
    "statement": "The authors report 71.2 % on VQAv2.",
    "quoted": {
        "title": "A report on VQAv2",
        "sha256": hashlib.sha256(b"a report").hexdigest(),
        "values": [{"name": "accuracy", "published": "71.2", "unit": "%", "place": "Table 2, second row"}],
    },
}
"""A claim that a number stands in a source."""


def derived(value: Any, published: str, *, name: str = "derived", **inputs: Any) -> dict[str, Any]:
    """A claim that a number follows from others; an input is ``(claim, quantity)``, or the object itself."""
    declared = {key: of if isinstance(of, dict) else {"claim": of[0], "quantity": of[1]} for key, of in inputs.items()}
    values = [{"name": "value", "published": published, "value": value}]
    return {
        "id": name,
        "kind": "derived",
        "statement": "It follows.",
        "derived": {"inputs": declared, "values": values},
    }


def empirical(name: str, published: Any, rule: Any = None) -> dict[str, Any]:
    """A claim with one quantity ``value``, without data."""
    quantity = {"name": "value", "published": published} | ({"rule": rule} if rule else {})
    return {"id": name, "kind": "empirical", "statement": "A number.", "expected": {"quantities": [quantity]}}


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


def write_record(folder: Path) -> Path:
    """The record's file, with the file that its claim names beside it."""
    (folder / "Challenge.lean").write_bytes(CHALLENGE)
    path = folder / "record.json"
    path.write_text(json.dumps(record_document()))
    return path


def write_artifact(folder: Path) -> Path:
    """The folder of an artifact for the record's claim."""
    artifact = folder / "artifact"
    artifact.mkdir()
    (artifact / "artifact.toml").write_text(
        'contract = "gate-artifact-v1"\n[body]\nkind = "lean-proof"\nfiles = ["Solution.lean"]\n'
    )
    (artifact / "Solution.lean").write_text("theorem add_comm' (a b : Nat) : a + b = b + a := Nat.add_comm a b\n")
    return artifact
