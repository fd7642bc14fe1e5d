"""Passed self-tests, kept for a while, so that not every process has to begin with a probe.

A result counts only for the image, the seal and the daemon that it was found on, all by digest; the daemon is named by
its process, so a restart of it or of the machine makes every kept result worthless. Submitted code cannot write here:
it runs in containers that see no file of the host. What another user could have written is not believed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gate.model.base import parse_json
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import InfrastructureError, InputError
from gate.sandbox.seal.container import Machine, Seal
from gate.sandbox.seal.expectations import Row
from gate.sandbox.seal.selftest import SelfTestReport, probe_spec
from gate.system.cache import Cache, cache_folder
from gate.system.files import read_regular, remove_folder, write_whole
from gate.system.resources import resource

KEPT_S = 3600
"""Seconds for which a result counts: what an operator changes below the daemon is noticed after that."""

_FILE = "report.json"
_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptSelfTests:
    """The kept results for one daemon. ``daemon`` identifies it; with None nothing is kept and nothing found."""

    machine: Machine
    daemon: Mapping[str, Json] | None

    def get(self, image: str) -> SelfTestReport | None:
        """The result of a self-test that passed on this very daemon within the last `KEPT_S` seconds, or None."""
        if self.daemon is None:
            return None
        entry = _cache().get(self._key(image))
        if entry is None or not all(map(_is_private, (entry.parent, entry, entry / _FILE))):
            return None
        try:
            document = parse_json(read_regular(entry / _FILE, _MAX_BYTES), where=str(entry))
            match document:
                case {"rows": list(rows), "uptime_s": int() | float() as uptime_s, "digest": str(digest)}:
                    report = SelfTestReport(image, tuple(Row(**row) for row in rows))
                case _:
                    return None
        except (OSError, InputError, TypeError):
            return None
        age = _uptime() - uptime_s
        intact = digest == str(report.digest)
        return report if intact and report.passed and report.rows and 0 <= age < KEPT_S else None

    def put(self, report: SelfTestReport) -> None:
        """Keep a result; only one that passed. A folder that cannot be written is no error."""
        if self.daemon is None or not report.passed:
            return
        cache = _cache()
        rows = [{"group": row.group, **row.to_json()} for row in report.rows]
        document = {"uptime_s": _uptime(), "digest": str(report.digest), "rows": rows}
        with suppress(OSError):
            cache.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with cache.fill(self._key(report.image)) as folder:
                folder.chmod(0o700)
                write_whole(folder / _FILE, canonical_json(document), mode=0o600)

    def forget(self, image: str) -> None:
        """Keep nothing about this image any more. Raises InfrastructureError ``seal.kept`` when that is impossible."""
        if self.daemon is None:
            return
        entry = _cache().folder / self._key(image).hex
        try:
            remove_folder(entry)
        except OSError as error:
            message = f"an earlier self-test cannot be forgotten: {error.strerror}"
            raise InfrastructureError("seal.kept", message, where=str(entry), hint="remove this folder") from None

    def _key(self, image: str) -> Digest:
        """The digest of everything that the result depends on."""
        programs = resource("sandboxes") / "supervisor"
        judges = (Path(__file__).with_name(name) for name in ("selftest.py", "expectations.py"))
        sources = (*sorted(programs.glob("*.py")), *judges)
        return Digest.of_json(
            {
                "image": image,
                "daemon": self.daemon,
                "runtime": self.machine.runtime,
                "seal": Digest.of_json(Seal.of(probe_spec(image), 0, self.machine).container({})).hex,
                "sources": [Digest.of(source.read_bytes()).hex for source in sources],
                "user": os.getuid(),
            }
        )


def _cache() -> Cache:
    return Cache(cache_folder() / "self-tests", max_bytes=1 << 20, checked=True)


def _uptime() -> int:
    """Whole seconds since the machine started (clock_gettime(2), CLOCK_BOOTTIME); nobody can set this clock back."""
    return int(time.clock_gettime(time.CLOCK_BOOTTIME))


def _is_private(path: Path) -> bool:
    """Whether nobody but this user could have written it."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
