"""The public interface: its names are pinned, its first page runs, and importing it costs nothing."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import gate

NAMES = [
    "__version__",
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
    "examine",
    "recheck_export",
    "init_witness",
    "open_witness",
    "recover_store",
    "pin_record",
    "review_artifact",
    "run_demo",
    "schema_names",
    "schema_of",
    "verify_bundle",
    "verify_export",
]


def test_the_public_names_are_these():
    assert sorted(gate.__all__) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_can_be_imported(name):
    assert getattr(gate, name) is not None


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Gatee'"):
        _ = gate.Gatee


def test_the_example_on_the_first_page_runs(monkeypatch):
    monkeypatch.chdir(Path(gate.__file__).parent.parent)
    done = doctest.testmod(gate)
    assert (done.failed, done.attempted > 5) == (0, True)


def test_importing_gate_imports_nothing_else_of_it():
    program = "import sys, gate; print(*(name for name in sys.modules if name.startswith(('gate.', 'pydantic'))))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["gate.model", "gate.model.version"]
