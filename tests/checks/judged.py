"""A record with a claim that a small real log is about, and bundles of its verdict."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from gate.log.keys import Signer
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, canonical_json
from tests.attest.bundles import IDS, POLICY, SUBJECTS, Attempt, Story
from tests.checks.repository import EXAMPLES, base, write

FILE = EXAMPLES.joinpath("Challenge.lean").read_bytes()
CLAIM = MathematicalClaim(
    id="c1",
    kind="mathematical",
    statement="Addition commutes.",
    sources=("Peano (1889)",),
    challenge=Challenge(
        files=(ChallengeFile(path="Challenge.lean", sha256=Digest.of(FILE)),),
        targets=("add_comm'",),
        toolchain="lean-elan",
    ),
)
DOCUMENT = canonical_json(CLAIM.model_dump(mode="json"))
STORY = Story(
    attempt=Attempt(subjects=SUBJECTS | {"claim": Digest.of(DOCUMENT)}),
    documents=(POLICY, DOCUMENT),
)


def judged(**changes: Any) -> dict[str, Any]:
    """The record's document."""
    claims = [CLAIM.model_dump(mode="json")]
    return {**base(), "id": IDS["record"], "claims": claims, "gate_verdict": {"status": "VERIFIED"}, **changes}


def write_judged(folder: Path, **changes: Any) -> Path:
    """The record's file."""
    return write(folder, json.loads(json.dumps(judged(**changes))))


def bundle_by(signer: Signer) -> bytes:
    """The bundle of the same story in another log of that name's."""
    return replace(STORY, signer=signer).bundle()
