"""What a claim asks for, by structured names."""

from __future__ import annotations

from dataclasses import dataclass

from gate.lean.core.names import Name


@dataclass(frozen=True, slots=True)
class Goal:
    """What a claim asks for, by structured names."""

    targets: tuple[Name, ...]
    holes: tuple[Name, ...]
    axioms: tuple[Name, ...]
