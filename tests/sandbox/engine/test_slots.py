import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gate.model.errors import InfrastructureError, InterruptedRun, UsageError
from gate.sandbox.engine import slots as module
from gate.sandbox.engine.created import CreatedContainer, NameTakenError
from gate.sandbox.engine.slots import Slots, create_in_slot
from gate.sandbox.seal.container import FIRST_UID


class Daemon:
    """Gives a name to one container at a time."""

    def __init__(self, *taken: str) -> None:
        self.names = set(taken)

    def create_container_from_config(self, body: Mapping[str, Any], name: str) -> dict[str, str]:
        if name in self.names:
            raise NameTakenError
        self.names.add(name)
        return {"Id": f"{name} for {body['User']}"}


def body(slot: int) -> dict[str, Any]:
    return {"User": slot, "Labels": {}}


def test_the_first_free_slot_is_taken() -> None:
    daemon = Daemon("gate-slot-0", "gate-slot-2")
    containers = [create_in_slot(CreatedContainer(daemon), body, "create") for _ in range(3)]
    assert containers == [(f"gate-slot-{slot} for {slot}", body(slot)) for slot in (1, 3, 4)]


def test_a_daemon_without_a_free_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HIGHEST_SLOT", 1)
    with pytest.raises(InfrastructureError) as caught:
        create_in_slot(CreatedContainer(Daemon("gate-slot-0", "gate-slot-1")), body, "create")
    assert caught.value.code == "sandbox.slots"
    assert caught.value.hint


HOLDER = """
import os, sys, time
from concurrent.futures import ThreadPoolExecutor
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec

PROGRAM = "import os, time; a = time.monotonic(); time.sleep(0.3); print(os.getuid(), a, time.monotonic())"
with DockerSandbox(slots=3) as sandbox, ThreadPoolExecutor(3) as pool:
    spec = RunSpec(image=sys.argv[1], argv=("python3", "-I", "-S", "-c", PROGRAM))
    print("ready", flush=True)
    sys.stdin.readline()
    for result in pool.map(lambda _: sandbox.run(spec), range(9)):
        print(result.stdout.kept.decode(), end="")
"""


@pytest.mark.docker
def test_processes_that_share_only_the_daemon_never_share_a_uid(image: str, tmp_path: Path) -> None:
    """Two users (where this one may become another), with folders of their own for everything."""
    with ExitStack() as stack:
        holders = [
            stack.enter_context(holder(image, tmp_path / "one", other_user=False)),
            stack.enter_context(holder(image, tmp_path / "two", other_user=True)),
        ]
        for process in holders:
            stack.callback(process.kill)
        for process in holders:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n", process.communicate()[1]
        for process in holders:  # both at once
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        outputs = [process.communicate(timeout=300) for process in holders]
    assert [process.returncode for process in holders] == [0, 0], outputs
    runs = sorted(
        (int(uid), float(start), float(end))
        for out, _ in outputs
        for uid, start, end in map(str.split, out.splitlines())
    )
    assert len(runs) == 18
    assert all(uid >= FIRST_UID for uid, _, _ in runs)
    for (uid, _, end), (following, start, _) in pairwise(runs):
        assert uid != following or end < start, runs
    assert len({uid for uid, _, _ in runs}) > 3, "the two were never at work at once"


def holder(image: str, folder: Path, *, other_user: bool) -> subprocess.Popen[str]:
    """``other_user`` is nobody in the group that owns Docker's socket; this user where it may not become another one.

    Nobody keeps one capability, to read this very Python, which may lie in somebody's home.
    """
    folder.mkdir()
    command = [sys.executable, "-c", HOLDER, image]
    setpriv = shutil.which("setpriv")
    if other_user and os.geteuid() == 0 and setpriv:
        nobody, group = 65534, Path("/var/run/docker.sock").stat().st_gid
        os.chown(folder, nobody, group)
        read = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        command = [setpriv, f"--reuid={nobody}", f"--regid={group}", "--clear-groups", *read, *command]
    places = {name: str(folder) for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **places, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_who_comes_too_late_waits() -> None:
    slots = Slots(1)
    got = threading.Event()

    def second() -> None:
        with slots.hold():
            got.set()

    with slots.hold():
        thread = threading.Thread(target=second)
        thread.start()
        assert not got.wait(0.05)
    thread.join(timeout=30)
    assert got.is_set()


def test_closing_sends_the_waiting_home() -> None:
    slots = Slots(1)
    seen: list[str] = []

    def second() -> None:
        try:
            with slots.hold():
                seen.append("in")
        except InterruptedRun as error:
            seen.append(error.code)

    with slots.hold():
        thread = threading.Thread(target=second)
        thread.start()
        slots.close()
        thread.join(timeout=30)
    assert seen == ["sandbox.closed"]
    assert slots.closed


@pytest.mark.parametrize("count", [0, -1])
def test_no_slots_at_all(count: int) -> None:
    with pytest.raises(UsageError):
        Slots(count)
