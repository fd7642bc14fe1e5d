"""The artifact as one file: a tar archive that is the same, bit for bit, whoever makes it from the same files.

POSIX ustar (IEEE Std 1003.1-2017, pax, "ustar Interchange Format"): regular files alone, sorted by the bytes of their
names, mode 0644, owner and group 0 without names, time 0, device numbers 0; two blocks of zeros at the end, and zeros
up to a multiple of 10240 bytes. GNU tar writes the same bytes; docs/verify-by-hand.md has the command. The standard
library does not in every Python: versions differ in how they write a regular file's device numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

_BLOCK = 512
_RECORD = 20 * _BLOCK
_NAME = 100
_PREFIX = 155


def archive_of(files: Mapping[str, bytes]) -> bytes | None:
    """The archive of a folder's files (relative ASCII path to bytes); None when a path is too long for the format."""
    parts: list[bytes] = []
    for path in sorted(files):
        place = _split(path)
        if place is None:
            return None
        data = files[path]
        parts += [_header(*place, len(data)), data, bytes(-len(data) % _BLOCK)]
    archive = b"".join([*parts, bytes(2 * _BLOCK)])
    return archive + bytes(-len(archive) % _RECORD)


def _split(path: str) -> tuple[bytes, bytes] | None:
    """Prefix and name: a long path is cut at the last slash that leaves a prefix which fits, as GNU tar does."""
    data = path.encode("ascii")
    if len(data) <= _NAME:
        return b"", data
    prefix, slash, _ = data[: _PREFIX + 1].rpartition(b"/")
    name = data[len(prefix) + 1 :]
    return (prefix, name) if slash and len(name) <= _NAME else None


def _header(prefix: bytes, name: bytes, size: int) -> bytes:
    before = b"%b%07o\0%07o\0%07o\0%011o\0%011o\0" % (name.ljust(_NAME, b"\0"), 0o644, 0, 0, size, 0)
    after = b"0%bustar\00000%b%07o\0%07o\0%b" % (bytes(100), bytes(64), 0, 0, prefix.ljust(_PREFIX, b"\0"))
    total = sum(before) + sum(b" " * 8) + sum(after)
    return b"%b%06o\0 %b" % (before, total, after.ljust(_BLOCK - len(before) - 8, b"\0"))
