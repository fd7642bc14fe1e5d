"""All printed documents by name."""

from __future__ import annotations

from collections.abc import Mapping

from gate.documents.amendment import (
    AdoptionReport,
    ApprovalReport,
    AssessmentReport,
    CorrectionReport,
    RevocationReport,
)
from gate.documents.attempt import AttemptReport, CheckReport, ExplanationReport, RerunPlan
from gate.documents.base import Document
from gate.documents.bundle import BundleReport, BundleWritten
from gate.documents.claim import ClaimExplanation
from gate.documents.code import CodeReport
from gate.documents.error import ErrorReport
from gate.documents.example import DemoReport, DojoReport
from gate.documents.findings import FindingReport, FindingsReport
from gate.documents.imported import ImportReport
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
from gate.documents.machine import DoctorReport, ImagesReport, RecoveryReport, SelfTestReport, StoreReport
from gate.documents.method import MethodValueReport, RecipeReport, RecipesReport, RecomputationReport
from gate.documents.page import PageReport
from gate.documents.plan import PlanReport
from gate.documents.record import PinReport
from gate.documents.review import ReviewReport
from gate.documents.status import HistoryReport, StatusReport
from gate.documents.triage import TriageReport

GROUPS: Mapping[str, Mapping[str, type[Document]]] = {
    "Attempts": {
        "plan": PlanReport,
        "verdict": AttemptReport,
        "check": CheckReport,
        "rerun": RerunPlan,
        "recheck": RecheckReport,
        "explanation": ExplanationReport,
        "review": ReviewReport,
    },
    "Records": {
        "status": StatusReport,
        "history": HistoryReport,
        "claim-explanation": ClaimExplanation,
        "correction": CorrectionReport,
        "approval": ApprovalReport,
        "assessment": AssessmentReport,
        "revocation": RevocationReport,
        "adoption": AdoptionReport,
        "pins": PinReport,
        "import": ImportReport,
        "page": PageReport,
        "triage": TriageReport,
    },
    "The audit log": {
        "audit": AuditReport,
        "log-entries": LogEntries,
        "export": ExportReport,
        "key": KeyReport,
        "anchor": AnchorReport,
        "monitor": MonitorReport,
        "cosign": CosignReport,
    },
    "Bundles": {
        "bundle-written": BundleWritten,
        "bundle-report": BundleReport,
    },
    "Check in CI": {
        "findings": FindingsReport,
        "finding": FindingReport,
    },
    "Store and machine": {
        "store": StoreReport,
        "recovery": RecoveryReport,
        "doctor": DoctorReport,
        "images": ImagesReport,
        "self-test": SelfTestReport,
    },
    "Examples": {
        "demo": DemoReport,
        "dojo": DojoReport,
    },
    "Errors": {
        "error": ErrorReport,
        "recipes": RecipesReport,
        "recipe": RecipeReport,
        "method-value": MethodValueReport,
        "recomputation": RecomputationReport,
        "code": CodeReport,
    },
}
"""Subject → name, as `gate schema` takes it → document."""

DOCUMENTS: Mapping[str, type[Document]] = {name: made for group in GROUPS.values() for name, made in group.items()}
"""All of them by name."""


def format_of(document: type[Document]) -> str | None:
    """The ``format`` that a document names; None for a part of another one."""
    field = document.model_fields.get("format")
    return None if field is None else str(field.default)
