"""Intake: read record, claim files and artifact once, check them against their digests, and decide whether to judge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from gate.engine.inputs.files import MAX_CLAIM_FILE_BYTES, read_file, read_folder
from gate.engine.judges import JUDGES, Judges
from gate.model.artifact import MANIFEST, Artifact, artifact_listing
from gate.model.base import MAX_DOCUMENT_BYTES
from gate.model.check import Check, failed, passed
from gate.model.claim import Claim
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.record import Record
from gate.model.required import PREFLIGHT
from gate.model.text import counted


@dataclass(frozen=True, slots=True)
class Intake:
    """What one attempt is about. All bytes are in memory and will not be read again."""

    record: Record
    claim: Claim
    claim_files: Mapping[str, bytes]
    artifact: Artifact
    artifact_files: Mapping[str, bytes]
    artifact_listing: Mapping[str, Json]
    """File names to digests; its canonical JSON is what the artifact's identity is the digest of."""
    record_file: bytes | None
    """The record's file as it was given; None for an attempt of a version that did not keep it."""

    @property
    def artifact_digest(self) -> Digest:
        """The identity of the artifact."""
        return Digest.of_json(self.artifact_listing)

    @property
    def claim_listing(self) -> Json:
        """The claim's files: names to digests."""
        return {name: str(Digest.of(data)) for name, data in self.claim_files.items()}


def load_record(path: Path, judges: Judges = JUDGES) -> Record:
    """Read and check a record file. Raises InputError."""
    return judges.parse_record(read_record(path), where=str(path))


def read_record(path: Path) -> bytes:
    """The bytes of a record file. Raises InputError."""
    return read_file(path, code="record", fault=Fault.CLAIM, max_bytes=MAX_DOCUMENT_BYTES)


def load(record_path: Path, artifact_path: Path, claim_id: str | None, judges: Judges = JUDGES) -> Intake:
    """Read everything that an attempt needs. Raises InputError, which says whose fault it is."""
    record_file = read_record(record_path)
    record = judges.parse_record(record_file, where=str(record_path))
    claim = record.claim(claim_id)
    claim_files = load_claim_files(claim, record_path, judges)
    files = read_folder(artifact_path)
    artifact = judges.read_manifest(files, where=str(artifact_path))
    if not isinstance(artifact.body, judges.of(claim).body):
        raise InputError(
            "artifact.wrong-kind",
            f"a {artifact.body.kind} cannot show the {claim.kind} claim {claim.id!r}",
            where=str(artifact_path / MANIFEST),
            fault=Fault.ARTIFACT,
        )
    _refuse_undeclared(artifact, files, artifact_path)
    return Intake(record, claim, claim_files, artifact, files, artifact_listing(files), record_file)


def _refuse_undeclared(artifact: Artifact, files: Mapping[str, bytes], folder: Path) -> None:
    """Raises InputError ``artifact.undeclared-file``: a stray file is a slip of whoever submits, and no cheat."""
    stray = _undeclared(artifact, files)
    if not stray:
        return
    body, more = artifact.body, f" and {len(stray) - 1} more" if len(stray) > 1 else ""
    named = [*body.files, *stray]
    hint = "remove it"
    with suppress(ValidationError):  # not every file can be named in every artifact
        type(body).model_validate({**body.model_dump(), "files": tuple(named)})
        hint += f", or write in {MANIFEST}: files = {json.dumps(named)}"
    raise InputError(
        "artifact.undeclared-file",
        f"the folder holds {stray[0]!r}{more}, which {MANIFEST} does not name",
        where=str(folder / stray[0]),
        hint=hint,
        fault=Fault.ARTIFACT,
    )


def _undeclared(artifact: Artifact, files: Mapping[str, bytes]) -> list[str]:
    return sorted(set(files) - {*artifact.body.files, MANIFEST})


def load_claim_files(claim: Claim, record_path: Path, judges: Judges = JUDGES) -> dict[str, bytes]:
    """The files that the claim names, relative to the record, checked against the digests that it pins.

    Raises InputError, ``claim.unpinned-file`` for a file without a digest: a verdict is about the claim's digest, which
    must cover what the claim means.
    """
    files: dict[str, bytes] = {}
    folder = record_path.parent
    for name, digest in judges.of(claim).load(claim).files.items():
        data = read_file(folder / name, code="claim", fault=Fault.CLAIM, max_bytes=MAX_CLAIM_FILE_BYTES)
        if digest is None:
            raise InputError(
                "claim.unpinned-file",
                f"claim {claim.id!r} names {name} without its digest, so the file could be exchanged after the verdict",
                where=f"{record_path}#claims.{claim.id}",
                hint=f"gate record pin {record_path}",
                fault=Fault.CLAIM,
            )
        if Digest.of(data) != digest:
            raise InputError(
                "claim.digest-differs",
                f"{name} is {Digest.of(data)}, the record pins {digest}",
                where=str(folder / name),
                fault=Fault.CLAIM,
                hint="restore the file that the record was published with, or publish a corrected record",
            )
        files[name] = data
    return files


def preflight(intake: Intake) -> Check:
    """Whether the artifact's folder holds exactly what its manifest declares, and nothing that was built elsewhere."""
    missing = sorted(set(intake.artifact.body.files) - set(intake.artifact_files))
    if missing:
        return failed(PREFLIGHT, "file-missing", f"artifact.toml names {missing[0]!r}, which is not in the folder")
    if stray := _undeclared(intake.artifact, intake.artifact_files):
        return failed(PREFLIGHT, "file-undeclared", f"the folder holds {stray[0]!r}, which artifact.toml does not name")
    return passed(PREFLIGHT, f"{counted(len(intake.artifact_files), 'file')}, all declared")
