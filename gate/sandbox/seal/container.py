"""The seal: the one description of a sealed container.

`Seal.container` is the JSON body of Docker's *create* call, written out in full rather than through keyword arguments
(a client library drops what it takes for a default: a limit of 0 would silently become "unlimited"). The same body is
what `gate.sandbox.seal.configuration` compares with what the engine says it made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError
from gate.model.policy import RunLimits
from gate.sandbox.interface import EngineJson, RunSpec
from gate.system.resources import resource

SUPERVISOR = ("/usr/bin/python3", "-I", "-S", "-B", "/gate/supervisor.py")
HOSTNAME = "sealed"
FIRST_UID = 20001
"""uid of slot 0; each concurrent run has its own, because rlimits and quotas are counted per host uid."""
SHM_BYTES = 1 << 20
SHM_INODES = 64

ENVIRONMENT: Mapping[str, str] = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/tmp",
    "TMPDIR": "/tmp",
    "USER": "sealed",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "SOURCE_DATE_EPOCH": "315532800",
}
"""What a submission finds in its environment; `RunSpec.env` adds to it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What of the seal depends on the daemon: the OCI runtime, whether AppArmor is there, its number of CPUs."""

    runtime: str = "runc"
    apparmor: bool = False
    cpus: int = 1

    @classmethod
    def of(cls, info: EngineJson, runtime: str | None) -> Machine:
        """From Docker's *info*. Raises InfrastructureError ``docker.runtime`` when it has no such runtime."""
        known = info.get("Runtimes") or {}
        chosen = runtime or info.get("DefaultRuntime") or "runc"
        if chosen not in known:
            raise InfrastructureError(
                "docker.runtime", f"the daemon has no runtime {chosen!r}", hint=f"it knows: {', '.join(sorted(known))}"
            )
        return cls(
            runtime=chosen,
            apparmor=any(option.startswith("name=apparmor") for option in info.get("SecurityOptions") or []),
            cpus=max(1, int(info.get("NCPU") or 1)),
        )


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealed container: what it may use, and nothing else."""

    image: str
    limits: RunLimits
    quota: Quota
    largest_file: int
    slot: int = 0
    machine: Machine = field(default_factory=Machine)

    @classmethod
    def of(cls, spec: RunSpec, slot: int, machine: Machine) -> Seal:
        """The seal for a checked specification in this slot."""
        return cls(
            image=spec.image,
            limits=spec.limits,
            quota=Quota.of(spec),
            largest_file=max([spec.limits.disk_bytes, len(spec.stdin), *map(len, spec.inputs.values())]),
            slot=slot,
            machine=machine,
        )

    def container(self, labels: Mapping[str, str]) -> dict[str, Json]:
        """The body of ``POST /containers/create`` (Docker API 1.41 or later)."""
        return {
            "Image": self.image,
            "Entrypoint": [],
            "Cmd": list(SUPERVISOR),
            "User": f"{self._uid}:{self._uid}",
            "WorkingDir": "/",
            "Hostname": HOSTNAME,
            "Env": [f"{name}={value}" for name, value in ENVIRONMENT.items()],
            "Labels": dict(labels),
            "Healthcheck": {"Test": ["NONE"]},
            "NetworkDisabled": True,
            "Tty": False,
            "AttachStdin": True,
            "AttachStdout": True,
            "AttachStderr": True,
            "OpenStdin": True,
            "StdinOnce": True,
            "HostConfig": self._host_config(),
        }

    @property
    def _uid(self) -> int:
        return FIRST_UID + self.slot

    def _host_config(self) -> dict[str, Json]:
        limits = self.limits
        # The supervisor is one process more, and the memory of its interpreter counts, too.
        pids = limits.pids + 1
        return {
            "NetworkMode": "none",
            "ReadonlyRootfs": True,
            "CapDrop": ["ALL"],
            "SecurityOpt": self._security_options(),
            "PidsLimit": pids,
            "Memory": limits.memory_bytes,
            "MemorySwap": limits.memory_bytes,
            "NanoCpus": 1_000_000_000,
            "CpusetCpus": str(self.slot % self.machine.cpus),
            "Ulimits": [
                {"Name": name, "Soft": value, "Hard": value}
                for name, value in {
                    "core": 0,
                    "fsize": self.largest_file,
                    "memlock": 0,
                    "msgqueue": 0,
                    "nofile": 1024,
                    "nproc": pids,
                    "rtprio": 0,
                    "sigpending": 1024,
                }.items()
            ],
            "IpcMode": "private",
            "CgroupnsMode": "private",
            "PidMode": "",
            "UTSMode": "",
            "UsernsMode": "",
            "Tmpfs": {
                "/in": self._tmpfs(self.quota.in_bytes, self.quota.in_inodes),
                "/out": self._tmpfs(self.quota.out_bytes, self.quota.inodes),
                "/tmp": self._tmpfs(self.quota.tmp_bytes, self.quota.inodes),
                "/dev/shm": self._tmpfs(SHM_BYTES, SHM_INODES),
            },
            "LogConfig": {"Type": "none", "Config": {}},
            "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
            "Runtime": self.machine.runtime,
            "Privileged": False,
            "AutoRemove": False,
            "PublishAllPorts": False,
            "Init": False,
        }

    def _security_options(self) -> list[str]:
        options = ["no-new-privileges:true", f"seccomp={seccomp_profile()}"]
        # A daemon without AppArmor accepts any profile name and ignores it, so the name is only given where it counts.
        return [*options, "apparmor=docker-default"] if self.machine.apparmor else options

    def _tmpfs(self, size: int, inodes: int) -> str:
        owner = f"mode=0700,uid={self._uid},gid={self._uid}"
        return f"rw,nosuid,nodev,noexec,{owner},size={size},nr_inodes={inodes}"


@cache
def seccomp_profile() -> str:
    """Our allow-list of system calls as JSON text. Raises InfrastructureError."""
    path = resource("sandboxes") / "seccomp.json"
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InfrastructureError(
            "seal.no-profile", f"the seccomp profile cannot be read: {error}", where=str(path), hint="reinstall gate"
        ) from None


def seccomp_digest() -> Digest:
    """The digest of the profile in use."""
    return Digest.of(seccomp_profile().encode())


PAGE = 4096
SMALLEST_TMP = 1 << 20


@dataclass(frozen=True, slots=True)
class Quota:
    """Sizes in bytes of the three file systems that a run sees, and their inodes."""

    in_bytes: int
    in_inodes: int
    out_bytes: int
    tmp_bytes: int
    inodes: int

    @classmethod
    def of(cls, spec: RunSpec) -> Quota:
        """``/in`` just holds the inputs. ``/out`` and ``/tmp`` share `RunLimits.disk_bytes`: half each, or as much to
        ``/out`` as the declared outputs need (``/tmp`` then keeps at least 1 MiB)."""
        sizes = [*map(len, spec.inputs.values()), len(spec.stdin)]
        folders = input_folders(spec.inputs)
        disk = spec.limits.disk_bytes
        declared = sum(_pages(output.max_bytes) + PAGE for output in spec.outputs)
        out = max(disk // 2, min(disk, declared), PAGE)
        return cls(
            in_bytes=max(PAGE, sum(_pages(size) for size in sizes)),
            in_inodes=len(sizes) + len(folders) + 1,
            out_bytes=out,
            tmp_bytes=max(disk - out, SMALLEST_TMP),
            inodes=max(spec.limits.inodes // 2, 2),
        )


def input_folders(names: Iterable[str]) -> list[str]:
    """The folders that the inputs need below ``/in``, parents first."""
    folders = {
        "/".join(parts[:depth]) for name in names for parts in [name.split("/")] for depth in range(1, len(parts))
    }
    return sorted(folders)


def _pages(size: int) -> int:
    return -(-size // PAGE) * PAGE
