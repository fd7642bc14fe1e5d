import pytest

from gate.lean.compile.toolchain import Toolchains
from gate.lean.judge import LeanJudge
from gate.lean.olean.cache import OleanCache
from gate.sandbox.docker_sandbox import DockerSandbox
from tests.lean.bound import BoundJudge
from tests.lean.library import CompiledLibrary
from tests.once import shared_folder
from tests.sandbox.fixtures import sandbox

__all__ = ["sandbox"]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> OleanCache:
    """A cache of the tests' own: the user's is neither read nor written."""
    return OleanCache(shared_folder(tmp_path_factory, "challenges"))


@pytest.fixture(scope="session")
def judge(sandbox: DockerSandbox, cache: OleanCache) -> BoundJudge:
    return BoundJudge(LeanJudge(cache=cache), sandbox)


@pytest.fixture(scope="session")
def library(sandbox: DockerSandbox, cache: OleanCache) -> CompiledLibrary:
    return CompiledLibrary(*Toolchains(cache).load(sandbox, "lean-core"))
