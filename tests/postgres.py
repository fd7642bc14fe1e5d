"""A real PostgreSQL server for tests: the one that GATE_TEST_POSTGRES_URL names, else a private one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

SERVER_URL = "GATE_TEST_POSTGRES_URL"
_STARTUP_S = 60


class PostgresServer:
    """A server on which new databases can be made. ``url`` names its maintenance database."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._made: list[str] = []

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"gate_test_{os.getpid()}_{len(self._made)}"
        self._made.append(name)
        self._execute(f'CREATE DATABASE "{name}"')
        return make_url(self._url).set(database=name).render_as_string(hide_password=False)

    def drop_databases(self) -> None:
        """Leave a server that is not ours as it was."""
        for name in self._made:
            self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server that GATE_TEST_POSTGRES_URL names, else a private one that lives as long as the tests."""
    configured = os.environ.get(SERVER_URL)
    if configured:
        server = PostgresServer(configured)
        yield server
        server.drop_databases()
        return
    folder = Path(tempfile.mkdtemp(prefix="gate-postgres-"))
    try:
        with _private_server(folder) as url:
            yield PostgresServer(url)
    finally:
        shutil.rmtree(folder)


class _private_server:  # noqa: N801 - used as a context manager only
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # The server refuses to run as root; Debian's package brings a user for it.
        self._as: dict[str, object] = {}
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def __enter__(self) -> str:
        data, log = self._folder / "data", self._folder / "log"
        run = {"cwd": self._folder, "env": {"LC_ALL": "C", "PATH": os.environ["PATH"]}, **self._as}
        initdb = [_program("initdb"), "-D", data, "-U", "gate", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **run)
        # No TCP port, so nothing can collide; no flushing, because this data may be lost.
        server = [_program("postgres"), "-D", data, "-k", self._folder, "-c", "listen_addresses=", "-F"]
        with log.open("wb") as stream:
            self._process = subprocess.Popen(server, stdout=stream, stderr=stream, **run)
        url = f"postgresql://gate@/postgres?host={self._folder}"
        end = time.monotonic() + _STARTUP_S
        while True:
            try:
                psycopg.connect(url).close()
                return url
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > end:
                    pytest.fail(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
                time.sleep(0.05)

    def __exit__(self, *exc: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(_STARTUP_S)


def _program(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        pytest.fail(
            f"{name} is missing: install PostgreSQL (`apt-get install postgresql`), or set {SERVER_URL} to a server "
            "on which databases may be made"
        )
    return path
