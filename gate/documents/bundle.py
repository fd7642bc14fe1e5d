"""A verdict in one file: written, and verified by whoever holds nothing but a public key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import JsonValue

from gate.documents.attempt import CheckReport
from gate.documents.base import Document
from gate.model.verdict import Status, Verdict


class BundleWritten(Document):
    """A bundle on disk, with its envelopes in a file of their own; ``key`` is the public key with which it verifies."""

    format: Literal["gate-bundle-written-v1"] = "gate-bundle-written-v1"
    path: str
    bytes: int
    key: str
    envelopes: str
    """The ``.intoto.jsonl`` file: one DSSE envelope a line."""


class StandingEvent(Document):
    """A log entry, other than those of the attempt itself, that bears on the claim."""

    index: int
    time: str
    kind: str
    text: str


class StandingReport(Document):
    """How a verdict stands after the first ``size`` entries of the log.

    ``status`` is VERIFIED while the verdict itself counts; the claim's may be so by another attempt, ``claim_attempt``.
    ``time`` (RFC 3339) is that of the newest of these entries, by the log's own clock; ``witnessed`` are the times at
    which trusted witnesses saw this checkpoint. ``events`` are revocations, corrections, and the verdicts of the other
    attempts, oldest first.
    """

    size: int
    status: Status
    reason: str
    claim_status: Status
    claim_reason: str
    claim_attempt: str | None
    attempts: int
    time: str
    witnessed: dict[str, str]
    events: tuple[StandingEvent, ...]

    def lines(self, place: str) -> Iterator[str]:
        """The standing for people; ``place`` says where it was looked up."""
        yield f"Standing: {self.status}: {self.reason}"
        yield f"  in {place}, size {self.size}, newest entry {self.time} by the log's own clock"
        yield from (f"  seen by witness {key} at {time}" for key, time in self.witnessed.items())
        if self.claim_status is not self.status:
            by = f" by attempt {self.claim_attempt}" if self.claim_attempt else ""
            yield f"  the claim is {self.claim_status}{by}: {self.claim_reason}"
        yield from (f"  entry {event.index}  {event.time}  {event.kind}: {event.text}" for event in self.events)


class BundleReport(Document):
    """What a bundle says, every part of it verified. ``entry`` is the verdict's log entry at ``index``.

    ``size`` and ``root`` (hex) are those of the checkpoint; ``key`` and ``cosigners`` are the ids of the keys that
    signed it. ``standing`` is how the verdict stands there, None in a bundle of gate 0.1; ``now`` how it stands in the
    published log that was given as well; ``stale`` says why the standing is too old for what was asked. ``shown`` and
    ``not_shown`` are sentences for people: what was verified, and what this file cannot tell.
    """

    format: Literal["gate-bundle-report-v1"] = "gate-bundle-report-v1"
    contract: Literal["gate-bundle-report-v1"] = "gate-bundle-report-v1"
    verdict: Verdict
    entry: dict[str, JsonValue]
    index: int
    checks: tuple[CheckReport, ...]
    origin: str
    size: int
    root: str
    key: str
    cosigners: tuple[str, ...]
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]
    standing: StandingReport | None = None
    now: StandingReport | None = None
    stale: str | None = None

    @property
    def exit_code(self) -> int:
        """0 while a VERIFIED verdict counts; 1 when it was REJECTED or does not count any more; else 4."""
        if self._overruled is not None:
            return Verdict.REJECTED.exit_code
        return Verdict.INCONCLUSIVE.exit_code if self.stale else self.verdict.exit_code

    @property
    def _overruled(self) -> StandingReport | None:
        """The newest standing, where it says that a VERIFIED verdict does not count any more."""
        newest = self.now or self.standing
        counts = newest is None or newest.status is Status.VERIFIED
        return None if counts or self.verdict is not Verdict.VERIFIED else newest

    @property
    def reason(self) -> str:
        """The reason of the verdict, as its entry has it."""
        body = self.entry["body"]
        assert isinstance(body, dict)
        return str(body["reason"])

    def lines(self) -> Iterator[str]:
        """The bundle for people: verdict, checks, standing, what was verified and what was not."""
        claim = f"{self.entry['record']} claim {self.entry['claim']}"
        overruled = self._overruled
        if overruled is None:
            yield f"{self.verdict}  {claim}"
            yield f"Reason: {self.reason}"
        else:  # what a reader sees first, and a script that looks at the first word, is what counts now
            yield f"{overruled.status}  {claim}"
            yield f"Reason: {overruled.reason}"
            yield f"Verdict when it was judged: {self.verdict}: {self.reason}"
        yield from (f"  {check.outcome:<12} {check.id}  {check.reason}" for check in self.checks)
        if self.standing is None:
            yield "Standing: not stated (a bundle of gate 0.1)"
        else:
            yield from self.standing.lines("the bundle's checkpoint")
        if self.now is not None:
            yield from self.now.lines("the published log")
        if self.stale is not None:
            yield f"STALE: {self.stale}"
        yield from (f"verified: {sentence}" for sentence in self.shown)
        yield from (f"not verified: {sentence}" for sentence in self.not_shown)
