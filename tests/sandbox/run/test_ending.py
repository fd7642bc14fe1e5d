import itertools

from gate.sandbox.interface import Ending
from gate.sandbox.run.ending import Seen, ending
from gate.sandbox.run.protocol import Ended

REPORTS = [
    None,
    *(Ended(why, 0, None, {}) for why in ("exited", "stopped", "cpu-limit")),
    *(Ended(why, None, 9, {}) for why in ("exited", "stopped", "cpu-limit")),
]


def test_a_limit_that_was_hit_is_always_the_artifacts_doing() -> None:
    for report, oom, flood, late in itertools.product(REPORTS, *[(False, True)] * 3):
        found = ending(Seen(report, oom, flood, late))
        if oom or flood or late:
            assert found in (Ending.OUT_OF_MEMORY, Ending.FLOOD, Ending.WALL_LIMIT)
        else:
            assert found not in (Ending.OUT_OF_MEMORY, Ending.FLOOD, Ending.WALL_LIMIT)


def test_without_a_reason_it_is_the_machines_fault() -> None:
    assert ending(Seen(None, False, False, False)) is None
    assert ending(Seen(Ended("stopped", None, 9, {}), False, False, False)) is None


def test_ends_of_its_own() -> None:
    def of(report: Ended) -> Ending | None:
        return ending(Seen(report, False, False, False))

    assert of(Ended("exited", 0, None, {})) is Ending.EXITED
    assert of(Ended("exited", 137, None, {})) is Ending.EXITED
    assert of(Ended("exited", None, 9, {})) is Ending.SIGNALED
    assert of(Ended("cpu-limit", None, 9, {})) is Ending.CPU_LIMIT
