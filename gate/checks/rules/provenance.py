"""Rules about where a record says that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.blocks import NOT_REGISTERED

_COUNT = re.compile(r"\b([0-9]{1,6})\b")


@RECORD("PRV001")
def doi_grade_without_doi(subject: RecordSubject) -> Iterator[Hit]:
    tier, provenance = subject.record.quality_tier, subject.record.provenance
    if tier is None or provenance is None or tier.tier != "DOI grade":
        return
    if provenance.external_record in (None, NOT_REGISTERED):
        at = ("provenance",) if provenance.external_record is None else ("provenance", "external_record")
        yield Hit(at, "the tier is DOI grade, and no DOI is registered")


@RECORD("PRV002")
def lineage_counts_otherwise(subject: RecordSubject) -> Iterator[Hit]:
    provenance, level = subject.record.provenance, subject.record.verification_level
    if provenance is None or provenance.claim_lineage is None or level is None:
        return
    match = _COUNT.search(provenance.claim_lineage)
    count = level.source_grounded_claims
    if match is not None and count is not None and int(match[1]) != count:
        message = f"the lineage counts {match[1]} claims, the verification level {count}"
        yield Hit(("provenance", "claim_lineage"), message)


@RECORD("PRV003")
def no_publisher(subject: RecordSubject) -> Iterator[Hit]:
    provenance = subject.record.provenance
    if provenance is not None and not (provenance.publisher or "").strip():
        yield Hit(("provenance", "publisher"), "nobody is named as publisher")


@RECORD("PRV004")
def no_provenance(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    if record.draft is None and record.provenance is None:
        yield Hit(("provenance",), "a published record does not say where it comes from")


@RECORD("PRV005")
def other_contract(subject: RecordSubject) -> Iterator[Hit]:
    block = subject.record.correction_record
    if block is not None and block.manifest_contract not in (None, subject.record.contract):
        message = f"the page names the contract {block.manifest_contract}, the record {subject.record.contract}"
        yield Hit(("correction_record", "manifest_contract"), message)
