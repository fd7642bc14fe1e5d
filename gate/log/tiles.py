"""The log as a folder of static files (C2SP tlog-tiles v0.1.0) that any web server can serve.

``checkpoint`` is the signed head, ``tile/<L>/<N>`` holds 256 hashes of tree level 8·L, ``tile/entries/<N>`` the same
256 entries, each with its length in two bytes before it. The last tile of a level is partial: ``<N>.p/<width>``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from gate.log.checkpoint import read_checkpoint
from gate.log.entry import MAX_ENTRY_BYTES
from gate.log.merkle import HASH_BYTES, CompactRange, Node, leaf_hash
from gate.log.note import MAX_NOTE_BYTES
from gate.model.errors import InfrastructureError, IntegrityError
from gate.system.files import TooLargeError, UnfitFileError, make_folder, read_regular, write_whole

WIDTH = 256
_HEIGHT = 8
_LENGTH_BYTES = 2
_MAX_BUNDLE_BYTES = WIDTH * (_LENGTH_BYTES + MAX_ENTRY_BYTES)
_CACHED_TILES = 64


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """The path of a tile below the log's folder; ``level`` is 0 to 63 or ``entries``.

    Raises IntegrityError (``tile.range``).
    """
    if (
        number < 0
        or not 0 < width <= WIDTH
        or (level != "entries" and not (isinstance(level, int) and 0 <= level < 64))
    ):
        raise IntegrityError("tile.range", f"there is no tile {number} of width {width} on level {level}")
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < WIDTH else "")


def parse_tile(data: bytes, width: int, *, where: str | None = None) -> tuple[bytes, ...]:
    """The hashes of a tile. Raises IntegrityError (``tile.malformed``) unless there are exactly ``width``."""
    if len(data) != width * HASH_BYTES:
        raise IntegrityError("tile.malformed", f"{len(data)} bytes; {width} hashes are expected", where=where)
    return tuple(data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES))


def format_bundle(entries: Iterable[bytes]) -> bytes:
    """The bytes of an entry bundle. Raises IntegrityError (``tile.malformed``) for an entry of 64 KiB or more."""
    parts = []
    for data in entries:
        if len(data) > MAX_ENTRY_BYTES:
            raise IntegrityError("tile.malformed", f"an entry of {len(data)} bytes does not fit a bundle")
        parts += [len(data).to_bytes(_LENGTH_BYTES, "big"), data]
    return b"".join(parts)


def parse_bundle(data: bytes, width: int, *, where: str | None = None) -> tuple[bytes, ...]:
    """The entries of a bundle. Raises IntegrityError (``tile.malformed``) unless there are exactly ``width``."""
    entries: list[bytes] = []
    at = 0
    while at < len(data) and len(entries) <= width:
        end = at + _LENGTH_BYTES + int.from_bytes(data[at : at + _LENGTH_BYTES], "big")
        entries.append(data[at + _LENGTH_BYTES : end])
        at = end
    if len(entries) != width or at != len(data):  # a last entry that is cut off ends after the data
        raise IntegrityError("tile.malformed", f"not a bundle of {width} whole entries", where=where)
    return tuple(entries)


def export_tiles(folder: Path, entries: Iterable[bytes], checkpoint: bytes) -> None:
    """Write the first entries of the log, as many as the checkpoint counts; the checkpoint comes last.

    Exporting again into the same folder adds what is new. Raises IntegrityError: ``tile.conflict`` when a file there
    has other content (another log, or a rewritten one); ``tile.checkpoint`` when the entries do not lead to the
    checkpoint's root, with the folder's old checkpoint untouched. Raises InfrastructureError (``tile.write``).
    """
    head, _ = read_checkpoint(checkpoint)
    writer = _Writer(folder)
    tree = CompactRange()
    for data in entries:
        if tree.size == head.size:
            break
        leaf = leaf_hash(data)
        tree.append(leaf)
        writer.add(data, leaf)
    if tree.size != head.size or tree.root() != head.root:
        raise IntegrityError(
            "tile.checkpoint", f"{tree.size} entries do not make the checkpoint of size {head.size}", where=str(folder)
        )
    writer.finish()
    _write(folder / "checkpoint", checkpoint, replace=True)


class _Writer:
    """Collects entries and hashes and writes a tile whenever one is full."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: list[bytes] = []
        self._levels: list[list[bytes]] = [[]]
        self._counts = [0]

    def add(self, data: bytes, leaf: bytes) -> None:
        self._entries.append(data)
        if len(self._entries) == WIDTH:
            self._flush_entries()
        self._add_hash(0, leaf)

    def finish(self) -> None:
        """Write the partial tiles."""
        if self._entries:
            self._flush_entries()
        for level, hashes in enumerate(self._levels):
            if hashes:
                self._flush_level(level)

    def _add_hash(self, level: int, value: bytes) -> None:
        hashes = self._levels[level]
        hashes.append(value)
        if len(hashes) == WIDTH:
            self._flush_level(level)
            if level + 1 == len(self._levels):
                self._levels.append([])
                self._counts.append(0)
            self._add_hash(level + 1, subtree_root(hashes))
            hashes.clear()

    def _flush_entries(self) -> None:
        path = tile_path("entries", self._counts[0], len(self._entries))
        _write(self._folder / path, format_bundle(self._entries))
        self._entries.clear()

    def _flush_level(self, level: int) -> None:
        hashes = self._levels[level]
        _write(self._folder / tile_path(level, self._counts[level], len(hashes)), b"".join(hashes))
        self._counts[level] += 1


def subtree_root(hashes: Sequence[bytes]) -> bytes:
    """The root over consecutive hashes of one level."""
    tree = CompactRange()
    for value in hashes:
        tree.append(value)
    return tree.root()


def _write(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write a file so that a reader never sees half of it. Tiles never change."""
    try:
        if not replace and os.path.exists(path):
            if not _holds(path, data):
                raise IntegrityError(
                    "tile.conflict",
                    "the folder already holds other content at this place",
                    where=str(path),
                    hint="export into an empty folder and compare the two with `gate log verify --from`",
                )
            return
        make_folder(path.parent)
        write_whole(path, data)
    except OSError as error:
        raise InfrastructureError("tile.write", f"cannot write: {error.strerror}", where=str(path)) from None


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file has this content, and is one. Raises OSError."""
    try:
        return read_regular(path, len(data), follow=True) == data
    except UnfitFileError:
        return False


class TileReader:
    """Reads a log from a tlog-tiles folder. Everything read is hostile until its root is compared with a checkpoint."""

    def __init__(self, folder: Path, size: int) -> None:
        """``size`` is the number of entries of the checkpoint whose tiles are to be read."""
        self.folder = folder
        self.size = size
        self._tile = lru_cache(_CACHED_TILES)(self._read_tile)

    def entries(self) -> Iterator[tuple[bytes, bytes]]:
        """Each entry's bytes with its leaf hash as the tiles of level 0 have it. Raises IntegrityError (``tile.…``)."""
        for number in range(-(-self.size // WIDTH)):
            width = self._width(0, number)
            path = tile_path("entries", number, width)
            try:
                data = _read(self.folder / path, _MAX_BUNDLE_BYTES)
            except IntegrityError as error:
                raise self._explained(error, number) from None
            yield from zip(parse_bundle(data, width, where=path), self._tile(0, number), strict=True)

    def _explained(self, error: IntegrityError, number: int) -> IntegrityError:
        """A missing bundle with another one after it is a gap, not an end."""
        following = tile_path("entries", number + 1, max(1, self._width(0, number + 1)))
        if error.code == "tile.missing" and (self.folder / following).exists():
            return IntegrityError("tile.gap", error.message, where=error.where)
        return error

    def upper_nodes(self) -> Iterator[Node]:
        """Every hash that the tiles above level 0 hold, by its node in the tree. Raises IntegrityError (``tile.…``)."""
        level = 1
        while count := self.size >> _HEIGHT * level:
            for number in range(-(-count // WIDTH)):
                for offset, value in enumerate(self._tile(level, number)):
                    yield Node(level * _HEIGHT, number * WIDTH + offset, value)
            level += 1

    def node(self, level: int, position: int) -> bytes:
        """The root of a perfect subtree, as `gate.log.merkle` wants it. Raises IntegrityError (``tile.…``)."""
        tile_level, height = divmod(level, _HEIGHT)
        first = position << height
        number, offset = divmod(first, WIDTH)
        hashes = self._tile(tile_level, number)[offset : offset + (1 << height)]
        if len(hashes) != 1 << height:
            raise IntegrityError("tile.range", f"the tree of {self.size} leaves has no node ({level}, {position})")
        return subtree_root(hashes)

    def _width(self, level: int, number: int) -> int:
        return min(WIDTH, (self.size >> _HEIGHT * level) - number * WIDTH)

    def _read_tile(self, level: int, number: int) -> tuple[bytes, ...]:
        width = self._width(level, number)
        path = tile_path(level, number, width)
        return parse_tile(_read(self.folder / path, WIDTH * HASH_BYTES), width, where=path)


def read_folder_checkpoint(folder: Path) -> bytes:
    """The bytes of the folder's checkpoint. Raises IntegrityError (``tile.missing``, ``tile.too-large``)."""
    return _read(folder / "checkpoint", MAX_NOTE_BYTES)


def _read(path: Path, limit: int) -> bytes:
    try:
        return read_regular(path, limit, follow=True)
    except TooLargeError:
        raise IntegrityError("tile.too-large", f"more than {limit} bytes", where=str(path)) from None
    except (FileNotFoundError, NotADirectoryError, UnfitFileError):
        raise IntegrityError("tile.missing", "the export lacks this file", where=str(path)) from None
    except OSError as error:
        raise InfrastructureError("tile.read", f"cannot read: {error.strerror}", where=str(path)) from None
