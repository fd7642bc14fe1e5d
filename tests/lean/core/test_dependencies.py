"""Walks visit everything once and know a shortest way."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gate.lean.core.dependencies import Walk, shown
from gate.lean.core.names import Name

graphs = st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=5), max_size=13)


@given(graphs, st.lists(st.integers(0, 12), min_size=1, max_size=3))
def test_a_walk_visits_what_is_reachable_by_shortest_ways(graph: dict[int, list[int]], roots: list[int]) -> None:
    walk = Walk(map(Name.of, roots), lambda name: (Name.of(to) for to in graph.get(int(name[0]), ())))
    visited = [int(name[0]) for name in walk]
    distance = dict.fromkeys(roots, 1)
    todo = [*dict.fromkeys(roots)]
    for node in todo:
        for to in graph.get(node, ()):
            if to not in distance:
                distance[to] = distance[node] + 1
                todo.append(to)
    assert sorted(visited) == sorted(distance)
    for node in visited:
        path = [int(name[0]) for name in walk.path(Name.of(node))]
        assert len(path) == distance[node]
        assert path[0] in roots
        assert all(to in graph[before] for before, to in pairwise(path))


def test_a_long_path_is_shortened_in_the_middle() -> None:
    path = tuple(Name.of(letter) for letter in "abcdefgh")
    assert shown(path[:3]) == "a → b → c"
    assert shown(path) == "a → b → c → … → g → h"
