"""``gate sandbox``: images and the seal's self-test."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.commands import group
from gate.cli.completion import images
from gate.cli.options import JsonOption, QuietOption
from gate.cli.ui import Stages, emit, emit_document

if TYPE_CHECKING:
    from gate.documents.machine import ImagesReport
    from gate.sandbox.images.inventory import BuiltImage

app = group("Build and list images, and test the seal of the sandbox.")


@app.command("build")
def build(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]…", help="Images; all that can be built offline by default.", autocompletion=images
        ),
    ] = None,
    base: Annotated[
        str | None, typer.Option(help="Stand on this registry image, pinned as NAME@sha256:…, instead of mmdebstrap's.")
    ] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Build images; those whose lock digest is current are left alone."""
    from gate.sandbox.images.build import build as build_images
    from gate.sandbox.images.definition import catalogue, load

    chosen = names or [name for name in catalogue() if not load(name).network]
    with Stages(quiet).shown() as stages:
        built = build_images(chosen, base=base, progress=stages.stage)
    if as_json:
        emit_document(_report(built))
        return
    for image in built:
        emit(f"{image.name:<12} {image.id}  {image.size_bytes >> 20} MiB on {image.base}")


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List the images that gate built and the engine still holds."""
    from gate.sandbox.engine.connection import connect
    from gate.sandbox.images.inventory import list_images

    with closing(connect()) as client:
        images = list_images(client)
    if as_json:
        emit_document(_report(images))
        return
    if not images:
        emit("no images; build them with `gate sandbox build`")
    for image in images:
        state = "current" if image.current else "stale"
        emit(f"{image.name:<12} {state:<8} {image.id}  {image.size_bytes >> 20} MiB")


@app.command("test")
def self_test(
    image: Annotated[str, typer.Argument(help="The image to probe from inside.", autocompletion=images)] = "python",
    as_json: JsonOption = False,
) -> None:
    """Try every way out of the seal, from inside, and print the table. Exit status 4 when a probe got through."""
    from gate.documents.machine import ProbeReport, SelfTestReport
    from gate.sandbox.docker_sandbox import DockerSandbox

    with DockerSandbox() as sandbox:
        report = sandbox.full_self_test(sandbox.image_id(image))
    if as_json:
        rows = tuple(
            ProbeReport(group=row.group, name=row.name, expected=row.expected, found=row.found, passed=row.passed)
            for row in report.rows
        )
        emit_document(SelfTestReport(image=report.image, digest=report.digest, passed=report.passed, rows=rows))
    else:
        width = max(len(f"{row.group} {row.name}") for row in report.rows)
        for row in report.rows:
            state = "stopped" if row.passed else "THROUGH"
            emit(f"{state}  {f'{row.group} {row.name}':<{width}}  expected {row.expected}, found {row.found}")
        emit(f"{len(report.rows)} probes, digest {report.digest}")
    report.require()


def _report(images: Iterable[BuiltImage]) -> ImagesReport:
    from gate.documents.machine import ImageReport, ImagesReport

    return ImagesReport(
        images=tuple(
            ImageReport(
                name=image.name,
                id=image.id,
                lock=image.lock,
                base=image.base,
                current=image.current,
                size_bytes=image.size_bytes,
            )
            for image in images
        )
    )
