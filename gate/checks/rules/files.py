"""Rules about the files that claims and artifacts name."""

from __future__ import annotations

from collections.abc import Iterator

from gate.checks.finding import Hit, Path
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.claim import Claim, EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest


def named_files(number: int, claim: Claim) -> Iterator[tuple[Path, str, Digest | None]]:
    """The files that a claim names: their place in the record, their name, and the digest that they are pinned to."""
    match claim:
        case MathematicalClaim(challenge=challenge) if challenge is not None:
            for index, file in enumerate(challenge.files):
                yield ("claims", number, "challenge", "files", index), file.path, file.sha256
        case EmpiricalClaim(expected=expected) if expected is not None:
            for index, data in enumerate(expected.data):
                yield ("claims", number, "expected", "data", index), data.path, data.sha256


@RECORD("ART001")
def file_missing(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        for path, name, _ in named_files(number, claim):
            if subject.folder.read(name) is None:
                why = subject.folder.seen[name]
                yield Hit((*path, "path"), f"{name} cannot be read: {why}", f"claim {claim.id!r} names it")


@RECORD("ART002")
def file_differs(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        for path, name, pinned in named_files(number, claim):
            if pinned is not None and subject.folder.read(name) is not None:
                actual = subject.folder.seen[name]
                if actual != str(pinned):
                    yield Hit((*path, "sha256"), f"{name} is another file than the claim pins", f"it is {actual}")


@RECORD("ART003")
def file_unpinned(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        for path, name, pinned in named_files(number, claim):
            if pinned is None:
                yield Hit((*path, "path"), f"claim {claim.id!r} names {name} without its digest")
