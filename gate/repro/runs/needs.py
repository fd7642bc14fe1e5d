"""What a script needs of its image, seen in its argv, the suffixes of its files and its imports, before it runs.

Only what is certain to be needed counts: the program that starts, an interpreter for a file that argv names, a module
that is imported whatever happens. What looks missing is asked of the image itself, where no submitted code is.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gate.model.artifact import Script
from gate.model.base import parse_json
from gate.model.errors import InfrastructureError
from gate.sandbox.interface import Output, RunSpec, Sandbox

_INTERPRETERS: Mapping[str, tuple[str, ...]] = {
    ".r": ("Rscript", "R"),
    ".rmd": ("Rscript", "R"),
    ".qmd": ("quarto",),
    ".jl": ("julia",),
    ".do": ("stata", "stata-mp", "stata-se"),
    ".m": ("octave", "matlab"),
    ".ipynb": ("jupyter",),
    ".js": ("node",),
    ".pl": ("perl",),
    ".rb": ("ruby",),
    ".sas": ("sas",),
    ".sps": ("pspp",),
    ".stan": ("stan",),
}
"""Suffix in small letters → what runs such a file; one of them is enough."""
_PROGRAMS = frozenset(program for programs in _INTERPRETERS.values() for program in programs)
_ALWAYS = frozenset({"python3", "python3.11", "sh", "dash", "env", "timeout"})
"""Programs that every image has: the gate's own supervisor is one of their scripts, or starts one."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}", re.ASCII)
_PROGRAM = re.compile(r"[A-Za-z0-9_./+-]{1,200}", re.ASCII)
_MOST = 200
_MOST_BYTES = 1 << 20
"""A larger file is not parsed: its syntax tree would take a thousand times as much."""
_SPLIT = frozenset({"tkinter", "turtle", "distutils", "idlelib", "ensurepip", "lib2to3", "venv"})
"""Of the standard library what distributions put into packages of their own."""
_ASK = """
import importlib.util, json, shutil
asked = json.load(open("/in/ask.json"))
lacks = {
    "modules": [name for name in asked["modules"] if importlib.util.find_spec(name) is None],
    "programs": [name for name in asked["programs"] if shutil.which(name) is None],
}
json.dump(lacks, open("/out/answer.json", "w"))
"""


@dataclass(frozen=True, slots=True)
class Needs:
    """What may be missing: modules by name, and for each file or word the programs of which one will do."""

    modules: tuple[str, ...]
    programs: Mapping[str, tuple[str, ...]]


def needs_of(script: Script, files: Mapping[str, bytes]) -> Needs:
    """What the script needs beyond Python, its standard library and a shell. ``files`` are the artifact's."""
    programs: dict[str, tuple[str, ...]] = {}
    first = script.argv[0]
    if first not in _ALWAYS and first not in files and _PROGRAM.fullmatch(first):
        programs[first] = (first,)
    named = [word for word in script.argv if word in files]
    for name in named:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in _INTERPRETERS and first not in _INTERPRETERS[suffix]:
            programs[name] = _INTERPRETERS[suffix]
        if suffix == ".sh":
            for program in _started(files[name]):
                programs[program] = (program,)
    modules = dict.fromkeys(_modules([name for name in named if name.endswith(".py")], files))
    return Needs(tuple(modules)[:_MOST], programs)


def lacking(needs: Needs, image: str, sandbox: Sandbox) -> tuple[str, ...]:
    """What the image lacks of it, in words. Raises InfrastructureError where the image does not answer."""
    if not needs.modules and not needs.programs:
        return ()
    asked = {"modules": needs.modules, "programs": sorted({one for some in needs.programs.values() for one in some})}
    spec = RunSpec(
        image=image,
        argv=("python3", "-I", "-c", _ASK),
        inputs={"ask.json": json.dumps(asked).encode()},
        outputs=(Output("answer.json", 1 << 16),),
        purpose="image",
    )
    result = sandbox.run(spec)
    if not result.clean or "answer.json" not in result.outputs:
        raise InfrastructureError(
            "repro.image-silent",
            f"the image did not say what is in it: it ended with {result.exit_reason}",
            where=image,
            hint="`gate sandbox test` tests the image; `gate sandbox build` makes it anew",
        )
    match parse_json(result.outputs["answer.json"], where="answer.json"):
        case {"modules": list(modules), "programs": list(programs)}:
            absent = set(map(str, programs))
        case _:
            raise InfrastructureError("repro.image-silent", "the image's answer cannot be read", where=image)
    lacks = [f"the program {name}" for name, some in needs.programs.items() if some == (name,) and name in absent]
    lacks += [
        f"{' or '.join(some)}, which {name} needs"
        for name, some in needs.programs.items()
        if some != (name,) and absent.issuperset(some)
    ]
    return (*lacks, *(f"the Python module {name}" for name in map(str, modules)))


def packages_in(listing: bytes) -> list[str]:
    """Names and versions from an image's ``packages.json``, those of the operating system left out."""
    match parse_json(listing, where="packages.json"):
        case {**kinds}:
            found = [of for kind, of in kinds.items() if kind != "debian" and isinstance(of, dict)]
            return [f"{name} {version}" for of in found for name, version in sorted(of.items())]
    return []


def _started(content: bytes) -> Iterator[str]:
    """Known interpreters that lines of a shell script begin with; what is indented may never run."""
    for line in content.decode("utf-8", "replace").splitlines():
        word = line.partition(" ")[0]
        if word in _PROGRAMS:
            yield word


def _modules(entries: Sequence[str], files: Mapping[str, bytes]) -> Iterator[str]:
    """Modules that these files import whatever happens, also through other files of the artifact."""
    own = {part for name in files for part in (PurePosixPath(name).stem, *PurePosixPath(name).parts[:-1])}
    pending, seen = list(entries), set(entries)
    while pending:
        for name in _imported(files[pending.pop()]):
            if name in own:
                for file in files:
                    if file not in seen and file.endswith((f"{name}.py", f"{name}/__init__.py")):
                        seen.add(file)
                        pending.append(file)
            elif (name not in sys.stdlib_module_names or name in _SPLIT) and _NAME.fullmatch(name):
                yield name


def _imported(content: bytes) -> Iterator[str]:
    """The first parts of the names that a file's outermost statements import; in a ``try`` or ``if`` it may not."""
    if len(content) > _MOST_BYTES:
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a script's doubtful escapes are not the gate's console's
            statements = ast.parse(content).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # whoever runs it says what is wrong with it
    for statement in statements:
        match statement:
            case ast.Import(names=names):
                yield from (one.name.partition(".")[0] for one in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
