"""The decoder and the kernel step on the embedded library, as ratios measured in one run.

    python benchmarks/lean_kernel.py [--rounds N]

Yardsticks: hashing the same bytes once; the official kernel's own time inside the replay; an empty run of the same
image. Medians over the rounds, in milliseconds unless the name says otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gate.lean.compile.compiler import oleans
from gate.lean.compile.toolchain import Toolchain, Toolchains
from gate.lean.core.declaration import is_unsafe
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import Closure, closure
from gate.lean.kernel.interface import Task
from gate.lean.kernel.ndjson import export
from gate.lean.kernel.official import OfficialKernel
from gate.lean.kernel.replay_format import encode
from gate.lean.kernel.run import ask
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.file import OleanFile
from gate.model.check import Check
from gate.model.digest import Digest, Json
from gate.model.policy import LeanPolicy
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec

THEOREM = Name.parse("Nat.add_comm")


class Forgetful:
    """A journal that keeps nothing."""

    def stage(self, name: str, detail: str = "") -> None: ...

    def keep(self, data: bytes) -> Digest:
        return Digest.of(data)

    def event(self, kind: str, body: object) -> None: ...


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median(rounds: int, work: Callable[[], object]) -> float:
    return statistics.median(timed(work) for _ in range(rounds))


class Library:
    """The library's files, decoded into a new arena."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.terms = Terms()
        self.modules = [OleanFile.open(data, self.terms, where=path) for path, data in files.items()]
        self.at = {name: module for module in self.modules for name in module.names}

    def all(self) -> int:
        return sum(1 for module in self.modules for _ in module)

    def closure(self, *targets: Name) -> Closure:
        return closure(self.terms, lambda name: self.at[name].constant(name) if name in self.at else None, targets)

    def safe(self) -> list[Name]:
        return [name for name, module in self.at.items() if not is_unsafe(module.constant(name))]


def decoder(files: dict[str, bytes], rounds: int) -> dict[str, Json]:
    megabytes = sum(map(len, files.values())) / 1e6
    hashing = median(rounds, lambda: [hashlib.sha256(data).digest() for data in files.values()])
    opening = median(rounds, lambda: Library(files))
    everything = median(rounds, lambda: Library(files).all())
    begin = time.process_time()
    Library(files).all()
    cpu = time.process_time() - begin
    one = median(rounds, lambda: Library(files).closure(THEOREM))
    return {
        "library_mb": megabytes,
        "constants": Library(files).all(),
        "open_ms": opening,
        "decode_all_ms": everything,
        "decode_all_mb_per_s": megabytes / everything * 1000,
        "decode_all_mb_per_cpu_s": megabytes / cpu,
        "one_theorem_ms": one,
        "times_hashing_the_bytes": everything / hashing,
    }


def kernel_step(
    sandbox: DockerSandbox, toolchain: Toolchain, found: Closure, rounds: int, empty: float
) -> dict[str, Json]:
    checks: list[Check] = []

    def once() -> None:
        checks.append(ask(OfficialKernel(toolchain, LeanPolicy()), Task(found, toolchain), sandbox, Forgetful()))

    total = median(rounds, once)
    assert all(check.passed for check in checks), checks[-1].reason
    facts = {key: statistics.median(check.data[key] for check in checks) for key in ("start_ms", "replay_ms")}
    kernel = statistics.median(check.data["kernel_ms"] for check in checks)
    constants = checks[0].data["constants"]
    return {
        "constants": constants,
        "encode_ms": median(rounds, lambda: sum(map(len, encode(found, nonce="", heartbeats=0, recursion=1)))),
        "export_ms": median(rounds, lambda: sum(map(len, export(found, lean="", githash="")))),
        **facts,
        "kernel_ms": kernel,
        "total_ms": total,
        "total_per_constant_us": total / constants * 1000,
        "times_the_kernels_own_time": facts["replay_ms"] / kernel if kernel else None,
        "times_an_empty_run": total / empty,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with DockerSandbox() as sandbox, tempfile.TemporaryDirectory() as folder:
        toolchain, compiled = Toolchains(OleanCache(Path(folder))).load(sandbox, "lean-core")
        files = oleans([compiled.compiled(module) for module in compiled.modules])
        library = Library(files)
        empty = median(rounds, lambda: sandbox.run(RunSpec(toolchain.image, ("/bin/true",))))
        report = {
            "decoder": decoder(files, rounds),
            "empty_run_ms": empty,
            "one_theorem": kernel_step(sandbox, toolchain, library.closure(THEOREM), rounds, empty),
            "whole_library": kernel_step(sandbox, toolchain, library.closure(*library.safe()), rounds, empty),
        }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
