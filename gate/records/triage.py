"""Tier and dimensions of a record, computed from its public fields by the rules of docs/records.md.

It is triage: it says what to look at first. No status depends on it, or on what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from gate.documents.triage import TriageItem, TriageReport
from gate.model.blocks import Level, QualityDimensions, Tier
from gate.model.claim import Claim, EmpiricalClaim, MathematicalClaim, TextualClaim
from gate.model.record import Record

RULES = "triage-1"
"""The version of the rules: another number or another input is another version."""

QUARANTINE_BELOW = 5.0
DOI_SCORE = 6.5
DOI_CLAIMS = 3
"""Review scores, of ten points, and the number of source-grounded claims."""

EVIDENCE = (3, 8)
"""Source-grounded claims from which evidence is MEDIUM, and HIGH."""
GROUNDED = (0.5, 0.8)
"""Share of the textual claims marked as grounded from which citation grounding is MEDIUM, and HIGH."""
UNCERTAINTIES = (1, 3)
"""Disclosed uncertainties from which disclosure is MEDIUM, and HIGH."""


def triage(record: Record) -> TriageReport:
    """The signals of a record, each beside the stated one."""
    dimensions = record.quality_dimensions
    return TriageReport(
        record=record.id,
        rules=RULES,
        items=(
            _tier(record),
            _evidence(record, dimensions),
            _citations(record, dimensions),
            _uncertainty(record, dimensions),
            _reproducibility(record, dimensions),
        ),
    )


def score_of(record: Record) -> float | None:
    """The review's score on a scale of ten points, which is the scale of a score that names none."""
    review = record.review
    if review is None or review.score is None:
        return None
    return review.score * 10 / (review.scale or 10)


def _tier(record: Record) -> TriageItem:
    stated = record.quality_tier.tier if record.quality_tier else None
    score, count = score_of(record), _count(record)
    if score is None:
        return _missing("tier", stated, "review.score")
    if score < QUARANTINE_BELOW:
        return _known("tier", stated, "Quarantine candidate", f"score {score:g} is below {QUARANTINE_BELOW:g}")
    if score < DOI_SCORE:
        return _known("tier", stated, "Watchlist", f"score {score:g} is below {DOI_SCORE:g}")
    if count is None:
        return _missing("tier", stated, "verification_level.source_grounded_claims")
    if count < DOI_CLAIMS:
        return _known("tier", stated, "Watchlist", f"{count} source-grounded claims are fewer than {DOI_CLAIMS}")
    reason = f"score {score:g} is at least {DOI_SCORE:g}, {count} source-grounded claims at least {DOI_CLAIMS}"
    return _known("tier", stated, "DOI grade", reason)


def _evidence(record: Record, stated: QualityDimensions | None) -> TriageItem:
    name, said = "evidence_strength", stated.evidence_strength if stated else None
    count = _count(record)
    if count is None:
        return _missing(name, said, "verification_level.source_grounded_claims")
    return _known(name, said, _level(count, EVIDENCE), f"{count} source-grounded claims ({_bounds(EVIDENCE)})")


def _citations(record: Record, stated: QualityDimensions | None) -> TriageItem:
    name, said = "citation_grounding", stated.citation_grounding if stated else None
    marks = [claim.stated.mark for claim in record.claims if isinstance(claim, TextualClaim) and claim.stated]
    known = [mark for mark in marks if mark is not None]
    if not known:
        return _missing(name, said, "claims with a grounding mark")
    share = known.count("✓") / len(known)
    reason = f"{known.count('✓')} of {len(known)} textual claims are marked as grounded ({_bounds(GROUNDED)})"
    return _known(name, said, _level(share, GROUNDED), reason)


def _uncertainty(record: Record, stated: QualityDimensions | None) -> TriageItem:
    name, said = "uncertainty_disclosure", stated.uncertainty_disclosure if stated else None
    if record.draft is None:
        return _missing(name, said, "draft.uncertainties")
    number = len(record.draft.uncertainties)
    return _known(name, said, _level(number, UNCERTAINTIES), f"{number} uncertainties ({_bounds(UNCERTAINTIES)})")


def _reproducibility(record: Record, stated: QualityDimensions | None) -> TriageItem:
    name, said = "reproducibility_status", stated.reproducibility_status if stated else None
    if len(record.claims) < record.counted_claims or not record.claims:
        return _missing(name, said, "claims")
    ready = sum(map(_is_specified, record.claims))
    level: Level = "HIGH" if ready == len(record.claims) else "MEDIUM" if ready else "LOW"
    return _known(
        name, said, level, f"{ready} of {len(record.claims)} claims have a specification that Gate 2 can decide"
    )


def _is_specified(claim: Claim) -> bool:
    match claim:
        case MathematicalClaim(challenge=specification) | EmpiricalClaim(expected=specification):
            return specification is not None
        case _:
            return False


def _count(record: Record) -> int | None:
    return record.verification_level.source_grounded_claims if record.verification_level else None


def _level(value: float, bounds: Sequence[float]) -> Level:
    return "HIGH" if value >= bounds[1] else "MEDIUM" if value >= bounds[0] else "LOW"


def _bounds(bounds: Sequence[float]) -> str:
    return f"MEDIUM from {bounds[0]:g}, HIGH from {bounds[1]:g}"


def _known(name: str, stated: str | None, computed: Level | Tier, reason: str) -> TriageItem:
    return TriageItem(name=name, stated=stated, computed=computed, missing="", reason=reason)


def _missing(name: str, stated: str | None, field: str) -> TriageItem:
    return TriageItem(name=name, stated=stated, computed=None, missing=field, reason="")
