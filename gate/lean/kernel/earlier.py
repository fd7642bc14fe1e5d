"""What the gate's own kernel accepted of the library before, so that a verdict checks only what is new.

The kernel names each declaration by a digest of it and of its whole closure (`gate.kernel.earlier`), which it computes
itself from what it reads: a list of digests can spare it work, but cannot make it take one declaration for another. An
entry belongs to one kernel (the digest of its sources), one image that it runs in, and one toolchain's image. Only a
run in which the kernel accepted everything adds to it, and only constants of the library: what a submission declares is
checked every time.

The entry lies in the cache folder, where compiled challenges lie as well. Damage is noticed, and then everything is
checked; whoever may write to that folder on purpose could change gate itself (docs/kernel.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gate.lean.core.names import Name
from gate.lean.kernel.closure import Closure
from gate.lean.olean.cache import OleanCache
from gate.model.digest import Digest

MAX_DIGESTS = 100_000
"""Of one entry. One that would become larger begins anew."""
_FILE = "accepted"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class EarlierRuns:
    """Where what was accepted is remembered; ``toolchain`` is an image id, ``is_library`` tells its constants."""

    cache: OleanCache
    toolchain: str
    is_library: Callable[[Name], bool]

    def of(self, program: Digest, image: str) -> Accepted:
        """What the kernel of this digest accepted in this image; nothing if the entry is missing or damaged."""
        key = {"what": "declarations", "program": str(program), "image": image, "toolchain": self.toolchain}
        files = self.cache.get(Digest.of_json(key)) or {}
        digests = files.get(_FILE, b"")
        return Accepted(self, Digest.of_json(key), digests if len(digests) % _BYTES == 0 else b"")


@dataclass(frozen=True, slots=True)
class Accepted:
    """The entry of one kernel as it was when it was read: ``digests`` of 32 bytes each, in order."""

    runs: EarlierRuns
    key: Digest
    digests: bytes

    def add(self, closure: Closure, new: Iterable[tuple[int, str]]) -> None:
        """Keep digests by the declaration's number in the export of a closure, which the kernel accepted as a whole."""
        declared = closure.declarations()
        added = {bytes.fromhex(digest) for number, digest in new if self.runs.is_library(declared[number].name)}
        if added:
            before = {self.digests[place : place + _BYTES] for place in range(0, len(self.digests), _BYTES)}
            kept = before | added if len(before) + len(added) <= MAX_DIGESTS else added
            self.runs.cache.replace(self.key, {_FILE: b"".join(sorted(kept))})
