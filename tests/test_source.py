"""What the source of gate promises of itself: imports that are declared, and types that say something."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import gate

ROOT = Path(gate.__file__).parent
PROJECT = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

IN_IMAGES = {"numpy", "pyarrow"}
"""What programs import that run in a sandbox image, whose requirements are locked there."""

FOR_TYPES = {"typing_extensions"}
"""What is imported for the type checker alone (a dependency of pydantic)."""

UNTYPED_NEIGHBOURS = {
    "cli/commands.py": "overrides of typer's classes",
    "cli/main.py": "overrides of typer's classes",
    "kernel/depth.py": "any function with any arguments",
    "log/fields.py": "readers of JSON that fits, each of another type",
    "log/witness/server.py": "an override of http.server's",
    "model/method.py": "pydantic's discriminator sees what is not validated yet",
    "repro/data/binary_program.py": "numpy and pyarrow, which are not here",
    "sandbox/images/build_container.py": "options that are passed on",
    "store/attempts.py": "rows of SQLAlchemy",
    "store/reading/attempts.py": "rows of SQLAlchemy",
    "store/reading/reader.py": "rows of SQLAlchemy",
}
"""Where a signature may say Any, and why."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in ROOT.rglob("*.py"):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def declared() -> set[str]:
    """The distributions of ``dependencies`` and the extras, by their normal names (PEP 503)."""
    items = [*PROJECT["dependencies"], *(item for extra in PROJECT["optional-dependencies"].values() for item in extra)]
    return {normal(re.split(r"[\[<>=;! ]", item)[0]) for item in items}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_declared() -> None:
    distributions = packages_distributions()
    known = {*sys.stdlib_module_names, "gate", *IN_IMAGES, *FOR_TYPES}
    missing = {
        f"{path}: {name}"
        for path, tree in modules()
        for name in imported(tree)
        if name not in known and not {normal(found) for found in distributions.get(name, ())} & declared()
    }
    assert missing == set()


def annotations(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg)
            yield from (argument.annotation for argument in every if argument is not None and argument.annotation)
            if node.returns is not None:
                yield node.returns


def test_any_is_in_signatures_only_beside_what_has_no_types() -> None:
    saying = {
        path for path, tree in modules() if any(re.search(r"\bAny\b", ast.unparse(one)) for one in annotations(tree))
    }
    assert saying - set(UNTYPED_NEIGHBOURS) == set()


def test_no_alias_hides_any() -> None:
    """These are all: JSON of docker-py, which has no types; nodes of terms by their tag; rules of any declaration."""
    aliases = {
        f"{path}: {ast.unparse(node)}"
        for path, tree in modules()
        for node in tree.body
        if isinstance(node, ast.Assign) and re.search(r"= .*\bAny\b", ast.unparse(node))
    }
    assert aliases == {
        "sandbox/interface.py: EngineJson = Mapping[str, Any]",
        "lean/core/term.py: Node = tuple[Any, ...]",
        "repro/rules/registry.py: AnyRule = Rule[Any]",
    }


def test_no_module_is_longer_than_400_lines() -> None:
    """One idea a module: what grows beyond this has two (CONTRIBUTING.md)."""
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in ROOT.rglob("*.py")}
    assert {str(path.relative_to(ROOT)): count for path, count in lengths.items() if count > 400} == {}
