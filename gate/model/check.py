"""A check: one named test with a permanent id, an outcome, a reason, and digests of its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from gate.model.digest import Digest, Json

_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+", re.ASCII)
_CODE = re.compile(r"(?=.{1,64}\Z)[a-z0-9]{1,24}(?:[.-][a-z0-9]{1,24})*", re.ASCII)
"""What the log takes as a word (`gate.log.fields`)."""
MAX_REASON = 2000
"""Characters of a reason that are kept; the rest belongs into evidence."""


class Outcome(StrEnum):
    """``inconclusive`` means that the gate could not decide; it never means guilt."""

    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Check:
    """``id`` such as ``lean.axioms``; ``reason`` one sentence for people; ``evidence`` names to digests of kept blobs.

    ``code`` is a stable machine word for the reason (``axiom-not-permitted``, ``time-limit``).
    ``data`` is a small JSON value for `gate explain`; it is kept as a blob and logged only by its digest.
    """

    id: str
    outcome: Outcome
    reason: str
    code: str = ""
    evidence: Mapping[str, Digest] = field(default_factory=dict)
    data: Json = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"malformed check id {self.id!r}")
        if self.code and not _CODE.fullmatch(self.code):
            raise ValueError(f"malformed code {self.code!r} of check {self.id}")
        if len(self.reason) > MAX_REASON:
            object.__setattr__(self, "reason", self.reason[: MAX_REASON - 1] + "…")
        object.__setattr__(self, "evidence", MappingProxyType(dict(self.evidence)))

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.PASS

    def to_json(self) -> dict[str, Json]:
        """The check as canonical JSON takes it; its digest is what the log holds."""
        return {
            "id": self.id,
            "outcome": self.outcome.value,
            "code": self.code,
            "reason": self.reason,
            "evidence": {name: str(digest) for name, digest in sorted(self.evidence.items())},
            "data": self.data,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Check:
        """The inverse of `to_json`."""
        return cls(
            id=value["id"],
            outcome=Outcome(value["outcome"]),
            reason=value["reason"],
            code=value["code"],
            evidence={name: Digest.parse(text) for name, text in value["evidence"].items()},
            data=value["data"],
        )


def passed(check: str, reason: str, **more: Json) -> Check:
    """A check that passed."""
    return Check(check, Outcome.PASS, reason, **more)


def failed(check: str, code: str, reason: str, **more: Json) -> Check:
    """A check that failed: the artifact's own doing."""
    return Check(check, Outcome.FAIL, reason, code=code, **more)


def inconclusive(check: str, code: str, reason: str, **more: Json) -> Check:
    """A check that could not be decided."""
    return Check(check, Outcome.INCONCLUSIVE, reason, code=code, **more)
