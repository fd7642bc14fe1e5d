"""The policy: the versioned settings that a verdict is judged under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from gate.model.base import Contract, Growing
from gate.model.challenge import STANDARD_AXIOMS
from gate.model.digest import Digest, Json
from gate.model.words import Name, Timestamp, Word

POLICY_CONTRACT = "gate-policy-v1"


WitnessUrl = Annotated[str, Field(pattern=r"^https?://[!-~]{1,300}$")]


class RunLimits(Contract):
    """Limits of one run. Sizes in bytes, times in seconds."""

    wall_s: float = Field(default=60.0, gt=0, le=86_400)
    cpu_s: int = Field(default=60, gt=0, le=86_400)
    memory_bytes: int = Field(default=1 << 30, ge=16 << 20)
    pids: int = Field(default=128, gt=0, le=4096)
    disk_bytes: int = Field(default=64 << 20, gt=0)
    inodes: int = Field(default=1024, gt=0)
    stream_bytes: int = Field(default=1 << 20, gt=0)


class ExternalKernel(Contract):
    """A further kernel that must accept as well: a command in a trusted image.

    It finds the lean4export NDJSON of the targets' closure at ``/in/export.ndjson`` and answers with its exit status:
    0 accepted, 1 rejected, 2 declined (it does not support something), as in the Lean Kernel Arena.
    """

    name: str = Field(pattern=r"^[a-z0-9]{1,24}(?:-[a-z0-9]{1,24})*$", max_length=32)
    image: Word
    argv: tuple[str, ...] = Field(min_length=1, max_length=64)
    version: str = Field(default="", max_length=64)
    """What its verdicts call its version; the image's id is what identifies it."""

    @model_serializer(mode="wrap")
    def _without_empty_version(self, dump: SerializerFunctionWrapHandler) -> dict[str, Json]:
        """Policies from before there was a version keep their digest."""
        return {key: value for key, value in dump(self).items() if key != "version" or value}

    @property
    def check_id(self) -> str:
        """The id of its check."""
        return f"lean.kernel-{self.name}"


class GateKernel(Growing):
    """The gate's own kernel (docs/kernel.md), which must accept beside the official one, from its own bounds."""

    run: RunLimits = RunLimits(wall_s=120.0, cpu_s=120, memory_bytes=2 << 30)
    steps: int = Field(default=100_000_000, gt=0)
    """Steps of inference, reduction and comparison."""
    terms: int = Field(default=5_000_000, gt=0)
    """Terms alive at once, of about 300 bytes each."""
    toolchains: tuple[str, ...] = ("lean-core",)
    """The toolchains whose proofs it must accept; none lifts it. Mathlib is too large for it."""
    reuse: bool = True
    """Whether library declarations that this very kernel accepted before are spared a second check of their values."""

    later = frozenset({"reuse"})


class LeanPolicy(Contract):
    """Settings of the Lean judge."""

    compile: RunLimits = RunLimits(wall_s=120.0, cpu_s=120, memory_bytes=2 << 30)
    kernel: RunLimits = RunLimits(wall_s=120.0, cpu_s=120, memory_bytes=2 << 30)
    kernel_heartbeats: int = Field(default=2_000_000_000, ge=0)
    """Small allocations that the kernel may make per declaration, ten times Lean's own default; 0: no bound."""
    kernel_recursion: int = Field(default=100_000, gt=0, le=10_000_000)
    """How deep the kernel may recurse."""
    kernels: tuple[ExternalKernel, ...] = Field(default=(), max_length=16)
    """Further kernels, all of which must accept."""
    permitted_axioms: tuple[str, ...] = STANDARD_AXIOMS
    """The most that a claim may permit."""
    require_approval: bool = False
    """Whether VERIFIED needs a recorded human approval of the challenge's faithfulness."""
    gate_kernel: GateKernel | None = None
    """The gate's own kernel as a second one. None in documents that do not say, where the official one alone counts."""

    @model_serializer(mode="wrap")
    def _without_missing_kernel(self, dump: SerializerFunctionWrapHandler) -> dict[str, Json]:
        """Policies from before there was a second kernel keep their digest."""
        return {key: value for key, value in dump(self).items() if key != "gate_kernel" or value is not None}

    @model_validator(mode="after")
    def _one_check_per_kernel(self) -> LeanPolicy:
        if self.gate_kernel is not None and any(kernel.name == "gate" for kernel in self.kernels):
            raise ValueError("a further kernel cannot be called 'gate': that is the gate's own")
        return self

    def asks_gate_kernel(self, toolchain: str) -> bool:
        """Whether proofs of this toolchain need the gate's own kernel."""
        return self.gate_kernel is not None and toolchain in self.gate_kernel.toolchains


class ReproPolicy(Growing):
    """Settings of the reproduction judge (docs/reproduction-judge.md). Tolerances are caps on what a claim may ask."""

    later: ClassVar[frozenset[str]] = frozenset({"allow_without_data", "require_method", "method_draws"})

    run: RunLimits = RunLimits(wall_s=300.0, cpu_s=300, memory_bytes=2 << 30)
    base_runs: int = Field(default=3, ge=2, le=50)
    random_runs: int = Field(default=5, ge=3, le=200)
    """Base runs of a claim whose result is random."""
    permutations: int = Field(default=2, ge=1, le=10)
    """Permuted controls per data file."""
    stable_relative: float = Field(default=1e-6, ge=0, le=0.01)
    """How far runs of a claim that is not random may differ, relative to the largest of them."""
    max_relative_tolerance: float = Field(default=0.05, gt=0, le=1)
    max_zero_tolerance: float = Field(default=0.05, gt=0)
    """Absolute tolerances around a published zero."""
    max_random_width: float = Field(default=0.5, gt=0, le=1)
    """Half-width of a random result's interval, relative to the published value."""
    max_decades: float = Field(default=0.5, gt=0, le=2)
    """Tolerance of p-values, in powers of ten."""
    result_bytes: int = Field(default=1 << 20, gt=0, le=16 << 20)
    data_bytes: int = Field(default=32 << 20, gt=0)
    """All data files of a claim together."""
    require_relations: bool = True
    """Whether VERIFIED needs R4 where the claim declares relations."""
    require_independent: bool = False
    """Whether VERIFIED needs R5."""
    allow_without_data: bool | None = None
    """Whether a claim without data can be VERIFIED, at R2, the most that it reaches: a constant would do.

    None, as in policies from before there was this setting: yes. Of a new attempt's policy it is never None.
    """

    require_method: bool | None = None
    """Whether VERIFIED needs R4: the gate itself computes every value by the claim's method, and the script agrees.

    Where no recipe fits, a person must have reviewed the script. None, as in older policies: no. Of a new attempt's
    policy it is never None.
    """
    method_draws: int | None = Field(default=None, ge=4, le=40)
    """Changed copies of the data on which script and method are compared, at the first attempt at a claim; None: 12."""


class LogPolicy(Growing):
    """Which witnesses must have signed a checkpoint beside the log itself (C2SP tlog-cosignature).

    Documents of ``gate-policy-v1`` call them cosigners, and a policy's digest is over these names.
    """

    model_config = ConfigDict(serialize_by_alias=True)
    later: ClassVar[frozenset[str]] = frozenset({"witness_urls"})

    witnesses: tuple[str, ...] = Field(default=(), alias="cosigners")
    """Public keys (C2SP verifier keys) of known witnesses."""
    required_witnesses: int = Field(default=0, ge=0, alias="required_cosigners")
    """How many of them must have signed."""
    witness_urls: tuple[WitnessUrl, ...] = Field(default=(), max_length=32)
    """Submission prefixes of the witnesses that are asked after each command that writes (C2SP tlog-witness)."""


class Policy(Growing):
    """All settings. Its digest is in every attempt."""

    later: ClassVar[frozenset[str]] = frozenset({"people"})

    contract: Literal["gate-policy-v1"] = "gate-policy-v1"
    version: Name = "2026-11"
    activated_at: Timestamp = "2026-06-10T00:00:00Z"
    """Records published before this time and never tried are Unverified for that reason."""
    approvers: tuple[str, ...] = ()
    """Public keys (C2SP verifier keys) whose approvals count, each for the name that it has; see ``people``."""
    people: Mapping[Name, str] | None = None
    """Who may approve: name to public key, OpenSSH's (``ssh-ed25519 …``) or a C2SP verifier key. Nobody else can."""
    lean: LeanPolicy = LeanPolicy()
    repro: ReproPolicy = ReproPolicy()
    log: LogPolicy = LogPolicy()

    @property
    def digest(self) -> Digest:
        """sha256 of the canonical JSON."""
        return Digest.of_json(self.model_dump(mode="json"))

    def for_new_attempts(self) -> Policy:
        """The policy with a value for what its document is too old, or too short, to say.

        That is: data and a method behind every number, and two kernels for a proof.
        """
        repro, lean = self.repro, self.lean
        if repro.allow_without_data is None:
            repro = repro.model_copy(update={"allow_without_data": False})
        if repro.require_method is None:
            repro = repro.model_copy(update={"require_method": True})
        if lean.gate_kernel is None:
            lean = lean.model_copy(update={"gate_kernel": GateKernel()})
        return self.model_copy(update={"repro": repro, "lean": lean})


def default_policy() -> Policy:
    """What a new store judges under: two kernels that share no code accept a proof; a number has its method."""
    return Policy().for_new_attempts()
