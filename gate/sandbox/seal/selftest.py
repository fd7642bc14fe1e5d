"""The worker's self-test: the seal, tried from inside by a probe that we wrote.

A setting that an engine accepted need not be in force (a host without AppArmor takes any profile name). So before the
first run on an image its seal is probed, and a probe that gets through stops everything: InfrastructureError
``seal.probe``. `run_self_test` adds the slower behaviour (bombs, floods, kill latency) for `gate sandbox test`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from gate.model.base import parse_json
from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError, InputError
from gate.model.policy import RunLimits
from gate.model.text import printable
from gate.sandbox.interface import ExitReason, Output, RunResult, RunSpec
from gate.sandbox.seal.container import Quota, seccomp_digest
from gate.sandbox.seal.expectations import Row, judge_probe
from gate.system.resources import resource

PYTHON = ("/usr/bin/python3", "-I", "-S", "-B")
_RESULT = Output("probe.json", 1 << 20)
_KILL_S = 15.0
"""Seconds within which a run with a wall limit of half a second has to be over, however busy the machine is."""
_LIMITS = RunLimits(wall_s=60, cpu_s=30, memory_bytes=64 << 20, pids=32, disk_bytes=8 << 20, inodes=256)


class _Runs(Protocol):
    def run(self, spec: RunSpec) -> RunResult: ...


@dataclass(frozen=True, slots=True)
class SelfTestReport:
    """All rows of one self-test."""

    image: str
    rows: tuple[Row, ...]

    @property
    def passed(self) -> bool:
        return all(row.passed for row in self.rows)

    @property
    def digest(self) -> Digest:
        """sha256 of the canonical JSON of the table and of the seccomp profile in force."""
        return Digest.of_json(
            {"image": self.image, "seccomp": str(seccomp_digest()), "rows": [row.to_json() for row in self.rows]}
        )

    def require(self) -> Digest:
        """The digest. Raises InfrastructureError ``seal.probe`` naming the probes that got through."""
        through = [row for row in self.rows if not row.passed]
        if through:
            shown = "; ".join(f"{row.name}: expected {row.expected}, found {row.found}" for row in through[:5])
            raise InfrastructureError(
                "seal.probe",
                f"{len(through)} of {len(self.rows)} probes got through the seal: {shown}",
                where=through[0].name,
                hint="`gate sandbox test` shows the whole table; do not judge on this machine until it passes",
            )
        return self.digest


def probe_spec(image: str) -> RunSpec:
    """The run that tries the seal of ``image`` from inside."""
    probe = (resource("sandboxes") / "supervisor" / "probe.py").read_bytes()
    return RunSpec(
        image=image,
        argv=(*PYTHON, "/in/probe.py"),
        inputs={"probe.py": probe},
        outputs=(_RESULT,),
        limits=_LIMITS,
        purpose="self-test",
    )


def run_probe(sandbox: _Runs, image: str) -> SelfTestReport:
    """One sealed run of the probe (about 0.2 s). Raises InfrastructureError when it cannot be run at all."""
    spec = probe_spec(image)
    result = sandbox.run(spec)
    data = result.outputs.get(_RESULT.name)
    if not result.clean or data is None:
        raise _broken(f"ended as {result.exit_reason.value}: {printable(result.stderr.kept[-500:])}")
    try:
        found: Json = parse_json(data, where=_RESULT.name)
    except InputError as error:
        raise _broken(error.message) from None
    if not isinstance(found, dict):
        raise _broken("its report is not a table")
    return SelfTestReport(image, tuple(judge_probe(found, spec.limits, Quota.of(spec))))


def run_self_test(sandbox: _Runs, image: str) -> SelfTestReport:
    """The probe and the behaviour under attack: everything that `gate sandbox test` shows (about 3 s)."""
    rows = [*run_probe(sandbox, image).rows]
    for name, (program, changed, expected) in _BEHAVIOUR.items():
        spec = RunSpec(
            image=image,
            argv=(*PYTHON, "-c", program),
            outputs=(Output("late", 1024),),
            limits=_LIMITS.model_copy(update=changed),
            purpose="self-test",
        )
        result = sandbox.run(spec)
        found = expected if _EXPECTATIONS[expected](result) else _describe(result)
        rows.append(Row("behaviour", name, expected, found, found == expected))
    return SelfTestReport(image, tuple(rows))


def _describe(result: RunResult) -> str:
    return f"{result.exit_reason.value} after {result.usage.wall_s:.1f} s, exit code {result.exit_code}"


def _broken(message: str) -> InfrastructureError:
    return InfrastructureError(
        "seal.no-probe", f"the self-test's probe did not run: {message}", hint="rebuild with `gate sandbox build`"
    )


_EXPECTATIONS: Mapping[str, Callable[[RunResult], bool]] = {
    "out of memory": lambda result: result.exit_reason is ExitReason.OUT_OF_MEMORY,
    "flood": lambda result: result.exit_reason is ExitReason.FLOOD,
    "CPU limit": lambda result: result.exit_reason is ExitReason.CPU_LIMIT,
    "killed in time": lambda result: result.exit_reason is ExitReason.WALL_LIMIT and result.usage.wall_s < _KILL_S,
    "exit, nothing late": lambda result: result.clean and "late" not in result.outputs,
    "signal 11": lambda result: result.exit_reason is ExitReason.SIGNALED and result.signal == 11,
}

_BEHAVIOUR: Mapping[str, tuple[str, Mapping[str, Json], str]] = {
    "memory bomb": ("b = []\nwhile True: b.append(bytearray(1 << 20))", {}, "out of memory"),
    "memory bomb in a child": (
        "import os\nif os.fork() == 0:\n b = []\n while True: b.append(bytearray(1 << 20))\nos.wait()",
        {},
        "out of memory",
    ),
    "stdout flood": ("while True: print('x' * 4096)", {"stream_bytes": 65536}, "flood"),
    "endless loop": ("while True: pass", {"cpu_s": 1}, "CPU limit"),
    "deaf to signals": (
        "import signal, time\nfor n in range(1, 32):\n if n not in (9, 19): signal.signal(n, signal.SIG_IGN)\n"
        "while True: time.sleep(9)",
        {"wall_s": 0.5},
        "killed in time",
    ),
    "stopped itself": ("import os\nos.kill(os.getpid(), 19)", {"wall_s": 0.5}, "killed in time"),
    "left a daemon behind": (
        "import os, time\nif os.fork() == 0:\n os.setsid(); time.sleep(0.3); open('/out/late', 'w').write('x')",
        {},
        "exit, nothing late",
    ),
    "crash": ("import os\nos.kill(os.getpid(), 11)", {}, "signal 11"),
}
"""Name → program, limits that differ from the probe's, the expected behaviour."""
