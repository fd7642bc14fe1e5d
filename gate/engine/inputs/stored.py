"""An attempt read back from the store: what it was about, and the checks that were made."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gate.engine.inputs.intake import Intake
from gate.engine.workspace import Workspace
from gate.log.entry import Entry
from gate.log.kinds import CheckBody, IntakeBody
from gate.model.check import Check
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.errors import UsageError
from gate.model.record import Record


def stored_intake(workspace: Workspace, attempt: str) -> Intake:
    """What an earlier attempt was about, byte for byte. Raises UsageError ``attempt.unknown``, IntegrityError."""
    entry = _intake_entry(workspace, attempt)
    blobs, body = workspace.blobs, entry.body
    record = stored_record(workspace, attempt)
    listing = json.loads(blobs.get(body.artifact_digest))
    files = {name: blobs.get(Digest.parse(digest)) for name, digest in listing["files"].items()}
    inputs = stored_claim_listing(workspace, attempt)
    return Intake(
        record=record,
        claim=record.claim(entry.claim),
        claim_files={name: blobs.get(digest) for name, digest in inputs.items()},
        artifact=workspace.judges.read_manifest(files, where=f"artifact of attempt {attempt}"),
        artifact_files=files,
        artifact_listing=listing,
        record_file=None if body.record_file is None else blobs.get(body.record_file),
    )


def stored_claim_listing(workspace: Workspace, attempt: str) -> Mapping[str, Digest]:
    """The claim's files that an attempt was judged with, by name.

    Raises UsageError ``attempt.unknown``, ``attempt.no-inputs``; IntegrityError.
    """
    inputs = _intake_entry(workspace, attempt).body.inputs
    if inputs is None:
        message = f"attempt {attempt} does not name the claim's files"
        raise UsageError("attempt.no-inputs", message, hint="submit the artifact again")
    listing = json.loads(workspace.blobs.get(inputs))
    return {name: Digest.parse(digest) for name, digest in listing.items()}


def stored_record_digest(workspace: Workspace, attempt: str) -> Digest:
    """The digest of the record that an attempt was about. Raises UsageError ``attempt.unknown``."""
    return _intake_entry(workspace, attempt).body.record_digest


def stored_record(workspace: Workspace, attempt: str) -> Record:
    """The record that an attempt was about, as it was then. Raises UsageError ``attempt.unknown``, IntegrityError."""
    data = workspace.blobs.get(stored_record_digest(workspace, attempt))
    return workspace.judges.parse_record(data, where=f"record of attempt {attempt}")


def stored_claim(workspace: Workspace, attempt: str) -> Claim:
    """The claim that an attempt was about. Raises UsageError ``attempt.unknown``, IntegrityError."""
    return stored_record(workspace, attempt).claim(_intake_entry(workspace, attempt).claim)


def stored_checks(workspace: Workspace, attempt: str) -> tuple[Check, ...]:
    """The checks of an attempt, from the blobs that the log names. Raises IntegrityError when one is damaged."""
    entries = workspace.ledger.entries(attempt=attempt, kind=CheckBody)
    return tuple(Check.from_json(json.loads(workspace.blobs.get(entry.body.digest))) for _, entry in entries)


def _intake_entry(workspace: Workspace, attempt: str) -> Entry[IntakeBody]:
    entry = next((entry for _, entry in workspace.ledger.entries(attempt=attempt, kind=IntakeBody)), None)
    if entry is None:
        raise UsageError("attempt.unknown", f"no attempt has the id {attempt!r}", hint="gate history RECORD")
    return entry
