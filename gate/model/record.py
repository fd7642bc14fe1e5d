"""A record: one publication's manifest (``paper-manifest-v1.1``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, create_model

from gate.model.base import Contract, parse_json, refuse_other_contract, validate
from gate.model.claim import KNOWN_CLAIMS, Claim, KnownClaim, claim_type
from gate.model.derive import check_derivations
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.verdict import Status
from gate.model.words import Timestamp

RECORD_CONTRACT = "paper-manifest-v1.1"
CORRECTION_CONTRACT = "correction-record-v1"
PROVENANCE_CONTRACT = "source-provenance-v1"

MAX_CLAIMS = 1000

Level = Literal["LOW", "MEDIUM", "HIGH"]


class VerificationLevel(Contract):
    """How well the claims are grounded in sources. It is triage; VERIFIED never follows from it."""

    code: str = Field(pattern=r"^L[0-9]$")
    name: str
    source_grounded_claims: int = Field(ge=0)
    claim_record_source: str


class Review(Contract):
    """What a review said, when known."""

    score: float | None = None
    decision: str | None = None


class QualityTier(Contract):
    tier: Literal["DOI grade", "Watchlist", "Quarantine candidate"]
    basis: str


class QualityDimensions(Contract):
    evidence_strength: Level
    citation_grounding: Level
    uncertainty_disclosure: Level
    reproducibility_status: Level


class Correction(Contract):
    """One item of the correction record."""

    date: Timestamp
    kind: str
    text: str


class CorrectionRecord(Contract):
    contract: Literal["correction-record-v1"]
    status: str
    items: tuple[Correction, ...] = ()


class ProvenanceLevel(Contract):
    code: str
    name: str


class Provenance(Contract):
    contract: Literal["source-provenance-v1"]
    publisher: str
    level: ProvenanceLevel
    report_artifact: str | None = None
    external_record: str | None = None
    claim_lineage: str | None = None
    review_method: str | None = None
    quality_guide: str | None = None
    note: str | None = None


class StatedVerdict(Contract):
    """A gate verdict found in a record file: never believed, compared with the log, refused if it differs."""

    status: Status
    reason: str | None = None
    evaluated: Timestamp | None = None


class Record(Contract):
    """One publication's manifest."""

    contract: Literal["paper-manifest-v1.1"]
    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$")
    title: str = Field(min_length=1)
    abstract: str
    research_question: str
    published_at: Timestamp
    verification_level: VerificationLevel
    claims: tuple[KnownClaim, ...] = Field(max_length=MAX_CLAIMS)
    review: Review | None = None
    quality_tier: QualityTier
    quality_dimensions: QualityDimensions
    correction_record: CorrectionRecord
    provenance: Provenance
    gate_verdict: StatedVerdict | None = None

    @property
    def digest(self) -> Digest:
        """The identity of the record: canonical JSON without the derived verdict."""
        return Digest.of_json(self.document())

    def document(self) -> dict[str, Json]:
        """The record as its identity is taken over: everything but the derived verdict."""
        return self.model_dump(mode="json", exclude={"gate_verdict"})

    def claim(self, claim_id: str | None) -> Claim:
        """The claim with this id; without an id, the only claim. Raises InputError."""
        known = ", ".join(claim.id for claim in self.claims) or "none"
        if claim_id is None:
            if len(self.claims) == 1:
                return self.claims[0]
            raise InputError(
                "claim.ambiguous",
                f"record {self.id} has {len(self.claims)} claims",
                hint=f"choose one with --claim; known: {known}",
            )
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise InputError("claim.unknown", f"record {self.id} has no claim {claim_id!r}", hint=f"known: {known}")


def record_contract(claims: Iterable[type[Claim]]) -> type[Record]:
    """The record contract with these kinds of claims beside those that `Record` itself knows."""
    more = tuple(claim for claim in claims if claim not in KNOWN_CLAIMS)
    if not more:
        return Record
    known: Any = tuple[claim_type(KNOWN_CLAIMS + more), ...]  # type: ignore[misc]
    return create_model("Record", __base__=Record, claims=(known, Field(max_length=MAX_CLAIMS)))


def parse_record(data: bytes, *, where: str, contract: type[Record] = Record) -> Record:
    """Read a record. ``contract`` says which claims there are.

    Raises InputError (fault: claim); unknown contract versions are refused by name.
    """
    value = parse_json(data, where=where, code="record", fault=Fault.CLAIM)
    if not isinstance(value, dict):
        raise InputError("record.wrong-value", "a record is a JSON object", where=where, fault=Fault.CLAIM)
    for part, document, known in (
        ("", value, RECORD_CONTRACT),
        ("correction_record.", value.get("correction_record"), CORRECTION_CONTRACT),
        ("provenance.", value.get("provenance"), PROVENANCE_CONTRACT),
    ):
        refuse_other_contract(document, known, where=f"{where}#{part}contract", code="record", fault=Fault.CLAIM)
    record = validate(contract, value, where=where, code="record", fault=Fault.CLAIM)
    ids = [claim.id for claim in record.claims]
    for claim_id in ids:
        if ids.count(claim_id) > 1:
            raise InputError(
                "record.duplicate-claim", f"two claims have the id {claim_id!r}", where=where, fault=Fault.CLAIM
            )
    check_derivations(record.claims, where=where)
    return record
