"""An attempt read back from the store: what it was about, and the checks that were made.

The digests come from the attempt as the fold tells it, so they are those of proven entries.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from gate.engine.inputs.intake import Intake
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.model.check import Check
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.errors import UsageError
from gate.model.record import Record


def stored_intake(workspace: Workspace, view: AttemptView) -> Intake:
    """What an earlier attempt was about, byte for byte. Raises UsageError ``attempt.no-inputs``, IntegrityError."""
    blobs, body = workspace.blobs, view.intake
    record = stored_record(workspace, view)
    listing = json.loads(blobs.get(body.artifact_digest))
    files = {name: blobs.get(Digest.parse(digest)) for name, digest in listing["files"].items()}
    inputs = stored_claim_listing(workspace, view)
    return Intake(
        record=record,
        claim=record.claim(view.claim),
        claim_files={name: blobs.get(digest) for name, digest in inputs.items()},
        artifact=workspace.judges.read_manifest(files, where=f"artifact of attempt {view.id}"),
        artifact_files=files,
        artifact_listing=listing,
        record_file=None if body.record_file is None else blobs.get(body.record_file),
    )


def stored_claim_listing(workspace: Workspace, view: AttemptView) -> Mapping[str, Digest]:
    """The claim's files that an attempt was judged with, by name.

    Raises UsageError ``attempt.no-inputs``, IntegrityError.
    """
    inputs = view.intake.inputs
    if inputs is None:
        message = f"attempt {view.id} does not name the claim's files"
        raise UsageError("attempt.no-inputs", message, hint="submit the artifact again")
    listing = json.loads(workspace.blobs.get(inputs))
    return {name: Digest.parse(digest) for name, digest in listing.items()}


def stored_record(workspace: Workspace, view: AttemptView) -> Record:
    """The record that an attempt was about, as it was then. Raises IntegrityError."""
    return kept_record(workspace, view.intake.record_digest)


def kept_record(workspace: Workspace, digest: Digest) -> Record:
    """A record that an entry names, by its digest. Raises IntegrityError."""
    return workspace.judges.parse_record(workspace.blobs.get(digest), where=f"record {digest.short}")


def stored_claim(workspace: Workspace, view: AttemptView) -> Claim:
    """The claim that an attempt was about. Raises IntegrityError."""
    return stored_record(workspace, view).claim(view.claim)


def stored_checks(workspace: Workspace, view: AttemptView) -> tuple[Check, ...]:
    """The checks of an attempt, from the blobs that the log names. Raises IntegrityError when one is damaged."""
    return tuple(Check.from_json(json.loads(workspace.blobs.get(digest))) for digest in view.check_digests)
