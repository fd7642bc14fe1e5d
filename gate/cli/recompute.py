"""``gate recompute``: the gate's own computation of a claim, without any artifact."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document, filled

_STATUS = {"pass": 0, "fail": 1, "inconclusive": 4}


def recompute(
    record: Annotated[Path, typer.Argument(help="The record file; its data lie beside it.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Compute a claim's values by its own methods and hold the publication against them.

    It needs no artifact and no store, and writes nothing: what it says is about the publication.
    """
    from gate.documents.method import RecomputationReport, RecomputedValue
    from gate.engine.inputs.intake import load_claim_files, load_record
    from gate.repro.check_data import RecomputedData
    from gate.repro.recompute import recompute as recompute_claim
    from gate.sandbox.docker_sandbox import DockerSandbox

    found = load_record(record)
    about = found.claim(claim)
    files = load_claim_files(about, record)
    with DockerSandbox() as sandbox:
        check = recompute_claim(about, files, sandbox)
    data = cast(RecomputedData, check.data or {"quantities": [], "without": []})
    report = RecomputationReport(
        record=found.id,
        claim=about.id,
        outcome=check.outcome.value,
        code=check.code,
        reason=check.reason,
        values=tuple(
            RecomputedValue(
                name=one["name"],
                published=_text(one["published"]),
                own=_text(one["value"]),
                agrees=one["inside"],
                method=one["method"],
            )
            for one in data["quantities"]
        ),
        without=tuple(data["without"]),
    )
    if as_json:
        emit_document(report)
    else:
        for value in report.values:
            mark = "agrees " if value.agrees else "DIFFERS"
            emit(f"{mark}  {value.name}: published {value.published}, by its method {value.own}")
            emit(filled("         ", value.method))
        emit(filled(f"{report.outcome}: ", report.reason))
    raise typer.Exit(_STATUS[report.outcome])


def _text(value: str | list[str] | None) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
