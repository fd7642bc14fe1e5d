"""Our kernel with a base, on top of which other declarations are judged one by one.

    python -m tests.kernel.differential.ours BASE FURTHER

``FURTHER`` has JSON lines, each the lines of one further declaration; prints a word for each: ``accepted``,
``undecided``, or the rule that is violated.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from pathlib import Path

from gate.kernel.budget import Budget, Limits
from gate.kernel.check import AXIOMS
from gate.kernel.checker import Checker
from gate.kernel.errors import KernelError, LimitError
from gate.kernel.export.declarations import Declarations
from gate.kernel.export.lines import lines
from gate.kernel.export.tables import Tables
from gate.kernel.level import Levels
from gate.kernel.names import Names
from gate.kernel.term import Terms

STEPS = 400_000
"""For one declaration."""


class Ours:
    """The kernel after a base that it accepts."""

    def __init__(self, base: bytes) -> None:
        names, levels, terms = Names(), Levels(), Terms()
        axioms = [names.of(*axiom.split(".")) for axiom in (*AXIOMS, "sorryAx")]
        self._tables = Tables(names, levels, terms)
        self._declarations = Declarations(self._tables)
        self._checker = Checker(names, levels, terms, axioms, Budget(Limits()))
        self._take(base)

    def _take(self, data: bytes) -> None:
        for _, line in lines(io.BytesIO(data)):
            if "meta" not in line and not self._tables.add(line):
                self._checker.add(self._declarations.read(line))
                self._checker.release(self._tables.terms.entries())

    def judge(self, data: bytes) -> str:
        """What is said of one declaration; afterwards it is forgotten."""
        rules, environment = self._checker.theory.rules, self._checker.theory.environment
        known = len(environment.constants)
        rules.budget = Budget(Limits(steps=STEPS))
        try:
            self._take(data)
        except KernelError as error:
            return error.rule
        except LimitError:
            return "undecided"
        finally:
            if len(environment.constants) > known:
                environment.remove(list(environment.constants)[known:])
                rules.forget()
        return "accepted"


def main(base: str, further: str) -> None:
    gc.disable()
    kernel = Ours(Path(base).read_bytes())
    for line in Path(further).read_text().splitlines():
        print(kernel.judge(json.loads(line).encode()))


if __name__ == "__main__":
    main(*sys.argv[1:])
