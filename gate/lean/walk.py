"""From some constants to all that they rest on, remembering the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gate.lean.names import Name

Next = Callable[[Name], Iterable[Name]]
"""The constants that one constant rests on; empty where the walk shall not go on."""


class Walk:
    """A breadth-first walk. Iterating visits every reachable name once, roots first; `path` says how it was reached.

    ``next_names`` is called for a name after the loop's body has seen it.
    """

    def __init__(self, roots: Iterable[Name], next_names: Next) -> None:
        self._roots = tuple(dict.fromkeys(roots))
        self._next = next_names
        self._from: dict[Name, Name | None] = dict.fromkeys(self._roots)

    def __iter__(self) -> Iterator[Name]:
        level = list(self._roots)
        while level:
            following: list[Name] = []
            for name in level:
                yield name
                for needed in self._next(name):
                    if needed not in self._from:
                        self._from[needed] = name
                        following.append(needed)
            level = following

    def path(self, name: Name) -> tuple[Name, ...]:
        """A shortest way from a root to ``name``, both included."""
        way = [name]
        while (before := self._from[way[-1]]) is not None:
            way.append(before)
        return tuple(reversed(way))


def shown(path: tuple[Name, ...]) -> str:
    """A path for people: the middle of a long one is left out."""
    names = [str(name) for name in path]
    if len(names) > 6:
        names = [*names[:3], "…", *names[-2:]]
    return " → ".join(names)
