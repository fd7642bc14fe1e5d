"""What the log says of a record: its status now, and every attempt at its claims."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import JsonValue

from gate.documents.base import Document
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.text import shorten
from gate.model.verdict import GATE_NAME, Status, Verdict

SHOWN_METHODS = 20
"""Lines about methods in the verdict block."""


class FieldChange(Document):
    """A field of a record that is not as it was; None where it is absent. Claims are named by id in ``field``."""

    field: str
    before: JsonValue
    now: JsonValue

    def line(self) -> str:
        """The change in one line; long values are cut."""
        before, now = (shorten(json.dumps(value, ensure_ascii=False), 100) for value in (self.before, self.now))
        return f"{self.field}: {before} → {now}"


class JudgedRecord(Document):
    """The version of the record that a claim's standing is about, and what the record shown says otherwise.

    ``touches_claim`` says that the claim itself is among the changes: its verdict then no longer counts.
    """

    attempt: str
    record_digest: Digest
    changes: tuple[FieldChange, ...]
    touches_claim: bool


class ClaimStatus(Document):
    """The status of one claim. ``evaluated`` is the time (RFC 3339, UTC) of the entry that it rests on."""

    claim: str
    form: str
    """What a claim of this kind can come to, in a sentence; empty where the level says it all."""
    status: Status
    reason: str
    evaluated: str | None
    level: str
    level_meaning: str
    """What the level establishes, in words; empty where there is none."""
    leaves_open: str
    """What it leaves open, in words."""
    methods: tuple[str, ...]
    """What the claim's values are, in words: one line for each that has a method."""
    attempts: int
    rejected: int
    """So many of the attempts."""
    inconclusive: int
    """So many of them as well."""
    judged: JudgedRecord | None
    """None before the first attempt."""


class StatusReport(Document):
    """The verdict block of a record, folded from the log, as `gate show` prints it."""

    format: Literal["gate-status-v1"] = "gate-status-v1"
    record: str
    record_digest: Digest
    gate: str = GATE_NAME
    status: Status
    reason: str
    evaluated: str | None
    """RFC 3339: the time of the entry that decides; None when there is none."""
    level: str
    attempts: int
    rejected: int
    inconclusive: int
    changed: bool
    """The record shown is not the version that the standing of some claim is about."""
    claims: tuple[ClaimStatus, ...]

    def block(self) -> str:
        """The verdict block as the public page has it; of another version of the record it says what has changed."""
        other = " for another version of this record" if self.changed and self.status is Status.VERIFIED else ""
        lines = [
            "Truth-Engine Gate Verdict",
            f"Status     {self.status}{other}",
            f"Gate       {self.gate}",
            f"Reason     {self.reason}",
            f"Evaluated  {self.evaluated or 'never'}",
            f"Attempts   {self._attempts()}",
        ]
        return "\n".join(lines + self._levels() + self._methods() + self._forms() + self._changed())

    def _attempts(self) -> str:
        """How many there were, and how many of them failed."""
        if not self.attempts:
            return "none"
        counts = [(self.rejected, "REJECTED"), (self.inconclusive, "INCONCLUSIVE")]
        failed = ", ".join(f"{count} {word}" for count, word in counts if count)
        return f"{self.attempts}, {self.rejected + self.inconclusive} failed{f' ({failed})' if failed else ''}"

    def _levels(self) -> list[str]:
        """How far each claim's verdict goes, in words, and what it leaves open."""
        lines: list[str] = []
        for claim in self.claims:
            if claim.level:
                lines.append(self._about(claim, f"{claim.level}, {claim.level_meaning}"))
                lines += [f"  leaves open {claim.leaves_open}"] if claim.leaves_open else []
        return [f"{'' if number else 'Level':<11}{line}" for number, line in enumerate(lines or ["none"])]

    def _methods(self) -> list[str]:
        """What the values of the claims are, for readers who look whether the method is the publication's."""
        lines = [self._about(claim, words) for claim in self.claims for words in claim.methods]
        more = [f"and {len(lines) - SHOWN_METHODS} more (--json)"] if len(lines) > SHOWN_METHODS else []
        shown = [*lines[:SHOWN_METHODS], *more]
        return [f"{'' if number else 'Method':<11}{line}" for number, line in enumerate(shown)]

    def _forms(self) -> list[str]:
        """What claims of the rarer kinds can come to."""
        lines = [self._about(claim, claim.form) for claim in self.claims if claim.form]
        return [f"{'' if number else 'Form':<11}{line}" for number, line in enumerate(lines)]

    def _about(self, claim: ClaimStatus, words: str) -> str:
        return words if len(self.claims) == 1 else f"claim {claim.claim}: {words}"

    def _changed(self) -> list[str]:
        """What differs from each version that was judged, and which claims that touches."""
        lines: list[str] = []
        judged = [(claim.claim, claim.judged) for claim in self.claims if claim.judged and claim.judged.changes]
        for version in {found.record_digest: found for _, found in judged}.values():
            lines += [f"{'' if number else 'Changed':<11}{item.line()}" for number, item in enumerate(version.changes)]
            for claim, found in judged:
                if found.record_digest == version.record_digest:
                    touches = "this touches" if found.touches_claim else "none of this touches"
                    lines.append(f"{'':11}since attempt {found.attempt}; {touches} claim {claim}")
        return lines


class CheckOutcome(Document):
    """A check's id and outcome, as the log has them."""

    id: str
    outcome: Outcome


class AttemptSummary(Document):
    """One attempt in a history; verdict, ``evaluated`` and ``log_index`` are None while it is open."""

    attempt: str
    claim: str
    number: int
    opened: str
    submitter: str
    """The system user who handed the artifact in; empty in logs from before it was noted."""
    submitter_key: str
    """The OpenSSH public key whose signature of the submission is in the log; empty where there is none."""
    evaluated: str | None
    verdict: Verdict | None
    level: str
    reason: str
    revoked: str | None
    raised: str | None = None
    """Why the verdict does not count under a policy that was adopted since; None where it does."""
    artifact_digest: Digest
    checks: tuple[CheckOutcome, ...]
    log_index: int | None


class HistoryReport(Document):
    """Every attempt at a record's claims, oldest first, as `gate history` prints it."""

    format: Literal["gate-history-v1"] = "gate-history-v1"
    record: str
    attempts: tuple[AttemptSummary, ...]
