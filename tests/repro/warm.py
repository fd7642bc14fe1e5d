"""Scripts of our own in one long-lived container of the image ``python``, whose packages are imported once.

Starting pandas and statsmodels takes a second; a judgement does it twenty times, and an honest script does not need to
be sealed to be honest. Each run is a fork with its own ``/in`` and ``/out``.
"""

from __future__ import annotations

import base64
import json
import subprocess
from typing import Self

from gate.model.digest import Digest
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
        command = ["docker", "run", "-i", "--rm", "--network", "none", "--user", "0", "--entrypoint", "python3"]
        self._worker = subprocess.Popen(
            [*command, image, "-u", "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._worker.communicate()

    def run(self, spec: RunSpec) -> RunResult:
        """Run the Python script that the argv names. Raises AssertionError where the container is gone."""
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        inputs = {name: base64.b64encode(content).decode() for name, content in spec.inputs.items()}
        job = {"inputs": inputs, "script": spec.argv[1], "env": dict(spec.env)}
        print(json.dumps(job), file=self._worker.stdin, flush=True)
        line = self._worker.stdout.readline()
        assert line, "the container ended"
        answer = json.loads(line)
        outputs = {name: base64.b64decode(content) for name, content in answer["outputs"].items()}
        seal = Digest.of(b"a warm container")
        return RunResult(ExitReason.EXITED, answer["code"], None, stream(), stream(), outputs, {}, Usage(0.1), seal)
