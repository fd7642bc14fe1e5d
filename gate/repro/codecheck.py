"""A folder with ``codecheck.yml`` as an artifact (CODECHECK configuration file, specification 1.0 and later).

The file's manifest lists the outputs that a codechecker compared; a claim points to one of them with
``output = {file, pointer}``. CODECHECK names no command, so the folder must hold exactly one of the usual starters. The
script runs in a writable copy of the folder, with the gate's data files laid over it, and without the outputs that were
checked in; afterwards the manifest's files are handed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from gate.model.artifact import Artifact, Script
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.paths import is_safe_path

CODECHECK = "codecheck.yml"
STARTERS = ("codecheck.sh", "run.sh", "codecheck.py", "main.py", "run.py")
MAX_BYTES = 256 * 1024
MAX_OUTPUTS = 200
_VERSION = re.compile(r"https?://codecheck\.org\.uk/spec/config/([1-9][0-9]*\.[0-9]+|latest)/?")
_WRAPPER = """\
import os, shutil, subprocess, sys
from pathlib import Path

HOME = Path("/in/artifact")


def copy(source, target):
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        place.mkdir(parents=True, exist_ok=True) if path.is_dir() else shutil.copyfile(path, place)


start, *outputs = [name.removeprefix(f"{HOME}/") for name in sys.argv[1:]]
work = Path("/tmp/work")
work.mkdir()
copy(HOME, work)
for name in outputs:
    (work / name).unlink(missing_ok=True)
copy(Path("/in/data"), work)
os.chdir(work)
subprocess.run(["python3" if start.endswith(".py") else "sh", f"./{start}"], check=True)
for name in outputs:
    if os.path.isfile(name):
        target = Path("/out") / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, target)
"""


def _refuse(code: str, message: str, hint: str | None = None) -> NoReturn:
    raise InputError(code, message, where=CODECHECK, hint=hint, fault=Fault.ARTIFACT)


def _document(data: bytes) -> dict[str, Json]:
    if len(data) > MAX_BYTES:
        _refuse("codecheck.too-large", f"{len(data)} bytes; at most {MAX_BYTES} are read")
    from gate.repro.plain_yaml import read_yaml  # few submissions have such a file, and PyYAML is slow to load

    try:
        document = read_yaml(data)
    except ValueError as error:
        _refuse("codecheck.malformed", f"not plain YAML: {str(error)[:300]}")
    if not isinstance(document, dict):
        _refuse("codecheck.malformed", "expected a mapping")
    return document


def manifest_files(document: Mapping[str, Json]) -> tuple[str, ...]:
    """The manifest's outputs. Raises InputError (fault: artifact)."""
    manifest = document.get("manifest")
    if not isinstance(manifest, list) or not 0 < len(manifest) <= MAX_OUTPUTS:
        _refuse("codecheck.manifest", f"'manifest' must list 1 to {MAX_OUTPUTS} files", "- file: table1.csv")
    files = []
    for entry in manifest:
        file = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(file, str) or not is_safe_path(file):
            _refuse("codecheck.manifest", f"{file!r} is not a plain relative path")
        files.append(file)
    return tuple(dict.fromkeys(files))


def artifact_from_codecheck(files: Mapping[str, bytes]) -> Artifact:
    """The artifact that a CODECHECK folder means. Raises InputError (fault: artifact)."""
    document = _document(files[CODECHECK])
    version = document.get("version")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        _refuse(
            "codecheck.unknown-version",
            f"unknown version {str(version)[:100]!r}",
            "version: https://codecheck.org.uk/spec/config/1.0/",
        )
    outputs = manifest_files(document)
    starters = [name for name in STARTERS if name in files]
    if len(starters) != 1:
        _refuse(
            "codecheck.no-starter",
            f"{len(starters)} of the starters {', '.join(STARTERS)} are in the folder, not one",
            "CODECHECK names no command; keep one of them, or write an artifact.toml",
        )
    paper = document.get("paper")
    title = paper.get("title") if isinstance(paper, dict) else None
    body = Script(
        kind="script",
        files=tuple(sorted(files)),
        argv=("python3", "-c", _WRAPPER, starters[0], *outputs),
    )
    return Artifact(contract="gate-artifact-v1", title=str(title or ""), author=_authors(paper), body=body)


def _authors(paper: Json) -> str:
    authors = paper.get("authors") if isinstance(paper, dict) else None
    if not isinstance(authors, list):
        return ""
    return ", ".join(str(author["name"]) for author in authors if isinstance(author, dict) and "name" in author)[:400]
