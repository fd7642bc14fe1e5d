"""Terms for people: the elaborated statement in Lean-like text.

Meant for reading, never for parsing or comparing. Hiding is what makes text readable and what makes it deceive, so
implicit arguments and familiar notation are used only where everything hidden comes from the toolchain's library;
otherwise the application is written out with ``@``. Names are always full.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from gate.lean.core.declaration import Constant
from gate.lean.core.dependencies import names_in
from gate.lean.core.names import ANONYMOUS, Name
from gate.lean.core.term import (
    APP,
    BINDERS,
    BVAR,
    CONST,
    DEFAULT,
    IMAX,
    LAM,
    LET,
    MAX,
    NAT,
    PARAM,
    PI,
    PROJ,
    SORT,
    STR,
    SUCC,
    ZERO,
    Expr,
    Level,
    Terms,
)

MAX_DEPTH = 150
MAX_CHARS = 6000
_BRACKETS = ("()", "{}", "⦃⦄", "[]")

_INFIX: dict[str, tuple[int, str, int]] = {
    # constant: (number of arguments, symbol, precedence)
    "Eq": (3, "=", 50),
    "Ne": (3, "≠", 50),
    "HEq": (4, "≍", 50),
    "Iff": (2, "↔", 20),
    "And": (2, "∧", 35),
    "Or": (2, "∨", 30),
    "LE.le": (4, "≤", 50),
    "LT.lt": (4, "<", 50),
    "GE.ge": (4, "≥", 50),
    "GT.gt": (4, ">", 50),
    "Dvd.dvd": (4, "∣", 50),
    "HAdd.hAdd": (6, "+", 65),
    "HSub.hSub": (6, "-", 65),
    "HMul.hMul": (6, "*", 70),
    "HDiv.hDiv": (6, "/", 70),
    "HMod.hMod": (6, "%", 70),
    "HPow.hPow": (6, "^", 75),
    "HAppend.hAppend": (6, "++", 65),
}
_TOP, _ARROW, _APP, _ATOM = 0, 25, 1024, 1025


class Printer:
    """Prints terms of one arena. ``find`` knows the constants, ``familiar`` says which names need not be shown."""

    def __init__(self, terms: Terms, find: Callable[[Name], Constant | None], familiar: Callable[[Name], bool]) -> None:
        self._terms = terms
        self._find = find
        self._familiar = familiar
        self._budget = 0

    def show(self, expr: Expr) -> str:
        """A closed term as text, cut at `MAX_CHARS` characters and `MAX_DEPTH` levels."""
        self._budget = MAX_CHARS
        text = self._show(expr, (), _TOP, MAX_DEPTH)
        return text if len(text) <= MAX_CHARS else text[: MAX_CHARS - 1] + "…"

    def signature(self, constant: Constant) -> str:
        """``name.{levels} : type``."""
        levels = ".{" + ", ".join(map(str, constant.levels)) + "}" if constant.levels else ""
        return f"{constant.name}{levels} : {self.show(constant.type)}"

    def _show(self, expr: Expr, scope: tuple[str, ...], outer: int, depth: int) -> str:
        self._budget -= 1
        if depth == 0 or self._budget < 0:
            return "…"
        node = self._terms.exprs[expr]
        tag = node[0]
        if tag == BVAR:
            return scope[node[1]] if node[1] < len(scope) else f"#{node[1]}"
        if tag == SORT:
            return _paren(self._sort(node[1]), _APP if node[1] > 0 else _ATOM, outer)
        if tag == CONST:
            return str(node[1])
        if tag == NAT:
            return str(node[1]) if node[1] < 1 << 512 else f"0x{node[1]:x}"[:40] + "…"
        if tag == STR:
            return json.dumps(node[1], ensure_ascii=True)
        if tag == PROJ:
            return f"{self._show(node[3], scope, _ATOM, depth - 1)}.{node[2] + 1}"
        if tag == LET:
            name = _fresh(node[1], scope)
            kind, value = (self._show(part, scope, _TOP, depth - 1) for part in node[2:4])
            body = self._show(node[4], (name, *scope), _TOP, depth - 1)
            return _paren(f"let {name} : {kind} := {value}; {body}", _TOP, outer)
        if tag in BINDERS:
            return self._binder(expr, scope, outer, depth)
        return self._application(expr, scope, outer, depth)

    def _binder(self, expr: Expr, scope: tuple[str, ...], outer: int, depth: int) -> str:
        tag, binder, domain, body, info = self._terms.exprs[expr]
        if tag == PI and info == DEFAULT and not _uses(self._terms, body, 0):
            left = self._show(domain, scope, _ARROW + 1, depth - 1)
            right = self._show(body, ("_", *scope), _ARROW, depth - 1)
            return _paren(f"{left} → {right}", _ARROW, outer)
        groups: list[str] = []
        while depth > 0:
            node = self._terms.exprs[expr]
            if node[0] != tag or (tag == PI and node[4] == DEFAULT and not _uses(self._terms, node[3], 0)):
                break
            _, binder, domain, body, info = node
            name = _fresh(binder, scope)
            bracket = _BRACKETS[info]
            groups.append(f"{bracket[0]}{name} : {self._show(domain, scope, _TOP, depth - 1)}{bracket[1]}")
            scope, expr, depth = (name, *scope), body, depth - 1
        inside = self._show(expr, scope, _TOP, depth)
        head, arrow = ("fun", " =>") if tag == LAM else ("∀", ",")
        return _paren(f"{head} {' '.join(groups)}{arrow} {inside}", _TOP, outer)

    def _application(self, expr: Expr, scope: tuple[str, ...], outer: int, depth: int) -> str:
        arguments: list[Expr] = []
        function = expr
        while self._terms.exprs[function][0] == APP:
            _, function, argument = self._terms.exprs[function]
            arguments.append(argument)
        arguments.reverse()
        head = self._terms.exprs[function]
        explicit = arguments
        mark = ""
        if head[0] == CONST:
            hidden = self._hidden(head[1], len(arguments))
            if any(hidden):
                concealed = [argument for argument, hide in zip(arguments, hidden, strict=True) if hide]
                if all(map(self._familiar, names_in(self._terms, *concealed))):
                    explicit = [argument for argument, hide in zip(arguments, hidden, strict=True) if not hide]
                else:
                    mark = "@"
            if not mark and self._familiar(head[1]):
                special = self._special(str(head[1]), arguments, scope, outer, depth)
                if special is not None:
                    return special
        shown = [mark + self._show(function, scope, _APP, depth - 1)]
        shown += [self._show(argument, scope, _ATOM, depth - 1) for argument in explicit]
        return shown[0] if len(shown) == 1 else _paren(" ".join(shown), _APP, outer)

    def _special(self, name: str, arguments: list[Expr], scope: tuple[str, ...], outer: int, depth: int) -> str | None:
        if name in _INFIX and len(arguments) == _INFIX[name][0]:
            _, symbol, level = _INFIX[name]
            left, right = (self._show(part, scope, level + 1, depth - 1) for part in arguments[-2:])
            return _paren(f"{left} {symbol} {right}", level, outer)
        if name == "OfNat.ofNat" and len(arguments) == 3:
            return self._show(arguments[1], scope, outer, depth - 1)
        if name == "Not" and len(arguments) == 1:
            return _paren("¬" + self._show(arguments[0], scope, 41, depth - 1), 40, outer)
        if name == "Exists" and len(arguments) == 2 and self._terms.exprs[arguments[1]][0] == LAM:
            _, binder, domain, body, _ = self._terms.exprs[arguments[1]]
            variable = _fresh(binder, scope)
            kind = self._show(domain, scope, _TOP, depth - 1)
            inside = self._show(body, (variable, *scope), _TOP, depth - 1)
            return _paren(f"∃ ({variable} : {kind}), {inside}", _TOP, outer)
        return None

    def _hidden(self, name: Name, count: int) -> list[bool]:
        """Which of the first ``count`` arguments of a constant are implicit."""
        constant = self._find(name)
        hidden: list[bool] = []
        expr = None if constant is None else constant.type
        while expr is not None and len(hidden) < count and self._terms.exprs[expr][0] == PI:
            hidden.append(self._terms.exprs[expr][4] != DEFAULT)
            expr = self._terms.exprs[expr][3]
        return hidden + [False] * (count - len(hidden))

    def _sort(self, level: Level) -> str:
        if level == ZERO:
            return "Prop"
        node = self._terms.levels[level]
        if node[0] == SUCC:
            below = self._level(node[1])
            return "Type" if below == "0" else f"Type {below}"
        return f"Sort {self._level(level)}"

    def _level(self, level: Level, depth: int = 40) -> str:
        offset = 0
        while self._terms.levels[level][0] == SUCC:
            level, offset = self._terms.levels[level][1], offset + 1
        node = self._terms.levels[level]
        if level == ZERO:
            return str(offset)
        if depth == 0:
            text = "…"
        elif node[0] == PARAM:
            text = str(node[1])
        else:
            word = {MAX: "max", IMAX: "imax"}[node[0]]
            text = f"({word} {self._level(node[1], depth - 1)} {self._level(node[2], depth - 1)})"
        return f"({text}+{offset})" if offset else text


def _paren(text: str, level: int, outer: int) -> str:
    return f"({text})" if level < outer else text


def _fresh(binder: Name, scope: tuple[str, ...]) -> str:
    """A variable's name that is not in scope. Names that a macro made end in ✝, as in Lean."""
    text = str(Name(binder[:1])) if binder != ANONYMOUS else "x"
    if len(binder) > 1:
        text += "✝"
    while text in scope:
        text += "'"
    return text


def _uses(terms: Terms, expr: Expr, index: int) -> bool:
    """Whether the bound variable ``index`` occurs in ``expr``."""
    seen: set[tuple[Expr, int]] = set()
    todo = [(expr, index)]
    while todo:
        item = todo.pop()
        at, variable = item
        if item in seen or terms.loose[at] <= variable:
            continue
        seen.add(item)
        node = terms.exprs[at]
        tag = node[0]
        if tag == BVAR:
            if node[1] == variable:
                return True
        elif tag == APP:
            todo += [(node[1], variable), (node[2], variable)]
        elif tag in BINDERS:
            todo += [(node[2], variable), (node[3], variable + 1)]
        elif tag == LET:
            todo += [(node[2], variable), (node[3], variable), (node[4], variable + 1)]
        elif tag == PROJ:
            todo.append((node[3], variable))
    return False
