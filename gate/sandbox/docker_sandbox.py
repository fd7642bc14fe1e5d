"""`DockerSandbox`: sealed runs in Docker containers."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from gate.model.digest import Digest
from gate.model.errors import GateError, InfrastructureError, InterruptedRun
from gate.sandbox.engine.connection import connect, daemon_identity, docker_errors
from gate.sandbox.engine.orphans import sweep
from gate.sandbox.engine.slots import Slots
from gate.sandbox.images.image_files import read_files
from gate.sandbox.images.inventory import find_image
from gate.sandbox.interface import RunResult, RunSpec
from gate.sandbox.run.execution import Execution
from gate.sandbox.run.validate import check_spec
from gate.sandbox.seal.container import Machine
from gate.sandbox.seal.kept import KeptSelfTests
from gate.sandbox.seal.selftest import SelfTestReport, run_probe, run_self_test

_logger = logging.getLogger(__name__)

RUNTIME_VARIABLE = "GATE_RUNTIME"


class DockerSandbox:
    """A `gate.sandbox.interface.Sandbox` on a Docker daemon.

    Any number of threads may use it at once; at most ``slots`` containers run at a time, each under a uid of its own,
    and none is used twice. Leaving its ``with`` block ends and removes whatever still runs.
    """

    def __init__(self, *, slots: int = 1, runtime: str | None = None) -> None:
        """Connect, and remove what dead gate processes left behind.

        ``runtime`` is an OCI runtime that the daemon knows (``runc``, ``crun``, ``runsc``); if None, the one that the
        environment variable GATE_RUNTIME names, or else the daemon's default.
        Raises UsageError for no slots; InfrastructureError (``docker.unreachable``, ``docker.runtime``).
        """
        self._slots = Slots(slots)
        self._live: set[Execution] = set()
        self._change = threading.Condition()
        self._reports: dict[str, SelfTestReport] = {}
        self._testing = threading.Lock()
        self._client = connect()
        try:
            with docker_errors("ask the Docker daemon about itself"):
                info = self._client.info()
            self.machine = Machine.of(info, runtime or os.environ.get(RUNTIME_VARIABLE))
            self._kept = KeptSelfTests(self.machine, daemon_identity(info))
            sweep(self._client)
        except GateError:
            self._client.close()
            raise

    def run(self, spec: RunSpec) -> RunResult:
        """One sealed run. Raises InputError ``run.…``, InfrastructureError, InterruptedRun after `close`."""
        check_spec(spec)
        with self._slots.hold(), Execution(self._client, spec, self.machine) as execution:
            with self._change:
                self._live.add(execution)
            try:
                return execution.run()
            except InfrastructureError:
                if self._slots.closed:
                    raise InterruptedRun("sandbox.closed", "the run was ended because the sandbox closed") from None
                raise
            finally:
                with self._change:
                    self._live.discard(execution)
                    self._change.notify_all()

    def image_id(self, name: str) -> str:
        return find_image(self._client, name)

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        return read_files(self._client, image, folder)

    def self_test(self, image: str) -> Digest:
        return self.self_test_report(image).require()

    def self_test_report(self, image: str, *, fresh: bool = False) -> SelfTestReport:
        """The rows behind `self_test`: one probe run per image and process, or a recent one of the same daemon.

        With ``fresh`` the probe is run in any case. Raises InfrastructureError when it cannot be run.
        """
        with self._testing:
            if fresh:
                self._forget(image)
            if image not in self._reports:
                report = self._kept.get(image)
                _logger.debug("self-test of %s: %s", image, "a recent result counts" if report else "probing")
                if report is None:
                    report = run_probe(self, image)
                    self._kept.put(report)
                self._reports[image] = report
            return self._reports[image]

    def full_self_test(self, image: str) -> SelfTestReport:
        """The probe and the behaviour under attack, run now (about 3 s). Raises InfrastructureError as `run` does."""
        with self._testing:
            self._forget(image)
        return run_self_test(self, image)

    def _forget(self, image: str) -> None:
        """Whatever comes out now, what was found earlier counts no more."""
        self._reports.pop(image, None)
        self._kept.forget(image)

    def close(self) -> None:
        """End what still runs in other threads, remove it, and close the connection to the daemon."""
        self._slots.close()
        with self._change:
            running = list(self._live)
        for execution in running:
            execution.remove()
        with self._change:
            self._change.wait_for(lambda: not self._live, timeout=5)
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
