"""Attempts as the log tells them, and which of their verdicts decide about an artifact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gate.log.kinds import IntakeBody
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt as the log tells it. ``verdict`` is None while it is open; ``index`` is that of the verdict entry.

    ``intake`` says what it is about; ``check_digests`` are those of the documents behind ``checks``, in their order;
    ``gate`` is the version that judged; ``establishes`` and ``leaves_open`` say the level in words. All three are empty
    in logs from before they were noted.
    """

    id: str
    record: str
    claim: str
    number: int
    opened: str
    claim_digest: str
    artifact_digest: str
    intake: IntakeBody
    check_digests: tuple[Digest, ...] = ()
    checks: tuple[tuple[str, Outcome], ...] = ()
    required: tuple[str, ...] | None = None
    decided: Verdict | None = None
    decided_on: Digest | None = None
    verdict: Verdict | None = None
    level: str = ""
    establishes: str = ""
    leaves_open: str = ""
    reason: str = ""
    evaluated: str | None = None
    index: int | None = None
    images: tuple[str, ...] = ()
    toolchain: str = ""
    gate: str = ""
    revoked: str | None = None

    def judged_like(self, other: AttemptView) -> bool:
        """Whether ``other`` was judged under the same judging version: policy, version of gate, and images.

        An attempt that was rejected early used fewer images, so ``other`` may have used more.
        """
        same_policy = self.intake.policy_digest == other.intake.policy_digest
        return same_policy and self.gate == other.gate and set(self.images) <= set(other.images)


def closed(attempts: Iterable[AttemptView]) -> list[AttemptView]:
    """Those that have a verdict, in the order in which the log has the verdicts: what was opened first may end last."""
    return sorted((view for view in attempts if view.verdict is not None), key=lambda view: view.index or 0)


def rejected_before(view: AttemptView, attempts: Iterable[AttemptView]) -> AttemptView | None:
    """The attempt that rejected the same artifact for the same claim earlier, under the same judging version.

    A pass after that is luck with the draws, or of a machine: it does not count.
    """
    for other in closed(attempts):
        same = (other.claim_digest, other.artifact_digest) == (view.claim_digest, view.artifact_digest)
        earlier = (other.index or 0) < (view.index or 0)
        if same and earlier and other.verdict is Verdict.REJECTED and other.judged_like(view):
            return other
    return None


def decisive(attempts: Iterable[AttemptView], claim_digest: str) -> dict[str, AttemptView]:
    """Artifact to the attempt with its newest decisive verdict (VERIFIED or REJECTED), in the order of the verdicts.

    A VERIFIED that comes after a REJECTED under the same judging version decides nothing.
    """
    found: dict[str, AttemptView] = {}
    rejections: dict[str, list[AttemptView]] = {}
    for view in closed(attempts):
        if view.verdict not in (Verdict.VERIFIED, Verdict.REJECTED) or view.claim_digest != claim_digest:
            continue
        earlier = rejections.setdefault(view.artifact_digest, [])
        if view.verdict is Verdict.REJECTED:
            earlier.append(view)
        elif any(other.judged_like(view) for other in earlier):
            continue
        found.pop(view.artifact_digest, None)
        found[view.artifact_digest] = view
    return found


def counted_attempts(attempts: Iterable[AttemptView], claim_digest: str) -> tuple[AttemptView, ...]:
    """Of the attempts at a claim those whose VERIFIED counts for this version of it, newest verdict first.

    Of one artifact the newest decisive verdict counts. Retractions are not looked at.
    """
    newest_first = reversed(closed(decisive(attempts, claim_digest).values()))
    return tuple(view for view in newest_first if view.verdict is Verdict.VERIFIED and view.revoked is None)
