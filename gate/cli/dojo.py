"""``gate dojo``: a LeanDojo theorem and a tactic proof become a challenge and an artifact like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document


def dojo(
    clone: Annotated[Path, typer.Argument(help="A local clone of the repository.")],
    commit: Annotated[str, typer.Argument(help="The commit, 40 hexadecimal digits.")],
    file: Annotated[str, typer.Argument(help="The Lean file, relative to the repository.")],
    theorem: Annotated[str, typer.Argument(help="The theorem's full name.")],
    proof: Annotated[str, typer.Option(help="What follows `:=`, usually `by …`.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="A new folder for challenge, claim and artifact.")],
    url: Annotated[str, typer.Option(help="The repository's address, for the artifact's title.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Make a challenge and an artifact of a LeanDojo theorem and a tactic proof.

    Writes Challenge.lean, claim.json and artifact/ into a new folder.
    """
    from gate.lean.leandojo import ARTIFACT, CHALLENGE, DojoTheorem, splice

    theorem_there = DojoTheorem(url or str(clone), commit, file, theorem)
    spliced = splice(theorem_there, theorem_there.read(clone), proof)
    spliced.write(out)
    if as_json:
        from gate.documents.example import DojoReport

        emit_document(DojoReport(folder=str(out), claim=spliced.claim.model_dump(mode="json")))
        return
    emit(
        f"Wrote {out}\nNext: put claim.json into a record beside {CHALLENGE}, then gate submit RECORD {out / ARTIFACT}"
    )
