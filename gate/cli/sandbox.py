"""``gate sandbox``: images and the seal's self-test."""

from __future__ import annotations

from typing import Annotated

import typer

from gate.cli.options import QuietOption
from gate.cli.ui import JsonFlag, Stages, emit, emit_json

app = typer.Typer(help="Images and the seal's self-test.", no_args_is_help=True, rich_markup_mode=None)
