"""What a probe inside a sealed container has to find: the seal, stated a second time from the submission's side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gate.model.digest import Json
from gate.model.policy import RunLimits
from gate.sandbox.seal.container import ENVIRONMENT, HOSTNAME, PAGE, SHM_BYTES, SHM_INODES, Quota

DENIED = ("EPERM", "ENOSYS")
NOT_WRITABLE = ("EROFS", "EACCES", "EPERM", "ENOENT")
WRITABLE = ("/in", "/out", "/tmp", "/dev/shm")
DEVICES = ["full", "null", "random", "tty", "urandom", "zero"]
NO_CAPABILITIES = "0" * 16


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the self-test's table."""

    group: str
    name: str
    expected: str
    found: str
    passed: bool

    def to_json(self) -> dict[str, Json]:
        return {"name": self.name, "expected": self.expected, "found": self.found, "passed": self.passed}


def judge_probe(found: Mapping[str, Json], limits: RunLimits, quota: Quota) -> Iterator[Row]:
    """Compare the probe's findings with the seal. A finding that is missing or not foreseen fails."""
    rest = dict(found)

    def one_of(group: str, name: str, *accepted: Json) -> Row:
        value = rest.pop(name, "nothing")
        expected = " or ".join(dict.fromkeys(map(str, accepted)))
        return Row(group, name, expected, str(value)[:200], value in accepted)

    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        yield one_of("privileges", f"status.{name}", NO_CAPABILITIES)
    yield one_of("privileges", "status.NoNewPrivs", "1")
    yield one_of("privileges", "status.Seccomp", "2")
    yield _unprivileged("status.uid", rest.pop("status.uid", None))
    yield _unprivileged("status.gid", rest.pop("status.gid", None))
    yield _unprivileged("status.Groups", [int(word) for word in str(rest.pop("status.Groups", "0")).split()])

    for name in sorted(rest):
        group = name.partition(".")[0]
        if name == "socket.AF_UNIX":
            yield one_of("sockets", name, "ok")
        elif group in ("socket", "socketpair"):
            yield one_of("sockets", name, *DENIED)
        elif group in ("syscall", "clone"):
            yield one_of("system calls", name, *DENIED)
        elif group == "abi":
            yield one_of("system calls", name, "signal 31", "signal 11", *DENIED)
        elif group == "write":
            yield one_of("files", name, *(("EMFILE",) if name == "write./dev/mqueue" else NOT_WRITABLE))
        elif group == "masked":
            yield one_of("files", name, "0 bytes", "folder", "EACCES", "EPERM", "ENOENT")
    for name in ("mem", "environ", "maps", "fd", "fdinfo", "map_files", "root", "cwd", "exe", "auxv", "stack"):
        yield one_of("supervisor", f"pid1.{name}", "EACCES", "EPERM")
    yield one_of("supervisor", "pid1.oom_score_adj", "EACCES", "EPERM")
    yield one_of("supervisor", "pid1.prlimit", "EPERM")
    yield one_of("supervisor", "pid1.state", "S", "R")
    yield one_of("supervisor", "pid1.others", [])
    yield one_of("supervisor", "own.oom_score_adj", "EACCES", "EPERM")

    yield one_of("network", "network.interfaces", ["lo"])
    yield one_of("network", "network.routes", 0)
    yield from _mounts(rest.pop("mounts", []))
    yield one_of("files", "devices", DEVICES)
    yield one_of("files", "exec.tmp", "EACCES")

    for name in ("CORE", "MEMLOCK", "MSGQUEUE", "RTPRIO"):
        yield one_of("limits", f"rlimit.{name}", [0, 0])
    yield one_of("limits", "rlimit.FSIZE", [limits.disk_bytes] * 2)
    yield one_of("limits", "rlimit.NOFILE", [1024, 1024])
    yield one_of("limits", "rlimit.NPROC", [limits.pids + 1] * 2)
    yield one_of("limits", "rlimit.CPU", [limits.cpu_s + 1, limits.cpu_s + 2])
    yield one_of("limits", "cpus", 1)
    yield one_of("limits", "bomb.fork", "EAGAIN")
    yield _at_most("bomb.processes", rest.pop("bomb.processes", None), limits.pids)
    for folder, size, inodes in (
        ("/tmp", quota.tmp_bytes, quota.inodes),
        ("/out", quota.out_bytes, quota.inodes),
        ("/dev/shm", SHM_BYTES, SHM_INODES),
    ):
        yield one_of("limits", f"fill.{folder}", "ENOSPC")
        yield one_of("limits", f"fill.{folder}.bytes", size, size // PAGE * PAGE)
        yield one_of("limits", f"fill.{folder}.inode", "ENOSPC")
        yield one_of("limits", f"fill.{folder}.inodes", inodes - 1)
    yield one_of("environment", "hostname", HOSTNAME)
    yield from _environment(rest.pop("environment", {}))
    for name, value in rest.items():
        yield Row("unforeseen", name, "nothing", str(value)[:200], False)


def _unprivileged(name: str, found: Json) -> Row:
    passed = isinstance(found, list) and all(isinstance(value, int) and value > 0 for value in found)
    # The number itself depends on the slot and is left out, so that the digest does not.
    return Row("privileges", name, "not root", "not root" if passed else str(found)[:200], passed)


def _at_most(name: str, found: Json, limit: int) -> Row:
    expected = f"at most {limit}"
    passed = type(found) is int and 0 < found <= limit
    # The runtime's own start-up threads count until they end, so there may be fewer; the digest must not depend on it.
    return Row("limits", name, expected, expected if passed else str(found)[:200], passed)


def _environment(found: Json) -> Iterator[Row]:
    if not isinstance(found, dict):
        found = {}
    for name in sorted({*ENVIRONMENT, *found}):
        expected, value = ENVIRONMENT.get(name, "nothing"), str(found.get(name, "nothing"))
        yield Row("environment", f"environment.{name}", expected, value[:200], value == expected)


def _mounts(found: Json) -> Iterator[Row]:
    """Only our own tmpfs may be written; whatever else says ``rw`` is a kernel file system that no user can write."""
    rows = found if isinstance(found, list) else []
    places = {place: (kind, options.split(",")) for place, kind, options in rows}
    root = places.get("/", ("", []))
    yield Row("files", "mount./", "read-only", ",".join(root[1]), "ro" in root[1])
    for place in WRITABLE:
        kind, options = places.get(place, ("nothing", []))
        required = {"nosuid", "nodev", "noexec"}
        yield Row("files", f"mount.{place}", "tmpfs nosuid nodev noexec", f"{kind} {' '.join(options)}",
                  kind == "tmpfs" and required <= set(options))  # fmt: skip
    kernel = ("/proc", "/sys", "/dev")
    others = [
        f"{place} ({kind})"
        for place, (kind, options) in places.items()
        if "rw" in options and place not in WRITABLE and not any(f"{place}/".startswith(f"{k}/") for k in kernel)
    ]
    yield Row("files", "mounts.writable", "none but ours", ", ".join(others) or "none but ours", not others)
