"""Rules about the claims of a record: what each needs, and whether counts and claims agree."""

from __future__ import annotations

from collections.abc import Iterator

from gate.checks.finding import Hit
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.claim import EmpiricalClaim, MathematicalClaim
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
