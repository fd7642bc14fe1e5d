"""What a judge is: all that the engine knows of one kind of claim. A judge finds out; it knows no ledger.

A further judge is a package with one class that keeps to `Judge`, and one line in `gate.engine.judges`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from gate.model.artifact import Artifact, Body
from gate.model.check import Check
from gate.model.claim import Claim
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.policy import Policy
from gate.model.table import Table
from gate.model.verdict import Verdict

SandboxT = TypeVar("SandboxT", contravariant=True)
"""What runs containers: `gate.sandbox.interface.Sandbox`, which this layer does not know."""

Evidence = Callable[[Digest], bytes]
"""Reads kept evidence by its digest. Raises IntegrityError when it is missing or damaged."""

ArtifactReader = Callable[[Mapping[str, bytes]], Artifact]
"""The artifact that the files of a folder (relative path to bytes) mean. Raises InputError (fault: artifact)."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a judge may look at. Files are relative path → bytes, already checked against their digests."""

    attempt: str
    record_id: str
    claim: Claim
    claim_files: Mapping[str, bytes]
    artifact: Artifact
    artifact_files: Mapping[str, bytes]
    policy: Policy
    approved: frozenset[Digest] = field(default_factory=frozenset)
    """Digests that a human approved for this claim (challenge, hole values, method reviews); see `gate approve`."""
    seed: str = ""
    """What a judge's draws come from: fixed for claim, artifact and policy, and unknown to who submits.

    A judge that uses it says so with an event ``draws`` when all draws were run. Empty: the operating system's
    randomness will do."""
    same_hands: bool = False
    """Whether who signed the claim (`gate.model.review`) signed a submission of this artifact with the same key."""
    number: int = 1
    """Which attempt at the claim this is, whoever made the others."""


@dataclass(frozen=True, slots=True)
class Specification:
    """What a claim's success rests on outside its record.

    ``files`` maps the paths that the claim names, relative to the record, to the digests that it pins (None: not
    pinned); ``toolchain`` is the name of the toolchain that must judge, for revocations; empty where there is none.
    """

    files: Mapping[str, Digest | None]
    toolchain: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalSubject:
    """Something that a person may vouch for: a word for what it is (``challenge``), and the digest of it."""

    what: str
    digest: Digest


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a level establishes and what it leaves open, in a sentence each, without capital letter and full stop."""

    establishes: str = ""
    leaves_open: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An artifact with the checks that were made of it."""

    artifact: Artifact
    files: Mapping[str, bytes]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the checks of one attempt come to, for people: tables, and sentences on what was shown and what was not."""

    established: tuple[str, ...] = ()
    not_established: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay(Generic[SandboxT]):
    """An attempt that will be judged again, exactly.

    ``judge`` repeats it; ``plan`` is the stored plan as JSON (None where nothing is drawn at random), ``lines`` one
    line for each planned run.
    """

    judge: Judge[SandboxT]
    plan: Json = None
    lines: tuple[str, ...] = ()


class Journal(Protocol):
    """What a judge may tell the engine while it works."""

    def stage(self, name: str, detail: str = "") -> None:
        """Progress for people: a new stage begins."""

    def keep(self, data: bytes) -> Digest:
        """Keep evidence; returns its digest."""

    def event(self, kind: str, body: Mapping[str, Json]) -> None:
        """One audit entry (``image``, ``self-test``, ``control`` …): digests and small facts, never payloads."""


class Judge(Protocol[SandboxT]):
    """Everything about one kind of claim. It keeps nothing between calls that decides, and any thread may use it."""

    @property
    def claim(self) -> type[Claim]:
        """The contract of its claims; their ``kind`` is what it is registered under."""

    @property
    def body(self) -> type[Body]:
        """What an artifact for such a claim holds."""

    @property
    def manifests(self) -> Mapping[str, ArtifactReader]:
        """Files other than ``artifact.toml`` that make a folder an artifact, and what reads it then."""

    @property
    def approvals(self) -> tuple[str, ...]:
        """Words for what a person may approve: `ApprovalSubject.what`."""

    @property
    def levels(self) -> Mapping[str, Meaning]:
        """Every level that `level` gives, as far as it can be said without the checks."""

    def load(self, claim: Claim) -> Specification:
        """What the claim names. Raises InputError ``claim.no-specification`` when it does not say what success is."""

    def approval_subject(
        self, claim: Claim, files: Mapping[str, bytes], artifact: Mapping[str, bytes] | None = None
    ) -> ApprovalSubject:
        """What a person approves who finds that specification and prose agree; with an artifact's files, who reviewed
        that artifact as the claim's method.

        Raises InputError where there is nothing of the kind.
        """

    def required(self, claim: Claim, policy: Policy) -> tuple[str, ...]:
        """The ids of the checks that VERIFIED needs, those of the engine left out."""

    def judge(self, case: Case, journal: Journal, sandbox: SandboxT) -> tuple[Check, ...]:
        """All checks of this case, in the order in which they were made.

        Everything that the artifact did is a check, never an exception. Raises InputError for a claim or artifact
        that cannot be judged (it says whose fault that is) and InfrastructureError.
        """

    def corroborate(
        self, claim: Claim, own: Judged, earlier: Iterable[Judged], evidence: Evidence
    ) -> tuple[Check, ...]:
        """Checks of this attempt against other artifacts that were VERIFIED for the claim as it stands, newest first.

        Raises IntegrityError when their evidence is damaged.
        """

    def methods(self, claim: Claim) -> tuple[str, ...]:
        """What the values of the claim are, in words, as far as it says so in a form that the gate computes."""

    def level(self, verdict: Verdict, checks: Sequence[Check]) -> str:
        """How far the attempt got: one of `levels`, or empty."""

    def meaning(self, level: str, checks: Sequence[Check]) -> Meaning:
        """What this level establishes of the attempt with these checks, and what it does not."""

    def explain(self, checks: Sequence[Check]) -> Findings:
        """What the checks of one attempt establish and what they do not."""

    def replay(self, checks: Sequence[Check], evidence: Evidence) -> Replay[SandboxT]:
        """How the attempt with these checks is run again exactly. Raises InputError, IntegrityError."""


def no_specification(claim: Claim, hint: str) -> InputError:
    """The error for a claim that does not say what success means; ``hint`` says what it needs."""
    return InputError(
        "claim.no-specification", f"claim {claim.id!r} does not say what success means", hint=hint, fault=Fault.CLAIM
    )
