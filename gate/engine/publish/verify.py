"""Verifying a verdict bundle with a public key and nothing else: no store, no network, no Docker."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from pydantic import JsonValue

from gate.attest import verify as attest
from gate.attest.proven import StandingAt
from gate.attest.published import standing_in
from gate.documents.attempt import CheckReport
from gate.documents.bundle import BundleReport, StandingEvent, StandingReport
from gate.engine.arguments import checked
from gate.engine.inputs.files import read_folder
from gate.engine.inputs.policy import parse_policy
from gate.engine.inputs.trust import read_key, read_named
from gate.log.checkpoint import Trust, open_checkpoint
from gate.log.keys import COSIGNATURE, VerifierKey
from gate.log.newer import NewerCheckpoint
from gate.model.artifact import artifact_listing
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.text import counted

_CLOCK_SKEW = timedelta(minutes=5)
"""How far the log's clock may be ahead of ours."""


@checked
def verify_bundle(
    bundle: Path | str | bytes,
    key: str,
    *,
    artifact: Path | str | None = None,
    record: Path | str | None = None,
    max_age: timedelta | None = None,
    checkpoint: Path | str | None = None,
    log: Path | str | None = None,
    witnesses: Sequence[str] = (),
) -> BundleReport:
    """Verify every part of a bundle, offline; the report's ``exit_code`` says whether the verdict counts.

    ``bundle`` is a file or its bytes. ``key`` is the log's public key (C2SP verifier key) as its owner published it,
    or a file that holds it. With ``artifact`` (a folder, or its archive) or ``record`` (a file) the verdict must be
    about these.

    A bundle tells how its verdict stood at its checkpoint. The standing is ``stale`` when that is more than ``max_age``
    ago, or when ``checkpoint``, a newer one with or without proof (`gate.log.newer`), counts more entries. ``log`` is
    the published log (tiles folder or ``.jsonl``): the report's ``now`` is the standing there.

    Each of ``witnesses`` (public keys, or files that hold them) must have cosigned the checkpoint, and as many as the
    policy of the verdict requires of those that it names; all at a time that can be. The same holds for the head of
    the published log.

    Raises IntegrityError when anything does not hold, UsageError and InputError when a file cannot be read.
    """
    subjects = _subjects(artifact, record)
    data = bundle if isinstance(bundle, bytes) else read_named(Path(bundle))
    trusted = read_key(key)
    found = attest.verify_bundle(data, trusted, subjects=subjects)
    demands = _demanded(found, tuple({read_key(witness, algorithm=COSIGNATURE): None for witness in witnesses}))
    if demands:
        for trust in demands:
            open_checkpoint(found.checkpoint.data, trust, newest=_newest_time(found))
        known = {witness.public: witness for trust in demands for witness in trust.witnesses}
        found = attest.verify_bundle(data, Trust(trusted.name, (trusted,), tuple(known.values())), subjects=subjects)
    witnessed = _witnessed(found)
    standing = None if found.standing is None else _report(found.standing, witnessed)
    now, stale = None, None
    shown = found.shown
    if log is not None:
        # What is believed of the bundle's checkpoint with witnesses is not believed of a later one without.
        for trust in demands or [Trust.of(trusted)]:
            required = Trust(trusted.name, (trusted,), trust.witnesses, trust.required)
            now = _report(standing_in(Path(log), found, required), {})
        assert now is not None
        shown += (f"the checkpoint is a head of the published log, which has {now.size} entries",)
    if checkpoint is not None:
        sentence, stale = _compared(found, NewerCheckpoint.parse(read_named(Path(checkpoint))))
        shown += (sentence,)
    if max_age is not None:
        stale = stale or _too_old(now or standing, max_age)
    head = found.checkpoint.checkpoint
    return BundleReport(
        verdict=found.verdict,
        entry=cast(dict[str, JsonValue], found.entry.to_json()),
        index=found.index,
        checks=tuple(map(CheckReport.of, found.checks)),
        origin=head.origin,
        size=head.size,
        root=head.root.hex(),
        key=found.checkpoint.key.id,
        cosigners=tuple(key.id for key in found.checkpoint.witnesses),
        shown=shown,
        not_shown=found.not_shown,
        standing=standing,
        now=now,
        stale=stale,
    )


def _subjects(artifact: Path | str | None, record: Path | str | None) -> dict[str, Digest]:
    """The digests of what the caller has."""
    subjects: dict[str, Digest] = {}
    if artifact is not None and os.path.isfile(artifact):
        subjects["archive"] = Digest.of(read_named(Path(artifact)))
    elif artifact is not None:
        subjects["artifact"] = Digest.of_json(artifact_listing(read_folder(Path(artifact))))
    if record is not None:
        from gate.engine.inputs.pins import pinned_record  # it loads the judges, which a bundle alone does not need

        subjects["record"] = pinned_record(Path(record)).digest
    return subjects


def _demanded(found: attest.VerifiedBundle, given: tuple[VerifierKey, ...]) -> list[Trust]:
    """Which witnesses must have signed: all that the caller gives, and those that the verdict's policy requires."""
    log = (found.checkpoint.checkpoint.origin, (found.checkpoint.key,))
    demands = [Trust(*log, given, len(given))] if given else []
    digest = found.entry.body.policy_digest
    for policy in (parse_policy(data, where="policies") for data in found.documents if Digest.of(data) == digest):
        witnesses = tuple(map(VerifierKey.parse, policy.log.witnesses))
        demands += [Trust(*log, witnesses, policy.log.required_witnesses)] if witnesses else []
    return demands


def _newest_time(found: attest.VerifiedBundle) -> str:
    """When the newest entry was written under the checkpoint that is known; no witness signed before that."""
    return found.entry.time if found.standing is None else found.standing.time


def _witnessed(found: attest.VerifiedBundle) -> dict[str, str]:
    """The times at which trusted witnesses saw the checkpoint, by their key's id."""
    times = found.checkpoint.witnessed
    return {key: datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for key, time in times.items()}


def _report(standing: StandingAt, witnessed: Mapping[str, str]) -> StandingReport:
    return StandingReport(
        size=standing.head.size,
        status=standing.verdict.status,
        reason=standing.verdict.reason,
        claim_status=standing.claim.status,
        claim_reason=standing.claim.reason,
        claim_attempt=standing.claim.attempt,
        attempts=standing.claim.attempts,
        time=standing.time,
        witnessed=dict(witnessed),
        events=tuple(
            StandingEvent(index=event.index, time=event.time, kind=event.kind, text=event.text)
            for event in standing.events
        ),
    )


def _compared(found: attest.VerifiedBundle, newer: NewerCheckpoint) -> tuple[str, str | None]:
    """What another checkpoint shows, and why the bundle is older than it, if so."""
    origin, size = found.checkpoint.checkpoint.origin, found.checkpoint.checkpoint.size
    try:
        signed, proven = newer.verify(found.checkpoint, Trust(origin, found.keys))
    except IntegrityError as error:
        if error.code != "note.unverified":
            raise
        hint = "if the log changed its key after the bundle was made: get a newer bundle, or compare with --log"
        raise IntegrityError(error.code, error.message, where=error.where, hint=hint) from None
    other = signed.checkpoint.size
    if other == size:
        return f"the checkpoint that you gave is the bundle's own (size {size})", None
    if other < size:
        return f"the checkpoint that you gave is older (size {other}); it shows nothing about the standing", None
    added = f"{counted(other - size, 'entry')} came after it, up to size {other}"
    grown = "the log only grew since" if proven else "whether the log only grew since is not proven"
    return f"{added}; {grown}", f"{added}, and whether one is about this record is not in the bundle"


def _too_old(standing: StandingReport | None, max_age: timedelta) -> str | None:
    if standing is None:
        return "a bundle of gate 0.1 states no standing"
    times = standing.witnessed.values() or (standing.time,)
    newest = max(map(datetime.fromisoformat, times))
    age = datetime.now(UTC) - newest
    if age < -_CLOCK_SKEW:
        return f"the standing is of {newest:%Y-%m-%d %H:%M:%S} UTC, which is in the future"
    return None if age <= max_age else f"the standing is of {newest:%Y-%m-%d %H:%M:%S} UTC, older than was asked for"
