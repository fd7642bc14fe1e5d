"""How each claim of a record stands: by its attempts, or by what its form can come to."""

from __future__ import annotations

from gate.log.status import History, Standing, claim_standing
from gate.model.claim import Claim
from gate.model.record import Record
from gate.model.verdict import Status

ClaimStandings = tuple[tuple[Claim, Standing], ...]
"""The claims of a record in its order, each with its standing."""


def claim_standings(history: History, record: Record) -> ClaimStandings:
    """How each claim of a record stands."""
    return tuple((claim, _standing(history, record, claim)) for claim in record.claims)


def _standing(history: History, record: Record, claim: Claim) -> Standing:
    if not claim.takes_artifact:
        return Standing(Status.UNVERIFIED, claim.form, None)
    return claim_standing(history, record.id, claim.id, str(claim.digest))
