"""Intake: read record, claim files and artifact once, check them against their digests, and decide whether to judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gate.engine.inputs.files import MAX_CLAIM_FILE_BYTES, read_file, read_folder
from gate.model.artifact import MANIFEST, Artifact, artifact_listing, parse_artifact
from gate.model.base import MAX_DOCUMENT_BYTES
from gate.model.challenge import challenge_digest
from gate.model.check import Check, failed, passed
from gate.model.claim import EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.record import Record, parse_record
from gate.repro.codecheck import CODECHECK, artifact_from_codecheck

PREFLIGHT = "artifact.preflight"


@dataclass(frozen=True, slots=True)
class Intake:
    """What one attempt is about. All bytes are in memory and will not be read again."""

    record: Record
    claim: MathematicalClaim | EmpiricalClaim
    claim_files: Mapping[str, bytes]
    artifact: Artifact
    artifact_files: Mapping[str, bytes]
    artifact_listing: Mapping[str, Json]
    """File names to digests; its canonical JSON is what the artifact's identity is the digest of."""

    @property
    def artifact_digest(self) -> Digest:
        """The identity of the artifact."""
        return Digest.of_json(self.artifact_listing)

    @property
    def claim_listing(self) -> Json:
        """The claim's files: names to digests."""
        return {name: str(Digest.of(data)) for name, data in self.claim_files.items()}


def load_record(path: Path) -> Record:
    """Read and check a record file. Raises InputError."""
    data = read_file(path, code="record", fault=Fault.CLAIM, max_bytes=MAX_DOCUMENT_BYTES)
    return parse_record(data, where=str(path))


def load(record_path: Path, artifact_path: Path, claim_id: str | None) -> Intake:
    """Read everything that an attempt needs. Raises InputError, which says whose fault it is."""
    record = load_record(record_path)
    claim = record.claim(claim_id)
    claim_files = load_claim_files(claim, record_path.parent)
    files = read_folder(artifact_path)
    artifact = read_manifest(files, where=str(artifact_path))
    if artifact.claim_kind.value != claim.kind:
        raise InputError(
            "artifact.wrong-kind",
            f"a {artifact.body.kind} cannot show the {claim.kind} claim {claim.id!r}",
            where=str(artifact_path / MANIFEST),
            fault=Fault.ARTIFACT,
        )
    return Intake(record, claim, claim_files, artifact, files, artifact_listing(files))


def read_manifest(files: Mapping[str, bytes], *, where: str) -> Artifact:
    """The artifact that a folder's files mean: its ``artifact.toml``, else its ``codecheck.yml``. Raises InputError."""
    if MANIFEST in files:
        return parse_artifact(files[MANIFEST], where=f"{where}/{MANIFEST}")
    if CODECHECK in files:
        return artifact_from_codecheck(files)
    raise InputError(
        "artifact.no-manifest",
        f"there is no {MANIFEST} in the folder",
        where=where,
        fault=Fault.ARTIFACT,
        hint="see `gate schema artifact`",
    )


def load_claim_files(claim: MathematicalClaim | EmpiricalClaim, folder: Path) -> dict[str, bytes]:
    """The files that the claim declares, relative to the record, checked against their digests. Raises InputError."""
    declared: dict[str, Digest | None] = {}
    if isinstance(claim, MathematicalClaim):
        if claim.challenge is not None:
            declared = {file.path: file.sha256 for file in claim.challenge.files}
    elif claim.expected is not None:
        declared = {file.path: file.sha256 for file in claim.expected.data}
    if not (claim.challenge if isinstance(claim, MathematicalClaim) else claim.expected):
        raise InputError(
            "claim.no-specification",
            f"claim {claim.id!r} does not say what success means",
            hint="a mathematical claim needs a challenge, an empirical claim needs expected results",
            fault=Fault.CLAIM,
        )
    files: dict[str, bytes] = {}
    for name, digest in declared.items():
        data = read_file(folder / name, code="claim", fault=Fault.CLAIM, max_bytes=MAX_CLAIM_FILE_BYTES)
        if digest is not None and Digest.of(data) != digest:
            raise InputError(
                "claim.digest-differs",
                f"{name} is {Digest.of(data)}, the record pins {digest}",
                where=str(folder / name),
                fault=Fault.CLAIM,
                hint="restore the file that the record was published with, or publish a corrected record",
            )
        files[name] = data
    return files


def challenge_subject(claim: MathematicalClaim | EmpiricalClaim, folder: Path) -> Digest:
    """What a person approves who finds that a claim's challenge says what the claim says. Raises InputError."""
    files = load_claim_files(claim, folder)
    if not isinstance(claim, MathematicalClaim) or claim.challenge is None:
        raise InputError("claim.no-challenge", f"claim {claim.id!r} has no challenge to approve", fault=Fault.CLAIM)
    return challenge_digest(claim.challenge, files)


def preflight(intake: Intake) -> Check:
    """Whether the artifact's folder holds exactly what its manifest declares, and nothing that was built elsewhere."""
    declared = set(intake.artifact.body.files) | (set(intake.artifact_files) & {MANIFEST})
    missing = sorted(declared - set(intake.artifact_files))
    if missing:
        return failed(PREFLIGHT, "file-missing", f"artifact.toml names {missing[0]!r}, which is not in the folder")
    stray = sorted(set(intake.artifact_files) - declared)
    if stray:
        return failed(PREFLIGHT, "file-undeclared", f"the folder holds {stray[0]!r}, which artifact.toml does not name")
    return passed(PREFLIGHT, f"{len(declared)} files, all declared")
