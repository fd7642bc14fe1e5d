"""`repro.method-review`: what the gate cannot know of a method, a second person must have looked at.

That is where no recipe computes a value, and where a method holds what could carry a lie (`gate.repro.claim.doubts`). A
review is a signed approval of exactly this artifact for exactly this claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from gate.model.check import Check, inconclusive, passed
from gate.model.digest import Digest
from gate.repro.check_data import MethodReviewData
from gate.repro.checks.observed import some

REVIEW = "repro.method-review"
NEEDS_REVIEW = "needs-method-review"


def review_check(
    claim: str,
    subject: Digest,
    without: Sequence[str],
    doubts: Sequence[str],
    *,
    reviewed: bool,
    what: str = "script",
) -> Check:
    """The check `repro.method-review`.

    ``without`` are quantities without a method, ``doubts`` what in the others needs a second reader; ``reviewed`` says
    that a review of ``subject`` counts. ``what`` is what was handed in.
    """
    data: MethodReviewData = {
        "subject": str(subject),
        "without": list(without),
        "doubts": list(doubts),
        "reviewed": reviewed,
    }
    why = [f"no recipe computes {some(without)}"] if without else []
    why += doubts[:2]
    if not why:
        reason = "the gate computes every value itself, and nothing in the methods needs a second reader"
        return passed(REVIEW, reason, data=data)
    if reviewed:
        return passed(REVIEW, f"a person reviewed the {what} for this claim ({'; '.join(why)})", data=data)
    reason = (
        f"a person must review the {what} for this claim ({'; '.join(why)}): gate review ARTIFACT --record RECORD, "
        f"then gate approve RECORD --method ARTIFACT --claim {claim}, then submit again"
    )
    return inconclusive(REVIEW, NEEDS_REVIEW, reason, data=data)
