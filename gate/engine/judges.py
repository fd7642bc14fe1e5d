"""The judges that this gate has: the one module that names them, and what follows from their being there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from gate.lean.judge import LeanJudge
from gate.model.artifact import MANIFEST, Artifact, artifact_contract, parse_artifact
from gate.model.claim import KNOWN_CLAIMS, Claim, claim_type
from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.judging import Judge, Meaning
from gate.model.policy import Policy
from gate.model.record import Record, parse_record, record_contract
from gate.model.required import PREFLIGHT
from gate.repro.judge import ReproJudge
from gate.repro.scored.judge import ScoredJudge
from gate.repro.scored.trained import TrainedJudge
from gate.sandbox.interface import Sandbox


class Judges:
    """Judges by the kind of claim that each serves, and the contracts of the records and artifacts that they read."""

    def __init__(self, *judges: Judge[Sandbox]) -> None:
        self._judges = {judge.claim.kind_name(): judge for judge in judges}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of claims that can be judged."""
        return tuple(self._judges)

    def of(self, claim: Claim) -> Judge[Sandbox]:
        """The judge that serves this claim. Raises InputError ``claim.no-judge``, ``claim.no-artifact``."""
        if not claim.takes_artifact:
            message = f"no artifact can show claim {claim.id!r}: it is {claim.form}"
            hint = "`gate show RECORD` says how it stands"
            raise InputError("claim.no-artifact", message, hint=hint, fault=Fault.CLAIM)
        if claim.kind not in self._judges:
            message = f"no judge here serves the {claim.kind} claim {claim.id!r}"
            hint = f"this gate judges claims of the kinds {', '.join(self.kinds)}"
            raise InputError("claim.no-judge", message, hint=hint, fault=Fault.CLAIM)
        return self._judges[claim.kind]

    def meaning(self, claim: Claim, level: str) -> Meaning:
        """What a level of such a claim is, where no entry says more; empty where there is none."""
        if not claim.takes_artifact:
            return Meaning(claim.levels.get(level, ""))
        return self.of(claim).levels.get(level, Meaning())

    def methods(self, claim: Claim) -> tuple[str, ...]:
        """What the values of a claim are, in words; nothing where nobody here can judge it."""
        return self._judges[claim.kind].methods(claim) if claim.kind in self._judges else ()

    def required(self, claim: Claim, policy: Policy) -> tuple[str, ...]:
        """The ids of all checks that VERIFIED needs for this claim."""
        return (PREFLIGHT, *self.of(claim).required(claim, policy))

    def files_of(self, claim: Claim) -> Mapping[str, Digest | None]:
        """The files that a claim names and the digests that it pins; none where nobody here can judge it."""
        try:
            return self.of(claim).load(claim).files
        except InputError:
            return {}

    @cached_property
    def record(self) -> type[Record]:
        """The contract of the records that these judges know."""
        return record_contract(judge.claim for judge in self._judges.values())

    @cached_property
    def any_claim(self) -> type[Claim]:
        """What any claim is, as pydantic takes it for a type: of these judges, or of those that need none."""
        served = (judge.claim for judge in self._judges.values())
        return claim_type([*served, *(known for known in KNOWN_CLAIMS if not known.takes_artifact)])

    @cached_property
    def artifact(self) -> type[Artifact]:
        """The contract of the artifacts that these judges know."""
        return artifact_contract(judge.body for judge in self._judges.values())

    def parse_record(self, data: bytes, *, where: str) -> Record:
        """Read a record. Raises InputError (fault: claim)."""
        return parse_record(data, where=where, contract=self.record)

    def read_manifest(self, files: Mapping[str, bytes], *, where: str) -> Artifact:
        """The artifact that a folder's files mean: its ``artifact.toml``, else another manifest that a judge reads.

        Raises InputError (fault: artifact).
        """
        if MANIFEST in files:
            return parse_artifact(files[MANIFEST], where=f"{where}/{MANIFEST}", contract=self.artifact)
        for judge in self._judges.values():
            for name, read in judge.manifests.items():
                if name in files:
                    return read(files)
        raise InputError(
            "artifact.no-manifest",
            f"there is no {MANIFEST} in the folder",
            where=where,
            fault=Fault.ARTIFACT,
            hint="see `gate schema artifact`",
        )


JUDGES = Judges(LeanJudge(), ReproJudge(), ScoredJudge(), TrainedJudge())
"""The registration: a further judge is one more here."""
