"""A small repository of records in a folder, made of the rules' own examples."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path

from gate.checks.rule import Example, set_at

EXAMPLES = files("gate.checks.rules.examples")
BESIDE = ("Challenge.lean", "scores.csv")


def base(name: str = "mathematical") -> dict[str, object]:
    document: dict[str, object] = json.loads(EXAMPLES.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return document


def write(folder: Path, document: object, name: str = "record.json") -> Path:
    """The document as a file, with what the samples name beside it."""
    for beside in ("Solution.lean",) if name == "artifact.toml" else BESIDE:
        (folder / beside).write_bytes(EXAMPLES.joinpath(beside).read_bytes())
    path = folder / name
    path.write_text(_toml(document) if name.endswith(".toml") else json.dumps(document, indent=2), encoding="utf-8")
    return path


def lay_out(folder: Path, example: Example) -> Path:
    """The example as files; returns the file that it is about."""
    text = example.text
    name = example.file or ("artifact.toml" if example.base == "artifact" else "record.json")
    if text is None:
        document = set_at(base(example.base), example.set, example.remove)
        path = write(folder, document, name)
        text = path.read_text(encoding="utf-8")
    else:
        path = folder / name
        path.write_text(text.replace("@DEEP@", "[" * 100_000), encoding="utf-8")
    for other, content in example.files.items():
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        (folder / other).write_text(content.replace("@BASE@", text), encoding="utf-8")
    return path


def _toml(document: object) -> str:
    """Enough of TOML for an artifact's manifest."""
    assert isinstance(document, dict)
    lines, tables = [], []
    for key, value in document.items():
        if isinstance(value, dict):
            tables += [f"[{key}]", *(f"{name} = {json.dumps(item)}" for name, item in value.items())]
        else:
            lines.append(f"{key} = {json.dumps(value)}")
    text = "\n".join([*lines, *tables]) + "\n"
    tomllib.loads(text)
    return text
