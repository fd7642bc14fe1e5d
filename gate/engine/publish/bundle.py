"""The bundle of a closed attempt: collected from log and blobs, and verified as a stranger would before it leaves."""

from __future__ import annotations

from gate.attest.bundle import ProvedEntry, build_bundle
from gate.attest.verify import verify_bundle
from gate.engine.workspace import Workspace
from gate.log.keys import VerifierKey
from gate.log.kinds import CheckBody, KeyBody
from gate.log.status import AttemptView
from gate.model.errors import UsageError
from gate.model.version import VERSION


def make_bundle(workspace: Workspace, view: AttemptView) -> bytes:
    """The bundle of an attempt. Raises UsageError ``bundle.open-attempt`` while it is open."""
    if view.verdict is None:
        raise UsageError("bundle.open-attempt", f"attempt {view.id} has no verdict yet", hint="wait for it to end")
    with workspace.ledger.snapshot() as snapshot:
        size = snapshot.size()
        steps = list(snapshot.entries(attempt=view.id))

        def proved(kind: str) -> ProvedEntry:
            index = next(index for index, entry in steps if entry.kind == kind)
            return ProvedEntry(index, snapshot.raw_entry(index), tuple(snapshot.inclusion(index, size)))

        made = [entry.body.digest for _, entry in steps if isinstance(entry.body, CheckBody)]
        versions = {"gate": VERSION}
        if view.toolchain:
            versions["toolchain"] = view.toolchain
        data = build_bundle(
            checkpoint=snapshot.checkpoint(size).encode("utf-8"),
            verdict=proved("verdict"),
            decision=proved("decision"),
            rotations=[snapshot.raw_entry(index) for index, _ in snapshot.entries(kind=KeyBody)],
            policy=workspace.blobs.get(workspace.ledger.attempt(view.id).policy_digest),
            checks=[workspace.blobs.get(digest) for digest in made],
            signer=workspace.ledger.signer,
            versions=versions,
        )
    verify_bundle(data, VerifierKey.parse(workspace.ledger.vkey))
    return data
