"""Rules about the files that claims and artifacts name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit, Path
from gate.checks.lean_text import LexicalError, code_of
from gate.checks.rules.tables import ARTIFACT, RECORD
from gate.checks.subject import ArtifactSubject, RecordSubject
from gate.model.artifact import MANIFEST, LeanProof, Script
from gate.model.claim import Claim, EmpiricalClaim, MathematicalClaim, ScoredClaim, TrainedClaim
from gate.model.digest import Digest
from gate.model.scored import Trained


def named_files(number: int, claim: Claim) -> Iterator[tuple[Path, str, Digest | None]]:
    """The files that a claim names: their place in the record, their name, and the digest that they are pinned to."""
    match claim:
        case MathematicalClaim(challenge=challenge) if challenge is not None:
            for index, file in enumerate(challenge.files):
                yield ("claims", number, "challenge", "files", index), file.path, file.sha256
        case EmpiricalClaim(expected=expected) if expected is not None:
            for index, data in enumerate(expected.data):
                yield ("claims", number, "expected", "data", index), data.path, data.sha256
        case ScoredClaim(scored=scored) | TrainedClaim(trained=scored):
            for index, labels in enumerate(scored.labels):
                yield ("claims", number, claim.kind, "labels", index), labels.path, labels.sha256
            for index, data in enumerate(scored.training if isinstance(scored, Trained) else ()):
                yield ("claims", number, claim.kind, "training", index), data.path, data.sha256


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


@RECORD("ART004")
def file_empty(subject: RecordSubject) -> Iterator[Hit]:
    for number, claim in enumerate(subject.record.claims):
        for path, name, _ in named_files(number, claim):
            if subject.folder.read(name) == b"":
                yield Hit((*path, "path"), f"{name} is empty")


@ARTIFACT("ART005")
def artifact_file_missing(subject: ArtifactSubject) -> Iterator[Hit]:
    for number, name in enumerate(subject.artifact.body.files):
        if subject.folder.read(name) is None:
            message = f"{name} cannot be read: {subject.folder.seen[name]}"
            yield Hit(("body", "files", number), message)


@ARTIFACT("ART006")
def file_undeclared(subject: ArtifactSubject) -> Iterator[Hit]:
    declared = {MANIFEST, *subject.artifact.body.files}
    for name in subject.folder.names():
        if name not in declared:
            yield Hit(("body", "files"), f"the folder holds {name}, which the manifest does not name")


@ARTIFACT("ART007")
def proof_with_hole(subject: ArtifactSubject) -> Iterator[Hit]:
    if not isinstance(subject.artifact.body, LeanProof):
        return
    for number, name in enumerate(subject.artifact.body.files):
        text = (subject.folder.read(name) or b"").decode("utf-8", "replace")
        try:
            match = re.search(r"\b(?:sorry|admit)\b", code_of(text))
        except LexicalError as error:
            yield Hit(("body", "files", number), f"{name}:{error.line}: {error}")
            continue
        if match:
            line = text.count("\n", 0, match.start()) + 1
            yield Hit(("body", "files", number), f"{name}:{line} leaves something unproven")


@ARTIFACT("ART008")
def script_not_started(subject: ArtifactSubject) -> Iterator[Hit]:
    body = subject.artifact.body
    if isinstance(body, Script) and not set(body.argv) & set(body.files):
        yield Hit(("body", "argv"), "the command line starts none of the artifact's files")


_OWN_PLACE = re.compile(rb"(?:/home/|/Users/|[A-Za-z]:\\\\?Users\\)[A-Za-z0-9._-]{2,}")


@ARTIFACT("ART009")
def artifact_names_own_place(subject: ArtifactSubject) -> Iterator[Hit]:
    for number, name in enumerate(subject.artifact.body.files):
        if match := _OWN_PLACE.search(subject.folder.read(name) or b""):
            what = match[0].decode("ascii", "replace")
            yield Hit(("body", "files", number), f"{name} names a path of somebody's own machine, {what!r}")


@ARTIFACT("ART010")
def nobody_signed(subject: ArtifactSubject) -> Iterator[Hit]:
    if not subject.artifact.author.strip():
        yield Hit((), "the artifact does not name its author")
