"""``gate bundle`` and ``gate verify``: a verdict in one file, and checking it with a public key and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.options import HomeOption, open_workspace, read_bytes
from gate.cli.ui import JsonFlag, emit, emit_json
from gate.model.errors import InfrastructureError

if TYPE_CHECKING:
    from gate.model.digest import Digest


def bundle(
    attempt: Annotated[str, typer.Argument(help="An attempt's id, or a record's for its newest attempt.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write one file from which a stranger can verify the verdict offline."""
    from gate.engine.publish.bundle import make_bundle

    workspace = open_workspace(home)
    data = make_bundle(workspace, attempt)
    try:
        out.write_bytes(data)
    except OSError as problem:
        raise InfrastructureError("bundle.write", f"cannot be written: {problem.strerror}", where=str(out)) from None
    if as_json:
        emit_json("gate-bundle-written-v1", {"path": str(out), "bytes": len(data), "key": workspace.ledger.vkey})
        return
    emit(f"Wrote {out} ({len(data)} bytes)\nNext: gate verify {out} --key '{workspace.ledger.vkey}'")


def verify(
    file: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A verdict bundle.")],
    key: Annotated[str, typer.Option(help="The log's public key, or a file that holds it.")],
    artifact: Annotated[Path | None, typer.Option(help="The verdict must be about this artifact folder.")] = None,
    record: Annotated[Path | None, typer.Option(help="The verdict must be about this record file.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Verify a verdict offline: no store, no network, no Docker. Exit status 0 when the bundle is what it says.

    The exit status says nothing about the verdict itself, which is printed: a genuine REJECTED also verifies.
    """
    from gate.attest.verify import verify_bundle
    from gate.log.keys import VerifierKey

    trusted = VerifierKey.parse(
        read_bytes(Path(key)).decode("utf-8", "replace").strip() if Path(key).is_file() else key
    )
    report = verify_bundle(read_bytes(file), trusted, subjects=_subjects(artifact, record))
    if as_json:
        emit_json("gate-bundle-report-v1", report.to_json())
        return
    emit(f"{report.verdict}  {report.entry.record} claim {report.entry.claim}")
    emit(f"Reason: {report.entry.body.reason}")
    for check in report.checks:
        emit(f"  {check.outcome:<12} {check.id}  {check.reason}")
    for sentence in report.shown:
        emit(f"verified: {sentence}")
    for sentence in report.not_shown:
        emit(f"not verified: {sentence}")


def _subjects(artifact: Path | None, record: Path | None) -> dict[str, Digest]:
    """The digests of what the caller holds; imported late, so that verifying alone starts fast."""
    found: dict[str, Digest] = {}
    if artifact is not None:
        from gate.engine.inputs.files import read_folder
        from gate.model.artifact import artifact_listing
        from gate.model.digest import Digest

        found["artifact"] = Digest.of_json(artifact_listing(read_folder(artifact)))
    if record is not None:
        from gate.engine.inputs.intake import load_record

        found["record"] = load_record(record).digest
    return found
