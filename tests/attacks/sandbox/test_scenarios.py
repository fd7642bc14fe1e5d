"""Attacks that one run cannot show: two containers at once or in turn, a killed gate process, a container of others."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import docker
import pytest

from gate.model.errors import (InputError)
from gate.system.owner import (Owner)
from gate.sandbox.engine.connection import (connect)
from gate.sandbox.docker_sandbox import (DockerSandbox)
from gate.sandbox.interface import (RunResult, RunSpec)
from gate.sandbox.engine.orphans import (RUN_LABEL, owner_labels)
from gate.sandbox.engine.orphans import (sweep)
from tests.attacks.sandbox.catalogue import Attack, attack, attacks
from tests.sandbox.containers import own_containers

pytestmark = pytest.mark.docker


def run(sandbox: DockerSandbox, one: Attack, image: str) -> RunResult:
    result = sandbox.run(one.spec(image))
    assert result.exit_reason == one.ending, result
    assert b"GOT THROUGH" not in result.stdout.kept
    return result


def said(result: RunResult) -> str:
    return result.stdout.kept.decode().strip()


def foreign_image(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    for name in ("evil", "evil:latest", "docker.io/library/evil", "sha256:abc", ""):
        with pytest.raises(InputError) as caught:
            sandbox.run(replace(one.spec(image), image=name))
        assert caught.value.code == "run.image"


def neighbours(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    """Two at once do as well as one alone."""
    with ThreadPoolExecutor(2) as pool:
        for result in pool.map(lambda _: run(sandbox, one, image), range(2)):
            assert one.says is not None
            assert said(result) == one.says.strip()


def canary(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    result = sandbox.run(replace(one.spec(image), purpose="control-permuted"))
    assert result.clean, result
    assert "GOT THROUGH" not in said(result)
    for secret in ("control-permuted", "gate.owner", "gate.run", f"'{os.getpid()}'"):
        assert secret not in said(result)


def twice(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    for _ in range(2):
        assert one.says is not None
        assert said(run(sandbox, one, image)) == one.says.strip()


def alike(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    spec = one.spec(image)
    seen = {sandbox.run(replace(spec, purpose=purpose)).stdout.sha256 for purpose in ("base", "control", "control")}
    assert len(seen) == 1


def hash_seed(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    spec = one.spec(image)
    assert said(sandbox.run(spec)) == said(sandbox.run(spec))
    orders = {said(sandbox.run(replace(spec, env={"PYTHONHASHSEED": str(seed)}))) for seed in range(4)}
    assert len(orders) > 1


def next_run_clean(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    run(sandbox, one, image)
    check = "import json; print(json.loads('[1.5]')[0] == 1.25, abs(-1))"
    after = sandbox.run(RunSpec(image=image, argv=("python3", "-c", check)))
    assert said(after) == "False 1"
    assert json.loads("[2]") == [2]


def either(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    """Whatever state it was in when its writers died: the plain content, or a refusal; never what a link points at."""
    for _ in range(3):
        result = run(sandbox, one, image)
        if "result" in result.outputs:
            assert result.outputs["result"] in (b"plain", b"")
        else:
            assert result.refused.get("result", "symlink") in ("symlink", "hard-link")


WORKER = """
import sys
from gate.sandbox.docker_sandbox import DockerSandbox
from tests.attacks.sandbox.catalogue import attack
with DockerSandbox() as sandbox:
    sandbox.run(attack("killed-worker").spec(sys.argv[1]))
"""


def killed_worker(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    worker = subprocess.Popen([sys.executable, "-c", WORKER, image])
    client = connect()
    try:
        mine = {"label": [RUN_LABEL, f"gate.owner.pid={worker.pid}"]}
        eventually(lambda: worker.poll() is not None or len(client.containers(filters=mine)) == 1)
        assert worker.poll() is None, "the worker ended before it was killed"
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        # The submission ends although nobody is there to kill it: its supervisor lost the connection.
        eventually(lambda: not client.containers(filters=mine))
        left = [found["Id"] for found in client.containers(all=True, filters=mine)]
        assert len(left) == 1
        sweep(client)  # or another process that starts just now was faster
        assert own_containers(worker.pid) == []
    finally:
        worker.kill()
        worker.wait()
        client.close()


def label_collision(one: Attack, sandbox: DockerSandbox, image: str) -> None:
    client = connect()
    living = Owner.current()
    dead = replace(living, pid=2**22 - 1, started=1)
    elsewhere = replace(dead, host="another")
    owners = {
        "living": owner_labels(living),
        "elsewhere": owner_labels(elsewhere),
        "unlabelled": {},
        "garbled": {**owner_labels(dead), "gate.owner.pid": "x"},
        "dead": owner_labels(dead),
    }
    made: dict[str, str] = {}
    try:
        for name, labels in owners.items():
            body = {"Image": image, "Cmd": ["/nothing"], "Labels": {RUN_LABEL: "x", **labels}}
            made[name] = client.create_container_from_config(body)["Id"]
        swept = set(sweep(client))
        assert swept & set(made.values()) <= {made["dead"]}  # another process that starts just now may be faster
        left = {found["Id"] for found in client.containers(all=True, filters={"label": RUN_LABEL})}
        assert left & set(made.values()) == set(made.values()) - {made["dead"]}
    finally:
        for container in made.values():
            try:
                client.remove_container(container, force=True)
            except docker.errors.NotFound:
                continue
        client.close()


def eventually(condition: Callable[[], bool], patience_s: float = 120) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        time.sleep(0.05)


SCENARIOS: dict[str, Callable[[Attack, DockerSandbox, str], None]] = {
    "foreign-image": foreign_image,
    "neighbours": neighbours,
    "canary": canary,
    "twice": twice,
    "alike": alike,
    "hash-seed": hash_seed,
    "next-run-clean": next_run_clean,
    "either": either,
    "killed-worker": killed_worker,
    "label-collision": label_collision,
}
NAMES = [one.name for one in attacks() if one.scenario is not None]


@pytest.mark.parametrize("name", NAMES)
def test_attack_fails(name: str, sandbox: DockerSandbox, image: str) -> None:
    one = attack(name)
    assert one.scenario is not None
    SCENARIOS[one.scenario](one, sandbox, image)
