"""``gate bundle`` and ``gate verify``: a verdict in one file, and checking it with a public key and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
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


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _duration(text: str) -> timedelta:
    """A number with its unit: ``90m``, ``24h``, ``7d``."""
    found = re.fullmatch(r"([0-9]{1,6})([smhd])", text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is no duration such as 90m, 24h or 7d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def verify(
    file: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A verdict bundle.")],
    key: Annotated[str, typer.Option(help="The log's public key, or a file that holds it.")],
    artifact: Annotated[
        Path | None, typer.Option(help="The verdict must be about this artifact: its folder or its archive.")
    ] = None,
    record: Annotated[Path | None, typer.Option(help="The verdict must be about this record file.")] = None,
    max_age: Annotated[
        timedelta | None,
        typer.Option(parser=_duration, metavar="DURATION", help="The standing must not be older, e.g. 24h or 7d."),
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(help="A newer checkpoint of the log, as `gate log checkpoint --since` prints it.")
    ] = None,
    log: Annotated[
        Path | None, typer.Option(help="The published log (tiles folder or .jsonl): tell the standing there.")
    ] = None,
    witness: Annotated[
        list[str] | None, typer.Option(help="The public key of a witness that must have cosigned, or a file with it.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Verify a verdict and its standing offline: no store, no network, no Docker.

    Exit status 0 while a VERIFIED verdict counts; 1 when it was REJECTED, revoked, retracted or superseded; 4 when it
    is INCONCLUSIVE or the standing is older than asked for; 5 when the bundle is not what it says.
    """
    from gate import verify_bundle

    report = verify_bundle(
        file,
        key,
        artifact=artifact,
        record=record,
        max_age=max_age,
        checkpoint=checkpoint,
        log=log,
        witnesses=witness or (),
    )
    if as_json:
        emit_document(report)
    else:
        emit("\n".join(report.lines()))
    raise typer.Exit(report.exit_code)
