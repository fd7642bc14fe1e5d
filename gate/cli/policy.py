"""``gate policy``: what the store judges under, and from when on verdicts must meet it."""

from __future__ import annotations

from typing import Annotated

import typer

from gate.cli.commands import group
from gate.cli.options import HomeOption, JsonOption
from gate.cli.ui import emit, emit_document, filled

app = group("What the store judges under, and from when on verdicts must meet it.")


@app.callback()
def _policy() -> None:
    """What the store judges under, and from when on verdicts must meet it."""


@app.command("adopt")
def adopt(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which claims it would change.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Adopt the store's policy: verdicts without the checks that it needs no longer count.

    They stay in the history, and `gate show` says `policy-raised`; submit the artifact again to have it judged anew.
    """
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.adopt_policy(dry_run=dry_run)
    if as_json:
        emit_document(report)
        return
    done = "was adopted before" if report.already else "is adopted" if report.adopted else "would be adopted"
    emit(f"The policy {report.version} ({report.policy}) {done}.")
    for claim in report.claims:
        emit(filled(f"{claim.before} → {claim.now}  {claim.record} claim {claim.claim}: ", claim.reason))
    if not report.claims:
        emit("The status of no claim changes.")
