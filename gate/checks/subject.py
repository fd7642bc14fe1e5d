"""What rules look at: a record or an artifact in its folder, a change, a proof, all records of a repository."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from gate.checks.prose import texts
from gate.model.digest import Digest
from gate.model.paths import is_safe_path
from gate.system.files import read_regular

if TYPE_CHECKING:
    from gate.checks.finding import Path
    from gate.checks.proven import Proof
    from gate.model.artifact import Artifact
    from gate.model.policy import Policy
    from gate.model.record import Record

MAX_BESIDE_BYTES = 256 << 20
"""One file that a claim names (bytes), as Gate 2 reads them."""


@dataclass(slots=True)
class Folder:
    """The folder that a record or manifest lies in. It remembers what was read, for the cache of results.

    ``seen`` maps each name to the digest of its bytes, or to why they cannot be read.
    """

    path: str
    seen: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where there is no regular file of that name. Links are not followed."""
        if name in self._kept:
            return self._kept[name]
        state, data = self.look(name)
        self.seen[name] = state
        if data is not None:
            self._kept[name] = data
        return data

    def look(self, name: str) -> tuple[str, bytes | None]:
        """A file's digest and bytes, or why there are none."""
        if not is_safe_path(name):
            return "not a plain relative path", None
        try:
            data = read_regular(os.path.join(self.path, name), MAX_BESIDE_BYTES)
        except OSError as error:
            return str(error.strerror), None
        return str(Digest.of(data)), data

    def names(self) -> tuple[str, ...]:
        """The names of all files in it and below, without hidden ones; a change of them changes `seen`."""
        found: list[str] = []
        for folder, folders, names in os.walk(self.path or "."):
            folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
            inner = os.path.relpath(folder, self.path or ".")
            found += (os.path.normpath(os.path.join(inner, name)) for name in names if not name.startswith("."))
        listing = tuple(sorted(found))
        self.seen[""] = str(Digest.of("\0".join(listing).encode("utf-8", "surrogateescape")))
        return listing


@dataclass(frozen=True, slots=True)
class ExpectedProblem:
    """What is wrong with expected results: the code that Gate 2 would refuse them with; None where they say little."""

    code: str | None
    at: Path
    message: str
    hint: str


@dataclass(frozen=True)
class RecordSubject:
    """A record that keeps to its contract, with the files beside it, the time, and the policy that would judge it."""

    record: Record
    folder: Folder
    policy: Policy
    now: datetime

    @cached_property
    def prose(self) -> str:
        """All texts of the record in one, to see quickly what does not occur in any."""
        return "\n".join(text for _, text in texts(self.record))

    @cached_property
    def expected_problems(self) -> tuple[ExpectedProblem, ...]:
        """What is wrong with the expected results of all empirical claims."""
        if not any(claim.kind == "empirical" for claim in self.record.claims):
            return ()
        from gate.checks.expected import problems

        return tuple(problems(self.record, self.policy.repro))


@dataclass(frozen=True, slots=True)
class ArtifactSubject:
    """An artifact's manifest in its folder."""

    artifact: Artifact
    folder: Folder


@dataclass(frozen=True, slots=True)
class ChangeSubject:
    """A record as it was in the base revision, and as it is now."""

    before: Record
    now: Record


@dataclass(frozen=True, slots=True)
class ProofSubject:
    """A record, and what a trusted log or bundles beside it prove of it."""

    record: Record
    proof: Proof


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """What rules over all records need of one: its file and id, and whether it states a verdict of this gate."""

    file: str
    record: str
    states_verdict: bool = False


@dataclass(frozen=True, slots=True)
class RepositorySubject:
    """All records that were found, by file."""

    records: Mapping[str, RecordSummary]
