"""The log as JSON Lines, complete enough to be verified alone.

First line: ``{"contract":"gate-log-export-v1","origin":…,"size":n}``. Then one line for each entry,
``{"entry":{…},"index":i,"leaf":"<64 hex>"}``, and after them one line for each checkpoint, ``{"checkpoint":"<note>"}``.
Every line is canonical JSON (RFC 8785), so the bytes of ``entry`` are the entry's own bytes.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NoReturn

from gate.log.checkpoint import read_checkpoint
from gate.log.entry import MAX_ENTRY_BYTES
from gate.log.merkle import Node, leaf_hash
from gate.log.note import MAX_NOTE_BYTES
from gate.log.tiles import TileReader, read_folder_checkpoint
from gate.model.digest import canonical_json
from gate.model.errors import InfrastructureError, IntegrityError

EXPORT_CONTRACT = "gate-log-export-v1"

Row = tuple[int, bytes, bytes]
"""Index, the entry's bytes, and its leaf hash as recorded beside it."""

_ENTRY_LINE = re.compile(rb'\{"entry":(\{.*\}),"index":(0|[1-9][0-9]{0,18}),"leaf":"([0-9a-f]{64})"\}\n')
_HEADER = re.compile(rb'\{"contract":"gate-log-export-v1","origin":"([^"\\\n]{1,255})","size":(0|[1-9][0-9]{0,18})\}\n')
_CHECKPOINT_START = b'{"checkpoint":'
# JSON writes a note's newlines in two characters and may write others in six.
_MAX_LINE_BYTES = max(MAX_ENTRY_BYTES + 200, 6 * MAX_NOTE_BYTES + 20)


def export_jsonl(out: BinaryIO, entries: Iterable[bytes], checkpoints: Sequence[bytes]) -> None:
    """Write an export. The last checkpoint is the head; earlier ones help to say where damage is.

    ``entries`` are canonical bytes from index 0. Raises IntegrityError (``export.no-checkpoint``, ``note.…``).
    """
    if not checkpoints:
        raise IntegrityError("export.no-checkpoint", "an export without a checkpoint proves nothing")
    head, _ = read_checkpoint(checkpoints[-1])
    out.write(canonical_json({"contract": EXPORT_CONTRACT, "origin": head.origin, "size": head.size}) + b"\n")
    for index, data in enumerate(entries):
        leaf = leaf_hash(data).hex().encode("ascii")
        out.write(b'{"entry":%b,"index":%d,"leaf":"%b"}\n' % (data, index, leaf))
    for checkpoint in checkpoints:
        out.write(canonical_json({"checkpoint": checkpoint.decode("utf-8")}) + b"\n")


class Export:
    """An export as found, a JSON Lines file or a tlog-tiles folder; nothing in it is believed before it is verified."""

    def __init__(self, path: Path) -> None:
        """Raises IntegrityError (``tile.…``, ``note.…``, ``checkpoint.…``) for a folder without a readable head."""
        self.path = path
        self.checkpoints: list[bytes] = []
        """The checkpoints of the export; of a JSON Lines file they are known only after `rows` was read to its end."""
        self.header: tuple[str, int] | None = None
        """Origin and size as the first line of a JSON Lines file has them, once `rows` was begun."""
        self._folder: TileReader | None = None
        if os.path.isdir(path):
            self.checkpoints.append(read_folder_checkpoint(path))
            self._folder = TileReader(path, read_checkpoint(self.checkpoints[0])[0].size)

    def rows(self) -> Iterator[Row]:
        """Every entry with its index and recorded leaf hash.

        Raises IntegrityError (``export.malformed`` with the line, or ``tile.…``) and InfrastructureError
        (``export.read``).
        """
        if self._folder:
            for index, (data, leaf) in enumerate(self._folder.entries()):
                yield index, data, leaf
            return
        try:
            with self.path.open("rb") as file:
                yield from self._lines(file)
        except OSError as error:
            raise InfrastructureError("export.read", f"cannot read: {error.strerror}", where=str(self.path)) from None

    def nodes(self) -> Iterator[Node]:
        """The hashes in the tiles above level 0, which has the entries' own; a JSON Lines file has none.

        Raises IntegrityError (``tile.…``).
        """
        return self._folder.upper_nodes() if self._folder else iter(())

    def _lines(self, file: BinaryIO) -> Iterator[Row]:
        self.checkpoints.clear()
        header = _HEADER.fullmatch(file.readline(_MAX_LINE_BYTES))
        if not header:
            self._malformed(1, f"an export starts with its contract, {EXPORT_CONTRACT}")
        self.header = header[1].decode("utf-8", "replace"), int(header[2])
        number = 1
        while line := file.readline(_MAX_LINE_BYTES):
            number += 1
            if not line.endswith(b"\n"):
                raise IntegrityError("export.cut", "the last line is cut off", where=f"{self.path.name}:{number}")
            if found := _ENTRY_LINE.fullmatch(line):
                if self.checkpoints:
                    self._malformed(number, "an entry after the checkpoints")
                yield int(found[2]), found[1], bytes.fromhex(found[3].decode("ascii"))
            else:
                self.checkpoints.append(self._checkpoint(line, number))

    def _checkpoint(self, line: bytes, number: int) -> bytes:
        text = None
        if line.startswith(_CHECKPOINT_START) and line.endswith(b"}\n"):
            try:
                text = json.loads(line[len(_CHECKPOINT_START) : -2].decode("utf-8"))
            except (ValueError, RecursionError):
                text = None
        if not isinstance(text, str):
            self._malformed(number, "neither an entry nor a checkpoint")
        try:
            return text.encode("utf-8")
        except UnicodeEncodeError:
            self._malformed(number, "a checkpoint that is not UTF-8")

    def _malformed(self, number: int, message: str) -> NoReturn:
        raise IntegrityError("export.malformed", message, where=f"{self.path.name}:{number}")
