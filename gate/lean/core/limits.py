"""What a hostile file may cost, each limit by its name, and the errors that the decoder raises."""

from __future__ import annotations

from dataclasses import dataclass

from gate.model.errors import Fault, InputError


class OleanError(InputError):
    """A compiled Lean file that is not what the Lean compiler writes, or that exceeds a limit (`OleanLimitError`).

    ``code`` is ``olean.<word>``; ``where`` is the file's label and the offset of the object in question.
    """

    def __init__(self, word: str, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(f"olean.{word}", message, fault=Fault.ARTIFACT, where=where, hint=hint)


class OleanLimitError(OleanError):
    """A file that is larger than this gate reads, which does not make it wrong; the code names the limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on decoding. Counts are per file unless said otherwise; all are inclusive.

    The bounds on bound variables and level depth are not a matter of taste: the official library aborts the process
    at a bound-variable index of 2^20 - 1 and at a level depth of about 2^24.
    """

    file_bytes: int = 32 << 20
    """Size of all parts of a module together."""
    constants: int = 500_000
    imports: int = 20_000
    list_items: int = 10_000_000
    """Cells walked in linked lists, all together: lists may share tails, so a small file can hold long lists."""
    string_bytes: int = 1 << 20
    """UTF-8 bytes of one string."""
    total_string_bytes: int = 32 << 20
    """UTF-8 bytes of all decoded strings together."""
    name_components: int = 256
    name_chars: int = 8192
    """Characters of a name, dots included."""
    total_name_components: int = 4_000_000
    """Components of all decoded names together: names share prefixes in the file, but not when decoded."""
    nat_bits: int = 1 << 18
    """Bits of one natural-number literal."""
    total_nat_bits: int = 1 << 22
    """Bits of all natural-number literals together."""
    bvar_index: int = (1 << 20) - 3
    level_depth: int = 4096
    levels: int = 1_000_000
    """Distinct universe levels, per arena."""
    expr_depth: int = 1 << 20
    expressions: int = 3_000_000
    """Distinct expressions, per arena."""
    small_nat: int = (1 << 32) - 1
    """The largest number of parameters, fields, indices … and projection index."""


DEFAULT_LIMITS = Limits()
