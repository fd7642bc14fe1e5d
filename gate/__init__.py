"""A verification gate for claims, as a library.

A store keeps every attempt and its audit log; `Gate` opens one. What it returns are documents: immutable values, the
same that the command line prints under ``--json``, each with a JSON Schema (`gate schema`).

>>> import tempfile
>>> from gate import Gate, Status
>>> home = tempfile.mkdtemp() + "/store"
>>> with Gate.init(home, origin="example.org/gate") as store:
...     shown = store.status("examples/records/euclid.json")
>>> shown.status is Status.UNVERIFIED, [claim.attempts for claim in shown.claims]
(True, [0, 0])
>>> with Gate.open(home, read_only=True) as store:
...     audit = store.audit()
>>> audit.problem, audit.entries
(None, 1)

`Gate.submit` judges an artifact in this machine's Docker sandbox (``store.submit(record, artifact).verdict``), and
`verify_bundle` verifies a verdict without any store. All errors are `GateError`s; `gate.model.errors` has their tree.

What ``__all__`` lists is the public interface; everything else may change without notice.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from gate.model.version import VERSION

if TYPE_CHECKING:
    from gate.documents.amendment import (
        AdoptionReport,
        ApprovalReport,
        AssessmentReport,
        CorrectionReport,
        RevocationReport,
    )
    from gate.documents.attempt import AttemptReport, CheckReport, ExplanationReport, RerunPlan
    from gate.documents.bundle import BundleReport, BundleWritten
    from gate.documents.claim import ClaimExplanation
    from gate.documents.example import DemoCaseReport
    from gate.documents.kernel import RecheckReport
    from gate.documents.log import (
        AnchorReport,
        AuditReport,
        CosignReport,
        ExportReport,
        KeyReport,
        LogEntries,
        MonitorReport,
    )
    from gate.documents.machine import Finding, RecoveryReport, StoreReport
    from gate.documents.record import PinReport
    from gate.documents.review import ReviewReport
    from gate.documents.status import HistoryReport, StatusReport
    from gate.engine.api import Gate
    from gate.engine.demo import run_demo
    from gate.engine.doctor import examine
    from gate.engine.history.audit import verify_export
    from gate.engine.history.restore import recover_store
    from gate.engine.inputs.pins import pin_record
    from gate.engine.publish.verify import verify_bundle
    from gate.engine.publish.witness import init_witness, open_witness
    from gate.engine.recheck import recheck_export
    from gate.engine.review import review_artifact
    from gate.engine.schema import schema_names, schema_of
    from gate.model.check import Outcome
    from gate.model.digest import Digest
    from gate.model.errors import (
        Fault,
        GateError,
        InfrastructureError,
        InputError,
        IntegrityError,
        InterruptedRun,
        NothingToCheckError,
        UsageError,
    )
    from gate.model.policy import Policy
    from gate.model.progress import Progress, Silent
    from gate.model.verdict import Status, Verdict

__version__ = VERSION

_HOMES = {
    "gate.documents.amendment": (
        "AdoptionReport",
        "ApprovalReport",
        "AssessmentReport",
        "CorrectionReport",
        "RevocationReport",
    ),
    "gate.documents.claim": ("ClaimExplanation",),
    "gate.documents.attempt": ("AttemptReport", "CheckReport", "ExplanationReport", "RerunPlan"),
    "gate.documents.bundle": ("BundleReport", "BundleWritten"),
    "gate.documents.example": ("DemoCaseReport",),
    "gate.documents.kernel": ("RecheckReport",),
    "gate.documents.log": (
        "AnchorReport",
        "AuditReport",
        "CosignReport",
        "ExportReport",
        "KeyReport",
        "LogEntries",
        "MonitorReport",
    ),
    "gate.documents.machine": ("Finding", "RecoveryReport", "StoreReport"),
    "gate.documents.record": ("PinReport",),
    "gate.documents.review": ("ReviewReport",),
    "gate.documents.status": ("HistoryReport", "StatusReport"),
    "gate.engine.api": ("Gate",),
    "gate.engine.demo": ("run_demo",),
    "gate.engine.doctor": ("examine",),
    "gate.engine.history.audit": ("verify_export",),
    "gate.engine.history.restore": ("recover_store",),
    "gate.engine.inputs.pins": ("pin_record",),
    "gate.engine.publish.verify": ("verify_bundle",),
    "gate.engine.recheck": ("recheck_export",),
    "gate.engine.publish.witness": ("init_witness", "open_witness"),
    "gate.engine.review": ("review_artifact",),
    "gate.engine.schema": ("schema_names", "schema_of"),
    "gate.model.check": ("Outcome",),
    "gate.model.digest": ("Digest",),
    "gate.model.errors": (
        "Fault",
        "GateError",
        "InfrastructureError",
        "InputError",
        "IntegrityError",
        "InterruptedRun",
        "NothingToCheckError",
        "UsageError",
    ),
    "gate.model.policy": ("Policy",),
    "gate.model.progress": ("Progress", "Silent"),
    "gate.model.verdict": ("Status", "Verdict"),
}
"""Where each public name is defined. They are imported when first used, so that ``import gate`` costs nothing."""

_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AdoptionReport",
    "AnchorReport",
    "ApprovalReport",
    "AssessmentReport",
    "AttemptReport",
    "AuditReport",
    "BundleReport",
    "BundleWritten",
    "CheckReport",
    "ClaimExplanation",
    "CorrectionReport",
    "CosignReport",
    "DemoCaseReport",
    "Digest",
    "ExplanationReport",
    "ExportReport",
    "Fault",
    "Finding",
    "Gate",
    "GateError",
    "HistoryReport",
    "InfrastructureError",
    "InputError",
    "IntegrityError",
    "InterruptedRun",
    "KeyReport",
    "LogEntries",
    "MonitorReport",
    "NothingToCheckError",
    "Outcome",
    "PinReport",
    "Policy",
    "Progress",
    "RecheckReport",
    "RecoveryReport",
    "RerunPlan",
    "ReviewReport",
    "RevocationReport",
    "Silent",
    "Status",
    "StatusReport",
    "StoreReport",
    "UsageError",
    "Verdict",
    "__version__",
    "examine",
    "init_witness",
    "open_witness",
    "pin_record",
    "recheck_export",
    "recover_store",
    "review_artifact",
    "run_demo",
    "schema_names",
    "schema_of",
    "verify_bundle",
    "verify_export",
]


def __getattr__(name: str) -> object:
    """A public name, imported on first use (PEP 562). Raises AttributeError for any other."""
    if name not in _HOME:
        raise AttributeError(f"module 'gate' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
