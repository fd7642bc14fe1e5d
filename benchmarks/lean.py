"""The Lean judge from case to checks: cold and warm, by step, and many proofs in sequence and two at a time.

    python benchmarks/lean.py [--rounds N] [--proofs N]

The yardstick is the bare compile of the same solution in the same kind of container. `lean_kernel.py` measures the
decoder and the kernel by themselves.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import one_verdict
from one_verdict import PROOF, THEOREM, judge, make_case, one

from gate.lean.judge import LeanJudge
from gate.lean.olean.cache import OleanCache
from gate.model.digest import Json
from gate.model.judging import Case
from gate.model.policy import Policy
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunResult, RunSpec
from gate.system.resources import resource


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


def textbook() -> list[Case]:
    cases = []
    for targets in sorted(resource("lean").glob("tests/theorems/*/targets.txt")):
        challenge, solution = ((targets.parent / f"{side}.lean").read_text() for side in ("Challenge", "Solution"))
        cases.append(make_case(challenge, solution, targets.read_text().split()))
    return cases


def whole_process(folder: Path) -> float:
    """Seconds from starting an interpreter to its end, with one verdict in between.

    The bytecode is kept in ``folder`` as well: an installed package has its bytecode compiled.
    """
    settings = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run([sys.executable, one_verdict.__file__, str(folder / "cache")], check=True, env=settings)
    return time.perf_counter() - start


def warm(clocked: Clocked, cache: OleanCache, rounds: int) -> dict[str, Json]:
    lean = LeanJudge(cache=cache)
    judge(lean, clocked, one())
    clocked.seconds.clear()
    runs = [judge(lean, clocked, one()) for _ in range(rounds)]
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
    lean = LeanJudge(cache=cache)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda case: judge(lean, sandbox, case), cases))
    work = [cases[index % len(cases)] for index in range(proofs)]
    start = time.perf_counter()
    for case in work:
        judge(lean, sandbox, case)
    sequence = time.perf_counter() - start
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda case: judge(lean, sandbox, case), work))
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
    chosen = parser.parse_args()
    found: dict[str, Json] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["process_empty_cache_s"] = round(whole_process(Path(folder)), 2)
        process = statistics.median(whole_process(Path(folder)) for _ in range(9))
        with DockerSandbox(slots=2) as sandbox:
            clocked, cache = Clocked(sandbox), OleanCache(Path(folder) / "cache")
            figures = warm(clocked, cache, chosen.rounds)
            found["process_s"] = round(process, 3)
            found["process_over_warm_s"] = round(process - figures["warm_s"], 3)
            found["process_times_warm"] = round(process / figures["warm_s"], 2)
            found |= figures
            found |= many(clocked, cache, chosen.proofs)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
