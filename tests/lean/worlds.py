"""Small worlds by hand: a library, a challenge and a solution as compiled modules in one arena."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gate.lean.compare.goal import Goal
from gate.lean.core.declaration import Constant
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import Compiled, Origin, modules
from tests.lean.mini import Mini
from tests.lean.olean_writer import write

MAIN = Name.of("Main")
BASE = Name.of("Base")


@dataclass(frozen=True)
class World:
    terms: Terms
    challenge: Environment
    solution: Environment


def compiled(mini: Mini, constants: Iterable[Constant], *imports: Name, module: Name = MAIN) -> Compiled:
    """A module with these constants."""
    return Compiled(module, f"{module}.lean", write(mini.terms, list(constants), imports=imports))


def world(challenge: Mini, solution: Mini, *, library: Mini | None = None) -> World:
    """Both sides as one module each; with a library, both import it and hold only what it does not declare itself."""
    files = {} if library is None else {"Base.olean": compiled(library, library.constants.values()).olean}
    imports = () if library is None else (BASE,)
    view = LibraryView(Library(files), Terms())
    sides = []
    for origin, mini in ((Origin.CHALLENGE, challenge), (Origin.SOLUTION, solution)):
        own = [
            constant for name, constant in mini.constants.items() if library is None or name not in library.constants
        ]
        sides.append(Environment(view, modules([compiled(mini, own, *imports)], view.terms, origin), MAIN))
    return World(view.terms, *sides)


def goal(*targets: str, holes: Iterable[str] = (), axioms: Iterable[str] = ()) -> Goal:
    """A goal from names in Lean's syntax."""
    return Goal(*(tuple(map(Name.parse, names)) for names in (targets, holes, axioms)))
