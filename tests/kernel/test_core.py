"""The whole embedded library passes."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from tests.kernel.conftest import CoreExport


@pytest.mark.docker
@pytest.mark.slow
def test_every_safe_constant_is_accepted(core_export: CoreExport, core_report: dict[str, Any]) -> None:
    assert core_report["result"] == "accepted", core_report
    assert core_report["sha256"] == hashlib.sha256(core_export.path.read_bytes()).hexdigest()
    assert core_report["declarations"] == core_export.declarations
    assert core_report["constants"] == core_export.constants
    assert core_report["constants"] > 6000
