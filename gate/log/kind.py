"""What a kind of entry is: a typed body, and the fields that it may have in the log.

A body's fields are given once, as annotations: the type for Python, and the `FieldType` that says what may stand in the
log. A field that may be missing is None by default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeVar, get_args

import msgspec

from gate.log.fields import FieldType
from gate.model.digest import Digest, Json
from gate.model.errors import IntegrityError

KEPT = "kept"
"""Marks a digest of something that the store keeps, beside its `FieldType`."""

KEPT_SINCE_INDEX = "kept since index"
"""The same, for what gate 0.1 did not keep."""


class Body(msgspec.Struct, frozen=True):
    """What an entry says besides its time and what it is about; one class for each kind.

    Values are not checked here but when an entry is written or read (`gate.log.entry`).
    """

    def to_json(self) -> dict[str, Json]:
        """The body as JSON has it: digests and the words of the model as text, nothing for a field that is missing."""
        values = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: _plain(value) for name, value in values if value is not None}


B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    ``needs`` are the ids beside the body that must be there (``attempt``, ``record``, ``claim``); the others may be.
    ``fields`` must all be in the body, ``optional`` may be, nothing else is.
    """

    name: str
    writer: str
    body: type[Body]
    needs: tuple[str, ...]
    fields: Mapping[str, FieldType]
    optional: Mapping[str, FieldType]
    kept: tuple[str, ...]
    """The fields whose digests name something that the store keeps."""
    kept_since_index: tuple[str, ...]
    """Those that gate 0.1 named without keeping it: kept where the entry has a record index."""
    converted: tuple[tuple[str, Callable[[Json], object]], ...]
    """The fields whose typed value is not the JSON value itself, and what makes it."""

    @property
    def when(self) -> str:
        """When an entry of this kind is written, in a sentence."""
        return self.body.__doc__ or ""

    def check(self, body: Mapping[str, Json]) -> None:
        """Raises IntegrityError ``entry.missing-field``, ``entry.unknown-field`` or ``entry.wrong-type``."""
        for name in self.fields:
            if name not in body:
                raise IntegrityError("entry.missing-field", f"a {self.name} entry needs {name!r}", where=self.name)
        for name, value in body.items():
            expected = self.fields.get(name) or self.optional.get(name)
            if expected is None:
                raise IntegrityError(
                    "entry.unknown-field",
                    f"a {self.name} entry has no field {str(name)[:40]!r}",
                    where=self.name,
                    hint="docs/log-entries.md lists the fields of each kind",
                )
            if not expected.fits(value):
                # The value stays out of the message: it may be what must not get into a log.
                raise IntegrityError(
                    "entry.wrong-type",
                    f"{name!r} must be {expected.says}",
                    where=f"{self.name}.{name}",
                    hint="entries hold digests and small facts, never payloads",
                )

    def read(self, body: Mapping[str, Json]) -> Body:
        """The typed body of JSON that was checked."""
        values = dict(body)
        for name, read in self.converted:
            if name in values:
                values[name] = read(values[name])
        return self.body(**values)

    @classmethod
    def of(cls, body: type[Body], name: str, *, writer: str, needs: tuple[str, ...]) -> Self:
        """The kind that has this type of body."""
        types = {part.name: _field_type(part.type) for part in msgspec.structs.fields(body)}
        required = {part.name for part in msgspec.structs.fields(body) if part.required}
        marks = {part.name: _marks(part.type) for part in msgspec.structs.fields(body)}
        return cls(
            name,
            writer,
            body,
            needs,
            fields={part: item for part, item in types.items() if part in required},
            optional={part: item for part, item in types.items() if part not in required},
            kept=tuple(part for part, found in marks.items() if KEPT in found),
            kept_since_index=tuple(part for part, found in marks.items() if KEPT_SINCE_INDEX in found),
            converted=tuple((part, item.read) for part, item in types.items() if item.read),
        )


def _plain(value: object) -> Json:
    if isinstance(value, Digest | StrEnum):
        return str(value)
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _field_type(annotation: object) -> FieldType:
    """The `FieldType` in an annotation such as ``Word`` or ``Word | None``."""
    (item,) = [item for item in _marks(annotation) if isinstance(item, FieldType)]
    return item


def _marks(annotation: object) -> tuple[object, ...]:
    """What stands beside the type in an annotation."""
    parts = get_args(annotation) if type(None) in get_args(annotation) else (annotation,)
    return tuple(item for part in parts for item in getattr(part, "__metadata__", ()))
