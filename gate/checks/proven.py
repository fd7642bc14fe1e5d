"""What is proven of a record: by verdict bundles beside it, or by a published log. Keys come from whoever checks.

A bundle of the record ``record.json`` is any file ``record*.bundle`` beside it or in ``bundles/`` there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gate.checks.subject import RecordSummary
from gate.model.digest import Digest
from gate.model.errors import GateError, InfrastructureError, UsageError
from gate.model.record import Record
from gate.model.verdict import Status
from gate.system.files import read_regular

if TYPE_CHECKING:
    from gate.attest.verify import VerifiedBundle
    from gate.log.keys import VerifierKey
    from gate.log.status import History, Standing

SUFFIX = ".bundle"
FOLDER = "bundles"
MAX_BUNDLE_BYTES = 64 << 20

THROW_AWAY = "throw-away.invalid/"
"""How the name of a log begins that ends with the check that made it. Its keys are never trusted."""

Trouble = Literal["unreadable", "untrusted", "throw-away", "record", "claim", "version"]


@dataclass(frozen=True, slots=True)
class BundleTrouble:
    """A bundle that proves nothing of the record, and why."""

    file: str
    trouble: Trouble
    message: str


@dataclass(frozen=True, slots=True)
class ProvenClaim:
    """How a claim stands in a log that is trusted. ``size`` counts the entries that this is folded from."""

    status: Status
    reason: str
    evaluated: str | None
    size: int
    claim_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proven of a record's claims, by id. ``asked`` says whether any key was there to prove something with."""

    claims: Mapping[str, ProvenClaim] = field(default_factory=dict)
    troubles: tuple[BundleTrouble, ...] = ()
    asked: bool = True


class Proofs:
    """All that a check can prove: keys that are trusted, and a published log if there is one."""

    def __init__(self, keys: Sequence[str] = (), log: Path | None = None) -> None:
        """Raises UsageError for a key that is none, IntegrityError for a log that does not verify."""
        self._keys: dict[str, VerifierKey] = {}
        self._history: History | None = None
        self._size = 0
        self._listed: dict[str, tuple[str, ...]] = {}
        if keys:
            from gate.engine.inputs.trust import read_key

            self._keys = {key.name: key for key in map(read_key, keys)}
        if throw_away := [name for name in self._keys if name.startswith(THROW_AWAY)]:
            message = f"{throw_away[0]} is the log of a throw-away store, whose key is never trusted"
            raise UsageError("check.throw-away-key", message)
        if log is not None:
            self._read_log(log)

    def _read_log(self, path: Path) -> None:
        from gate.log.checkpoint import Trust
        from gate.log.entry import Entry
        from gate.log.kind import Body
        from gate.log.status import History
        from gate.log.verify import verify_export

        if len(self._keys) != 1:
            raise UsageError("check.log-key", "a published log is checked with its own key", hint="--key KEY, once")
        (key,) = self._keys.values()
        history = History(log_keys={key.public})

        def see(index: int, entry: Entry[Body]) -> None:
            history.add(index, entry)

        report = verify_export(path, Trust.of(key), observe=see)
        if report.finding is not None:
            raise report.finding.error()
        self._history, self._size = history, report.entries

    @property
    def can_prove(self) -> bool:
        """Whether there is any key."""
        return bool(self._keys)

    def concerns(self, summary: RecordSummary) -> bool:
        """Whether anything need be asked about a record: it states a verdict, or bundles lie beside it."""
        return summary.states_verdict or bool(self._bundles(summary.file)) or self._history is not None

    def of(self, record: Record, file: str) -> Proof:
        """What is proven of a record in a file."""
        claims: dict[str, ProvenClaim] = {}
        troubles: list[BundleTrouble] = []
        for bundle in self._bundles(file):
            found = self._bundle(bundle, record)
            if isinstance(found, BundleTrouble):
                troubles.append(found)
                continue
            claim, proven = found
            if claim not in claims or claims[claim].size < proven.size:
                claims[claim] = proven
        if self._history is not None:
            claims |= self._logged(self._history, record)
        return Proof(claims, tuple(troubles), self.can_prove)

    def _bundles(self, file: str) -> tuple[str, ...]:
        """The bundles of a record's file, each folder being listed once."""
        folder, name = os.path.split(file)
        names = (*self._names(folder), *self._names(os.path.join(folder, FOLDER)))
        stem = os.path.splitext(name)[0]
        return tuple(name for name in names if _belongs(os.path.basename(name), stem))

    def _names(self, folder: str) -> tuple[str, ...]:
        if folder not in self._listed:
            try:
                names = sorted(name for name in os.listdir(folder or ".") if name.endswith(SUFFIX))
            except OSError:
                names = []
            self._listed[folder] = tuple(os.path.join(folder, name) for name in names)
        return self._listed[folder]

    def _bundle(self, name: str, record: Record) -> tuple[str, ProvenClaim] | BundleTrouble:
        from gate.attest.bundle import read_bundle
        from gate.attest.verify import verify_bundle

        try:
            data = read_regular(name, MAX_BUNDLE_BYTES)
            origin = read_bundle(data).origin
            if origin.startswith(THROW_AWAY):
                return BundleTrouble(name, "throw-away", f"it is of the throw-away log {origin}")
            if origin not in self._keys:
                return BundleTrouble(name, "untrusted", f"it is of the log {origin}, whose key is not trusted here")
            found = verify_bundle(data, self._keys[origin])
        except OSError as error:
            return BundleTrouble(name, "unreadable", f"it cannot be read: {error.strerror}")
        except InfrastructureError:
            raise
        except GateError as error:
            return BundleTrouble(name, "unreadable", f"it does not verify: {error.message}")
        return _of_record(name, found, record)

    def _logged(self, history: History, record: Record) -> dict[str, ProvenClaim]:
        from gate.log.status import claim_standing

        return {
            claim.id: _proven(claim_standing(history, record.id, claim.id, str(claim.digest)), self._size, claim.digest)
            for claim in record.claims
            if claim.takes_artifact
        }


def _belongs(name: str, stem: str) -> bool:
    """Whether ``record-c1.bundle`` is of ``record``: what follows the stem must not continue a longer name."""
    rest = name.removesuffix(SUFFIX).removeprefix(stem)
    return name.startswith(stem) and (not rest or rest[0] in "-._")


def _of_record(name: str, found: VerifiedBundle, record: Record) -> tuple[str, ProvenClaim] | BundleTrouble:
    """What a bundle that verifies proves of a record."""
    if found.entry.record != record.id:
        return BundleTrouble(name, "record", f"it is about record {found.entry.record}")
    claim = next((claim for claim in record.claims if claim.id == found.entry.claim), None)
    if claim is None:
        return BundleTrouble(name, "claim", f"it is about claim {found.entry.claim}, which the record does not have")
    if found.entry.body.claim_digest != claim.digest:
        return BundleTrouble(name, "version", f"it is about another version of claim {claim.id}")
    size = found.checkpoint.checkpoint.size
    if found.standing is None:
        return BundleTrouble(name, "version", "it is a bundle of gate 0.1, which does not say how the verdict stands")
    return claim.id, _proven(found.standing.claim, size, claim.digest)


def _proven(standing: Standing, size: int, claim: Digest) -> ProvenClaim:
    return ProvenClaim(standing.status, standing.reason, standing.evaluated, size, str(claim))
