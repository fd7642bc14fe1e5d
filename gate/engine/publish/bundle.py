"""The bundle of a closed attempt: collected from log and blobs, and verified as a stranger would before it leaves."""

from __future__ import annotations

import json

from gate.attest.bundle import build_bundle
from gate.attest.dsse import to_jsonl
from gate.attest.verify import verify_bundle
from gate.engine.history.proven import verified_head
from gate.engine.inputs.trust import trust_of
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.log.keys import VerifierKey
from gate.log.kinds import CheckBody, IntakeBody, KeyBody, RequirementBody
from gate.model.errors import UsageError
from gate.model.version import VERSION
from gate.store.ledger import Snapshot


def make_bundle(workspace: Workspace, view: AttemptView) -> bytes:
    """The bundle of an attempt, with its standing as of now.

    Raises UsageError ``bundle.open-attempt`` while it is open, ``bundle.older-store`` where the log, written by gate
    0.1 alone, does not commit to the entries that a record has.
    """
    if view.index is None:
        raise UsageError("bundle.open-attempt", f"attempt {view.id} has no verdict yet", hint="wait for it to end")
    ledger = workspace.ledger
    if ledger.is_older:
        raise UsageError(
            "bundle.older-store",
            "a log that only gate 0.1 wrote cannot show that no entry about a record is missing",
            hint="`gate recover` brings the store to this version",
        )
    versions = {"gate": VERSION}
    if view.toolchain:
        versions["toolchain"] = view.toolchain
    with ledger.snapshot() as snapshot:
        verified_head(snapshot, trust_of(workspace))
        checks = snapshot.entries(attempt=view.id, kind=CheckBody)
        data = build_bundle(
            checkpoint=snapshot.checkpoint().encode("utf-8"),
            rotations=[snapshot.raw_entry(index) for index, _ in snapshot.entries(kind=KeyBody)],
            proof=snapshot.record_proof(view.record),
            verdict=view.index,
            documents=_documents(workspace, snapshot, view),
            checks=[workspace.blobs.get(entry.body.digest) for _, entry in checks],
            signer=ledger.signer,
            versions=versions,
        )
    verify_bundle(data, VerifierKey.parse(ledger.vkey))
    return data


def envelopes_of(bundle: bytes) -> bytes:
    """The bundle's DSSE envelopes as an ``.intoto.jsonl`` file."""
    return to_jsonl(json.loads(bundle)["envelopes"])


def _documents(workspace: Workspace, snapshot: Snapshot, view: AttemptView) -> list[bytes]:
    """The policies and claims that the attempts at the claim were judged under and about, each once.

    And the policies that were adopted since.
    """
    intakes = [entry.body for _, entry in snapshot.entries(record=view.record, claim=view.claim, kind=IntakeBody)]
    digests = [digest for body in intakes for digest in (body.policy_digest, body.claim_digest)]
    adopted = snapshot.entries(record=view.record, claim=view.claim, kind=RequirementBody)
    digests += [entry.body.policy_digest for _, entry in adopted]
    return [workspace.blobs.get(digest) for digest in dict.fromkeys(digests)]
