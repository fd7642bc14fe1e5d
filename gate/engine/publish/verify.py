"""Verifying without a store: a verdict bundle, or an export of the log, with a public key and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from gate.attest import verify as attest
from gate.documents.attempt import CheckReport
from gate.documents.bundle import BundleReport
from gate.documents.log import AuditReport
from gate.engine.history.audit import audit_export
from gate.engine.inputs.files import read_folder, read_named
from gate.engine.inputs.intake import load_record
from gate.log.checkpoint import Trust
from gate.log.keys import VerifierKey
from gate.model.artifact import artifact_listing
from gate.model.digest import Digest


def verify_bundle(
    bundle: Path | bytes, key: str, *, artifact: Path | None = None, record: Path | None = None
) -> BundleReport:
    """Verify every part of a bundle, offline. It says nothing about the verdict: a genuine REJECTED also verifies.

    ``bundle`` is a file or its bytes. ``key`` is the log's public key (C2SP verifier key) as its owner published it,
    or a file that holds it. With ``artifact`` (a folder) or ``record`` (a file) the verdict must be about these.

    Raises IntegrityError when anything does not hold, UsageError and InputError when a file cannot be read.
    """
    subjects: dict[str, Digest] = {}
    if artifact is not None:
        subjects["artifact"] = Digest.of_json(artifact_listing(read_folder(artifact)))
    if record is not None:
        subjects["record"] = load_record(record).digest
    data = bundle if isinstance(bundle, bytes) else read_named(bundle)
    found = attest.verify_bundle(data, read_key(key), subjects=subjects)
    head = found.checkpoint.checkpoint
    return BundleReport(
        verdict=found.verdict,
        entry=found.entry.to_json(),
        index=found.index,
        checks=tuple(map(CheckReport.of, found.checks)),
        origin=head.origin,
        size=head.size,
        root=head.root.hex(),
        key=found.checkpoint.key.id,
        cosigners=tuple(key.id for key in found.checkpoint.witnesses),
        shown=found.shown,
        not_shown=found.not_shown,
    )


def read_key(key: str) -> VerifierKey:
    """A public key: its text, or the name of a file that holds it. Raises UsageError, IntegrityError."""
    text = read_named(Path(key)).decode("utf-8", "replace").strip() if os.path.isfile(key) else key
    return VerifierKey.parse(text)


def read_checkpoints(paths: Iterable[Path]) -> list[bytes]:
    """Checkpoints that were seen earlier or elsewhere. Raises UsageError."""
    return [read_named(path) for path in paths]


def verify_export(export: Path, key: str, *, checkpoints: Iterable[Path] = ()) -> AuditReport:
    """Verify an export of the log (tiles folder or ``.jsonl``) alone; what does not hold is the report's ``problem``.

    ``key`` as for `verify_bundle`; ``checkpoints`` are files with checkpoints seen earlier or elsewhere: each must be
    a head of this log. Raises UsageError, InfrastructureError when a file cannot be read.
    """
    return audit_export(export, Trust.of(read_key(key)), known=read_checkpoints(checkpoints))[0].report()
