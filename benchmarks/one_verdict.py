"""One Lean verdict, as a process of its own makes it: `lean.py` times it from start to end.

python benchmarks/one_verdict.py CACHE_FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from gate.lean.judge import LeanJudge
from gate.lean.olean.cache import OleanCache
from gate.model.artifact import Artifact
from gate.model.check import Check
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, Json
from gate.model.judging import Case
from gate.model.policy import Policy
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import Sandbox

THEOREM = "theorem target (n : Nat) : 0 + n = n"
PROOF = " := by\n  induction n with\n  | zero => rfl\n  | succ n ih => rw [← Nat.add_assoc, ih]\n"


class Forgetful:
    """A journal that keeps nothing."""

    def stage(self, name: str, detail: str = "") -> None: ...

    def keep(self, data: bytes) -> Digest:
        return Digest.of(data)

    def event(self, kind: str, body: Mapping[str, Json]) -> None: ...


def make_case(challenge: str, solution: str, targets: list[str]) -> Case:
    claim = {
        "id": "claim",
        "statement": "a theorem",
        "kind": "mathematical",
        "challenge": {"files": [{"path": "Challenge.lean"}], "targets": targets},
    }
    artifact = {"contract": "gate-artifact-v1", "body": {"kind": "lean-proof", "files": ["Solution.lean"]}}
    return Case(
        attempt="attempt",
        record_id="record",
        claim=MathematicalClaim.model_validate_json(json.dumps(claim)),
        claim_files={"Challenge.lean": challenge.encode()},
        artifact=Artifact.model_validate_json(json.dumps(artifact)),
        artifact_files={"Solution.lean": solution.encode()},
        policy=Policy(),
    )


def judge(lean: LeanJudge, sandbox: Sandbox, case: Case) -> tuple[float, tuple[Check, ...]]:
    """Seconds and checks of one verdict; all checks must pass, or the figure means nothing."""
    start = time.perf_counter()
    checks = lean.judge(case, Forgetful(), sandbox)
    seconds = time.perf_counter() - start
    failed = [check for check in checks if not check.passed]
    if failed:
        raise SystemExit(f"{failed[0].id}: {failed[0].reason}")
    return seconds, checks


def one() -> Case:
    return make_case(f"{THEOREM} := sorry\n", THEOREM + PROOF, ["target"])


def main(cache: Path) -> None:
    with DockerSandbox() as sandbox:
        judge(LeanJudge(cache=OleanCache(cache)), sandbox, one())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
