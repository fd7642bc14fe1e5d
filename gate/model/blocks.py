"""The blocks of a record's public page: what each says, with null where the source is silent.

Vocabulary is that of the pages. A text that stands under a block as its disclaimer is kept as written.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gate.model.base import Contract, Growing
from gate.model.words import Timestamp

CORRECTION_CONTRACT = "correction-record-v1"
PROVENANCE_CONTRACT = "source-provenance-v1"

Tier = Literal["DOI grade", "Watchlist", "Quarantine candidate"]
Level = Literal["LOW", "MEDIUM", "HIGH"]
CorrectionStatus = Literal["CURRENT", "CORRECTED", "SUPERSEDED", "RETRACTED", "none"]
"""``none`` is what records of gate 0.1 have for CURRENT."""

NOT_REGISTERED = "Not registered"
EXTERNAL_RECORD = rf"({NOT_REGISTERED}|(https://doi\.org/)?10\.[0-9]{{4,9}}/\S+)"
ExternalRecord = Annotated[str, Field(pattern=rf"^{EXTERNAL_RECORD}$")]
"""``Not registered``, or a DOI (ISO 26324), bare or as a link."""

Text = Annotated[str, Field(min_length=1)]


class VerificationLevel(Growing):
    """How well the claims are grounded in sources. It is triage; VERIFIED never follows from it.

    ``source_grounded_claims`` may count claims that the record does not expose.
    """

    later: ClassVar[frozenset[str]] = frozenset({"disclaimer"})

    code: str | None = Field(pattern=r"^L[0-9]$")
    name: str | None
    source_grounded_claims: int | None = Field(ge=0)
    claim_record_source: str | None
    """``not publicly specified``, ``parsed source sections`` …"""
    disclaimer: Text | None = None


class Review(Growing):
    """What an upstream review ("tribunal") said, as far as it is known. It decides nothing in Gate 2."""

    later: ClassVar[frozenset[str]] = frozenset(
        {"scale", "version", "roles", "revision_round", "revision_below", "outcome_policy", "method"}
    )

    score: float | None = None
    scale: float | None = Field(default=None, gt=0)
    """The most that the score can be, as in ``3.3/10``."""
    decision: str | None = None
    """``REJECT`` …"""
    version: str | None = None
    roles: tuple[Text, ...] = ()
    revision_round: int | None = Field(default=None, ge=0)
    revision_below: float | None = None
    """The score below which a revision round is due."""
    outcome_policy: str | None = None
    """What then happens: ``ESCALATE_TO_OWNER`` …"""
    method: str | None = None


class QualityTier(Growing):
    """The tier that the publisher states, and on what basis; `gate triage` computes its own."""

    later: ClassVar[frozenset[str]] = frozenset({"disclaimer"})

    tier: Tier | None
    basis: str | None
    disclaimer: Text | None = None


class QualityDimensions(Growing):
    """Signals that the publisher derived from public fields."""

    later: ClassVar[frozenset[str]] = frozenset({"disclaimer"})

    evidence_strength: Level | None
    citation_grounding: Level | None
    uncertainty_disclosure: Level | None
    reproducibility_status: Level | None
    disclaimer: Text | None = None


class Correction(Growing):
    """One item of the correction record; ``replaces`` names the record that this one takes the place of."""

    later: ClassVar[frozenset[str]] = frozenset({"replaces"})

    date: Timestamp
    kind: str
    text: str
    replaces: Text | None = None


class CorrectionRecord(Growing):
    """Corrections as the file has them, additive; those that came through this gate are entries of its log."""

    later: ClassVar[frozenset[str]] = frozenset({"count", "manifest_contract", "disclaimer"})

    contract: Literal["correction-record-v1"] | None
    status: CorrectionStatus | None
    items: tuple[Correction, ...] = ()
    count: int | None = Field(default=None, ge=0)
    """As stated; the number of items is what counts."""
    manifest_contract: Text | None = None
    """The contract of the manifest behind the page, as the page names it."""
    disclaimer: Text | None = None


class ProvenanceLevel(Contract):
    """A level on the scale of provenance (``L3``, Claim aggregate record), which is not that of verification."""

    code: str = Field(pattern=r"^[A-Z][0-9]$")
    name: str


class Provenance(Growing):
    """Where the record comes from, as its publisher says."""

    later: ClassVar[frozenset[str]] = frozenset({"disclaimer"})

    contract: Literal["source-provenance-v1"] | None
    publisher: str | None
    level: ProvenanceLevel | None
    report_artifact: str | None = None
    """``Available`` …"""
    external_record: ExternalRecord | None = None
    claim_lineage: str | None = None
    """``4 aggregate source-grounded claims`` …"""
    review_method: str | None = None
    quality_guide: str | None = None
    note: str | None = None
    disclaimer: Text | None = None
