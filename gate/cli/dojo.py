"""``gate dojo``: a LeanDojo theorem and a tactic proof become a challenge and an artifact like any other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document
from gate.model.digest import Json
from gate.model.errors import InfrastructureError, UsageError


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
    from gate.lean.leandojo import CHALLENGE, DojoTheorem, splice

    where = DojoTheorem(url or str(clone), commit, file, theorem)
    made = splice(where, where.read(clone), proof)
    claim: dict[str, Json] = {
        "id": "theorem",
        "kind": "mathematical",
        "statement": f"{theorem}, as {file} states it",
        "challenge": made.specification().model_dump(mode="json"),
    }
    if out.exists():
        raise UsageError("dojo.exists", "the folder exists already", where=str(out), hint="choose a new name")
    try:
        (out / "artifact").mkdir(parents=True)
        (out / CHALLENGE).write_bytes(made.challenge)
        (out / "claim.json").write_text(json.dumps(claim, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        for name, data in made.artifact_files().items():
            (out / "artifact" / name).write_bytes(data)
    except OSError as problem:
        raise InfrastructureError("dojo.write", f"cannot be written: {problem.strerror}", where=str(out)) from None
    if as_json:
        from gate.documents.example import DojoReport

        emit_document(DojoReport(folder=str(out), claim=claim))
        return
    emit(f"Wrote {out}\nNext: put claim.json into a record beside {CHALLENGE}, then gate submit RECORD {out}/artifact")
