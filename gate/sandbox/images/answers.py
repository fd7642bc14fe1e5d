"""No image may hold an answer: a script that only read the published value from a library's tests would be VERIFIED.

Looked for are the published values of all example claims, in every file of every layer, compressed files included.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator

from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError
from gate.model.published import PublishedValues
from gate.sandbox.images.layer import Layer
from gate.system.cache import Cache, cache_folder
from gate.system.resources import resource

_MAX_CACHE_BYTES = 1 << 20
_MAX_DEPTH = 3
"""Archives in archives."""

_COMPRESSED: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (b"\x1f\x8b", gzip.decompress),
    (b"BZh", bz2.decompress),
    (b"\xfd7zXZ\x00", lzma.decompress),
)
_ZIP = b"PK\x03\x04"
_BROKEN = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError)


def published_examples() -> PublishedValues:
    """The published values of all claims in ``examples/records``."""
    return PublishedValues(
        text
        for path in sorted((resource("examples") / "records").glob("*.json"))
        for claim in json.loads(path.read_bytes())["claims"]
        for quantity in (claim.get("expected") or {}).get("quantities", ())
        for text in _texts(quantity["published"])
    )


def check_without_answers(name: str, layer: Layer, values: PublishedValues) -> None:
    """Look through a layer of the image ``name``, unless the same bytes were looked through for the same values.

    Raises InfrastructureError ``image.holds-answer`` with the file and the value.
    """
    cache = Cache(cache_folder() / "answers", _MAX_CACHE_BYTES)
    key = Digest.of_json([layer.digest.hex, values.digest.hex])
    if cache.get(key) is not None:
        return
    for path, content in layer.files():
        for inside, data in _unpacked(path, content):
            if found := values.find(data):
                raise InfrastructureError(
                    "image.holds-answer",
                    f"the image {name} would hold the published value {found[0]} in {inside}",
                    where=path,
                    hint="leave the file out in the image's build script; tests and bundled data of libraries go",
                )
    with cache.fill(key):
        pass


def _unpacked(path: str, content: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The file, and whatever it holds in compressed form. What cannot be unpacked is looked at as it is."""
    yield path, content
    if depth == _MAX_DEPTH:
        return
    try:
        if content.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.namelist():
                    yield from _unpacked(f"{path}!{member}", archive.read(member), depth + 1)
        for magic, decompress in _COMPRESSED:
            if content.startswith(magic):
                yield from _unpacked(f"{path}!", decompress(content), depth + 1)
    except _BROKEN:
        return


def _texts(published: Json) -> Iterator[str]:
    """A published value is one text, or lists of texts."""
    if isinstance(published, str):
        yield published
    elif isinstance(published, list):
        for part in published:
            yield from _texts(part)
