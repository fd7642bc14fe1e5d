"""The real sandbox and a real image, for every test that runs something."""

from collections.abc import Iterator

import pytest

from gate.sandbox.docker_sandbox import DockerSandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[DockerSandbox]:
    with DockerSandbox(slots=2) as opened:
        yield opened


@pytest.fixture(scope="session")
def image(sandbox: DockerSandbox) -> str:
    return sandbox.image_id("python")
