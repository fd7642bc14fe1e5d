"""YAML as plain data: no aliases, no key twice, no tags that make objects."""

from __future__ import annotations

from collections.abc import Hashable

import yaml

from gate.model.digest import Json


class _Loader(yaml.SafeLoader):
    """Plain data only: no aliases (a short file could mean a huge document), no key twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Json]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if not all(isinstance(key, str) for key in keys) or len(set(keys)) != len(keys):
            raise yaml.YAMLError("a key appears twice or is not a text")
        return super().construct_mapping(node, deep)


def read_yaml(data: bytes) -> Json:
    """One YAML document. Raises ValueError for anything but plain data in UTF-8."""
    try:
        return yaml.load(data.decode("utf-8"), Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from None
