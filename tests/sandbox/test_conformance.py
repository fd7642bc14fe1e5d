import pytest

from tests.sandbox.conformance import SandboxConformance


@pytest.mark.docker
class TestDocker(SandboxConformance):
    pass
