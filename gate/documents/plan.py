"""What a judgement of a claim will run, and what its controls can find: `gate plan`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from gate.documents.base import Document
from gate.model.text import counted


class PlannedControl(Document):
    """One control, or one kind of draw (a changed copy of the data on which script and method are compared).

    ``simulated`` changes gave values to compare; ``finds`` is for each value the share of them on which a script that
    ignores the data is found out, ``alarms`` the share on which the claim's own method would be found fault with (None:
    no method says). ``runs`` is how many are planned; ``left_out`` says why there are none.
    """

    control: str
    change: str
    simulated: int
    runs: int
    finds: dict[str, float]
    alarms: float | None
    left_out: str


class PlannedValue(Document):
    """One value under all planned draws.

    ``draws`` of them move it and can be compared; unless it is ``tested`` they are too few. ``smallest`` is the least
    error, as a share of the value, that is found for certain; None for texts. ``factors`` are the probabilities with
    which a value that is off by a factor is found, ``alarm`` that with which an honest script fails; None where the
    method looks for an optimum.
    """

    name: str
    draws: int
    tested: bool
    smallest: float | None
    factors: dict[str, float]
    alarm: float | None


class PlanReport(Document):
    """What a judgement will run, and the power of its controls, computed before anything runs.

    ``attempt`` counts the attempts at the claim, whoever made them: later ones have more draws. ``without`` are
    quantities that have no method, of which no power can be computed.
    """

    format: Literal["gate-plan-v1"] = "gate-plan-v1"
    record: str
    claim: str
    attempt: int
    base: int
    runs: int
    controls: tuple[PlannedControl, ...]
    values: tuple[PlannedValue, ...]
    without: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The plan for people."""
        runs = f"{counted(self.runs, 'run')}, {self.base} on the cited data"
        yield f"{self.record} claim {self.claim}, attempt {self.attempt}: {runs}"
        yield ""
        yield f"{'control':<28} {'runs':>4} {'tried':>5} {'finds':>6} {'alarms':>6}"
        for one in self.controls:
            finds = min(one.finds.values(), default=None)
            yield f"{one.control:<28} {one.runs:>4} {one.simulated:>5} {_share(finds):>6} {_share(one.alarms):>6}"
            if one.left_out:
                yield f"    left out: {one.left_out}"
        for value in self.values:
            least = "any" if value.smallest is None else f"{value.smallest:.1e} of it"
            factors = ", ".join(f"× {factor} {_share(found)}" for factor, found in value.factors.items())
            alarm = "depends on the optimum" if value.alarm is None else f"{value.alarm:.1e}"
            yield ""
            yield f"{value.name}: moved by {counted(value.draws, 'draw')}; smallest error found: {least}"
            if not value.tested:
                yield "    the data are too few or too uniform for it: the verdict would be INCONCLUSIVE (no-power)"
            yield f"    {f'found: {factors}; ' if factors else ''}an honest script fails with probability {alarm}"
        if self.without:
            yield ""
            yield f"without a method, and so without power that could be computed: {', '.join(self.without)}"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}" if share in (0, 1) else f"{share:.1%}"
