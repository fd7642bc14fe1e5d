"""The shape of ``Check.data`` for every check of this judge, as it is kept and as `gate explain` reads it.

Names are texts in Lean's syntax, terms are texts made by `gate.lean.explain.pretty`, digests are ``sha256:…``. A later
version may add fields; none is renamed or dropped, because the data of old verdicts stay in their stores. The checks
``lean.decode`` and ``lean.approval`` have no data, and no check has any that ended before there was something to show.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ToolchainData(TypedDict):
    """The toolchain that made and judged the terms: catalogue name, image id, Lean's version and commit."""

    name: str
    image: str
    lean: str
    githash: str
    library_sha256: str
    """Digest of the shared library that holds elaborator and kernel."""


class SignatureData(TypedDict):
    """One constant for people: ``name.{levels} : type``, and the body if it is a definition."""

    name: str
    signature: str
    value: NotRequired[str]


class ChallengeData(TypedDict):
    """``lean.challenge``: what the claim states, as elaborated."""

    toolchain: ToolchainData
    targets: list[SignatureData | None]
    holes: list[SignatureData | None]
    permitted_axioms: list[str]


class MessageData(TypedDict):
    """One message of the compiler. ``line`` counts from 1, ``column`` from 0, as Lean does."""

    severity: str
    path: str
    line: int
    column: int
    text: str


class CompileData(TypedDict):
    """``lean.compile``: what the compiler said. It explains and decides nothing."""

    messages: list[MessageData]


class DifferenceData(TypedDict):
    """One constant that is not the challenge's. ``path`` leads to it from a target; None: that side lacks it."""

    path: list[str]
    part: str
    message: str
    challenge: SignatureData | None
    solution: SignatureData | None


class StatementData(TypedDict):
    """``lean.statement``."""

    compared: int
    """How many constants were compared."""
    from_challenge: list[SignatureData | None]
    """The challenge's own constants that the targets' statements rest on."""
    differences: list[DifferenceData]


class FindingData(TypedDict):
    """A constant that the targets must not rest on. ``path`` leads to it from a target."""

    code: str
    path: list[str]
    message: str


class AxiomData(TypedDict):
    """``lean.axioms``."""

    used: list[str]
    """The permitted axioms that the targets rest on."""
    constants: int
    """How many constants the targets rest on."""
    findings: list[FindingData]


class KernelIdentityData(TypedDict):
    """Which kernel judged, under which limits (bytes, seconds, counts, by the names that the policy uses)."""

    name: str
    version: str
    image: str
    limits: dict[str, int | float]
    program: NotRequired[str]
    """Digest of the program, where it is no part of the image; it is kept as the evidence ``program``."""


class KernelData(TypedDict):
    """``lean.kernel`` and ``lean.kernel-<name>``. Checks of gate 0.1 have no ``identity``."""

    identity: NotRequired[KernelIdentityData]


class OfficialKernelData(KernelData):
    """``lean.kernel``. Only ``identity`` is there when the kernel gave no answer. Times are in milliseconds."""

    toolchain: NotRequired[ToolchainData]
    units: NotRequired[int]
    """Declarations that were accepted, a block of inductive types counted once."""
    constants: NotRequired[int]
    declaration: NotRequired[str]
    """The declaration that stopped the replay; empty when all were accepted."""
    tag: NotRequired[str]
    """The kernel's exception, or ``forged``."""
    detail: NotRequired[str]
    start_ms: NotRequired[int]
    replay_ms: NotRequired[int]
    kernel_ms: NotRequired[int]
    """The part of the replay that was spent inside the kernel."""


class ArenaKernelData(KernelData):
    """``lean.kernel-<name>`` of a kernel that the policy names."""

    kernel: NotRequired[str]
    image: NotRequired[str]
    argv: NotRequired[list[str]]
    exit_code: NotRequired[int | None]


class GateKernelData(KernelData):
    """``lean.kernel-gate``. Only ``identity`` is there when the kernel gave no answer."""

    axioms: NotRequired[list[str]]
    """The axioms that it was told to permit."""

    declarations: NotRequired[int]
    """Declarations that were accepted, a block of inductive types counted once and the quotient constants singly."""
    constants: NotRequired[int]
    steps: NotRequired[int]
    reused: NotRequired[int]
    """Declarations of the library whose values an earlier run accepted; the evidence ``accepted`` has their digests."""
    rule: NotRequired[str]
    """The rule that is violated (`gate.kernel.rules`), or the limit that was met; empty when all were accepted."""
    declaration: NotRequired[str]
    line: NotRequired[int]
    """The line of the export that stopped the check, from 1."""
    message: NotRequired[str]
    official: NotRequired[str]
    """What the official kernel says, where the two disagree."""


class HoleData(TypedDict):
    """One hole: the value that the solution gives, the digest that a human approves, and whether one did."""

    name: str
    value: str | None
    digest: str
    approved: bool


class HolesData(TypedDict):
    """``lean.holes``."""

    holes: list[HoleData]
