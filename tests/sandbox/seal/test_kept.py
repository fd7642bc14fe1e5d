"""What is kept of a self-test counts only where and when it was found."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gate.model.digest import Json
from gate.model.errors import InfrastructureError
from gate.sandbox import docker_sandbox
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.seal import container, kept
from gate.sandbox.seal.container import Machine
from gate.sandbox.seal.expectations import Row
from gate.sandbox.seal.kept import KEPT_S, KeptSelfTests
from gate.sandbox.seal.selftest import SelfTestReport

IMAGE = "sha256:" + "1" * 64
ROWS = (Row("files", "mount./", "read-only", "ro", True), Row("network", "network.routes", "0", "0", True))
REPORT = SelfTestReport(IMAGE, ROWS)
DAEMON: dict[str, Json] = {"process": {"boot": "b", "pid": 1, "started": 2}, "ServerVersion": "20.10"}


@pytest.fixture
def tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeptSelfTests:
    monkeypatch.setenv("GATE_CACHE", str(tmp_path))
    return KeptSelfTests(Machine(), DAEMON)


@pytest.fixture
def file(tests: KeptSelfTests, tmp_path: Path) -> Path:
    """The file in which `REPORT` is kept."""
    tests.put(REPORT)
    (found,) = tmp_path.rglob("report.json")
    return found


def test_a_result_is_found_again(tests: KeptSelfTests) -> None:
    assert tests.get(IMAGE) is None
    tests.put(REPORT)
    assert tests.get(IMAGE) == REPORT


OTHERS: dict[str, Callable[[KeptSelfTests], KeptSelfTests]] = {
    "restarted daemon": lambda it: replace(it, daemon={**DAEMON, "process": {"boot": "b", "pid": 1, "started": 3}}),
    "rebooted machine": lambda it: replace(it, daemon={**DAEMON, "process": {"boot": "c", "pid": 1, "started": 2}}),
    "updated daemon": lambda it: replace(it, daemon={**DAEMON, "ServerVersion": "20.11"}),
    "unknown daemon": lambda it: replace(it, daemon=None),
    "other runtime": lambda it: replace(it, machine=Machine(runtime="crun")),
    "AppArmor": lambda it: replace(it, machine=Machine(apparmor=True)),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS)
def test_elsewhere_it_does_not_count(tests: KeptSelfTests, change: Callable[[KeptSelfTests], KeptSelfTests]) -> None:
    tests.put(REPORT)
    assert change(tests).get(IMAGE) is None
    assert tests.get("sha256:" + "2" * 64) is None


def test_another_seal_is_another_result(tests: KeptSelfTests, monkeypatch: pytest.MonkeyPatch) -> None:
    tests.put(REPORT)
    monkeypatch.setattr(container, "seccomp_profile", lambda: "{}")
    assert tests.get(IMAGE) is None


def test_it_expires(tests: KeptSelfTests, monkeypatch: pytest.MonkeyPatch) -> None:
    tests.put(REPORT)
    now = kept._uptime()
    monkeypatch.setattr(kept, "_uptime", lambda: now + KEPT_S - 1)
    assert tests.get(IMAGE) == REPORT
    for uptime in (now + KEPT_S, now - 1):
        monkeypatch.setattr(kept, "_uptime", lambda uptime=uptime: uptime)
        assert tests.get(IMAGE) is None


def test_a_failed_one_is_not_kept(tests: KeptSelfTests, tmp_path: Path) -> None:
    tests.put(SelfTestReport(IMAGE, (replace(ROWS[0], passed=False), ROWS[1])))
    assert list(tmp_path.rglob("report.json")) == []


def test_a_failed_one_does_not_count_wherever_it_comes_from(tests: KeptSelfTests, file: Path) -> None:
    failed = SelfTestReport(IMAGE, (replace(ROWS[0], passed=False), ROWS[1]))
    rows = [{"group": row.group, **row.to_json()} for row in failed.rows]
    document = {**json.loads(file.read_bytes()), "rows": rows, "digest": str(failed.digest)}
    file.write_text(json.dumps(document))
    assert tests.get(IMAGE) is None


DAMAGES: dict[str, Callable[[dict[str, Json]], Json]] = {
    "a row less": lambda it: {**it, "rows": it["rows"][1:]},
    "no rows": lambda it: {**it, "rows": []},
    "another digest": lambda it: {**it, "digest": "sha256:" + "0" * 64},
    "no time": lambda it: {"rows": it["rows"], "digest": it["digest"]},
    "a time in words": lambda it: {**it, "uptime_s": "now"},
    "a row that is none": lambda it: {**it, "rows": [{"name": "x"}]},
    "a list": lambda it: [it],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_result_does_not_count(
    tests: KeptSelfTests, file: Path, damage: Callable[[dict[str, Json]], Json]
) -> None:
    file.write_text(json.dumps(damage(json.loads(file.read_bytes()))))
    assert tests.get(IMAGE) is None


@pytest.mark.parametrize("levels", [0, 1, 2], ids=["file", "entry", "folder"])
@pytest.mark.parametrize("mode", [0o020, 0o002])
def test_what_others_could_have_written_does_not_count(
    tests: KeptSelfTests, file: Path, levels: int, mode: int
) -> None:
    path = (file, *file.parents)[levels]
    path.chmod(path.stat().st_mode | mode)
    assert tests.get(IMAGE) is None


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_what_another_user_wrote_does_not_count(tests: KeptSelfTests, file: Path) -> None:
    os.chown(file, 12345, 12345)
    assert tests.get(IMAGE) is None


def test_a_link_does_not_count(tests: KeptSelfTests, file: Path, tmp_path: Path) -> None:
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")
    assert tests.get(IMAGE) is None


def test_it_can_be_forgotten(tests: KeptSelfTests) -> None:
    tests.forget(IMAGE)
    tests.put(REPORT)
    tests.forget(IMAGE)
    assert tests.get(IMAGE) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tests: KeptSelfTests, tmp_path: Path) -> None:
    (tmp_path / "self-tests").write_text("a file")
    tests.put(REPORT)
    assert tests.get(IMAGE) is None


@pytest.mark.docker
def test_the_next_process_need_not_probe(image: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATE_CACHE", str(tmp_path))
    with DockerSandbox() as first:
        digest = first.self_test(image)
    monkeypatch.setattr(docker_sandbox, "run_probe", lambda *_: pytest.fail("it was probed"))
    with DockerSandbox() as second:
        assert second.self_test(image) == digest


@pytest.mark.docker
def test_a_fresh_one_that_fails_makes_the_kept_one_worthless(
    image: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATE_CACHE", str(tmp_path))
    with DockerSandbox() as sandbox:
        sandbox.self_test(image)
        failed = SelfTestReport(image, (replace(ROWS[0], passed=False),))
        monkeypatch.setattr(docker_sandbox, "run_probe", lambda *_: failed)
        assert sandbox.self_test_report(image, fresh=True) is failed
    with DockerSandbox() as later, pytest.raises(InfrastructureError, match=r"seal\.probe"):
        later.self_test(image)
