"""A record: one publication's manifest (``paper-manifest-v1.1``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field, create_model, model_validator

from gate.model.base import Contract, Growing, parse_json, refuse_other_contract, validate
from gate.model.blocks import (
    CORRECTION_CONTRACT,
    PROVENANCE_CONTRACT,
    CorrectionRecord,
    Provenance,
    QualityDimensions,
    QualityTier,
    Review,
    Text,
    VerificationLevel,
)
from gate.model.claim import KNOWN_CLAIMS, Claim, KnownClaim, claim_type
from gate.model.derive import check_derivations
from gate.model.digest import Digest, Json
from gate.model.draft import Draft
from gate.model.errors import Fault, InputError
from gate.model.verdict import Status
from gate.model.words import Timestamp

RECORD_CONTRACT = "paper-manifest-v1.1"

MAX_CLAIMS = 1000


class GateVerdict(Contract):
    """A verdict of this gate in a record file: never believed, compared with the log, refused if it differs."""

    status: Status
    reason: str | None = None
    evaluated: Timestamp | None = None


class StatedVerdict(Contract):
    """The verdict block as a page from elsewhere states it: kept as written, never believed or compared."""

    status: Text | None = None
    gate: Text | None = None
    reason: Text | None = None
    evaluated: Text | None = None
    disclaimer: Text | None = None

    @property
    def digest(self) -> Digest:
        """sha256 of the block's canonical JSON."""
        return Digest.of_json(self.model_dump(mode="json"))


class PageRow(Contract):
    """A row of a page's table as written: its label, and how many cells it has."""

    label: str
    cells: int = Field(ge=1, le=3)


class PageBlock(Contract):
    """A block of a page as written: its heading, and the rows of its table."""

    heading: str
    rows: tuple[PageRow, ...] = ()


class Imported(Contract):
    """How the source of an imported record was laid out, so that it can be shown again as it was."""

    layout: Literal["page", "draft"]
    blocks: tuple[PageBlock, ...] = ()
    """In the source's order."""


class Unmapped(Contract):
    """Text of an imported source that has no place in the contract; ``line`` counts from 1."""

    line: int = Field(ge=1)
    text: Text


class Record(Growing):
    """One publication's manifest, or a draft's; null says of a field that must be there that the source is silent."""

    later: ClassVar[frozenset[str]] = frozenset({"truncated", "draft", "stated", "imported", "unmapped"})

    contract: Literal["paper-manifest-v1.1"]
    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$")
    title: str = Field(min_length=1)
    abstract: str | None
    research_question: str | None
    published_at: Timestamp | None
    verification_level: VerificationLevel | None
    claims: tuple[KnownClaim, ...] = Field(max_length=MAX_CLAIMS)
    review: Review | None = None
    quality_tier: QualityTier | None
    quality_dimensions: QualityDimensions | None
    correction_record: CorrectionRecord | None
    provenance: Provenance | None
    gate_verdict: GateVerdict | None = None
    truncated: tuple[Literal["title", "abstract"], ...] = ()
    """What the source cut off; it is kept as found."""
    draft: Draft | None = None
    stated: StatedVerdict | None = None
    imported: Imported | None = None
    unmapped: tuple[Unmapped, ...] = ()

    @model_validator(mode="after")
    def _draft_is_unpublished(self) -> Record:
        if self.draft is not None and self.published_at is not None:
            raise ValueError("a draft is not a publication: published_at must be null")
        return self

    @property
    def state(self) -> Literal["published", "draft"]:
        """Whether this is a publication or still a draft."""
        return "published" if self.draft is None else "draft"

    @property
    def counted_claims(self) -> int:
        """How many claims the record makes: those that it exposes, or more when it counts more than these."""
        stated = 0 if self.verification_level is None else self.verification_level.source_grounded_claims or 0
        return max(stated, len(self.claims))

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
    """Read a record, as the contract that it names says. ``contract`` says which claims there are.

    Raises InputError (fault: claim); unknown contract versions are refused by name.
    """
    value = parse_json(data, where=where, code="record", fault=Fault.CLAIM)
    if not isinstance(value, dict):
        raise InputError("record.wrong-value", "a record is a JSON object", where=where, fault=Fault.CLAIM)
    named = value.get("contract")
    read = READERS.get(named) if isinstance(named, str) else _read_manifest_1_1
    if read is None:
        raise InputError(
            "record.unknown-contract",
            f"unknown contract {str(named)[:80]!r}",
            where=f"{where}#contract",
            hint=f"this version reads {', '.join(READERS)}",
            fault=Fault.CLAIM,
        )
    record = read(value, where, contract)
    for claim_id, count in Counter(claim.id for claim in record.claims).items():
        if count > 1:
            raise InputError(
                "record.duplicate-claim", f"two claims have the id {claim_id!r}", where=where, fault=Fault.CLAIM
            )
    check_derivations(record.claims, where=where)
    return record


def _read_manifest_1_1(value: dict[str, Json], where: str, contract: type[Record]) -> Record:
    for part, known in (("correction_record", CORRECTION_CONTRACT), ("provenance", PROVENANCE_CONTRACT)):
        place = f"{where}#{part}.contract"
        refuse_other_contract(value.get(part), known, where=place, code="record", fault=Fault.CLAIM)
    return validate(contract, value, where=where, code="record", fault=Fault.CLAIM)


READERS: Mapping[str, Callable[[dict[str, Json], str, type[Record]], Record]] = {RECORD_CONTRACT: _read_manifest_1_1}
"""What reads a record of each contract, by the contract's name: a later version is one more line."""
