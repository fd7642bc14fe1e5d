"""The audit log: its verification, entries, exports, keys and anchors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import JsonValue

from gate.documents.base import Document
from gate.documents.error import ErrorDetail
from gate.model.errors import InfrastructureError, IntegrityError
from gate.model.text import counted


class DamageReport(Document):
    """Where the log itself is damaged, and how; ``index`` to ``last`` are the entries, None when it is no entry."""

    damage: str
    reason: str
    index: int | None
    last: int | None


class AuditReport(Document):
    """What a verification of a store or an export found, as `gate log verify` prints it.

    ``problem`` is the first thing that does not hold, ``finding`` its place in the log when it is the log itself; None
    means that everything else in here is true. ``size`` and ``root`` are those of the newest checkpoint; ``unsigned``
    counts entries after it. ``evidence`` counts what the log names and the store keeps; ``quick``: nobody looked.
    """

    format: Literal["gate-log-report-v1"] = "gate-log-report-v1"
    entries: int
    size: int | None
    root: str | None
    checkpoints: int
    keys: tuple[str, ...]
    unsigned: int
    finding: DamageReport | None
    attempts: int
    statuses: int
    evidence: int
    records: int
    problem: ErrorDetail | None
    quick: bool = False

    def require(self) -> Self:
        """Itself, when all of it holds. Raises IntegrityError: the problem."""
        if self.problem is not None:
            raise self.problem.integrity()
        return self

    def lines(self) -> Iterator[str]:
        """What was verified, for people; it is true of a report without a problem."""
        yield (
            f"The log is intact: {counted(self.entries, 'entry')}, {counted(self.checkpoints, 'checkpoint')}, "
            f"root {self.root or 'none'}"
        )
        yield f"Signed by {', '.join(self.keys)}"
        statuses = counted(self.statuses, "status")
        if self.quick:
            yield f"{counted(self.attempts, 'attempt')} and {statuses} agree with it"
            yield "Not looked at: whether the evidence is there and unchanged (--quick, or an export alone)"
        else:
            evidence = f"{counted(self.evidence, 'piece')} of evidence"
            yield f"{counted(self.attempts, 'attempt')}, {statuses} and {evidence} agree with it"


class WitnessProblem(Document):
    """Why the witness at a URL did not cosign."""

    url: str
    error: ErrorDetail


class CosignReport(Document):
    """Who cosigned the newest checkpoint, over ``size`` entries: the ids of the witnesses' keys.

    ``required`` of them must; ``problems`` are those with the witnesses that were asked now.
    """

    format: Literal["gate-cosign-v1"] = "gate-cosign-v1"
    size: int
    cosigners: tuple[str, ...]
    required: int
    problems: tuple[WitnessProblem, ...]

    def require(self) -> Self:
        """Itself, when enough have signed and none says that it knows another log. Raises IntegrityError: the first
        such problem; InfrastructureError ``witness.too-few``."""
        for problem in self.problems:
            if problem.error.exit_code == IntegrityError.exit_code:
                raise problem.error.integrity()
        if len(self.cosigners) < self.required:
            raise InfrastructureError(
                "witness.too-few",
                f"{len(self.cosigners)} of {self.required} required witnesses have signed",
                hint="repeat `gate log cosign` when the others can be reached",
            )
        return self


class MonitoredHead(Document):
    """A head (``root`` in hex) that an anchor or a published log tells of, and that the store has as well."""

    source: str
    size: int
    root: str


class MonitorReport(Document):
    """What `gate log monitor` compared; ``problem`` is the first difference. ``size`` and ``root`` are the store's."""

    format: Literal["gate-monitor-v1"] = "gate-monitor-v1"
    size: int
    root: str
    heads: tuple[MonitoredHead, ...]
    problem: ErrorDetail | None
    quick: bool = False

    def require(self) -> Self:
        """Itself, when nothing differs. Raises IntegrityError: the problem."""
        if self.problem is not None:
            raise self.problem.integrity()
        return self


class LoggedEntry(Document):
    """An entry (contract ``gate-audit-entry-v1``, docs/log-entries.md) and its index."""

    index: int
    entry: dict[str, JsonValue]

    def line(self) -> str:
        """The entry for people, on one line: index, time, kind, what it is about, body."""
        place = " ".join(str(self.entry[name]) for name in ("record", "claim", "attempt") if name in self.entry)
        body = self.entry["body"]
        assert isinstance(body, dict)
        facts = " ".join(f"{name}={value}" for name, value in body.items())
        return f"{self.index:>7}  {self.entry['time']}  {self.entry['kind']:<10} {place}  {facts}"


class LogEntries(Document):
    """Entries, as `gate log tail` and `gate log search` print them."""

    format: Literal["gate-log-entries-v1"] = "gate-log-entries-v1"
    entries: tuple[LoggedEntry, ...]


class ExportReport(Document):
    """A whole export; ``root`` is the Merkle root (hex) over its ``size`` entries."""

    format: Literal["gate-log-export-report-v1"] = "gate-log-export-report-v1"
    path: str
    size: int
    root: str


class KeyReport(Document):
    """The public key (C2SP verifier key) that signs from here on."""

    format: Literal["gate-key-v1"] = "gate-key-v1"
    public_key: str


class AnchorReport(Document):
    """A checkpoint in a git repository; ``token`` is the path of its RFC 3161 token, if one was asked for."""

    format: Literal["gate-anchor-v1"] = "gate-anchor-v1"
    commit: str
    path: str
    token: str | None
