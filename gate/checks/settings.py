"""``gate.toml`` (``[check]``) or ``pyproject.toml`` (``[tool.gate.check]``): what a repository sets for its check."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NoReturn

import msgspec

from gate.checks.finding import Path as ValuePath
from gate.checks.finding import Severity
from gate.checks.reading import toml_file
from gate.checks.reading.places import Lines, place_of
from gate.checks.selection import PathSelection, Selection
from gate.model.errors import InputError, UsageError

OWN_FILE, PROJECT_FILE = "gate.toml", "pyproject.toml"


class PathTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[[check.paths]]``: what is different for some files."""

    match: str
    ignore: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The table. ``keys`` are the public keys of logs whose word counts (docs/checks.md)."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    baseline: str | None = None
    policy: str | None = None
    keys: tuple[str, ...] = ()
    paths: tuple[PathTable, ...] = ()

    def selection(self, select: tuple[str, ...], ignore: tuple[str, ...], extend: tuple[str, ...]) -> Selection:
        """The rules that count, where the command line goes before the file."""
        chosen = select or self.select
        extended = (*chosen, *self.extend_select, *extend) if chosen else ()
        paths = tuple(PathSelection(path.match, path.ignore) for path in self.paths)
        return Selection(extended, (*self.ignore, *ignore), paths)


def find_settings(folder: Path) -> Path | None:
    """The settings of a folder, or of the nearest one above it that has any."""
    for place in (folder, *folder.parents):
        if (place / OWN_FILE).is_file():
            return place / OWN_FILE
        project = place / PROJECT_FILE
        if project.is_file() and b"[tool.gate.check" in project.read_bytes():
            return project
    return None


def parse_settings(data: bytes, where: str) -> Settings:
    """The settings in a file. Raises InputError ``check.settings`` with line and column."""
    try:
        text = data.decode("utf-8")
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("check.settings", f"the settings are no TOML: {error}", where=where) from None
    place: ValuePath = ("tool", "gate", "check") if Path(where).name == PROJECT_FILE else ("check",)
    table: object = document
    for name in place:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        _refuse(error, text, place, where)
    try:
        settings.selection((), (), ())
    except UsageError as error:
        raise InputError(error.code, error.message, where=where, hint=error.hint) from None
    return settings


def _refuse(error: msgspec.ValidationError, text: str, place: ValuePath, where: str) -> NoReturn:
    """msgspec names the place of a wrong value as ``$.paths[0].match``, and an unknown field in its words."""
    message, _, at = str(error).partition(" - at `$")
    found = re.findall(r"\.([^.\[`]+)|\[(\d+)\]", at)
    path: ValuePath = (*place, *(int(index) if index else name for name, index in found))
    if unknown := re.search(r"unknown field `([^`]+)`", message):
        path = (*path, unknown[1])
    lines = Lines(text)
    spot = lines.spot(place_of(path, toml_file.members(text)))
    hint = "docs/checks.md lists the settings"
    raise InputError("check.settings", message, where=f"{where}:{spot.line}:{spot.column}", hint=hint) from None
