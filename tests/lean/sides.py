"""Both sides of a case, by hand: a library, a challenge and a solution as compiled modules in one arena."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gate.lean.compare.goal import Goal
from gate.lean.core.declaration import Constant
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import CompiledModule, Origin, open_modules
from tests.lean.mini import Mini
from tests.lean.olean_writer import write

MAIN = Name.of("Main")
BASE = Name.of("Base")


@dataclass(frozen=True)
class Sides:
    terms: Terms
    challenge: Environment
    solution: Environment


def compiled(mini: Mini, constants: Iterable[Constant], *imports: Name, module: Name = MAIN) -> CompiledModule:
    """A module with these constants."""
    return CompiledModule(module, f"{module}.lean", write(mini.terms, list(constants), imports=imports))


def both_sides(challenge: Mini, solution: Mini, *, library: Mini | None = None) -> Sides:
    """Both sides as one module each; with a library, both import it and hold only what it does not declare itself."""
    files = {} if library is None else {"Base.olean": compiled(library, library.constants.values()).olean}
    imports = () if library is None else (BASE,)
    view = LibraryView(Library(files), Terms())
    environments = []
    for origin, mini in ((Origin.CHALLENGE, challenge), (Origin.SOLUTION, solution)):
        own = [
            constant for name, constant in mini.constants.items() if library is None or name not in library.constants
        ]
        environments.append(Environment(view, open_modules([compiled(mini, own, *imports)], view.terms, origin), MAIN))
    return Sides(view.terms, *environments)


def goal(*targets: str, holes: Iterable[str] = (), axioms: Iterable[str] = ()) -> Goal:
    """A goal from names in Lean's syntax."""
    return Goal(*(tuple(map(Name.parse, names)) for names in (targets, holes, axioms)))
