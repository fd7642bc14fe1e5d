"""A warning that decides nothing: published values that stand in the artifact's own files.

A script may hold a constant for a good reason (a starting value, a comment), so this is never a failure; but who reads
the verdict should know.
"""

from __future__ import annotations

from collections.abc import Mapping

from gate.model.check import Check, Outcome, passed
from gate.model.digest import Digest
from gate.model.published import PublishedValues
from gate.repro.check_data import PublishedData
from gate.repro.checks.observed import some
from gate.repro.claim.task import Task
from gate.repro.rules.base import Published

PUBLISHED = "repro.published"
HOLDS = "holds-published"


def published_check(task: Task, evidence: Mapping[str, Digest]) -> Check:
    """The check `repro.published`: it always passes; the code ``holds-published`` means that it warns."""
    values = PublishedValues(text for part in task.parts for text in _texts(part.published))
    data: PublishedData = {
        "found": [
            {"file": name, "value": sighting.value, "form": sighting.form}
            for name, content in sorted(task.files.items())
            for sighting in values.find(content)
        ]
    }
    if not data["found"]:
        reason = "no published value of six or more digits stands in the artifact"
        return passed(PUBLISHED, reason, evidence=evidence, data=data)
    places = some([f"{one['value']} (as {one['form']}) in {one['file']}" for one in data["found"]])
    return Check(PUBLISHED, Outcome.PASS, f"warning: the artifact holds {places}", HOLDS, evidence, data)


def holds_published(check: Check) -> bool:
    """Whether the check warns."""
    return check.id == PUBLISHED and check.code == HOLDS


def _texts(published: Published) -> tuple[str, ...]:
    return published if isinstance(published, tuple) else (published,)
