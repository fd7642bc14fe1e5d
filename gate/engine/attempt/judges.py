"""Which judge serves which kind of claim."""

from __future__ import annotations

from gate.engine.attempt.run import Judges
from gate.lean.judge import LeanJudge
from gate.repro.judge import ReproJudge

JUDGES: Judges = {"mathematical": LeanJudge, "empirical": ReproJudge}
