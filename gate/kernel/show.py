"""Terms as text for error messages, cut off where they are deep or long."""

from __future__ import annotations

from gate.kernel.names import visible
from gate.kernel.term import APP, BVAR, CONST, FVAR, LAM, LET, NAT, PI, PROJ, SORT, Term

DEPTH = 5
LENGTH = 400
MAX_BITS = 256
"""Numbers above are shown by their size."""


def show(term: Term) -> str:
    """The term in the notation of the thesis, in one line; parts that are too deep are ``…``."""
    text = _show(term, DEPTH)
    return text if len(text) <= LENGTH else f"{text[:LENGTH]}…"


def _show(term: Term, depth: int) -> str:
    if term.kind == BVAR:
        return f"#{term.index}"
    if term.kind == FVAR:
        return f"x{term.rank}"
    if term.kind == SORT:
        return f"Sort {term.level}"
    if term.kind == CONST:
        levels = f".{{{', '.join(map(str, term.levels[:8]))}}}" if term.levels else ""
        return f"{term.name}{levels}"
    if term.kind == NAT:
        bits = term.value.bit_length()
        return str(term.value) if bits <= MAX_BITS else f"[number of {bits} bits]"
    if depth == 0:
        return "…"
    if term.kind == APP:
        args: list[str] = []
        head: Term = term
        while head.kind == APP and len(args) < 6:
            args.append(_show(head.arg, depth - 1))
            head = head.fn
        fn = "…" if head.kind == APP else _show(head, depth - 1)
        return f"({fn} {' '.join(reversed(args))})"
    if term.kind == LAM:
        return f"(λ {_show(term.domain, depth - 1)}. {_show(term.body, depth - 1)})"
    if term.kind == PI:
        return f"(Π {_show(term.domain, depth - 1)}. {_show(term.body, depth - 1)})"
    if term.kind == LET:
        parts = (_show(part, depth - 1) for part in (term.type, term.value, term.body))
        return "(let {} := {} in {})".format(*parts)
    if term.kind == PROJ:
        return f"{_show(term.subject, depth - 1)}.{term.index}"
    return f'"{visible(term.value)}"'
