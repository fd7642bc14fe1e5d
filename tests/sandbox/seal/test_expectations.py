"""A finding that is missing, foreign or off fails."""

from gate.sandbox.interface import RunSpec
from gate.sandbox.seal.container import Quota
from gate.sandbox.seal.expectations import judge_probe

SPEC = RunSpec(image="sha256:" + "0" * 64, argv=("x",))


def failed(found: dict[str, object]) -> set[str]:
    return {row.name for row in judge_probe(found, SPEC.limits, Quota.of(SPEC)) if not row.passed}


def test_an_empty_report_fails_everywhere() -> None:
    rows = list(judge_probe({}, SPEC.limits, Quota.of(SPEC)))
    assert len(rows) > 50
    assert [row.name for row in rows if row.passed] == ["mounts.writable"]


def test_a_finding_that_nobody_foresaw_fails() -> None:
    assert "surprise" in failed({"surprise": "ok"})


def test_single_findings() -> None:
    assert "syscall.new" in failed({"syscall.new": "ok"})
    assert "syscall.new" not in failed({"syscall.new": "EPERM"})
    assert "socket.AF_NEW" in failed({"socket.AF_NEW": "EACCES"})
    assert "abi.i386" in failed({"abi.i386": "ok"})
    assert "write./etc" in failed({"write./etc": "ok"})
    assert "status.uid" in failed({"status.uid": [20001, 0, 20001]})
    assert "mounts.writable" in failed({"mounts": [["/data", "ext4", "rw,relatime"]]})
    assert "mounts.writable" in failed({"mounts": [["/devices", "ext4", "rw"]]})
    assert "mounts.writable" not in failed({"mounts": [["/dev/pts", "devpts", "rw"]]})
    assert "environment.SECRET" in failed({"environment": {"SECRET": "1"}})
