"""The store and the machine: `gate init`, `gate recover`, `gate doctor`, `gate sandbox`."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from gate.documents.base import Document
from gate.model.digest import Digest


class StoreReport(Document):
    """A store; ``public_key`` is the C2SP verifier key that signs its checkpoints."""

    format: Literal["gate-store-v1"] = "gate-store-v1"
    home: str
    origin: str
    public_key: str


class RecoveryReport(Document):
    """What `gate recover` did; ``closed`` are the ids of attempts that a crash had left open.

    ``given_up`` is the number of entries that were seen of the log before it was set back to a backup, if it was;
    ``index_mended``: the tables of the record index were damaged and were made anew from the entries.
    """

    format: Literal["gate-recovery-v1"] = "gate-recovery-v1"
    closed: tuple[str, ...]
    given_up: int | None = None
    index_mended: bool = False


class State(StrEnum):
    """``missing`` stops Gate 2; ``warning`` does not."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


class Finding(Document):
    """One line of `gate doctor`; ``fix`` is a command or a sentence, empty when all is well."""

    name: str
    state: State
    detail: str
    fix: str = ""


class DoctorReport(Document):
    """What this machine has and what is missing. ``healthy``: nothing is missing that Gate 2 needs."""

    format: Literal["gate-doctor-v1"] = "gate-doctor-v1"
    healthy: bool
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: tuple[Finding, ...]) -> DoctorReport:
        """The report of these findings."""
        return cls(healthy=all(finding.state is not State.MISSING for finding in findings), findings=findings)


class ImageReport(Document):
    """A built image. ``current``: its ``lock`` digest is that of the definition as it is now."""

    name: str
    id: str
    lock: Digest
    base: str
    current: bool
    size_bytes: int


class ImagesReport(Document):
    """Images, as `gate sandbox build` and `gate sandbox list` print them."""

    format: Literal["gate-images-v1"] = "gate-images-v1"
    images: tuple[ImageReport, ...]


class ProbeReport(Document):
    """One probe of the seal from inside; ``passed``: it was stopped as it must be."""

    group: str
    name: str
    expected: str
    found: str
    passed: bool


class SelfTestReport(Document):
    """The seal's self-test in one image; ``digest`` is over the table and the seccomp profile."""

    format: Literal["gate-self-test-v1"] = "gate-self-test-v1"
    image: str
    digest: Digest
    passed: bool
    rows: tuple[ProbeReport, ...]
