"""``gate sandbox``: images and the seal's self-test."""

from __future__ import annotations

from typing import Annotated

import typer

from gate.cli.options import QuietOption
from gate.cli.ui import JsonFlag, Stages, emit, emit_json

app = typer.Typer(help="Images and the seal's self-test.", no_args_is_help=True, rich_markup_mode=None)


@app.command("build")
def build(
    names: Annotated[list[str] | None, typer.Argument(help="Images; all that can be built offline by default.")] = None,
    base: Annotated[
        str | None, typer.Option(help="Stand on this registry image, pinned as NAME@sha256:…, instead of mmdebstrap's.")
    ] = None,
    quiet: QuietOption = False,
    as_json: JsonFlag = False,
) -> None:
    """Build images; those whose lock digest is current are left alone."""
    from gate.sandbox.definition import catalogue, load
    from gate.sandbox.imagebuild import build as build_images

    chosen = names or [name for name in catalogue() if not load(name).network]
    with Stages(quiet).shown() as stages:
        built = build_images(chosen, base=base, progress=stages.stage)
    if as_json:
        rows = [{"name": image.name, "id": image.id, "lock": str(image.lock), "base": image.base} for image in built]
        emit_json("gate-images-v1", {"images": rows})
        return
    for image in built:
        emit(f"{image.name:<12} {image.id}  {image.size_bytes >> 20} MiB on {image.base}")


@app.command("list")
def list_(as_json: JsonFlag = False) -> None:
    """List the images that gate built and the engine still holds."""
    from gate.sandbox.connection import connect
    from gate.sandbox.images import list_images

    images = list_images(connect())
    if as_json:
        rows = [
            {"name": image.name, "id": image.id, "lock": str(image.lock), "base": image.base, "current": image.current}
            for image in images
        ]
        emit_json("gate-images-v1", {"images": rows})
        return
    if not images:
        emit("no images; build them with `gate sandbox build`")
    for image in images:
        state = "current" if image.current else "stale"
        emit(f"{image.name:<12} {state:<8} {image.id}  {image.size_bytes >> 20} MiB")
