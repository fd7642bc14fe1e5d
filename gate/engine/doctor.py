"""What this machine has, what is missing, and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import docker

from gate.documents.machine import Finding, State
from gate.engine.arguments import checked
from gate.engine.workspace import Workspace, found_home
from gate.log.kinds import AdoptionBody, PolicyBody
from gate.model.errors import GateError, UsageError
from gate.model.text import counted
from gate.model.version import VERSION
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.engine.connection import connect
from gate.sandbox.images.definition import catalogue, load
from gate.sandbox.images.inventory import find_image

MIN_FREE_BYTES = 2 << 30
"""Free disk below which images or runs may fail."""
SELF_TEST_IMAGE = "python"


@checked
def examine(home: Path | str | None = None) -> Iterator[Finding]:
    """Look at everything that Gate 2 needs, one finding at a time; the slow ones come last.

    ``home`` is the store's folder (by default `found_home`).
    """
    home = found_home() if home is None else Path(home)
    yield _finding("gate", State.OK, f"version {VERSION}, Python {platform.python_version()}, {platform.machine()}")
    yield _disk(home)
    yield from _store(home)
    try:
        client = connect()
    except GateError as error:
        yield _trouble("docker", error)
        return
    with closing(client):
        yield _daemon(client)
        images = [_image(client, name) for name in catalogue()]
    yield from images
    if any(finding.name == f"image {SELF_TEST_IMAGE}" and finding.state is State.OK for finding in images):
        yield _self_test()


def _disk(home: Path) -> Finding:
    folder = home if os.path.exists(home) else Path()
    free = shutil.disk_usage(folder).free
    if free < MIN_FREE_BYTES:
        return _finding("disk", State.WARNING, f"{free >> 20} MiB free at {folder.resolve()}", "free some space")
    return _finding("disk", State.OK, f"{free >> 30} GiB free")


def _store(home: Path) -> Iterator[Finding]:
    try:
        workspace = Workspace.open(home, read_only=True)
    except UsageError as error:
        yield _trouble("store", error, State.WARNING)
        return
    except GateError as error:
        yield _trouble("store", error)
        return
    with closing(workspace.ledger) as ledger:
        detail = f"{home}: {counted(ledger.size(), 'entry')}, origin {ledger.origin}"
        if abandoned := len(ledger.abandoned_attempts()):
            detail += f"; {counted(abandoned, 'interrupted attempt')} to be closed"
            yield _finding("store", State.WARNING, detail, "run `gate recover`; every command that writes does it too")
        else:
            yield _finding("store", State.OK, detail)
        yield _finding("key", State.OK, ledger.vkey)
        yield _policy(workspace)


def _policy(workspace: Workspace) -> Finding:
    """Whether verdicts of before must meet what is judged under now."""
    policy = workspace.policy.for_new_attempts()
    adopted = workspace.ledger.last_of_kind(AdoptionBody)
    used = workspace.ledger.last_of_kind(PolicyBody)
    last = adopted.body.digest if adopted else used.body.digest if used else policy.digest
    detail = f"version {policy.version}, {policy.digest.short}, {'adopted' if adopted else 'none adopted'}"
    if last == policy.digest:
        return _finding("policy", State.OK, detail)
    before = "the policy that was adopted" if adopted else "the policy that was used last"
    fix = "`gate policy adopt --dry-run` says which verdicts of before would no longer count"
    return _finding("policy", State.WARNING, f"{detail}; {before} is another", fix)


def _daemon(client: docker.APIClient) -> Finding:
    version, info = client.version(), client.info()
    detail = (
        f"{version['Version']}, API {version['ApiVersion']}, cgroup v{info.get('CgroupVersion', '1')}, "
        f"runtimes {', '.join(sorted(info['Runtimes']))}, {', '.join(info.get('SecurityOptions') or ['no security'])}"
    )
    if not any("seccomp" in option for option in info.get("SecurityOptions") or ()):
        return _finding("docker", State.MISSING, detail, "use a kernel and daemon with seccomp; the seal needs it")
    return _finding("docker", State.OK, detail)


def _image(client: docker.APIClient, name: str) -> Finding:
    try:
        return _finding(f"image {name}", State.OK, find_image(client, name))
    except GateError as error:
        # An image that must fetch while it is built is optional: most machines have no use for it.
        return _trouble(f"image {name}", error, State.WARNING if load(name).network else State.MISSING)


def _self_test() -> Finding:
    try:
        with DockerSandbox() as sandbox:
            digest = sandbox.self_test_report(sandbox.image_id(SELF_TEST_IMAGE), fresh=True).require()
    except GateError as error:
        return _trouble("seal", error)
    return _finding("seal", State.OK, f"every probe was stopped ({os.cpu_count()} processors), result {digest}")


def _trouble(name: str, error: GateError, state: State = State.MISSING) -> Finding:
    return _finding(name, state, error.message, error.hint or "")


def _finding(name: str, state: State, detail: str, fix: str = "") -> Finding:
    return Finding(name=name, state=state, detail=detail, fix=fix)
