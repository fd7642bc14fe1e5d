"""Rules about stated verdicts: what a record says of itself must be what a trusted log proves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit
from gate.checks.proven import Trouble
from gate.checks.rules.tables import PROOF, RECORD
from gate.checks.subject import ProofSubject, RecordSubject
from gate.model.record import Record
from gate.model.text import counted
from gate.model.verdict import Status

_STATUS = ("gate_verdict", "status")
_TRIAGE = re.compile(
    r"\b(review(?:er)? scores?|scored|quality tier|doi grade|watchlist|claim counts?|verified[- ]claim count"
    r"|number of claims|source[- ]grounded|dimension|peer review|citations?)\b",
    re.IGNORECASE,
)


def _states_verified(record: Record) -> bool:
    return record.gate_verdict is not None and record.gate_verdict.status is Status.VERIFIED


@PROOF("VER001")
def nothing_proves_it(subject: ProofSubject) -> Iterator[Hit]:
    record, proof = subject.record, subject.proof
    if not _states_verified(record):
        return
    unproven = [claim.id for claim in record.claims if claim.takes_artifact and claim.id not in proof.claims]
    if unproven or not proof.claims:
        names = ", ".join(unproven) or "any claim"
        note = "" if proof.asked else "no key of a log was given: --key, or `keys` in the settings"
        yield Hit(_STATUS, f"the record says VERIFIED, and nothing here proves it of {names}", note)


@PROOF("VER002")
def log_says_otherwise(subject: ProofSubject) -> Iterator[Hit]:
    if _states_verified(subject.record):
        for claim, proven in subject.proof.claims.items():
            if proven.status is not Status.VERIFIED:
                message = f"the record says VERIFIED, the log says {proven.status} of claim {claim}"
                yield Hit(_STATUS, message, proven.reason)


@PROOF("VER003")
def log_says_more(subject: ProofSubject) -> Iterator[Hit]:
    record, claims = subject.record, subject.proof.claims
    if record.gate_verdict is None or _states_verified(record) or len(claims) < record.counted_claims:
        return
    if claims and all(proven.status is Status.VERIFIED for proven in claims.values()):
        yield Hit(_STATUS, "the record says Unverified, and the log proves every claim VERIFIED")


def _troubles(subject: ProofSubject, *troubles: Trouble) -> Iterator[Hit]:
    for found in subject.proof.troubles:
        if found.trouble in troubles:
            yield Hit(("id",), f"{found.file}: {found.message}")


@PROOF("VER004")
def bundle_does_not_verify(subject: ProofSubject) -> Iterator[Hit]:
    yield from _troubles(subject, "unreadable")


@PROOF("VER005")
def bundle_of_other_version(subject: ProofSubject) -> Iterator[Hit]:
    yield from _troubles(subject, "version")


@PROOF("VER006")
def other_time(subject: ProofSubject) -> Iterator[Hit]:
    stated = subject.record.gate_verdict
    times = {proven.evaluated for proven in subject.proof.claims.values() if proven.evaluated}
    if stated is not None and stated.evaluated is not None and times and stated.evaluated not in times:
        message = f"the record says that it was evaluated at {stated.evaluated}, the log says otherwise"
        yield Hit(("gate_verdict", "evaluated"), message, f"the log has {', '.join(sorted(times))}")


@PROOF("VER009")
def bundle_of_throw_away_log(subject: ProofSubject) -> Iterator[Hit]:
    yield from _troubles(subject, "throw-away")


@PROOF("VER011")
def bundle_without_claim(subject: ProofSubject) -> Iterator[Hit]:
    yield from _troubles(subject, "claim", "record")


@PROOF("VER012")
def bundle_of_unknown_log(subject: ProofSubject) -> Iterator[Hit]:
    if subject.proof.asked or _states_verified(subject.record):
        yield from _troubles(subject, "untrusted")


@RECORD("VER007")
def leans_on_triage(subject: RecordSubject) -> Iterator[Hit]:
    stated = subject.record.gate_verdict
    if stated is None or stated.status is not Status.VERIFIED:
        return
    if match := _TRIAGE.search(stated.reason or ""):
        yield Hit(("gate_verdict", "reason"), f"the verdict rests on {match[0]!r}, which is triage")


@RECORD("VER008")
def nothing_to_verify(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    if not _states_verified(record):
        return
    if not any(claim.takes_artifact for claim in record.claims):
        yield Hit(_STATUS, "the record says VERIFIED, and no claim of it can have an artifact")
    elif record.counted_claims > len(record.claims):
        hidden = record.counted_claims - len(record.claims)
        yield Hit(_STATUS, f"the record says VERIFIED, and does not expose {counted(hidden, 'claim')} that it counts")


@RECORD("VER010")
def draft_verified(subject: RecordSubject) -> Iterator[Hit]:
    if subject.record.draft is not None and _states_verified(subject.record):
        yield Hit(_STATUS, "a draft says VERIFIED; it is no publication")


@RECORD("VER013")
def page_says_verified(subject: RecordSubject) -> Iterator[Hit]:
    stated = subject.record.stated
    if stated is None or stated.status is None or _states_verified(subject.record):
        return
    if stated.status.strip().casefold() == "verified":
        yield Hit(("stated", "status"), "the page that this was imported from says VERIFIED, the record does not")
