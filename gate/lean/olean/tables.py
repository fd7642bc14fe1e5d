"""A module's tables by name, kept on disk: what it imports and what it declares, without its terms.

Which module declares a constant is asked of the whole library in every verdict, the terms only of a few modules. The
tables follow from a module's bytes, so they are kept under the digest of these and are as trustworthy as the cache
that the bytes themselves come from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gate.lean.core.names import Name
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.file import OleanFile
from gate.model.digest import Digest

_FORMAT = 1
"""Counts changes of the decoder that change a table."""
_FILE = "table.json"


@dataclass(frozen=True, slots=True)
class Table:
    """What a module imports and what it declares, each in the file's order."""

    imports: tuple[Name, ...]
    declared: tuple[Name, ...]

    @classmethod
    def of(cls, file: OleanFile) -> Table:
        """The tables of an opened file."""
        return cls(tuple(item.module for item in file.imports), file.names)

    @classmethod
    def parse(cls, data: bytes) -> Table | None:
        """The inverse of `dump`; None for anything else."""
        try:
            value = json.loads(data)
            return cls(*(tuple(map(Name, value[key])) for key in ("imports", "declared")))
        except (ValueError, KeyError, TypeError):
            return None

    def dump(self) -> bytes:
        """The table as JSON: lists of names, each a list of its components."""
        return json.dumps({"imports": self.imports, "declared": self.declared}, separators=(",", ":")).encode()


def kept_table(cache: OleanCache | None, parts: Sequence[str], open_file: Callable[[], OleanFile]) -> Table:
    """The tables of the module whose parts have these digests: from the cache, or from the file, which is kept then.

    Raises what ``open_file`` raises.
    """
    if cache is None:
        return Table.of(open_file())
    key = Digest.of_json({"what": "table", "format": _FORMAT, "parts": list(parts)})
    files = cache.get(key) or {}
    table = Table.parse(files[_FILE]) if _FILE in files else None
    if table is None:
        table = Table.of(open_file())
        cache.put(key, {_FILE: table.dump()})
    return table
