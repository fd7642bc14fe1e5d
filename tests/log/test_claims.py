"""How each claim of a record stands: by its attempts, or by what its form can come to."""

import json

from gate.log.claims import claim_standings
from gate.log.status import fold_log, record_standing
from gate.model.policy import Policy
from gate.model.record import Record
from gate.model.verdict import Status
from tests.log.story import Story
from tests.samples import QUOTED, record_document


def record(*claims) -> Record:
    return Record.model_validate_json(json.dumps(record_document(claims=claims, published_at="2026-05-01T00:00:00Z")))


def test_a_quoted_number_is_never_verified_and_says_so():
    quoted = record(QUOTED)
    ((claim, standing),) = claim_standings(fold_log([]), quoted)
    assert standing.status is Status.UNVERIFIED
    assert "Gate 2 never verifies it" in standing.reason
    whole = record_standing([(claim, standing)], quoted, Policy())
    assert (whole.status, whole.reason) == (Status.UNVERIFIED, standing.reason)


def test_a_verdict_that_some_log_holds_for_a_quoted_number_is_not_looked_at():
    story = Story()
    story.attempt("a1", ("pass", "pass"), record="sample-1", claim="quoted")
    ((_, standing),) = claim_standings(fold_log(story.entries), record(QUOTED))
    assert standing.status is Status.UNVERIFIED


def test_a_record_with_a_quoted_number_beside_a_claim_that_nobody_tried_says_that():
    both = record(record_document()["claims"][0], QUOTED)
    shown = record_standing(claim_standings(fold_log([]), both), both, Policy())
    assert "before Gate 2 was activated" in shown.reason
