"""Honest programs run inside the seal: what science needs is allowed."""

import pytest

from gate.model.policy import RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec

pytestmark = pytest.mark.docker

PROGRAMS = {
    "linear algebra": "import numpy as np; a = np.eye(200) * 2; print(round(float(np.linalg.det(a / 2)), 6))",
    "scipy": "from scipy import stats; print(round(stats.norm.cdf(0), 3))",
    "pandas": "import pandas as pd, io; print(pd.read_csv(io.StringIO('a,b\\n1,2')).b.sum())",
    "statsmodels": "import statsmodels.api as sm, numpy as np\n"
    "x = np.arange(9.0); print(round(float(sm.OLS(2 * x, x).fit().params[0]), 6))",
    "scikit-learn in processes": "from sklearn.model_selection import cross_val_score as c\n"
    "from sklearn.linear_model import LinearRegression as L\nimport numpy as np\n"
    "x = np.arange(40.0).reshape(-1, 1); print(round(float(c(L(), x, x.ravel(), n_jobs=2).mean()), 6))",
    "processes": "from concurrent.futures import ProcessPoolExecutor as P\n"
    "with P(3) as pool: print(sum(pool.map(abs, range(-4, 0))))",
    "locks and queues": "import multiprocessing as m\n"
    "def f(q, l):\n    with l: q.put(7)\n"
    "q, l = m.Queue(), m.Lock(); p = m.Process(target=f, args=(q, l)); p.start(); print(q.get()); p.join()",
    "shared memory": "from multiprocessing import shared_memory as s\n"
    "m = s.SharedMemory(create=True, size=1000); m.buf[0] = 7; print(m.buf[0]); m.close(); m.unlink()",
    "threads": "from concurrent.futures import ThreadPoolExecutor as T\n"
    "with T(8) as pool: print(sum(pool.map(abs, range(-4, 0))))",
    "subprocess": "import subprocess as s; print(s.run(['sh', '-c', 'echo a | tr a 7'], capture_output=True).stdout)",
    "SQLite": "import sqlite3; d = sqlite3.connect('/tmp/d'); d.execute('create table t(x)'); d.commit(); print(7)",
    "temporary files": "import tempfile as t; f = t.NamedTemporaryFile(); f.write(b'x'); f.flush(); print(f.name[:5])",
    "memory maps": "import mmap; m = mmap.mmap(-1, 4096); m[0] = 7; print(m[0])",
    "event loop": "import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    return 7\nprint(asyncio.run(f()))",
    "local sockets": "import socket; a, b = socket.socketpair(); a.send(b'7'); print(b.recv(9))",
    "time and randomness": "import os, time, uuid; print(len(os.urandom(8)), time.time() > 0, bool(uuid.uuid4()))",
    "localhost": "import socket; print(socket.gethostbyname('localhost'))",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_runs(name: str, sandbox: DockerSandbox, image: str) -> None:
    spec = RunSpec(
        image=image,
        argv=("python3", "/in/program.py"),
        inputs={"program.py": f"if __name__ == '__main__':\n{indented(PROGRAMS[name])}".encode()},
        limits=RunLimits(wall_s=120, cpu_s=60),
    )
    result = sandbox.run(spec)
    assert result.clean, result.stderr.kept.decode()
    assert result.stdout.kept.strip()


def indented(program: str) -> str:
    return "".join(f"    {line}\n" for line in program.splitlines())
