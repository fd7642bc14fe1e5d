"""Do an artifact's files hold the labels? A look for the usual ways; whoever hides them well is found by a reviewer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_TOKEN = re.compile(r"[^\s,;:|'\"\[\](){}=<>]+")
_FEWEST = 4
"""Labels that must stand beside their ids, at least."""
_WINDOW = 24
"""Labels in a row that stand in the same order by no chance; fewer than `_SHORTEST` could."""
_SHORTEST = 8


def leaked(content: bytes, labels: Mapping[str, str]) -> str:
    """How the labels (id to label, in the file's order) stand in some bytes, in words; empty where they do not."""
    text = content.decode("utf-8", "replace")
    tokens = _TOKEN.findall(text)
    beside = _beside_ids(tokens, labels)
    if beside >= max(_FEWEST, _not_by_chance(labels) * len(labels)):
        return f"{beside} of {len(labels)} labels beside their ids"
    return "the labels in their order" if _in_order(text, tokens, list(labels.values())) else ""


def _not_by_chance(labels: Mapping[str, str]) -> float:
    """The share of ids that must have their label beside them: half way from what one constant would get to all."""
    (_, most) = Counter(labels.values()).most_common(1)[0]
    return (1 + most / len(labels)) / 2


def _beside_ids(tokens: Sequence[str], labels: Mapping[str, str]) -> int:
    """For how many ids the label stands at the same distance: next to it, or with one word between, on one side."""
    found: list[set[str]] = [set(), set(), set(), set()]
    for place, token in enumerate(tokens):
        words = _TOKEN.findall(labels.get(token, ""))
        size = len(words)
        for ids, start in zip(found, (place + 1, place + 2, place - size, place - size - 1), strict=True):
            if words and start >= 0 and list(tokens[start : start + size]) == words:
                ids.add(token)
    return max(map(len, found))


def _in_order(text: str, tokens: Sequence[str], labels: Sequence[str]) -> bool:
    size = min(_WINDOW, len(labels))
    if size < _SHORTEST:
        return False
    known = set(labels)
    only = "\n".join(["", *(token for token in tokens if token in known), ""])
    for start in {0, (len(labels) - size) // 2, len(labels) - size}:
        window = labels[start : start + size]
        if len(set(window)) > 1:
            packed = all(len(label) == 1 for label in window) and "".join(window) in text
            if packed or "\n".join(["", *window, ""]) in only:
                return True
    return False
