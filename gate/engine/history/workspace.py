"""The operator's store in one folder (``.gate/`` or ``GATE_HOME``): ledger, blobs and policy."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gate.engine.history.approval import approved
from gate.engine.history.status import History, claim_standing, read
from gate.engine.inputs.files import read_file
from gate.log.kinds import CheckBody, PolicyBody
from gate.model.base import MAX_DOCUMENT_BYTES, parse_json, validate
from gate.model.check import Check
from gate.model.digest import Digest, canonical_json
from gate.model.errors import Fault
from gate.model.policy import Policy
from gate.store.blobs import BlobStore
from gate.store.ledger import Ledger, Transaction

POLICY_FILE = "policy.json"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The default clock."""
    return datetime.now(UTC)


def default_home() -> Path:
    """``GATE_HOME``, else ``.gate`` in the working directory."""
    return Path(os.environ.get("GATE_HOME") or ".gate")


@dataclass(frozen=True, slots=True)
class Workspace:
    """An opened store."""

    home: Path
    ledger: Ledger
    blobs: BlobStore
    policy: Policy

    @classmethod
    def create(cls, home: Path, *, origin: str, clock: Clock = utc_now) -> Workspace:
        """Make the store: ledger with its first entry, signing key, default policy. Raises UsageError if it exists."""
        ledger = Ledger.create(home, origin=origin, clock=clock)
        path = home / POLICY_FILE
        if not path.exists():
            path.write_bytes(canonical_json(Policy().model_dump(mode="json")) + b"\n")
        return cls(home, ledger, BlobStore(home / "blobs"), load_policy(path))

    @classmethod
    def open(cls, home: Path, *, clock: Clock = utc_now, policy: Path | None = None) -> Workspace:
        """Open the store. Raises UsageError when it was never initialised, IntegrityError when it is damaged."""
        ledger = Ledger.open(home, clock=clock)
        return cls(home, ledger, BlobStore(home / "blobs"), load_policy(policy or home / POLICY_FILE))

    def history(self, record: str | None = None) -> History:
        """The fold over the log; with ``record``, over the entries that name this record."""
        return read(self.ledger.entries(record=record))

    def approved(self, record: str, claim: str) -> frozenset[Digest]:
        """The digests that approvers approved for this claim."""
        return approved(self.ledger, self.blobs, self.policy, record, claim)

    def checks_of(self, attempt: str) -> tuple[Check, ...]:
        """The checks of an attempt, from the blobs that the log names. Raises IntegrityError when one is damaged."""
        found = self.ledger.entries(attempt=attempt, kind=CheckBody)
        return tuple(Check.from_json(json.loads(self.blobs.get(entry.body.digest))) for _, entry in found)

    def note_policy(self, tx: Transaction) -> None:
        """Log the policy when it is not the one that the log names last."""
        digest = self.policy.digest
        last = self.ledger.last_of_kind(PolicyBody)
        if last is None or last.body.digest != digest:
            tx.append(PolicyBody(digest=digest, version=self.policy.version))

    def refresh_status(self, tx: Transaction, record: str, claim: str) -> None:
        """Recompute one claim's status from the log, as the running transaction has it, and cache it."""
        standing = claim_standing(read(tx.entries(record=record)), record, claim)
        tx.cache_status(record, claim, standing.status, standing.reason, standing.evaluated)


def load_policy(path: Path) -> Policy:
    """Read a policy file. Raises InputError."""
    return parse_policy(
        read_file(path, code="policy", fault=Fault.OPERATOR, max_bytes=MAX_DOCUMENT_BYTES), where=str(path)
    )


def parse_policy(data: bytes, *, where: str) -> Policy:
    """Read a policy document. Raises InputError."""
    return validate(Policy, parse_json(data, where=where, code="policy"), where=where, code="policy")
