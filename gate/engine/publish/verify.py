"""Verifying a verdict bundle with a public key and nothing else: no store, no network, no Docker."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from pydantic import JsonValue

from gate.attest import verify as attest
from gate.documents.attempt import CheckReport
from gate.documents.bundle import BundleReport
from gate.engine.arguments import checked
from gate.engine.inputs.files import read_folder
from gate.engine.inputs.trust import read_key, read_named
from gate.model.artifact import artifact_listing
from gate.model.digest import Digest


@checked
def verify_bundle(
    bundle: Path | str | bytes,
    key: str,
    *,
    artifact: Path | str | None = None,
    record: Path | str | None = None,
) -> BundleReport:
    """Verify every part of a bundle, offline. It says nothing about the verdict: a genuine REJECTED also verifies.

    ``bundle`` is a file or its bytes. ``key`` is the log's public key (C2SP verifier key) as its owner published it,
    or a file that holds it. With ``artifact`` (a folder) or ``record`` (a file) the verdict must be about these.

    Raises IntegrityError when anything does not hold, UsageError and InputError when a file cannot be read.
    """
    subjects: dict[str, Digest] = {}
    if artifact is not None:
        subjects["artifact"] = Digest.of_json(artifact_listing(read_folder(Path(artifact))))
    if record is not None:
        from gate.engine.inputs.pins import pinned_record  # it loads the judges, which a bundle alone does not need

        subjects["record"] = pinned_record(Path(record)).digest
    data = bundle if isinstance(bundle, bytes) else read_named(Path(bundle))
    found = attest.verify_bundle(data, read_key(key), subjects=subjects)
    head = found.checkpoint.checkpoint
    return BundleReport(
        verdict=found.verdict,
        entry=cast(dict[str, JsonValue], found.entry.to_json()),
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
