"""Every ending at a limit is named with the limit's value; every other ending is none."""

from __future__ import annotations

import pytest

from gate.lean.compile.run_limits import LimitMet, limit_met
from gate.model.policy import RunLimits
from gate.sandbox.interface import ExitReason
from tests.lean.fake_sandbox import result

LIMITS = RunLimits(wall_s=2.5, cpu_s=3, memory_bytes=64 << 20)
MET = {
    ExitReason.WALL_LIMIT: LimitMet("time-limit", "the time limit of 2.5 s"),
    ExitReason.CPU_LIMIT: LimitMet("cpu-limit", "the limit of 3 s of CPU time"),
    ExitReason.OUT_OF_MEMORY: LimitMet("memory-limit", "the memory limit of 64 MiB"),
    ExitReason.FLOOD: LimitMet("output-limit", "the limit on printed output"),
}


@pytest.mark.parametrize("ending", ExitReason)
def test_a_limit_is_named_with_its_value(ending: ExitReason) -> None:
    assert limit_met(result(ending=ending), LIMITS) == MET.get(ending)
