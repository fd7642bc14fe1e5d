"""The one table of entry kinds: a typed body for each, who writes it and when. docs/log-entries.md shows it too.

The docstring of a body says when its entry is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from gate.log.fields import (
    DIGEST,
    DIGESTS,
    ID,
    INT,
    KEY,
    LEVEL,
    ORIGIN,
    PERSON_KEY,
    SENTENCE,
    SIGNATURE,
    TIME,
    VKEY,
    WORD,
    WORDS,
    choice,
)
from gate.log.kind import KEPT, KEPT_SINCE_INDEX, B, Body, Kind
from gate.model.check import Outcome
from gate.model.digest import Digest, Json
from gate.model.errors import IntegrityError
from gate.model.verdict import Status, Verdict

ENTRY_CONTRACT = "gate-audit-entry-v1"

OUTCOME = choice("outcome", Outcome, Outcome)
VERDICT = choice("verdict", Verdict, Verdict)
STATUS = choice("status", Status, Status)

Sha256 = Annotated[Digest, DIGEST]
"""Of something outside the store, or that the entries themselves give: an image, a root hash, a list of checks."""
Kept = Annotated[Digest, DIGEST, KEPT]
KeptSinceIndex = Annotated[Digest, DIGEST, KEPT_SINCE_INDEX]
Whole = Annotated[int, INT]
Word = Annotated[str, WORD]
Name = Annotated[str, ID]
Sentence = Annotated[str, SENTENCE]
KeyId = Annotated[str, KEY]
PublicKey = Annotated[str, VKEY]
PersonalKey = Annotated[str, PERSON_KEY]
Signature = Annotated[str, SIGNATURE]
Time = Annotated[str, TIME]


KINDS: dict[str, Kind] = {}
"""All kinds by name."""

_KIND_OF: dict[type[Body], Kind] = {}


def kind_of(body: type[Body]) -> Kind:
    """The kind of entry that has this type of body."""
    return _KIND_OF[body]


def read_body(kind: str, body: Mapping[str, Json]) -> Body:
    """A typed body from JSON values that nobody has checked yet.

    Raises IntegrityError ``entry.unknown-kind``, ``.missing-field``, ``.unknown-field`` or ``.wrong-type``.
    """
    if kind not in KINDS:
        raise unknown_kind()
    KINDS[kind].check(body)
    return KINDS[kind].read(body)


def unknown_kind() -> IntegrityError:
    """The error for a kind that is not in the table."""
    message = "the kind of entry is not known"
    return IntegrityError("entry.unknown-kind", message, hint="docs/log-entries.md lists the kinds")


def _entry_kind(name: str, *, writer: str, needs: tuple[str, ...] = ()) -> Callable[[type[B]], type[B]]:
    """Enter a body into the table."""

    def enter(body: type[B]) -> type[B]:
        KINDS[name] = _KIND_OF[body] = Kind.of(body, name, writer=writer, needs=needs)
        return body

    return enter


_ATTEMPT = ("attempt",)
_CASE = ("attempt", "record", "claim")


@_entry_kind("store", writer="`gate init`")
class StoreBody(Body, frozen=True, kw_only=True):
    """Once, as entry 0: the log and its first key come into being."""

    origin: Annotated[str, ORIGIN]
    key: KeyId
    vkey: PublicKey


@_entry_kind("intake", writer="an attempt, when it opens", needs=_CASE)
class IntakeBody(Body, frozen=True, kw_only=True):
    """An artifact was taken in for a claim and an attempt opened."""

    record_digest: Kept
    claim_digest: Kept
    artifact_digest: Kept
    policy_digest: Kept
    number: Whole
    inputs: Kept | None = None
    record_file: Kept | None = None
    archive: Kept | None = None
    submitter: Name | None = None
    submitter_key: PersonalKey | None = None
    submitter_proof: Signature | None = None


@_entry_kind("preflight", writer="an attempt, with the intake", needs=_ATTEMPT)
class PreflightBody(Body, frozen=True, kw_only=True):
    """The artifact's form was checked, before anything runs."""

    outcome: Annotated[Outcome, OUTCOME]
    code: Word | None = None


@_entry_kind("image", writer="an attempt, for its judge", needs=_ATTEMPT)
class ImageBody(Body, frozen=True, kw_only=True):
    """An attempt chose a sandbox image."""

    name: Word
    id: Sha256
    lock: Sha256 | None = None


@_entry_kind("self-test", writer="an attempt, for its judge")
class SelfTestBody(Body, frozen=True, kw_only=True):
    """The seal's probes ran on this worker and none got through."""

    image: Sha256
    digest: Sha256


@_entry_kind("run-start", writer="an attempt, for its judge", needs=_ATTEMPT)
class RunStartBody(Body, frozen=True, kw_only=True):
    """Just before a container is created."""

    n: Whole
    purpose: Word
    spec: KeptSinceIndex
    image: Sha256


@_entry_kind("run-end", writer="an attempt, for its judge", needs=_ATTEMPT)
class RunEndBody(Body, frozen=True, kw_only=True):
    """After the container is gone; `stdout_kept` and `stderr_kept` are what is kept of a stream that was too long."""

    n: Whole
    ending: Word
    wall_ms: Whole
    stdout: Sha256
    stderr: Sha256
    outputs: KeptSinceIndex
    seal: Sha256
    exit_code: Whole | None = None
    signal: Whole | None = None
    stdout_kept: Kept | None = None
    stderr_kept: Kept | None = None


@_entry_kind("run-fault", writer="an attempt, for its judge", needs=_ATTEMPT)
class RunFaultBody(Body, frozen=True, kw_only=True):
    """The machine failed during a run, so it has no end of its own."""

    n: Whole
    code: Word


@_entry_kind("control", writer="the reproduction judge, through its attempt", needs=_ATTEMPT)
class ControlBody(Body, frozen=True, kw_only=True):
    """The gate changed a run's data on purpose."""

    name: Word
    n: Whole
    digest: KeptSinceIndex


@_entry_kind("check", writer="an attempt, with the verdict", needs=_ATTEMPT)
class CheckBody(Body, frozen=True, kw_only=True):
    """A check was made; `digest` is that of its canonical JSON."""

    id: Word
    outcome: Annotated[Outcome, OUTCOME]
    digest: Kept
    code: Word | None = None


@_entry_kind("decision", writer="an attempt, with the verdict", needs=_ATTEMPT)
class DecisionBody(Body, frozen=True, kw_only=True):
    """All checks are in and the rule was applied to them."""

    required: Annotated[tuple[str, ...], WORDS]
    verdict: Annotated[Verdict, VERDICT]
    checks: Sha256


@_entry_kind("verdict", writer="an attempt, when it closes", needs=_CASE)
class VerdictBody(Body, frozen=True, kw_only=True):
    """The attempt is closed; the status changes in the same transaction. The level is said in words, too."""

    verdict: Annotated[Verdict, VERDICT]
    reason: Sentence
    policy_digest: Kept
    artifact_digest: Kept
    claim_digest: Kept
    record_digest: Kept
    images: Annotated[tuple[Digest, ...], DIGESTS]
    code: Word | None = None
    level: Annotated[str, LEVEL] | None = None
    toolchain: Word | None = None
    checks: Sha256 | None = None
    gate: Word | None = None
    establishes: Sentence | None = None
    leaves_open: Sentence | None = None


@_entry_kind("correction", writer="`gate correct`", needs=("record",))
class CorrectionBody(Body, frozen=True, kw_only=True):
    """An item was added to a record's correction record."""

    item: Kept
    kind: Word
    text: Sentence
    replaces: Kept | None = None


@_entry_kind("approval", writer="`gate approve`", needs=("record", "claim"))
class ApprovalBody(Body, frozen=True, kw_only=True):
    """A person vouched for something that no machine can check."""

    subject: Sha256
    what: Word
    approver: Name
    signature: Kept | None = None
    note: Sentence | None = None
    person_key: PersonalKey | None = None
    proof: Signature | None = None


@_entry_kind("revocation", writer="`gate revoke`", needs=("record", "claim"))
class RevocationBody(Body, frozen=True, kw_only=True):
    """An earlier verdict no longer counts; `verdict` is the index of its entry."""

    verdict: Whole
    reason: Sentence
    code: Word
    toolchain: Word | None = None


@_entry_kind("policy", writer="an attempt, the first under a policy")
class PolicyBody(Body, frozen=True, kw_only=True):
    """A policy is used that is not the one used last."""

    digest: Kept
    version: Name


@_entry_kind("key", writer="`gate log rotate`")
class KeyBody(Body, frozen=True, kw_only=True):
    """Checkpoints are signed by a new key from here on; `signature` is by the old key (see below)."""

    key: KeyId
    old: KeyId
    vkey: PublicKey
    signature: Signature


@_entry_kind("export", writer="`gate log export --logged`")
class ExportBody(Body, frozen=True, kw_only=True):
    """Entries `start` (included) to `end` (excluded) were exported; `digest` is the root hash over them."""

    start: Whole
    end: Whole
    digest: Sha256
    format: Word | None = None


@_entry_kind("reverify", writer="an attempt, for `gate rerun`", needs=_ATTEMPT)
class ReverifyBody(Body, frozen=True, kw_only=True):
    """An earlier attempt is judged again; `previous` is the index of its verdict."""

    batch: Name
    previous: Whole | None = None


@_entry_kind("recovery", writer="the next writing command after a crash, with the verdict", needs=_ATTEMPT)
class RecoveryBody(Body, frozen=True, kw_only=True):
    """An attempt that was left open is closed as INCONCLUSIVE."""

    cause: Word


@_entry_kind("kernels-disagree", writer="the Lean judge, through its attempt", needs=_ATTEMPT)
class KernelsDisagreeBody(Body, frozen=True, kw_only=True):
    """One kernel accepts a proof and another one rejects it; the digests are those of their answers."""

    accepts: Word
    rejects: Word
    accepted: Kept
    rejected: Kept
    export: Kept


@_entry_kind("record-index", writer="the first writing command of this version on an older store")
class RecordIndexBody(Body, frozen=True, kw_only=True):
    """From here on every entry has the record index; the `entries` before this one are counted in it."""

    entries: Whole


@_entry_kind("restore", writer="`gate recover --from-backup`")
class RestoreBody(Body, frozen=True, kw_only=True):
    """The store was set back to a backup; `size` entries with the root hash `root` had been signed by `key` before."""

    size: Whole
    root: Sha256
    key: KeyId


@_entry_kind("draws", writer="the reproduction judge, through its attempt", needs=_ATTEMPT)
class DrawsBody(Body, frozen=True, kw_only=True):
    """The draws of an attempt were made: `moving` of them, from `seed`, which is the log's signature (see below)."""

    seed: Signature
    moving: Whole


@_entry_kind("adoption", writer="`gate policy adopt`")
class AdoptionBody(Body, frozen=True, kw_only=True):
    """A policy is adopted: from here on verdicts count only if they have the checks that it needs."""

    digest: Kept
    version: Name


@_entry_kind("requirement", writer="`gate policy adopt`, or an attempt under another policy", needs=("record", "claim"))
class RequirementBody(Body, frozen=True, kw_only=True):
    """What the adopted policy needs of a version of a claim; verdicts that lack a check of it no longer count."""

    policy_digest: Kept
    claim_digest: Kept
    required: Annotated[tuple[str, ...], WORDS]


@_entry_kind("record.assessed", writer="`gate record import`, `gate assess`", needs=("record",))
class AssessmentBody(Body, frozen=True, kw_only=True):
    """A record was looked at, and this is how it stood (see below)."""

    status: Annotated[Status, STATUS]
    reason: Sentence
    record_digest: Kept
    stated: Sha256 | None = None
    published_before: Time | None = None
    operator: Name | None = None
