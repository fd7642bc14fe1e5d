"""Both Lean kernels on the same closures, as ratios measured in one run.

    python benchmarks/kernel.py [--rounds N]

Each kernel runs as in a verdict, in a container of its own; ``cpu_s`` and ``memory_mib`` are what control groups
counted for it, start-up included, and ``start_s`` is what it costs to judge nothing. ``gate_again`` is our kernel where
the library's part was accepted before. Medians over the rounds; the
kernels take turns, so that other work on the machine falls on both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from gate.lean.compile.toolchain import Toolchain, Toolchains
from gate.lean.core.declaration import Constant, is_unsafe
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import Closure, closure
from gate.lean.kernel.earlier import EarlierRuns
from gate.lean.kernel.interface import Kernel, Task
from gate.lean.kernel.official import OfficialKernel
from gate.lean.kernel.own import IMAGE, OwnKernel
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.library import Library
from gate.model.digest import Json
from gate.model.policy import GateKernel, LeanPolicy
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec

TARGETS = ("Nat.add_comm", "Nat.mod_lt", "Nat.gcd_assoc", "Int.sub_nonneg_of_le", "Int.Internal.Linear.denote_diff")
"""Closures of growing size; a name that the library does not have is left out."""


@dataclass
class Runs:
    """What one kernel needed."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    def add(self, kernel: Kernel, task: Task, sandbox: DockerSandbox) -> None:
        nonce = "0" * 32
        command = kernel.command(task, nonce)
        result = sandbox.run(
            RunSpec(kernel.identity.image, command.argv, inputs=command.inputs, limits=kernel.identity.limits)
        )
        opinion = kernel.read(result, task, nonce)
        assert opinion.outcome.value == "pass", opinion.reason
        self.wall.append(result.usage.wall_s)
        self.cpu.append(result.usage.cpu_s or 0.0)
        self.memory.append(result.usage.peak_memory_bytes or 0)

    def to_json(self, constants: int, empty: float) -> dict[str, Json]:
        cpu = statistics.median(self.cpu)
        return {
            "wall_s": round(statistics.median(self.wall), 3),
            "cpu_s": round(cpu, 3),
            "memory_mib": round(statistics.median(self.memory) / 2**20),
            "constants_per_cpu_s": round(constants / max(cpu - empty, 1e-3)),
        }


def compare(
    sandbox: DockerSandbox, toolchain: Toolchain, found: Closure, rounds: int, empty: list[float], cache: OleanCache
) -> Json:
    """Both kernels on one closure, and ours once more on what it accepted before."""
    task = Task(found, toolchain)
    policy = LeanPolicy(gate_kernel=GateKernel(), permitted_axioms=(*LeanPolicy().permitted_axioms, "sorryAx"))
    assert policy.gate_kernel is not None
    earlier = EarlierRuns(cache, toolchain.image, lambda name: True)
    image = sandbox.image_id(IMAGE)
    Runs().add(OwnKernel(policy.gate_kernel, policy, image, earlier), task, sandbox)
    kernels: tuple[Kernel, ...] = (
        OfficialKernel(toolchain, policy),
        OwnKernel(policy.gate_kernel, policy, image),
        OwnKernel(policy.gate_kernel, policy, image, earlier),
    )
    runs = (Runs(), Runs(), Runs())
    for _ in range(rounds):
        for kernel, measured in zip(kernels, runs, strict=True):
            measured.add(kernel, task, sandbox)
    constants = sum(1 for _ in found.constants())
    starts = empty or [0.0] * len(runs)
    official, own, again = (measured.to_json(constants, start) for measured, start in zip(runs, starts, strict=True))
    beyond = [max(statistics.median(r.cpu) - start, 1e-3) for r, start in zip(runs, starts, strict=True)]
    return {
        "constants": constants,
        "export_mb": round(len(task.export) / 1e6, 2),
        "official": official,
        "gate": own,
        "gate_again": again,
        "cpu_ratio_beyond_start": round(beyond[1] / beyond[0], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with DockerSandbox(slots=1) as sandbox, tempfile.TemporaryDirectory() as folder:
        cache = OleanCache(Path(folder))
        toolchain, library = Toolchains(cache).load(sandbox, "lean-core")
        names, terms = _names(library)
        nothing = compare(sandbox, toolchain, closure(terms, names.get, ()), rounds, [], cache)
        assert isinstance(nothing, dict)
        programs = ("official", "gate", "gate_again")
        empty = [float(nothing[program]["cpu_s"]) for program in programs]
        print(json.dumps({"start_s": dict(zip(programs, empty, strict=True))}))
        targets = [(Name.parse(text),) for text in TARGETS if Name.parse(text) in names]
        everything = tuple(name for name, constant in names.items() if not is_unsafe(constant))
        for chosen in [*targets, everything]:
            shown = str(chosen[0]) if len(chosen) == 1 else "the whole library"
            found = closure(terms, names.get, chosen)
            print(json.dumps({shown: compare(sandbox, toolchain, found, rounds, empty, cache)}), flush=True)


def _names(library: Library) -> tuple[dict[Name, Constant], Terms]:
    terms = Terms()
    modules = [library.compiled(name).open(terms) for name in sorted(library.modules, key=str)]
    return {name: module.constant(name) for module in modules for name in module.names}, terms


if __name__ == "__main__":
    main()
