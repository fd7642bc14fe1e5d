"""Rules about what a record says of its own quality: review, tier, the counts of a draft. All of it is triage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.claim import TextualClaim
from gate.model.text import counted

QUARANTINE_BELOW = 5.0
"""The score below which a record is a candidate for quarantine (out of 10)."""

_BASES = {
    "DOI grade": re.compile(r"\b(below|under|not meet|does not|fails?|insufficient)\b", re.IGNORECASE),
    "Watchlist": re.compile(r"\bmeets? (?:the )?DOI[- ]grade\b|\bmeet DOI\b", re.IGNORECASE),
    "Quarantine candidate": re.compile(r"\b(meets?|above|exceeds?) (?:the )?DOI\b", re.IGNORECASE),
}
"""Tier to what its basis must not say."""


@RECORD("REC018")
def no_revision_round(subject: RecordSubject) -> Iterator[Hit]:
    review = subject.record.review
    if review is None or review.score is None or review.revision_below is None:
        return
    if review.score < review.revision_below and review.revision_round == 0:
        message = f"the score {review.score:g} is below {review.revision_below:g}, and no revision round was run"
        yield Hit(("review", "revision_round"), message)


@RECORD("REC019")
def fewer_references(subject: RecordSubject) -> Iterator[Hit]:
    draft = subject.record.draft
    retrieved = None if draft is None else draft.methodology.counts.papers_retrieved
    if draft is not None and retrieved is not None and len(draft.references) < retrieved:
        message = (
            f"{counted(retrieved, 'paper')} were retrieved, {counted(len(draft.references), 'reference')} are listed"
        )
        yield Hit(("draft", "methodology", "counts", "papers_retrieved"), message)


@RECORD("REC026")
def other_number_of_claims(subject: RecordSubject) -> Iterator[Hit]:
    record, draft = subject.record, subject.record.draft
    extracted = None if draft is None else draft.methodology.counts.claims_extracted
    listed = sum(isinstance(claim, TextualClaim) for claim in record.claims)
    if extracted is not None and listed and extracted != listed:
        message = f"{counted(extracted, 'claim')} were extracted, the table has {listed}"
        yield Hit(("draft", "methodology", "counts", "claims_extracted"), message)


@RECORD("REC027")
def more_verified_than_extracted(subject: RecordSubject) -> Iterator[Hit]:
    draft = subject.record.draft
    if draft is None:
        return
    counts = draft.methodology.counts
    if counts.claims_verified is not None and counts.claims_verified > (counts.claims_extracted or 0):
        message = f"{counts.claims_verified} claims were verified, {counts.claims_extracted or 0} extracted"
        yield Hit(("draft", "methodology", "counts", "claims_verified"), message)


@RECORD("REC028")
def score_off_scale(subject: RecordSubject) -> Iterator[Hit]:
    review = subject.record.review
    if review is None or review.score is None:
        return
    top = review.scale or 10.0
    if not 0 <= review.score <= top:
        yield Hit(("review", "score"), f"the score {review.score:g} is not on a scale from 0 to {top:g}")


@RECORD("REC029")
def rejected_with_doi_grade(subject: RecordSubject) -> Iterator[Hit]:
    review, tier = subject.record.review, subject.record.quality_tier
    if review is None or tier is None or review.decision is None:
        return
    if review.decision.strip().upper().startswith("REJECT") and tier.tier == "DOI grade":
        yield Hit(("quality_tier", "tier"), "the tier is DOI grade, and the review's decision is REJECT")


@RECORD("REC030")
def basis_contradicts_tier(subject: RecordSubject) -> Iterator[Hit]:
    tier = subject.record.quality_tier
    if tier is None or tier.tier is None or tier.basis is None:
        return
    if match := _BASES[tier.tier].search(tier.basis):
        yield Hit(("quality_tier", "basis"), f"the tier is {tier.tier}, and its basis says {match[0]!r}")


@RECORD("REC031")
def score_contradicts_tier(subject: RecordSubject) -> Iterator[Hit]:
    review, tier = subject.record.review, subject.record.quality_tier
    if review is None or review.score is None or tier is None or tier.tier is None:
        return
    score = review.score * 10 / (review.scale or 10.0)
    if (score < QUARANTINE_BELOW) != (tier.tier == "Quarantine candidate"):
        message = f"the tier is {tier.tier}, and the score is {score:g} of 10"
        yield Hit(("quality_tier", "tier"), message, f"below {QUARANTINE_BELOW:g} it is Quarantine candidate")
