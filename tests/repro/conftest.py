"""Fixtures of the reproduction judge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gate.sandbox.docker_sandbox import DockerSandbox


@pytest.fixture(scope="session")
def docker_sandbox() -> Iterator[DockerSandbox]:
    """The real thing, with two slots."""
    with DockerSandbox(slots=2) as sandbox:
        yield sandbox
