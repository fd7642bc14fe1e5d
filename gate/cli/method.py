"""``gate method``: the catalogue of recipes, and a method tried on a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.commands import group
from gate.cli.completion import recipes
from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document, filled

if TYPE_CHECKING:
    from gate.documents.method import RecipeInputReport

app = group("Recipes that a claim's method can name, and a method tried on a file.")


@app.command("list")
def list_(
    family: Annotated[str | None, typer.Option(help="Only this family, such as survival.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the recipes, by family."""
    from gate.documents.method import RecipeLine, RecipesReport
    from gate.model.errors import UsageError
    from gate.repro.methods.catalogue import FAMILIES

    if family is not None and family not in FAMILIES:
        known = ", ".join(FAMILIES)
        raise UsageError("method.family-unknown", f"there is no family {family!r}", hint=f"known: {known}")
    chosen = {name: members for name, members in FAMILIES.items() if family in (None, name)}
    if as_json:
        lines = (
            RecipeLine(id=one.id, version=one.version, family=name, summary=one.summary)
            for name, members in chosen.items()
            for one in members
        )
        emit_document(RecipesReport(recipes=tuple(lines)))
        return
    for name, members in chosen.items():
        emit(name)
        for one in members:
            emit(filled(f"  {one.id:<26} ", one.summary))


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The recipe.", autocompletion=recipes)],
    version: Annotated[int | None, typer.Option(help="Its version; the newest by default.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a recipe: definition, source, inputs, options, outputs, conventions."""
    from gate.documents.method import RecipeInputReport, RecipeReport
    from gate.model.errors import Fault
    from gate.repro.methods.catalogue import FAMILIES, find

    recipe = find(name, version, where="ID", fault=Fault.OPERATOR)
    report = RecipeReport(
        id=recipe.id,
        version=recipe.version,
        family=next(family for family, members in FAMILIES.items() if recipe in members),
        summary=recipe.summary,
        formula=recipe.formula,
        source=recipe.source,
        inputs=tuple(
            RecipeInputReport(name=one.name, takes=one.takes, meaning=one.meaning, required=one.required)
            for one in recipe.inputs
        ),
        options=tuple(
            RecipeInputReport(
                name=one.name,
                takes=" | ".join(one.choices) or one.kind,
                meaning=one.meaning,
                required=one.required,
                default=None if one.default is None else str(one.default),
            )
            for one in recipe.options
        ),
        outputs=tuple(recipe.outputs),
        conventions=recipe.conventions,
        call=recipe.call,
        needs=recipe.needs,
        unmoved_by=tuple(sorted(recipe.unmoved_by)),
        tolerance=recipe.tolerance,
    )
    if as_json:
        emit_document(report)
        return
    emit(f"{report.id}  version {report.version}  ({report.family})")
    for label, text in (("summary", report.summary), ("formula", report.formula), ("source", report.source)):
        emit(filled(f"  {label:<12} ", text))
    for label, members in (("input", report.inputs), ("option", report.options)):
        for member in members:
            emit(filled(f"  {label:<12} ", _member(member)))
    emit(filled(f"  {'outputs':<12} ", ", ".join(report.outputs)))
    for convention in report.conventions:
        emit(filled(f"  {'convention':<12} ", convention))
    for label, text in (("computed by", report.call), ("needs", report.needs), ("tolerance", report.tolerance)):
        emit(filled(f"  {label:<12} ", text))


def _member(member: RecipeInputReport) -> str:
    given = f", by default {member.default}" if member.default else "" if member.required else ", optional"
    return f"{member.name} ({member.takes}{given}): {member.meaning}"


@app.command("try")
def try_(
    method: Annotated[Path, typer.Argument(help="A JSON file with the method.")],
    data: Annotated[list[Path], typer.Argument(help="The data files that it looks at, under their own names.")],
    as_json: JsonOption = False,
) -> None:
    """Compute a method on files, in the sealed container where the gate computes."""
    from gate.documents.method import MethodValueReport, VariantValue
    from gate.engine.inputs.files import read_file
    from gate.model.errors import Fault, UsageError
    from gate.repro.recompute import try_method
    from gate.sandbox.docker_sandbox import DockerSandbox

    def content(path: Path) -> bytes:
        return read_file(path, code="method", fault=Fault.OPERATOR, max_bytes=64 << 20)

    files = {path.name: content(path) for path in data}
    if len(files) < len(data):
        raise UsageError("method.file-twice", "two data files have the same name", hint="rename one of them")
    document = content(method)
    with DockerSandbox() as sandbox:
        words, answers = try_method(document, files, sandbox)
    report = MethodValueReport(
        method=words,
        variants=tuple(
            VariantValue(
                value=str(answer.value) if answer.known else None,
                condition=answer.condition,
                trouble=answer.trouble,
                message=answer.message,
            )
            for answer in answers
        ),
    )
    if as_json:
        emit_document(report)
        return
    emit(filled("", report.method))
    for variant in report.variants:
        emit(
            f"  {variant.value}" if variant.value is not None else f"  no value ({variant.trouble}): {variant.message}"
        )
