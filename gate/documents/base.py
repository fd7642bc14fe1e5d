"""What all printed documents share."""

from __future__ import annotations

import json

from pydantic import JsonValue

from gate.model.base import Contract


class Document(Contract):
    """A printed document: immutable; each subclass that is printed by itself names its ``format``."""

    def to_json(self) -> dict[str, JsonValue]:
        """The document as plain JSON values."""
        document: dict[str, JsonValue] = self.model_dump(mode="json")
        return document

    def to_text(self) -> str:
        """The document as ``--json`` prints it: ASCII, two spaces of indent, a newline at the end."""
        return json.dumps(self.to_json(), indent=2, ensure_ascii=True) + "\n"
