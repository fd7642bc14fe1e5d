"""The gate's own kernel once more, on the evidence of an attempt or on any export; no container is needed for it."""

from __future__ import annotations

import io
from pathlib import Path

from pydantic import ConfigDict, ValidationError

from gate.documents.kernel import RecheckReport
from gate.engine.arguments import checked
from gate.engine.inputs.files import read_file
from gate.engine.inputs.stored import stored_checks
from gate.engine.workspace import Workspace
from gate.kernel.budget import Limits
from gate.kernel.check import AXIOMS
from gate.kernel.report import report, source_digest
from gate.log.attempts import AttemptView
from gate.model.base import Contract
from gate.model.check import Check
from gate.model.digest import canonical_json
from gate.model.errors import Fault, IntegrityError, UsageError

MAX_EXPORT_BYTES = 1 << 30
"""A larger export is not read."""
CHECK = "lean.kernel-gate"


class _Part(Contract):
    model_config = ConfigDict(extra="ignore")


class _Bounds(_Part):
    steps: int = Limits().steps
    terms: int = Limits().terms


class _Identity(_Part):
    limits: _Bounds = _Bounds()


class _Asked(_Part):
    """What the data of a kernel's check say of how it was asked."""

    identity: _Identity = _Identity()
    axioms: tuple[str, ...] = AXIOMS


@checked
def recheck_export(path: Path | str, *, axioms: tuple[str, ...] = AXIOMS) -> RecheckReport:
    """Check an export of lean4export, from nothing. Raises InputError ``kernel-export.…`` when it cannot be read."""
    data = read_file(Path(path), code="kernel-export", fault=Fault.OPERATOR, max_bytes=MAX_EXPORT_BYTES)
    return _report(data, axioms)


def recheck_attempt(workspace: Workspace, view: AttemptView) -> RecheckReport:
    """Check the export that an attempt left as evidence, under the axioms and bounds of its policy then.

    Raises UsageError ``attempt.no-export`` when it has none, IntegrityError when it is damaged.
    """
    check = next((check for check in stored_checks(workspace, view) if _has_export(check)), None)
    if check is None:
        raise UsageError(
            "attempt.no-export",
            f"the attempt {view.id} has no export as evidence: the gate's own kernel was not asked",
            hint="`gate explain` shows its checks; `gate rerun` judges it again",
        )
    try:
        asked = _Asked.model_validate_json(canonical_json(check.data or {}))
    except ValidationError as error:
        raise IntegrityError(
            "check.malformed", f"its data are not those of such a check: {error}", where=check.id
        ) from None
    limits = Limits(steps=asked.identity.limits.steps, terms=asked.identity.limits.terms)
    found = _report(workspace.blobs.get(check.evidence["export"]), asked.axioms, limits)
    stated = str(check.outcome) if check.id == CHECK else None
    return found.model_copy(update={"attempt": view.id, "stated": stated})


def _has_export(check: Check) -> bool:
    return check.id.startswith("lean.kernel-") and "export" in check.evidence


def _report(data: bytes, axioms: tuple[str, ...], limits: Limits | None = None) -> RecheckReport:
    found = report(io.BytesIO(data), axioms, limits or Limits())
    return RecheckReport(
        result=found.result,
        rule=found.rule,
        message=found.message,
        declaration=found.declaration,
        line=found.line,
        declarations=found.declarations,
        constants=found.constants,
        steps=found.steps,
        sha256=found.sha256,
        bytes=found.bytes,
        axioms=axioms,
        program=source_digest(),
    )
