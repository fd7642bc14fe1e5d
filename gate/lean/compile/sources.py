"""Lean sources: which module each file is, and whether it can be compiled at all.

A module's name follows from its file's path. Challenge files are named relative to the folder that they share. The
solution's last file, which holds the targets, is compiled under the name of the challenge's last file, because Lean
puts the module's name into private names and into the names of anonymous instances: with another name an honest
solution that repeats such a definition could not match (attack S8 in docs/lean-judge.md).
Where the claim lets a solution import the challenge, both must coexist, and every file keeps its own name.
"""

from __future__ import annotations

import codecs
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from gate.lean.core.names import Name
from gate.model.challenge import Challenge
from gate.model.errors import Fault, InputError

MAX_SOURCE_BYTES = 4 << 20
"""Bytes of one Lean file."""
MAX_ALL_SOURCES_BYTES = 16 << 20
"""Bytes of all Lean files of one side."""


@dataclass(frozen=True, slots=True)
class Source:
    """One Lean file: the module it becomes, the path that people know it by, and its text without a byte order mark."""

    module: Name
    path: str
    text: bytes

    @property
    def compiled_label(self) -> str:
        """What messages call the compiled file."""
        return f"{self.path} (compiled)"


def challenge_sources(challenge: Challenge, files: Mapping[str, bytes]) -> tuple[Source, ...]:
    """The challenge's files in compilation order. Raises InputError (fault: claim)."""
    paths = [file.path for file in challenge.files]
    folder = posixpath.commonpath([posixpath.dirname(path) for path in paths]) if len(paths) > 1 else ""
    if len(paths) == 1:
        folder = posixpath.dirname(paths[0])
    return _sources(paths, files, folder, Fault.CLAIM)


def solution_sources(
    paths: Sequence[str], files: Mapping[str, bytes], challenge: Sequence[Source], *, may_import: bool
) -> tuple[Source, ...]:
    """The solution's files in compilation order. Raises InputError (fault: artifact)."""
    sources = _sources(paths, files, "", Fault.ARTIFACT)
    if not may_import:
        last = sources[-1]
        sources = (*sources[:-1], Source(challenge[-1].module, last.path, last.text))
        taken = {challenge[-1].module: challenge[-1].path}
        others = sources[:-1]
    else:
        taken = {source.module: source.path for source in challenge}
        others = sources
    for source in others:
        if source.module in taken:
            raise InputError(
                "lean.module-name",
                f"{source.path} would be the module {source.module}, a name that the challenge's "
                f"{posixpath.basename(taken[source.module])} has",
                where=source.path,
                hint="rename the file",
                fault=Fault.ARTIFACT,
            )
    return sources


def refuse_toolchain_names(sources: Sequence[Source], roots: frozenset[str], fault: Fault) -> None:
    """No module may have a top-level name of the toolchain's library. Raises InputError."""
    for source in sources:
        if source.module[0] in roots:
            raise InputError(
                "lean.module-name",
                f"{source.path} would be the module {source.module}, and {source.module[0]} belongs to the toolchain",
                where=source.path,
                hint="rename the file or its folder",
                fault=fault,
            )


def _sources(paths: Sequence[str], files: Mapping[str, bytes], folder: str, fault: Fault) -> tuple[Source, ...]:
    sources = []
    total = 0
    for path in paths:
        if path not in files:
            raise InputError("lean.file-missing", f"{path} is declared but not there", where=path, fault=fault)
        text = files[path].removeprefix(codecs.BOM_UTF8)  # editors write it, and Lean's parser does not take it
        total += len(text)
        if total > MAX_ALL_SOURCES_BYTES:
            raise InputError(
                "lean.source-too-large",
                f"all Lean files together are larger than {MAX_ALL_SOURCES_BYTES} bytes",
                where=path,
                fault=fault,
            )
        _readable(path, text, fault)
        stem = posixpath.relpath(path, folder or ".").removesuffix(".lean")
        sources.append(Source(Name(stem.split("/")), path, text))
    return tuple(sources)


def _readable(path: str, text: bytes, fault: Fault) -> None:
    def refuse(code: str, message: str, at: int, hint: str) -> NoReturn:
        line = text.count(b"\n", 0, at) + 1
        column = at - (text.rfind(b"\n", 0, at) + 1)
        raise InputError(f"lean.{code}", message, where=f"{path}:{line}:{column}", hint=hint, fault=fault)

    if len(text) > MAX_SOURCE_BYTES:
        raise InputError(
            "lean.source-too-large",
            f"{len(text)} bytes; a Lean file may have {MAX_SOURCE_BYTES}",
            where=path,
            hint="split the file into modules",
            fault=fault,
        )
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse("not-utf8", f"byte {text[error.start]:#04x} is not UTF-8", error.start, "save the file as UTF-8")
    if (at := text.find(b"\0")) >= 0:
        refuse("nul-byte", "the file holds a NUL byte", at, "remove it; a Lean file is plain text")
