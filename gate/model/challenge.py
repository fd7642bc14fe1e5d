"""The specification of success of a mathematical claim: a trusted Lean challenge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, TypedDict

from pydantic import AfterValidator, Field, model_validator

from gate.model.base import Contract
from gate.model.digest import Digest, Json
from gate.model.paths import SafePath
from gate.model.words import Word

STANDARD_AXIOMS = ("propext", "Classical.choice", "Quot.sound")
CHALLENGE_CONTRACT = "gate-challenge-v1"

_COMPONENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?", re.ASCII)


def _lean_file(path: str) -> str:
    stem = path.removesuffix(".lean")
    if stem == path:
        raise ValueError("must end in .lean")
    for part in stem.split("/"):
        if not _COMPONENT.fullmatch(part):
            raise ValueError(
                f"{part!r} cannot be part of a module's name: ASCII letters, digits, '_', '-' and '.', "
                "no '-' or '.' first and no '.' last"
            )
    return path


LeanPath = Annotated[SafePath, AfterValidator(_lean_file)]
"""A Lean source file; its path without ``.lean`` is its module's name."""

LeanName = Annotated[str, Field(min_length=1, max_length=8192)]
"""A name in Lean's own syntax (``Nat.add_comm``, ``«a.b».c``)."""


class ChallengeFile(Contract):
    """One trusted Lean file, relative to the record; its digest is pinned when given."""

    path: LeanPath
    sha256: Digest | None = None


class Challenge(Contract):
    """Trusted Lean files with definitions, and theorems whose proof is ``sorry``."""

    toolchain: Word = "lean-core"
    files: tuple[ChallengeFile, ...] = Field(min_length=1, max_length=64)
    """In the order in which they are compiled; the last one holds the targets."""
    targets: tuple[LeanName, ...] = Field(min_length=1, max_length=256)
    holes: tuple[LeanName, ...] = Field(default=(), max_length=64)
    """Definitions whose value the solution may choose; VERIFIED then needs a human approval of the value."""
    permitted_axioms: tuple[LeanName, ...] = Field(default=STANDARD_AXIOMS, max_length=64)
    solution_may_import: bool = False
    """Whether the solution may import the challenge's own modules."""

    @model_validator(mode="after")
    def _nothing_twice(self) -> Challenge:
        for what, names in {
            "file": tuple(file.path for file in self.files),
            "target": self.targets,
            "hole": self.holes,
            "name (as target and as hole)": tuple({*self.targets}) + tuple({*self.holes}),
        }.items():
            for name in names:
                if names.count(name) > 1:
                    raise ValueError(f"the {what} {name!r} is given twice")
        return self


class ChallengeListing(TypedDict):
    """What a challenge's identity is taken over: its settings, and path and digest of each file in order."""

    contract: str
    challenge: dict[str, Json]
    files: list[list[str]]


def challenge_listing(challenge: Challenge, files: Mapping[str, bytes]) -> ChallengeListing:
    """A challenge's settings and the digests of its files. ``files`` maps each path of the challenge to its bytes."""
    return _listing(challenge, {file.path: Digest.of(files[file.path]) for file in challenge.files})


def challenge_digest(challenge: Challenge, files: Mapping[str, bytes]) -> Digest:
    """What a human approves who finds that a challenge says what its claim says: the digest of its listing."""
    return Digest.of_json(challenge_listing(challenge, files))


def pinned_challenge(challenge: Challenge) -> Digest | None:
    """The same digest without the files, by what the challenge pins; None where it does not pin all of them."""
    pins = {file.path: file.sha256 for file in challenge.files if file.sha256 is not None}
    return Digest.of_json(_listing(challenge, pins)) if len(pins) == len(challenge.files) else None


def _listing(challenge: Challenge, digests: Mapping[str, Digest]) -> ChallengeListing:
    return {
        "contract": CHALLENGE_CONTRACT,
        "challenge": challenge.model_dump(mode="json", exclude={"files"}),
        "files": [[file.path, str(digests[file.path])] for file in challenge.files],
    }
