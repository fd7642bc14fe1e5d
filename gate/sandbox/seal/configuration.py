"""The configuration check: the seal that was asked for, compared field by field with the container that was made.

Engines accept some settings and silently drop them, so nothing is believed until the engine has said what it made. A
field that was not asked for has to be empty: what a newer engine adds is a difference until somebody has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError
from gate.sandbox.interface import EngineJson

MASKED_PATHS = frozenset(
    {
        "/proc/acpi",
        "/proc/kcore",
        "/proc/keys",
        "/proc/latency_stats",
        "/proc/timer_list",
        "/proc/sched_debug",
        "/proc/scsi",
        "/sys/firmware",
    }
)
READONLY_PATHS = frozenset({"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"})

_CONFIG_FREE = frozenset({"StopSignal", "StopTimeout", "Shell", "ArgsEscaped", "OnBuild", "MacAddress"})
"""Without any effect on a container whose process is the supervisor and whose network is disabled."""

_ALSO_EMPTY: Mapping[str, tuple[Json, ...]] = {
    "ConsoleSize": ([0, 0],),
    "MemorySwappiness": (-1,),
    "ShmSize": (64 << 20,),  # of no effect: /dev/shm is one of the seal's own tmpfs
    "CgroupParent": ("/docker",),
    "Isolation": ("default",),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field (``HostConfig.Memory``) that is not as expected."""

    field: str
    expected: Json
    actual: Json

    def __str__(self) -> str:
        return f"{self.field}: asked for {_short(self.expected)}, found {_short(self.actual)}"


def differences(expected: EngineJson, actual: EngineJson) -> list[Difference]:
    """All fields in which ``actual`` (Docker's *inspect*) is not the container of ``expected`` (the *create* body)."""
    return list(_differences(expected, actual))


def check_configuration(expected: EngineJson, actual: EngineJson) -> Digest:
    """The digest of the actual configuration. Raises InfrastructureError ``seal.mismatch`` naming the fields."""
    wrong = differences(expected, actual)
    if wrong:
        raise InfrastructureError(
            "seal.mismatch",
            "the engine did not make the sealed container that was asked for: " + "; ".join(map(str, wrong[:5])),
            where=wrong[0].field,
            hint="run `gate sandbox test`; the engine or its runtime does not support this part of the seal",
        )
    config = {name: value for name, value in actual["Config"].items() if name != "Labels"}  # they name this very run
    return Digest.of_json({"Image": actual["Image"], "Config": config, "HostConfig": actual["HostConfig"]})


def _differences(expected: EngineJson, actual: EngineJson) -> Iterator[Difference]:
    if actual.get("Image") != expected["Image"]:
        yield Difference("Image", expected["Image"], actual.get("Image"))
    if actual.get("Mounts"):
        yield Difference("Mounts", [], actual["Mounts"])
    config = actual.get("Config") or {}
    for name, value in expected.items():
        if name == "HostConfig":
            continue
        if name == "Labels":
            # The image's own labels are merged in.
            if not value.items() <= (config.get("Labels") or {}).items():
                yield Difference("Config.Labels", value, config.get("Labels"))
        elif name == "Env":
            if sorted(value) != sorted(config.get("Env") or []):
                yield Difference("Config.Env", sorted(value), sorted(config.get("Env") or []))
        elif not _same(value, config.get(name)):
            yield Difference(f"Config.{name}", value, config.get(name))
    for name, value in config.items():
        if name not in expected and name not in _CONFIG_FREE and not _is_empty(value):
            yield Difference(f"Config.{name}", None, value)
    yield from _host_differences(expected["HostConfig"], actual.get("HostConfig") or {})


def _host_differences(expected: EngineJson, actual: EngineJson) -> Iterator[Difference]:
    for name, value in expected.items():
        if not _same(value, actual.get(name)):
            yield Difference(f"HostConfig.{name}", value, actual.get(name))
    for name, least in (("MaskedPaths", MASKED_PATHS), ("ReadonlyPaths", READONLY_PATHS)):
        if not least <= set(actual.get(name) or ()):
            yield Difference(f"HostConfig.{name}", sorted(least), actual.get(name))
    for name, value in actual.items():
        if name in expected or name in ("MaskedPaths", "ReadonlyPaths"):
            continue
        if not _is_empty(value) and value not in _ALSO_EMPTY.get(name, ()):
            yield Difference(f"HostConfig.{name}", None, value)


def _same(expected: Json, actual: Json) -> bool:
    if _is_empty(expected) and _is_empty(actual):
        return True
    return type(expected) is type(actual) and bool(expected == actual)


def _is_empty(value: Json) -> bool:
    return value is None or value is False or value in ("", 0, [], {})


def _short(value: Json) -> str:
    text = repr(value)
    return text if len(text) <= 120 else text[:119] + "…"
