"""The Lean judge from case to checks: cold and warm, by step, and many proofs in sequence and two at a time.

    python benchmarks/lean.py [--rounds N] [--proofs N]

The yardstick is the bare compile of the same solution in the same kind of container. `lean_kernel.py` measures the
decoder and the kernel by themselves.
"""

from __future__ import annotations

import argparse
import functools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gate.lean.judge import LeanJudge
from gate.lean.olean.cache import OleanCache
from gate.model.artifact import Artifact
from gate.model.check import Check
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, Json
from gate.model.judging import Case
from gate.model.policy import Policy
from gate.model.resources import resource
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunResult, RunSpec

THEOREM = "theorem target (n : Nat) : 0 + n = n"
PROOF = " := by\n  induction n with\n  | zero => rfl\n  | succ n ih => rw [← Nat.add_assoc, ih]\n"


class Forgetful:
    """A journal that keeps nothing."""

    def stage(self, name: str, detail: str = "") -> None: ...

    def keep(self, data: bytes) -> Digest:
        return Digest.of(data)

    def event(self, kind: str, body: Mapping[str, Json]) -> None: ...


class Clocked:
    """A sandbox that adds up the seconds of its runs by purpose, and asks for each image's id once."""

    def __init__(self, inner: DockerSandbox) -> None:
        self.image_id = functools.cache(inner.image_id)
        self.image_files, self.self_test = inner.image_files, inner.self_test
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = inner

    def run(self, spec: RunSpec) -> RunResult:
        start = time.perf_counter()
        result = self._inner.run(spec)
        self.seconds[spec.purpose] += time.perf_counter() - start
        return result


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


def judge(judge: LeanJudge, case: Case) -> tuple[float, tuple[Check, ...]]:
    """Seconds and checks of one verdict; all checks must pass, or the figure means nothing."""
    start = time.perf_counter()
    checks = judge.judge(case, Forgetful())
    seconds = time.perf_counter() - start
    failed = [check for check in checks if not check.passed]
    if failed:
        raise SystemExit(f"{failed[0].id}: {failed[0].reason}")
    return seconds, checks


def one() -> Case:
    return make_case(f"{THEOREM} := sorry\n", THEOREM + PROOF, ["target"])


def textbook() -> list[Case]:
    cases = []
    for targets in sorted(resource("lean").glob("tests/theorems/*/targets.txt")):
        challenge, solution = ((targets.parent / f"{side}.lean").read_text() for side in ("Challenge", "Solution"))
        cases.append(make_case(challenge, solution, targets.read_text().split()))
    return cases


def whole_process(cache: Path) -> float:
    """Seconds from starting an interpreter to its end, with one verdict in between."""
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--single", str(cache)], check=True)
    return time.perf_counter() - start


def single(cache: Path) -> None:
    with DockerSandbox() as sandbox:
        judge(LeanJudge(sandbox, cache=OleanCache(cache)), one())


def warm(clocked: Clocked, cache: OleanCache, rounds: int) -> dict[str, Json]:
    lean = LeanJudge(clocked, cache=cache)
    judge(lean, one())
    clocked.seconds.clear()
    runs = [judge(lean, one()) for _ in range(rounds)]
    total = sum(seconds for seconds, _ in runs)
    shares = {purpose: round(seconds / total, 2) for purpose, seconds in clocked.seconds.items()}
    kernel = next(check for check in runs[-1][1] if check.id == "lean.kernel").data
    median = statistics.median(seconds for seconds, _ in runs)
    bare = statistics.median(bare_compile(clocked) for _ in range(rounds))
    return {
        "warm_s": round(median, 3),
        "bare_compile_s": round(bare, 3),
        "warm_over_bare_compile": round(median / bare, 2),
        "shares": {**shares, "judge": round(1 - sum(shares.values()), 2)},
        "kernel_own_ms": kernel["replay_ms"],
        "kernel_ms_per_constant": round(kernel["replay_ms"] / kernel["constants"], 3),
    }


def bare_compile(sandbox: Clocked) -> float:
    spec = RunSpec(
        image=sandbox.image_id("lean-core"),
        argv=("/gate/lean", "-j1", "-R", "/in", "-o", "/tmp/x.olean", "/in/x.lean"),
        inputs={"x.lean": (THEOREM + PROOF).encode()},
        limits=Policy().lean.compile,
        env={"LEAN_PATH": "/gate/lean-lib"},
    )
    start = time.perf_counter()
    sandbox.run(spec)
    return time.perf_counter() - start


def many(sandbox: Clocked, cache: OleanCache, proofs: int) -> dict[str, Json]:
    """The core library's textbook theorems, as often as needed; their challenges are compiled beforehand."""
    cases = textbook()
    lean = LeanJudge(sandbox, cache=cache)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda case: judge(lean, case), cases))
    work = [cases[index % len(cases)] for index in range(proofs)]
    start = time.perf_counter()
    for case in work:
        judge(lean, case)
    sequence = time.perf_counter() - start
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda case: judge(lean, case), work))
    two = time.perf_counter() - start
    return {
        "proofs": proofs,
        "in_sequence_s": round(sequence, 1),
        "two_slots_s": round(two, 1),
        "two_slots_speedup": round(sequence / two, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--proofs", type=int, default=100)
    parser.add_argument("--single", type=Path)
    chosen = parser.parse_args()
    if chosen.single is not None:
        single(chosen.single)
        return
    found: dict[str, Json] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["process_empty_cache_s"] = round(whole_process(Path(folder)), 2)
        found["process_full_cache_s"] = round(statistics.median(whole_process(Path(folder)) for _ in range(3)), 2)
        with DockerSandbox(slots=2) as sandbox:
            clocked, cache = Clocked(sandbox), OleanCache(Path(folder))
            found |= warm(clocked, cache, chosen.rounds)
            found |= many(clocked, cache, chosen.proofs)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
