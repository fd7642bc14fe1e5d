"""Fixtures that several packages share: a record and an artifact on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import postgres_server
from tests.samples import write_artifact, write_record

__all__ = ["artifact_folder", "postgres_server", "record_file"]

# A busy machine is slow, not wrong: no law depends on how long an example takes.
settings.register_profile("gate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("gate"), max_examples=10)  # for scripts/interpreters
settings.load_profile("gate")


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Heads that tests see are kept in a folder of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("state")
        patch.setenv("GATE_STATE", str(folder))
        yield folder


@pytest.fixture
def record_file(tmp_path: Path) -> Path:
    return write_record(tmp_path)


@pytest.fixture
def artifact_folder(tmp_path: Path) -> Path:
    return write_artifact(tmp_path)
