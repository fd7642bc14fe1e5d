"""The self-test passes on the real seal, and sees every weakening of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from gate.model.errors import InfrastructureError
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.seal import container as seal
from gate.sandbox.seal.selftest import run_probe, run_self_test

pytestmark = pytest.mark.docker


def test_the_whole_table(sandbox: DockerSandbox, image: str) -> None:
    report = run_self_test(sandbox, image)
    assert [row for row in report.rows if not row.passed] == []
    assert report.passed
    assert len(report.rows) > 150
    assert {"privileges", "sockets", "system calls", "files", "supervisor", "network", "limits", "environment",
            "behaviour"} == {row.group for row in report.rows}  # fmt: skip
    assert report.require() == report.digest


def test_one_probe_for_many_runs(sandbox: DockerSandbox, image: str) -> None:
    assert sandbox.self_test_report(image) is sandbox.self_test_report(image)


def test_the_digest_does_not_depend_on_the_slot(sandbox: DockerSandbox, image: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: run_probe(sandbox, image), range(2))
    assert one.rows == other.rows
    assert one.digest == other.digest


def without(*names: str) -> Callable[[dict[str, Any]], None]:
    def change(host: dict[str, Any]) -> None:
        for name in names:
            host.pop(name)

    return change


def without_option(start: str, *instead: str) -> Callable[[dict[str, Any]], None]:
    def change(host: dict[str, Any]) -> None:
        host["SecurityOpt"] = [o for o in host["SecurityOpt"] if not o.startswith(start)] + list(instead)

    return change


def without_limit(name: str) -> Callable[[dict[str, Any]], None]:
    def change(host: dict[str, Any]) -> None:
        host["Ulimits"] = [limit for limit in host["Ulimits"] if limit["Name"] != name]

    return change


def weak_tmpfs(old: str, new: str) -> Callable[[dict[str, Any]], None]:
    def change(host: dict[str, Any]) -> None:
        host["Tmpfs"] = {place: options.replace(old, new) for place, options in host["Tmpfs"].items()}

    return change


def more_processes(host: dict[str, Any]) -> None:
    host["PidsLimit"] += 8
    without_limit("nproc")(host)


WEAKENINGS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "no capabilities dropped": (without("CapDrop"), "status.CapBnd"),
    "new privileges": (lambda host: host.update(SecurityOpt=[]), "status.NoNewPrivs"),
    "the engine's own seccomp profile": (without_option("seccomp="), "socket.AF_INET"),
    "writable image": (lambda host: host.update(ReadonlyRootfs=False), "mount./"),
    "no pids limit": (more_processes, "bomb.processes"),
    "programs in tmpfs": (weak_tmpfs("noexec", "exec"), "exec.tmp"),
    "no inode cap": (weak_tmpfs("nr_inodes=128", "nr_inodes=9999"), "fill./tmp.inodes"),
    "larger tmpfs": (weak_tmpfs("size=4194304", "size=6291456"), "fill./tmp.bytes"),
    "core files": (without_limit("core"), "rlimit.CORE"),
    "larger files": (without_limit("fsize"), "rlimit.FSIZE"),
    "message queues": (without_limit("msgqueue"), "rlimit.MSGQUEUE"),
}


@pytest.mark.parametrize("name", WEAKENINGS)
def test_a_weaker_seal_is_seen_from_inside(
    name: str, monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox, image: str
) -> None:
    """The configuration check cannot see these, because they are what was asked for."""
    weaken, probe = WEAKENINGS[name]
    honest = seal.Seal._host_config

    def weakened(self: seal.Seal) -> dict[str, Any]:
        host = honest(self)
        weaken(host)
        return host

    monkeypatch.setattr(seal.Seal, "_host_config", weakened)
    report = run_probe(sandbox, image)
    assert probe in [row.name for row in report.rows if not row.passed]
    with pytest.raises(InfrastructureError) as caught:
        report.require()
    assert caught.value.code == "seal.probe"


def test_a_network_is_seen_from_inside(monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox, image: str) -> None:
    honest = seal.Seal.container

    def networked(self: seal.Seal, labels: dict[str, str]) -> dict[str, Any]:
        body = honest(self, labels)
        body["NetworkDisabled"] = False
        body["HostConfig"]["NetworkMode"] = "host"
        return body

    monkeypatch.setattr(seal.Seal, "container", networked)
    report = run_probe(sandbox, image)
    assert "network.interfaces" in [row.name for row in report.rows if not row.passed]


def test_without_seccomp_nothing_is_judged(monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox, image: str) -> None:
    honest = seal.Seal._host_config
    unconfined = {"SecurityOpt": ["no-new-privileges:true", "seccomp=unconfined"]}
    monkeypatch.setattr(seal.Seal, "_host_config", lambda self: {**honest(self), **unconfined})
    with pytest.raises(InfrastructureError) as caught:
        run_probe(sandbox, image).require()
    assert caught.value.code in ("seal.probe", "seal.no-probe")


def test_a_probe_that_does_not_run_is_no_pass(monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox) -> None:
    with pytest.raises(InfrastructureError) as caught:
        run_probe(sandbox, "sha256:" + "0" * 64)
    assert caught.value.code == "image.missing"
