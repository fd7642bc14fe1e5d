"""Sealed runs, as ratios measured in one run.

    python benchmarks/sandbox.py [--rounds N] [--seconds S]

The yardstick is ``docker run --rm`` with the same flags, the command that everybody knows. All series are interleaved,
so that a busy machine slows them alike. Times are medians in milliseconds. The cost of a single element of the seal is
smaller than the noise of a busy machine: it is the median difference of pairs measured one after the other. The series
"holder" is the usual alternative for files in and out of a read-only container: a tmpfs volume, and a second container
through which they are copied.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import statistics
import subprocess
import tarfile
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import docker

from gate.model.policy import RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.engine.connection import connect
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.seal.container import Machine, Seal, seccomp_profile

LIMITS = RunLimits(wall_s=60, cpu_s=60)
NOTHING = ("/bin/true",)
FILE = b"x" * 4096
SLICES = 5
LABEL = {"gate.benchmark": "1"}


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def interleaved(rounds: int, series: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each series in ms; one warm-up round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in series}
    for number in range(rounds + 1):
        for name, work in series.items():
            duration = timed(work)
            if number:
                taken[name].append(duration)
    return {name: statistics.median(values) for name, values in taken.items()}


def paired(rounds: int, whole: Callable[[], object], without: Callable[[], object]) -> float:
    """The median of ``whole - without`` in ms over pairs whose order alternates."""
    differences = []
    for number in range(rounds):
        if number % 2:
            differences.append(timed(whole) - timed(without))
        else:
            differences.append(-timed(without) + timed(whole))
    return statistics.median(differences)


def body(image: str, argv: tuple[str, ...] = NOTHING, slot: int = 0) -> dict[str, Any]:
    """The seal's container with a bare program in the supervisor's place."""
    asked = Seal.of(RunSpec(image=image, argv=argv, limits=LIMITS), slot, Machine()).container(LABEL)
    return {**asked, "Cmd": list(argv), "OpenStdin": False, "StdinOnce": False, "AttachStdin": False}


def docker_run(image: str, seccomp: str) -> list[str]:
    """``docker run --rm`` with the flags that say the same as the seal."""
    asked = body(image)
    host = asked["HostConfig"]
    flags = {
        "network": "none",
        "read-only": "true",
        "cap-drop": "ALL",
        "security-opt": ["no-new-privileges:true", f"seccomp={seccomp}"],
        "pids-limit": host["PidsLimit"],
        "memory": host["Memory"],
        "memory-swap": host["MemorySwap"],
        "cpus": 1,
        "cpuset-cpus": host["CpusetCpus"],
        "ulimit": [f"{limit['Name']}={limit['Hard']}" for limit in host["Ulimits"]],
        "ipc": "private",
        "cgroupns": "private",
        "tmpfs": [f"{place}:{options}" for place, options in host["Tmpfs"].items()],
        "log-driver": "none",
        "runtime": host["Runtime"],
        "user": asked["User"],
        "hostname": asked["Hostname"],
        "env": asked["Env"],
        "no-healthcheck": "true",
        "pull": "never",
        "label": "gate.benchmark=1",
    }
    words = ["docker", "run", "--rm"]
    for name, value in flags.items():
        for one in value if isinstance(value, list) else [value]:
            words.append(f"--{name}={one}")
    return [*words, image, *NOTHING]


def bare(client: docker.APIClient, asked: dict[str, Any]) -> None:
    """Create, start, wait, remove: the least that the daemon has to do."""
    container = client.create_container_from_config(asked)["Id"]
    try:
        client.start(container)
        client.wait(container)
    finally:
        client.remove_container(container, force=True, v=True)


@contextmanager
def holder(client: docker.APIClient, image: str) -> Iterator[Callable[[], None]]:
    """Files in and out through a tmpfs volume and a container that only sleeps."""

    def run() -> None:
        name = f"gate-bench-{uuid.uuid4().hex}"
        options = {"type": "tmpfs", "device": "tmpfs", "o": "size=16m,nr_inodes=512,uid=20001,mode=0700"}
        client.create_volume(name, driver="local", driver_opts=options, labels=LABEL)
        mount = [{"Type": "volume", "Source": name, "Target": "/job"}]
        keeper = body(image, ("/bin/sleep", "60"))
        keeper["HostConfig"] = {**keeper["HostConfig"], "Mounts": mount, "ReadonlyRootfs": False}
        runner = body(image, ("/bin/cp", "/job/in", "/job/out"))
        runner["HostConfig"] = {**runner["HostConfig"], "Mounts": mount}
        held = client.create_container_from_config(keeper)["Id"]
        client.start(held)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as tar:
            member = tarfile.TarInfo("in")
            member.size, member.uid, member.mode = len(FILE), 20001, 0o444
            tar.addfile(member, io.BytesIO(FILE))
        client.put_archive(held, "/job", packed.getvalue())
        bare(client, runner)
        chunks, _ = client.get_archive(held, "/job/out")
        assert FILE in b"".join(chunks)
        client.remove_container(held, force=True)
        client.remove_volume(name, force=True)

    yield run


def throughput(seconds: float, slots: int, work: Callable[[int], object]) -> float:
    """Runs per second that ``slots`` threads finish together."""
    stop = time.perf_counter() + seconds
    counts = [0] * slots

    def worker(slot: int) -> None:
        while time.perf_counter() < stop:
            work(slot)
            counts[slot] += 1

    threads = [threading.Thread(target=worker, args=(slot,)) for slot in range(slots)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - start)


def elements(image: str) -> dict[str, dict[str, Any]]:
    """The seal with one element taken away."""
    whole = body(image)

    def but(**changed: Any) -> dict[str, Any]:
        host = {name: value for name, value in {**whole["HostConfig"], **changed}.items() if value is not None}
        return {**whole, "HostConfig": host}

    options = whole["HostConfig"]["SecurityOpt"]
    return {
        "network disabled (against only `--network none`)": {**whole, "NetworkDisabled": False},
        "our seccomp profile (against none)": but(SecurityOpt=[options[0], "seccomp=unconfined"]),
        "our seccomp profile (against the engine's)": but(SecurityOpt=[options[0]]),
        "read-only root": but(ReadonlyRootfs=False),
        "four tmpfs": but(Tmpfs={}),
        "capabilities dropped": but(CapDrop=None),
        "private cgroup namespace": but(CgroupnsMode="host"),
        "memory limit": but(Memory=0, MemorySwap=0),
        "CPU quota and cpuset": but(NanoCpus=0, CpusetCpus=""),
        "pids limit": but(PidsLimit=None),
        "ulimits": but(Ulimits=[]),
        "no log driver": but(LogConfig={"Type": "json-file", "Config": {}}),
        "no init of Docker's (against `--init`)": but(Init=True),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--seconds", type=float, default=10.0)
    chosen = parser.parse_args()
    client = connect()
    with DockerSandbox(slots=4) as sandbox, tempfile.NamedTemporaryFile("w", suffix=".json") as profile:
        image = sandbox.image_id("python")
        profile.write(seccomp_profile())
        profile.flush()
        nothing = RunSpec(image=image, argv=NOTHING, limits=LIMITS)
        files = RunSpec(
            image=image,
            argv=("/bin/cp", "/in/in", "/out/out"),
            inputs={"in": FILE},
            outputs=(Output("out", 8192),),
            limits=LIMITS,
        )
        command = docker_run(image, profile.name)
        series: dict[str, Callable[[], object]] = {
            "sealed run": lambda: sandbox.run(nothing),
            "sealed run, files in and out": lambda: sandbox.run(files),
            "bare create, start, wait, remove": lambda: bare(client, body(image)),
        }
        if shutil.which("docker"):
            series["`docker run --rm`"] = lambda: subprocess.run(command, check=True, capture_output=True)
        with holder(client, image) as through_holder:
            series["volume and holder, files in and out"] = through_holder
            medians = interleaved(chosen.rounds, series)
        yardstick = medians.get("`docker run --rm`", medians["bare create, start, wait, remove"])
        report: dict[str, object] = {
            "one run": {name: {"ms": round(ms, 1), "ratio": round(ms / yardstick, 2)} for name, ms in medians.items()}
        }

        rates: dict[int, object] = {}
        for slots in (1, 2, 4):
            ours, ceiling = 0.0, 0.0
            for _ in range(SLICES):
                slice_s = chosen.seconds / SLICES
                ours += throughput(slice_s, slots, lambda slot: sandbox.run(files)) / SLICES
                ceiling += throughput(slice_s, slots, lambda slot: bare(client, body(image, slot=slot))) / SLICES
            rates[slots] = {"sealed/s": round(ours, 1), "bare/s": round(ceiling, 1), "ratio": round(ours / ceiling, 2)}
        report["throughput by slots, files in and out"] = rates

        whole = body(image)
        costs = {
            name: paired(chosen.rounds, lambda: bare(client, whole), lambda asked=asked: bare(client, asked))
            for name, asked in elements(image).items()
        }
        report["ms that each element adds"] = {
            name: round(cost, 1) for name, cost in sorted(costs.items(), key=lambda item: -item[1])
        }

        program = "import time; t = time.perf_counter(); import numpy, scipy.stats; print(time.perf_counter() - t)"
        spec = RunSpec(image=image, argv=("python3", "-c", program), limits=LIMITS)
        inside = statistics.median(float(sandbox.run(spec).stdout.kept) for _ in range(5))
        run = statistics.median(timed(lambda: sandbox.run(spec)) for _ in range(5))
        report["import numpy, scipy.stats"] = {"inside, ms": round(inside * 1000), "whole run, ms": round(run)}
        report["machine"] = {
            "runtime": sandbox.machine.runtime,
            "cpus": sandbox.machine.cpus,
            "load": os.getloadavg()[0],
        }
        print(json.dumps(report, indent=1))
    client.close()


if __name__ == "__main__":
    main()
