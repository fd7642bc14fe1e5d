"""Scripts of our own in one long-lived container of the image ``python``, whose packages are imported once.

Starting pandas and statsmodels takes a second; a judgement does it twenty times, and an honest script does not need to
be sealed to be honest. Each run is a fork with its own ``/in`` and ``/out``.
"""

from __future__ import annotations

import base64
import json
import socket
from typing import Self

from gate.model.digest import Digest
from gate.sandbox.engine.connection import connect
from gate.sandbox.interface import ExitReason, RunResult, RunSpec, Usage

from .bench import stream

WORKER = """
import base64, json, os, shutil, sys, time
import numpy, pandas, scipy.stats, sklearn.dummy, sklearn.linear_model, sklearn.metrics
import statsmodels.api, statsmodels.formula.api

for line in sys.stdin:
    job = json.loads(line)
    for folder in ("/in", "/out"):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
    for name, content in job["inputs"].items():
        os.makedirs(os.path.dirname(f"/in/{name}"), exist_ok=True)
        with open(f"/in/{name}", "wb") as file:
            file.write(base64.b64decode(content))
    child = os.fork()
    if not child:
        code = 1
        try:
            silent = os.open(os.devnull, os.O_RDWR)
            for number in range(3):
                os.dup2(silent, number)
            os.environ.update(job["env"])
            exec(compile(open(job["script"]).read(), "main.py", "exec"), {"__name__": "__main__"})
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    outputs = {}
    for name in os.listdir("/out"):
        with open(f"/out/{name}", "rb") as file:
            outputs[name] = base64.b64encode(file.read()).decode()
    print(json.dumps({"code": code, "outputs": outputs}), flush=True)
"""


class WarmPython:
    """Runs specifications one after the other. A context manager: the container ends with it."""

    def __init__(self, image: str) -> None:
        self._docker = connect()
        host = self._docker.create_host_config(network_mode="none")
        self._container = self._docker.create_container(
            image, ["-u", "-c", WORKER], entrypoint="python3", stdin_open=True, user="0", host_config=host
        )
        self._attached = self._docker.attach_socket(self._container, params={"stdin": 1, "stdout": 1, "stream": 1})
        self._socket: socket.socket = getattr(self._attached, "_sock", self._attached)
        self._stdout = self._socket.makefile("rb")
        self._docker.start(self._container)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stdout.close()
        self._socket.close()
        self._attached.close()
        self._docker.remove_container(self._container, force=True)
        self._docker.close()

    def _line(self) -> bytes:
        """The next line; Docker sends output in frames with a header of eight bytes, the last four its size."""
        line = b""
        while not line.endswith(b"\n"):
            header = self._stdout.read(8)
            assert len(header) == 8, "the container ended"
            line += self._stdout.read(int.from_bytes(header[4:], "big"))
        return line

    def run(self, spec: RunSpec) -> RunResult:
        """Run the Python script that the argv names. Raises AssertionError where the container is gone."""
        inputs = {name: base64.b64encode(content).decode() for name, content in spec.inputs.items()}
        job = {"inputs": inputs, "script": spec.argv[1], "env": dict(spec.env)}
        self._socket.sendall(json.dumps(job).encode() + b"\n")
        line = self._line()
        answer = json.loads(line)
        outputs = {name: base64.b64decode(content) for name, content in answer["outputs"].items()}
        seal = Digest.of(b"a warm container")
        return RunResult(ExitReason.EXITED, answer["code"], None, stream(), stream(), outputs, {}, Usage(0.1), seal)
