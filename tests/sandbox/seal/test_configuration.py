import copy
import json
from typing import Any

import pytest

from gate.model.errors import InfrastructureError
from gate.model.policy import RunLimits
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.seal.configuration import MASKED_PATHS, READONLY_PATHS, check_configuration, differences
from gate.sandbox.seal.container import Machine, Quota, Seal, seccomp_profile

IMAGE = "sha256:" + "a" * 64
LABELS = {"gate.run": "x"}


def body(**limits: Any) -> dict[str, Any]:
    spec = RunSpec(image=IMAGE, argv=("true",), limits=RunLimits(**limits))
    return Seal.of(spec, 3, Machine(cpus=2)).container(LABELS)


def inspected(asked: dict[str, Any]) -> dict[str, Any]:
    """What an honest engine says: the settings, its own defaults, and the image's labels."""
    config = {name: copy.deepcopy(value) for name, value in asked.items() if name != "HostConfig"}
    config["Labels"] = {**asked["Labels"], "gate.name": "python"}
    config.update({"Domainname": "", "Volumes": None, "OnBuild": None, "StopSignal": "SIGTERM"})
    host = {
        **copy.deepcopy(asked["HostConfig"]),
        "MaskedPaths": [*sorted(MASKED_PATHS), "/proc/new"],
        "ReadonlyPaths": sorted(READONLY_PATHS),
        "ShmSize": 64 << 20,
        "ConsoleSize": [0, 0],
        "MemorySwappiness": None,
        "Binds": None,
        "Devices": [],
        "OomKillDisable": False,
        "CgroupParent": "",
        "BlkioWeight": 0,
    }
    return {"Id": "1", "Image": asked["Image"], "Mounts": [], "Config": config, "HostConfig": host}


def test_an_honest_engine_passes() -> None:
    check_configuration(body(), inspected(body()))


def test_the_digest_is_of_the_configuration_and_not_of_the_labels() -> None:
    one, other = inspected(body()), inspected(body())
    other["Config"]["Labels"] = {**LABELS, "gate.name": "python", "gate.lock": "y"}
    assert check_configuration(body(), one) == check_configuration(body(), other)
    changed = body(pids=9)
    assert check_configuration(changed, inspected(changed)) != check_configuration(body(), one)


WEAKER: dict[str, Any] = {
    "HostConfig.NetworkMode": "bridge",
    "HostConfig.ReadonlyRootfs": False,
    "HostConfig.CapDrop": None,
    "HostConfig.CapAdd": ["SYS_ADMIN"],
    "HostConfig.SecurityOpt": ["seccomp=unconfined"],
    "HostConfig.PidsLimit": 0,
    "HostConfig.Memory": 0,
    "HostConfig.MemorySwap": -1,
    "HostConfig.MemorySwappiness": 60,
    "HostConfig.NanoCpus": 0,
    "HostConfig.CpusetCpus": "",
    "HostConfig.Ulimits": [],
    "HostConfig.IpcMode": "shareable",
    "HostConfig.CgroupnsMode": "host",
    "HostConfig.PidMode": "host",
    "HostConfig.UTSMode": "host",
    "HostConfig.UsernsMode": "host",
    "HostConfig.Tmpfs": {"/tmp": "rw"},
    "HostConfig.LogConfig": {"Type": "json-file", "Config": {}},
    "HostConfig.RestartPolicy": {"Name": "always", "MaximumRetryCount": 0},
    "HostConfig.Runtime": "other",
    "HostConfig.Privileged": True,
    "HostConfig.AutoRemove": True,
    "HostConfig.PublishAllPorts": True,
    "HostConfig.Init": True,
    "HostConfig.Binds": ["/:/host"],
    "HostConfig.Devices": [{"PathOnHost": "/dev/sda"}],
    "HostConfig.DeviceRequests": [{"Driver": "nvidia"}],
    "HostConfig.GroupAdd": ["docker"],
    "HostConfig.VolumesFrom": ["x"],
    "HostConfig.Sysctls": {"kernel.x": "1"},
    "HostConfig.OomKillDisable": True,
    "HostConfig.MaskedPaths": [],
    "HostConfig.ReadonlyPaths": None,
    "HostConfig.FieldOfTheFuture": "on",
    "Config.User": "",
    "Config.Hostname": "host",
    "Config.Cmd": ["/bin/sh"],
    "Config.Entrypoint": ["/entry"],
    "Config.WorkingDir": "/proc/self/fd/8",
    "Config.NetworkDisabled": False,
    "Config.Healthcheck": {"Test": ["CMD", "x"]},
    "Config.Volumes": {"/data": {}},
    "Config.ExposedPorts": {"80/tcp": {}},
    "Config.Env": ["PATH=/", "SECRET=1"],
    "Config.Labels": {},
    "Config.Tty": True,
    "Image": "sha256:" + "b" * 64,
    "Mounts": [{"Type": "volume", "Destination": "/data"}],
}


@pytest.mark.parametrize("field", WEAKER)
def test_each_weaker_field_stops_the_run_by_name(field: str) -> None:
    found = inspected(body())
    *parents, last = field.split(".")
    holder = found
    for parent in parents:
        holder = holder[parent]
    holder[last] = WEAKER[field]
    assert [difference.field for difference in differences(body(), found)] == [field]
    with pytest.raises(InfrastructureError) as caught:
        check_configuration(body(), found)
    assert (caught.value.code, caught.value.where) == ("seal.mismatch", field)
    assert caught.value.hint


@pytest.mark.parametrize("section", ["HostConfig", "Config"])
def test_a_setting_that_the_engine_does_not_mention_is_a_difference(section: str) -> None:
    asked = body()
    names = asked["HostConfig"] if section == "HostConfig" else asked
    for name, value in names.items():
        if not value or name in ("Image", "HostConfig"):
            continue  # nothing was asked for, or not a part of this section
        found = inspected(asked)
        del found[section][name]
        assert [difference.field for difference in differences(asked, found)] == [f"{section}.{name}"]


def test_the_seccomp_profile_is_an_allow_list_without_the_ways_out() -> None:
    profile = json.loads(seccomp_profile())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"
    assert [arch["subArchitectures"] for arch in profile["archMap"]] == [[]]
    always = {
        name
        for rule in profile["syscalls"]
        if rule["action"] == "SCMP_ACT_ALLOW" and not rule.get("args")
        for name in rule["names"]
    }
    forbidden = {
        "socket", "socketpair", "clone", "clone3", "unshare", "setns", "mount", "ptrace", "keyctl", "add_key", "bpf",
        "userfaultfd", "io_uring_setup", "perf_event_open", "process_vm_readv", "process_vm_writev", "prlimit64",
        "setpriority", "memfd_create", "memfd_secret", "mknod", "mknodat", "chroot", "pivot_root", "open_by_handle_at",
        "personality", "kexec_load", "init_module", "finit_module", "pidfd_getfd", "seccomp",
    }  # fmt: skip
    assert not always & forbidden


def test_the_disk_is_shared_by_out_and_tmp() -> None:
    def quota(disk: int, *caps: int) -> Quota:
        outputs = tuple(Output(f"o{n}", cap) for n, cap in enumerate(caps))
        return Quota.of(RunSpec(image=IMAGE, argv=("x",), outputs=outputs, limits=RunLimits(disk_bytes=disk)))

    mib = 1 << 20
    assert (quota(64 * mib).out_bytes, quota(64 * mib).tmp_bytes) == (32 * mib, 32 * mib)
    assert quota(64 * mib, 50 * mib).out_bytes == 50 * mib + 4096
    assert quota(64 * mib, 100 * mib).out_bytes == 64 * mib
    assert quota(64 * mib, 100 * mib).tmp_bytes == mib
    for disk in (1, 4096, 5 * mib, 64 * mib):
        for caps in ((), (1,), (mib, mib), (disk,)):
            found = quota(disk, *caps)
            assert min(found.in_bytes, found.out_bytes, found.tmp_bytes, found.inodes) > 0, "0 would be unlimited"
            assert found.out_bytes + found.tmp_bytes <= disk + mib + 4096


def test_the_runtime_has_to_be_known() -> None:
    info = {"Runtimes": {"runc": {}, "runsc": {}}, "DefaultRuntime": "runc", "NCPU": 4}
    assert Machine.of(info, None) == Machine("runc", False, 4)
    assert Machine.of({**info, "SecurityOptions": ["name=apparmor", "name=seccomp"]}, "runsc").apparmor
    with pytest.raises(InfrastructureError) as caught:
        Machine.of(info, "kata")
    assert caught.value.code == "docker.runtime"
    assert caught.value.hint == "it knows: runc, runsc"
