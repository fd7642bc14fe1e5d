"""``gate bundle`` and ``gate verify``: a verdict in one file, and checking it with a public key and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import AttemptArgument, AttemptOption, ClaimOption, HomeOption, JsonOption, LatestOption
from gate.cli.ui import emit, emit_document


def bundle(
    name: AttemptArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    claim: ClaimOption = None,
    attempt: AttemptOption = None,
    latest: LatestOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write one file from which a stranger can verify the verdict offline.

    It signs attestations, so it needs the log's private key, but it writes nothing into the store.
    """
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        report = gate.write_bundle(name, out, force=force, claim=claim, attempt=attempt, latest=latest)
    if as_json:
        emit_document(report)
        return
    emit(f"Wrote {report.path} ({report.bytes} bytes)\nNext: gate verify {report.path} --key '{report.key}'")


def verify(
    file: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A verdict bundle.")],
    key: Annotated[str, typer.Option(help="The log's public key, or a file that holds it.")],
    artifact: Annotated[Path | None, typer.Option(help="The verdict must be about this artifact folder.")] = None,
    record: Annotated[Path | None, typer.Option(help="The verdict must be about this record file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Verify a verdict offline: no store, no network, no Docker. Exit status 0 when the bundle is what it says.

    The exit status says nothing about the verdict itself, which is printed: a genuine REJECTED also verifies.
    """
    from gate import verify_bundle

    report = verify_bundle(file, key, artifact=artifact, record=record)
    if as_json:
        emit_document(report)
        return
    emit(f"{report.verdict}  {report.entry['record']} claim {report.entry['claim']}")
    emit(f"Reason: {report.reason}")
    for check in report.checks:
        emit(f"  {check.outcome:<12} {check.id}  {check.reason}")
    for sentence in report.shown:
        emit(f"verified: {sentence}")
    for sentence in report.not_shown:
        emit(f"not verified: {sentence}")
