"""Options that several commands share. The library is imported inside the commands: ``gate verify`` starts fast."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        help="The store's folder.",
        envvar="GATE_HOME",
        show_default=".gate here or in the nearest folder above",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one versioned JSON document on stdout.")]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        help="A file with the key's passphrase; else GATE_PASSPHRASE_FILE names one, or the terminal is asked.",
    ),
]
RecordArgument = Annotated[str, typer.Argument(help="A record file, or the id of a record that was submitted.")]

AttemptArgument = Annotated[
    str,
    typer.Argument(
        metavar="RECORD|ATTEMPT", help="A record's id, for the attempt that its standing rests on; or an attempt's id."
    ),
]
ClaimOption = Annotated[str | None, typer.Option("--claim", help="The claim, where several were tried.")]
AttemptOption = Annotated[
    str | None, typer.Option("--attempt", help="This attempt of the record: its id, or its number at the claim.")
]
LatestOption = Annotated[bool, typer.Option("--latest", help="The record's newest attempt, whatever came of it.")]
