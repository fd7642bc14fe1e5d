"""Fixtures of the reproduction judge."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from gate.sandbox.docker_sandbox import DockerSandbox
from gate.system.resources import resource

# The evaluator of methods is no part of gate; in these tests it also runs in this process.
sys.path.insert(0, str(resource("sandboxes")))


@pytest.fixture(scope="session")
def docker_sandbox() -> Iterator[DockerSandbox]:
    """The real thing, with two slots."""
    with DockerSandbox(slots=2) as sandbox:
        yield sandbox
