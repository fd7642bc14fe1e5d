import itertools

from gate.sandbox.interface import ExitReason
from gate.sandbox.run.exit_reason import Observation, exit_reason
from gate.sandbox.run.protocol import Ended

REPORTS = [
    None,
    *(Ended(why, 0, None, {}) for why in ("exited", "stopped", "cpu-limit")),
    *(Ended(why, None, 9, {}) for why in ("exited", "stopped", "cpu-limit")),
]


def test_a_limit_that_was_hit_is_always_the_artifacts_doing() -> None:
    for report, oom, flood, late in itertools.product(REPORTS, *[(False, True)] * 3):
        found = exit_reason(Observation(report, oom, flood, late))
        if oom or flood or late:
            assert found in (ExitReason.OUT_OF_MEMORY, ExitReason.FLOOD, ExitReason.WALL_LIMIT)
        else:
            assert found not in (ExitReason.OUT_OF_MEMORY, ExitReason.FLOOD, ExitReason.WALL_LIMIT)


def test_without_a_reason_it_is_the_machines_fault() -> None:
    assert exit_reason(Observation(None, False, False, False)) is None
    assert exit_reason(Observation(Ended("stopped", None, 9, {}), False, False, False)) is None


def test_ends_of_its_own() -> None:
    def of(report: Ended) -> ExitReason | None:
        return exit_reason(Observation(report, False, False, False))

    assert of(Ended("exited", 0, None, {})) is ExitReason.EXITED
    assert of(Ended("exited", 137, None, {})) is ExitReason.EXITED
    assert of(Ended("exited", None, 9, {})) is ExitReason.SIGNALED
    assert of(Ended("cpu-limit", None, 9, {})) is ExitReason.CPU_LIMIT
