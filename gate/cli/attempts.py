"""``gate submit``: run Gate 2 on one artifact."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.options import (
    AttemptArgument,
    AttemptOption,
    ClaimOption,
    HomeOption,
    JsonOption,
    LatestOption,
    PassphraseOption,
    QuietOption,
)
from gate.cli.ui import Stages, emit, emit_document

if TYPE_CHECKING:
    from gate import AttemptReport


def submit(
    record: Annotated[Path, typer.Argument(help="The record, a paper-manifest-v1.1 JSON file.")],
    artifact: Annotated[Path, typer.Argument(help="The artifact, a folder with artifact.toml.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id; may be left out when there is one claim.")] = None,
    policy: Annotated[Path | None, typer.Option(help="Judge under this policy file instead of the store's.")] = None,
    identity: Annotated[
        Path | None,
        typer.Option(help="Sign the submission with this key, OpenSSH's or gate's; a .pub asks the ssh-agent."),
    ] = None,
    passphrase_file: PassphraseOption = None,
    home: HomeOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Run Gate 2 on one artifact. Exit status: 0 VERIFIED, 1 REJECTED, 4 INCONCLUSIVE."""
    from gate import Gate

    with Stages(quiet).shown() as stages, Gate.open(home, policy=policy, progress=stages) as gate:
        report = gate.submit(record, artifact, claim=claim, identity=identity, passphrase_file=passphrase_file)
    if as_json:
        emit_document(report)
    else:
        emit(attempt_text(report))
        if report.code == "needs-method-review":
            chosen = f"--claim {report.claim}"
            emit(f"      gate review {quote(str(artifact))} --record {quote(str(record))} {chosen}")
            signed = "--approver NAME --note TEXT"
            emit(f"      gate approve {quote(str(record))} --method {quote(str(artifact))} {chosen} {signed}")
    raise typer.Exit(report.verdict.exit_code)


def rerun(
    name: AttemptArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be run.")] = False,
    claim: ClaimOption = None,
    attempt: AttemptOption = None,
    latest: LatestOption = False,
    home: HomeOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Run an attempt again, exactly: the same bytes, policy, seeds, controls and order. It is a new attempt."""
    from gate import Gate

    with Stages(quiet).shown() as stages, Gate.open(home, progress=stages, read_only=dry_run) as gate:
        planned = gate.plan_rerun(name, claim=claim, attempt=attempt, latest=latest)
        if dry_run and as_json:
            emit_document(planned)
        elif not as_json:
            emit(f"Rerun of attempt {planned.of}: {planned.record} claim {planned.claim}")
            emit(f"Artifact {planned.artifact_digest}, policy {planned.policy_digest}")
            for line in planned.runs:
                emit(line)
        if dry_run:
            return
        report = gate.rerun(planned.of)
    if as_json:
        emit_document(report)
    else:
        emit(attempt_text(report))
        changed = report.differences
        emit("\n".join(["Differs from before:", *changed]) if changed else "Every check came out as before.")
    raise typer.Exit(report.verdict.exit_code)


def attempt_text(report: AttemptReport) -> str:
    """Verdict, reason, checks, what it is about, next command."""
    width = max(len(check.id) for check in report.checks)
    checks = "\n".join(f"  {check.outcome:<12} {check.id:<{width}}  {check.reason}" for check in report.checks)
    level = f"{report.level}, {report.level_meaning}" if report.level else "none"
    leaves_open = f"It leaves open {report.leaves_open}\n" if report.leaves_open else ""
    return (
        f"{report.verdict}  {report.record} claim {report.claim}\n"
        f"Reason: {report.reason}\n"
        f"Level: {level}\n{leaves_open}"
        f"{checks}\n"
        f"Attempt {report.number} of this claim, id {report.attempt}, log entry {report.log_index}\n"
        f"Artifact {report.artifact_digest}\n"
        f"Next: gate explain {report.attempt}"
    )
