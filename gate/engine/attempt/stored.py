"""An attempt's inputs, read back from the store: what a rerun and a re-verification judge again."""

from __future__ import annotations

import json

from gate.engine.history.workspace import Workspace
from gate.engine.inputs.intake import Intake, read_manifest
from gate.log.kinds import IntakeBody
from gate.model.digest import Digest
from gate.model.errors import UsageError
from gate.model.record import parse_record


def stored_intake(workspace: Workspace, attempt_id: str) -> Intake:
    """What an earlier attempt was about, byte for byte. Raises UsageError, IntegrityError."""
    entry = next((entry for _, entry in workspace.ledger.entries(attempt=attempt_id, kind=IntakeBody)), None)
    if entry is None:
        raise UsageError("attempt.unknown", f"no attempt has the id {attempt_id!r}", hint="gate history RECORD")
    blobs, body = workspace.blobs, entry.body
    record = parse_record(blobs.get(body.record_digest), where=f"record of attempt {attempt_id}")
    listing = json.loads(blobs.get(body.artifact_digest))
    files = {name: blobs.get(Digest.parse(digest)) for name, digest in listing["files"].items()}
    if body.inputs is None:
        message = f"attempt {attempt_id} does not name the claim's files"
        raise UsageError("attempt.no-inputs", message, hint="submit the artifact again")
    inputs = json.loads(blobs.get(body.inputs))
    return Intake(
        record=record,
        claim=record.claim(entry.claim),
        claim_files={name: blobs.get(Digest.parse(digest)) for name, digest in inputs.items()},
        artifact=read_manifest(files, where=f"artifact of attempt {attempt_id}"),
        artifact_files=files,
        artifact_listing=listing,
    )
