"""YAML 1.1 as plain data, strictly, with positions: what JSON can say, written in YAML.

Refused are anchors and aliases (a short file could mean a huge document), tags, and keys that are no text. Times stay
the texts that they are written as.
"""

from __future__ import annotations

import yaml

from gate.checks.finding import Path
from gate.checks.reading.places import DuplicateKeyError, Member, Span
from gate.model.digest import Json

_TAG = "tag:yaml.org,2002:"


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise yaml.composer.ComposerError(None, None, "anchors and aliases are not read", event.start_mark)
        return super().compose_node(parent, index)


def read(text: str) -> Json:
    """The document. Raises DuplicateKeyError, ValueError, RecursionError, yaml.MarkedYAMLError with its place."""
    return _compose(text)[0]


def members(text: str) -> dict[Path, Member]:
    """Where each value stands. Raises what `read` raises."""
    return _compose(text)[1]


def _compose(text: str) -> tuple[Json, dict[Path, Member]]:
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        raise ValueError(f"the character U+{error.character:04X} at {error.position} is not allowed in YAML") from None
    try:
        root = loader.get_single_node()
        found: dict[Path, Member] = {}
        return (None if root is None else _value(loader, root, (), None, found)), found
    except yaml.YAMLError as error:
        if isinstance(error, yaml.MarkedYAMLError):
            raise
        raise ValueError(str(error)) from None
    finally:
        loader.dispose()


def _span(node: yaml.Node) -> Span:
    return Span(node.start_mark.index, node.end_mark.index)


def _value(loader: _Loader, node: yaml.Node, path: Path, name: Span | None, found: dict[Path, Member]) -> Json:
    found[path] = Member(_span(node), name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, number), None, found) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        made: dict[str, Json] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != f"{_TAG}str":
                raise yaml.constructor.ConstructorError(None, None, "a key is no text", key.start_mark)
            if key.value in made:
                raise DuplicateKeyError(key.value, _span(key))
            made[key.value] = _value(loader, value, (*path, key.value), _span(key), found)
        return made
    return _scalar(loader, node)


def _scalar(loader: _Loader, node: yaml.Node) -> Json:
    kind = node.tag.removeprefix(_TAG)
    if kind in ("str", "timestamp"):
        return str(node.value)
    if kind in ("int", "float", "bool", "null"):
        value = loader.construct_object(node)
        if value not in (float("inf"), float("-inf")) and value == value:
            plain: Json = value
            return plain
    raise yaml.constructor.ConstructorError(None, None, f"{node.value[:40]!r} is no plain value", node.start_mark)
