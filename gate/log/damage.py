"""Naming the damage: which entry is the first bad one, and what was done to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gate.log.merkle import HASH_BYTES
from gate.model.errors import IntegrityError


class Damage(StrEnum):
    """What was done to a log."""

    EDIT = "edit"
    GAP = "gap"
    REORDER = "reorder"
    DUPLICATE = "duplicate"
    TRUNCATION = "truncation"
    WRONG_SIGNATURE = "wrong-signature"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first bad entry, by index, and the damage. ``last`` closes the range when only a range is known."""

    damage: Damage
    reason: str
    index: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        if self.index is None:
            return f"{self.damage}: {self.reason}"
        entries = f"entry {self.index}" if self.last in (None, self.index) else f"entries {self.index} to {self.last}"
        return f"{entries}: {self.damage}: {self.reason}"

    def error(self) -> IntegrityError:
        """The damage as an error, for whoever cannot go on with a damaged log."""
        return IntegrityError(
            f"log.{self.damage}",
            self.reason,
            where=str(self).split(":", 1)[0] if self.index is not None else None,
            hint="compare with an export or backup; what was signed cannot be changed unnoticed",
        )


def misplaced(expected: int, found: int, later: Iterable[int]) -> Finding:
    """Entry ``expected`` should come next, but ``found`` does; ``later`` are the indexes after it."""
    if found < expected:
        return Finding(Damage.DUPLICATE, f"entry {found} comes a second time", expected)
    if expected in later:
        return Finding(Damage.REORDER, f"entry {found} stands in its place; it comes later", expected)
    missing = f"entries {expected} to {found - 1} are" if found - expected > 1 else "the entry is"
    return Finding(Damage.GAP, f"{missing} missing", expected, found - 1)


def altered(index: int, actual: bytes, recorded: bytes) -> Finding:
    """Entry ``index`` is not what was recorded.

    ``actual`` are the leaf hashes of the entries as they are, ``recorded`` as they were, 32 bytes each, over the whole
    log. An entry that is known from another place was moved or copied; one that is known from nowhere was edited.
    """
    own = _at(actual, index)
    place = _find(recorded, own)
    if place is None:
        return Finding(Damage.EDIT, "its bytes do not have the recorded hash", index)
    if _at(actual, place) == own:
        return Finding(Damage.DUPLICATE, f"a copy of entry {place} stands in its place", index)
    # Everything before the index is as recorded, so the place is after it.
    if _find(actual, _at(recorded, index)) is None:
        return Finding(Damage.GAP, "missing, and later entries have moved up", index, place - 1)
    return Finding(Damage.REORDER, f"entry {place} stands in its place", index)


def _at(hashes: bytes, index: int) -> bytes:
    return hashes[index * HASH_BYTES : (index + 1) * HASH_BYTES]


def _find(hashes: bytes, sought: bytes) -> int | None:
    """The index of a hash among hashes."""
    at = hashes.find(sought) if sought else -1
    while at % HASH_BYTES and at != -1:
        at = hashes.find(sought, at + 1)
    return None if at == -1 else at // HASH_BYTES
