"""A check: one named test with a permanent id, an outcome, a reason, and digests of its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypedDict, TypeVar

from gate.model.digest import Digest, Json
from gate.model.errors import InputError, IntegrityError
from gate.model.text import shorten
from gate.model.words import MAX_WORD, WORD

_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+", re.ASCII)
_WORD = re.compile(WORD, re.ASCII)
D = TypeVar("D")
MAX_REASON = 2000
"""Characters of a reason that are kept; the rest belongs into evidence."""


NO_EVIDENCE: Mapping[str, Digest] = MappingProxyType({})


class Outcome(StrEnum):
    """``inconclusive`` means that the gate could not decide; it never means guilt."""

    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"


class CheckBody(TypedDict):
    """A check as JSON: what its digest is taken over, and what stores and bundles hold."""

    id: str
    outcome: str
    code: str
    reason: str
    evidence: dict[str, str]
    data: Json


@dataclass(frozen=True, slots=True)
class Check:
    """``id`` such as ``lean.axioms``; ``reason`` one sentence for people; ``evidence`` names to digests of kept blobs.

    ``code`` is a stable machine word for the reason (``axiom-not-permitted``, ``time-limit``).
    ``data`` is a small JSON value for `gate explain`; it is kept as a blob and logged only by its digest. Its shape
    belongs to the check's id: `gate.lean.check_data`, `gate.repro.check_data`.

    Raises ValueError for an id or code that the log could not hold.
    """

    id: str
    outcome: Outcome
    reason: str
    code: str = ""
    evidence: Mapping[str, Digest] = field(default_factory=lambda: NO_EVIDENCE)
    data: Json = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id) or not _is_word(self.id):
            raise ValueError(f"malformed check id {self.id!r}")
        if self.code and not _is_word(self.code):
            raise ValueError(f"malformed code {self.code!r} of check {self.id}")
        if len(self.reason) > MAX_REASON:
            object.__setattr__(self, "reason", shorten(self.reason, MAX_REASON))
        object.__setattr__(self, "evidence", MappingProxyType(dict(self.evidence)))

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.PASS

    def data_as(self, shape: type[D]) -> D | None:
        """The data, once they are known to have this shape; None where there are none.

        Whoever wrote the log wrote them. Raises IntegrityError ``check.malformed``.
        """
        if self.data is None:
            return None
        import msgspec  # here, because only who explains a verdict needs it

        try:
            return msgspec.convert(self.data, shape)
        except msgspec.ValidationError as error:
            raise IntegrityError(
                "check.malformed", f"its data are not those of such a check: {error}", where=self.id
            ) from None

    def to_json(self) -> CheckBody:
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
    def from_json(cls, value: object) -> Check:
        """The inverse of `to_json`. Raises IntegrityError (``check.malformed``) for anything else."""
        match value:
            case {
                "id": str(check_id),
                "outcome": str(outcome),
                "code": str(code),
                "reason": str(reason),
                "evidence": dict(evidence),
                "data": data,
                **others,
            } if not others:
                try:
                    digests = {str(name): Digest.parse(str(text)) for name, text in evidence.items()}
                    return cls(check_id, Outcome(outcome), reason, code, digests, data)
                except (ValueError, InputError) as error:
                    raise IntegrityError("check.malformed", f"not a check: {error}") from None
        raise IntegrityError("check.malformed", "not a check: members are missing, unknown or of another type")


def _is_word(text: str) -> bool:
    return len(text) <= MAX_WORD and _WORD.fullmatch(text) is not None


def passed(check: str, reason: str, *, evidence: Mapping[str, Digest] = NO_EVIDENCE, data: Json = None) -> Check:
    """A check that passed."""
    return Check(check, Outcome.PASS, reason, evidence=evidence, data=data)


def failed(
    check: str, code: str, reason: str, *, evidence: Mapping[str, Digest] = NO_EVIDENCE, data: Json = None
) -> Check:
    """A check that failed: the artifact's own doing."""
    return Check(check, Outcome.FAIL, reason, code, evidence, data)


def inconclusive(
    check: str, code: str, reason: str, *, evidence: Mapping[str, Digest] = NO_EVIDENCE, data: Json = None
) -> Check:
    """A check that could not be decided."""
    return Check(check, Outcome.INCONCLUSIVE, reason, code, evidence, data)
