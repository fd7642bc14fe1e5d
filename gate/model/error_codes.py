"""What each code of an error or a check means and what to do about it: one table, read when somebody asks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """What a code stands for: ``cause`` says what is wrong, ``remedy`` what to do, in sentences or as a command."""

    name: str
    cause: str
    remedy: str


@cache
def code_entries() -> Mapping[str, CodeEntry]:
    """All entries by code, sorted: those of ``error_codes.toml``, with the problems of each kind of document."""
    table = tomllib.loads(files("gate.model").joinpath("error_codes.toml").read_text(encoding="utf-8"))
    found = {code: CodeEntry(code, **entry) for code, entry in table["codes"].items()}
    for document, listed in table["documents"].items():
        name = listed["name"]
        for problem in listed["problems"]:
            cause, remedy = (
                table["problems"][problem][part].format(document=name, Document=name[0].upper() + name[1:])
                for part in ("cause", "remedy")
            )
            found.setdefault(f"{document}.{problem}", CodeEntry(f"{document}.{problem}", cause, remedy))
    return dict(sorted(found.items()))
