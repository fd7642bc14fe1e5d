"""Triage is computed by published rules, shown beside what is stated, and touches no status."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.model.record import Record
from gate.records.importer.read import read_record
from gate.records.triage import triage
from tests.log.test_record_status import BAD, GOOD, TEXTUAL, judged, standing
from tests.records.pages import DRAFT, PAGE
from tests.samples import record_document


def record(**changes) -> Record:
    return Record.model_validate_json(json.dumps(record_document(**changes)))


def level(count):
    return {**record_document()["verification_level"], "source_grounded_claims": count}


def item(shown: Record, name: str):
    return next(found for found in triage(shown).items if found.name == name)


@pytest.mark.parametrize(
    ("score", "scale", "count", "tier", "missing"),
    [
        (6.5, 10, 3, "DOI grade", ""),
        (6.4, 10, 9, "Watchlist", ""),
        (9.0, None, 2, "Watchlist", ""),
        (4.9, None, 10, "Quarantine candidate", ""),
        (5.0, None, 0, "Watchlist", ""),
        (65.0, 100, 3, "DOI grade", ""),
        (3.3, 10, None, "Quarantine candidate", ""),
        (8.0, 10, None, None, "verification_level.source_grounded_claims"),
        (None, None, 4, None, "review.score"),
    ],
)
def test_the_tier_follows_score_and_count(score, scale, count, tier, missing):
    review = {"score": score, "scale": scale}
    found = item(record(review=review, verification_level=level(count)), "tier")
    assert (found.computed, found.missing, found.stated) == (tier, missing, "Watchlist")
    assert found.differs == (tier not in (None, "Watchlist"))
    assert bool(found.reason) == (tier is not None)


def test_of_a_public_page_most_is_not_computable_and_the_input_is_named():
    page = read_record(PAGE, where="page").record
    assert {found.name: (found.stated, found.computed or found.missing) for found in triage(page).items} == {
        "tier": ("DOI grade", "review.score"),
        "evidence_strength": ("MEDIUM", "MEDIUM"),
        "citation_grounding": ("MEDIUM", "claims with a grounding mark"),
        "uncertainty_disclosure": ("HIGH", "draft.uncertainties"),
        "reproducibility_status": ("LOW", "claims"),
    }
    assert "not computable: review.score is not public" in triage(page).items[0].line()


def test_of_a_draft_nothing_is_stated_and_most_is_computed():
    draft = read_record(DRAFT, where="draft").record
    assert {found.name: (found.stated, found.computed) for found in triage(draft).items} == {
        "tier": (None, "Quarantine candidate"),
        "evidence_strength": (None, None),
        "citation_grounding": (None, "MEDIUM"),
        "uncertainty_disclosure": (None, "MEDIUM"),
        "reproducibility_status": (None, "LOW"),
    }


_LEVELS = st.sampled_from(["LOW", "MEDIUM", "HIGH", None])
_TEXT = st.none() | st.text(min_size=1, max_size=9)
_REVIEWS = st.none() | st.fixed_dictionaries(
    {"score": st.none() | st.floats(0, 10), "decision": _TEXT},
    optional={
        "scale": st.floats(1, 100),
        "version": _TEXT,
        "roles": st.lists(st.text(min_size=1, max_size=9), max_size=3),
        "revision_round": st.integers(0, 9),
        "revision_below": st.floats(0, 10),
        "outcome_policy": _TEXT,
        "method": _TEXT,
    },
)
_TRIAGE = st.fixed_dictionaries(
    {
        "review": _REVIEWS,
        "quality_tier": st.none()
        | st.fixed_dictionaries(
            {"tier": st.sampled_from(["DOI grade", "Watchlist", "Quarantine candidate", None]), "basis": _TEXT}
        ),
        "quality_dimensions": st.none()
        | st.fixed_dictionaries(dict.fromkeys(record_document()["quality_dimensions"], _LEVELS)),
        "stated": st.none() | st.fixed_dictionaries({"status": _TEXT, "reason": _TEXT, "evaluated": _TEXT}),
    }
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TRIAGE, st.integers(0, 4), st.booleans(), st.booleans())
def test_no_review_tier_or_dimension_moves_any_status(changes, count, textual, good):
    claims = record_document()["claims"] + ([TEXTUAL] if textual else [])
    plain = record(claims=claims, verification_level=level(count))
    changed = record(claims=claims, verification_level=level(count), **changes)
    outcomes = GOOD if good else BAD
    assert standing(judged(changed, outcomes), changed) == standing(judged(plain, outcomes), plain)
    assert triage(changed) == triage(changed)
