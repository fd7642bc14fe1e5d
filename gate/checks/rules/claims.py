"""Rules about the claims of a record: what each needs, and whether counts and claims agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.log.claims import Claims
from gate.log.status import History
from gate.model.claim import DerivedClaim, EmpiricalClaim, MathematicalClaim, QuotedClaim
from gate.model.derive import check_derivations
from gate.model.errors import InputError
from gate.model.text import counted


@RECORD("CLM001")
def no_specification(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        match claim:
            case MathematicalClaim(challenge=None):
                yield Hit(("claims", number), f"claim {claim.id!r} has no challenge, so no proof can be judged")
            case EmpiricalClaim(expected=None):
                yield Hit(("claims", number), f"claim {claim.id!r} has no expected results, so no script can be judged")


@RECORD("CLM002")
def count_differs(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    stated = (record.verification_level and record.verification_level.source_grounded_claims) or 0
    if record.claims and stated > len(record.claims):
        message = f"{counted(stated, 'source-grounded claim')} are stated, the record has {len(record.claims)}"
        yield Hit(("verification_level", "source_grounded_claims"), message)


@RECORD("CLM003")
def statement_twice(subject: RecordSubject) -> Iterator[Hit]:
    first: dict[str, str] = {}
    for number, claim in enumerate(subject.record.claims):
        words = " ".join(claim.statement.split()).casefold()
        if words in first:
            yield Hit(("claims", number, "statement"), f"claim {claim.id!r} says what claim {first[words]!r} says")
        first.setdefault(words, claim.id)


@RECORD("CLM004")
def no_sources(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        if not claim.sources and claim.takes_artifact:
            yield Hit(("claims", number), f"claim {claim.id!r} names no source")


@RECORD("CLM005")
def too_short(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        if len(claim.statement.split()) < 2:
            yield Hit(("claims", number, "statement"), f"claim {claim.id!r} states nothing in its few words")


_NUMBER = re.compile(r"(?<![\w.])[-\u2212]?[0-9]+\.[0-9]+(?![\w.]*[0-9])")


@RECORD("CLM007")
def number_not_expected(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        if not isinstance(claim, EmpiricalClaim) or claim.expected is None:
            continue
        published = str([quantity.published for quantity in claim.expected.quantities]).replace("\u2212", "-")
        for match in _NUMBER.finditer(claim.statement):
            if match[0].replace("\u2212", "-") not in published:
                message = f"the statement says {match[0]}, and no published value does"
                yield Hit(("claims", number, "statement"), message)


@RECORD("CLM008")
def derivation_open(subject: RecordSubject) -> Iterator[Hit]:
    try:
        check_derivations(subject.record.claims, where="")
    except InputError as error:
        named = (error.where or "").removeprefix("#claims.").partition(".derived")[0]
        numbers = [number for number, claim in enumerate(subject.record.claims) if claim.id == named]
        yield Hit(("claims", numbers[0]) if numbers else ("claims",), error.message)


@RECORD("CLM015")
def does_not_follow(subject: RecordSubject) -> Iterator[Hit]:
    claims = Claims(History(), subject.record)
    for number, claim in enumerate(subject.record.claims):
        if isinstance(claim, DerivedClaim):
            for index, value in enumerate(claims.values(claim)):
                if not value.follows:
                    yield Hit(("claims", number, "derived", "values", index, "published"), value.reason)


@RECORD("CLM016")
def derived_from_quoted(subject: RecordSubject) -> Iterator[Hit]:
    quoted = {claim.id for claim in subject.record.claims if isinstance(claim, QuotedClaim)}
    for number, claim in enumerate(subject.record.claims):
        if isinstance(claim, DerivedClaim):
            for name, value in claim.derived.inputs.items():
                if value.record is None and value.claim in quoted:
                    message = f"claim {claim.id!r} rests on the quoted {value.quantity} of claim {value.claim!r}"
                    yield Hit(("claims", number, "derived", "inputs", name), message)


@RECORD("CLM009")
def no_claims(subject: RecordSubject) -> Iterator[Hit]:
    if subject.record.draft is None and not subject.record.counted_claims:
        yield Hit(("claims",), "the record makes no claim, so nothing of it can be verified")
