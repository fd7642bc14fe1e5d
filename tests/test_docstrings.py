"""Whoever reads a public docstring learns which errors of gate the function raises itself."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import gate

ROOT = Path(gate.__file__).parent
STATEMENT = re.compile(r"\b(raises?|refuses?|refused|an error|InfrastructureError|IntegrityError)\b", re.IGNORECASE)
NO_ERRORS_OF_GATE = {
    "AssertionError",
    "FileNotFoundError",
    "Deep",  # how a recursion of the kernel goes on elsewhere (gate.kernel.depth)
    "NotImplementedError",
    "StopIteration",
    "SystemExit",
    "TypeError",
    "typer.Exit",
}


def public_functions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from public_functions(node.body, f"{prefix}{node.name}.")
            elif not is_command(node):
                yield f"{prefix}{node.name}", node


def is_command(function: ast.FunctionDef) -> bool:
    """Whether the docstring is a command's help text, for people who meet errors and not exceptions."""
    types = [ast.unparse(argument.annotation) for argument in function.args.args if argument.annotation]
    return any("typer." in text or text.endswith(("Option", "Argument")) for text in types)


def own_errors(function: ast.AST) -> Iterator[str]:
    """What the function itself raises, functions inside it left out."""
    for node in ast.iter_child_nodes(function):
        if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield ast.unparse(node.exc).partition("(")[0]
        yield from own_errors(node)


def silent() -> Iterator[str]:
    """Public functions that raise and whose docstring, or that of what they override, does not say so."""
    for module in pkgutil.walk_packages([str(ROOT)], "gate."):
        path = ROOT.parent / (module.name.replace(".", "/") + ".py")
        if not path.is_file() or ".migrations" in module.name or module.name.endswith(("__main__", "binary_program")):
            continue
        for name, node in public_functions(ast.parse(path.read_text(encoding="utf-8")).body):
            errors = {error for error in own_errors(node) if error not in NO_ERRORS_OF_GATE}
            if errors:
                function: object = import_module(module.name)
                for part in name.split("."):
                    function = getattr(function, part)
                if not STATEMENT.search(inspect.getdoc(function) or ""):
                    yield f"{module.name}.{name} raises {', '.join(sorted(errors))}"


def test_every_public_function_says_what_it_raises():
    assert list(silent()) == []
