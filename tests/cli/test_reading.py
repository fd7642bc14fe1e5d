"""Commands that read write nothing: on a read-only mount, on a full disk, and in another user's store."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from gate.engine.attempt.run import begin
from gate.engine.inputs.intake import load
from gate.engine.workspace import Workspace
from gate.model.digest import Digest
from gate.store import schema

NO_DOCKER = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}

READING = (
    ("show", "RECORD"),
    ("show", "sample-1"),
    ("history", "sample-1"),
    ("explain", "ATTEMPT"),
    ("log", "verify"),
    ("log", "tail"),
    ("log", "search", "--kind", "verdict"),
    ("log", "checkpoint"),
    ("log", "prove", "3"),
    ("log", "prove", "3", "-o", "OUT/entry.tlog-proof"),
    ("log", "export", "OUT/log.jsonl"),
    ("log", "export", "OUT/tiles"),
    ("rerun", "ATTEMPT", "--dry-run"),
)
"""Every command that reads a store. `gate bundle` needs the private key as well, since it signs attestations."""

# Runs the command lines of its argument in one process; prints their exit statuses, and what was said on stderr.
_RUN = """
    import json, sys
    from typer.testing import CliRunner
    from gate.cli.main import app

    for words in json.loads(sys.argv[1]):
        done = CliRunner().invoke(app, words)
        print(done.exit_code, words, repr(done.stderr))
"""


def command_lines(names: dict[str, object], lines=READING) -> str:
    """The command lines as JSON, with each name in capitals replaced."""

    def word(text: str) -> str:
        head, slash, rest = text.partition("/")
        return f"{names.get(head, head)}{slash}{rest}"

    return json.dumps([list(map(word, line)) for line in lines])


def run_all(home: Path, lines: str, *, before: str = "", user: tuple[str, ...] = ()) -> list[str]:
    """One line for each command. ``before`` is a shell command in a mount namespace of the run's own."""
    python = [*user, sys.executable, "-c", textwrap.dedent(_RUN), lines]
    shell = ["unshare", "--map-root-user", "--mount", "sh", "-ec", f'{before}\nexec "$@"', "sh"] if before else []
    env = {**os.environ, **NO_DOCKER, "GATE_HOME": str(home), "HOME": "/nonexistent"}
    done = subprocess.run([*shell, *python], capture_output=True, text=True, check=False, env=env, cwd="/")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def contents(home: Path) -> dict[str, Digest]:
    return {str(path.relative_to(home)): Digest.of(path.read_bytes()) for path in home.rglob("*") if path.is_file()}


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="gate-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def home(shared: Path) -> Path:
    return shared / "store"


@pytest.fixture
def names(gate, home, shared, record_file, artifact_folder) -> dict[str, object]:
    """A store with one closed attempt and one that a crash left open; what the words of a command line stand for."""
    gate("init")
    closed = gate("submit", record_file, artifact_folder, "--json", env=NO_DOCKER).json["attempt"]
    workspace = Workspace.open(home)
    begin(workspace, load(record_file, artifact_folder, None))
    with workspace.ledger._db.write() as connection:
        open_ones = schema.attempts.update().where(schema.attempts.c.verdict.is_(None))
        connection.execute(open_ones.values(boot="another boot"))
    workspace.ledger.close()
    shutil.copytree(record_file.parent, shared / "inputs")
    (shared / "inputs").chmod(0o755)
    out = shared / "out"
    out.mkdir()
    out.chmod(0o777)
    return {"RECORD": shared / "inputs" / record_file.name, "ATTEMPT": closed, "OUT": out}


def all_well(lines: list[str]) -> bool:
    assert len(lines) == len(READING), lines
    assert [line for line in lines if not line.startswith("0 ")] == []
    return True


def test_nothing_in_the_store_changes(home, names):
    before = contents(home)
    assert all_well(run_all(home, command_lines(names)))
    assert contents(home) == before


def test_two_copies_of_a_store_stay_the_same_when_both_are_verified(gate, home, names):
    copies = [home.with_name(name) for name in ("left", "right")]
    for copy in copies:
        shutil.copytree(home, copy)
        assert gate("log", "verify", "--home", copy).code == 0
    assert contents(copies[0]) == contents(copies[1]) == contents(home)


def test_on_a_read_only_mount(home, names):
    mount = f"mount --bind {home} {home}; mount -o remount,bind,ro {home}; ! touch {home}/x 2>/dev/null"
    assert all_well(run_all(home, command_lines(names), before=mount))
    (done,) = run_all(home, command_lines(names, [("recover",)]), before=mount)
    assert done.startswith("4 ")


def test_on_a_full_disk(home, names, shared):
    disk = shared / "disk"
    disk.mkdir()
    fill = (
        f"mount -t tmpfs -o size=4m tmpfs {disk}; cp -a {home}/. {disk}; cat /dev/zero > {disk}/filler 2>/dev/null || "
        f"true; test $(df --output=avail {disk} | tail -1) -eq 0"
    )
    assert all_well(run_all(disk, command_lines(names), before=fill))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_for_another_user_who_may_read(home, names, shared):
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    lines = run_all(home, command_lines(names), user=nobody)
    assert all("store.unreadable" in line for line in lines if line.startswith("4 "))
    assert not any(line.startswith("0 ") for line in lines)
    home.chmod(0o755)
    (done,) = run_all(home, command_lines(names, [("log", "verify")]), user=nobody)
    assert "store.unreadable" in done
    (home / "keys").chmod(0o755)
    assert all_well(run_all(home, command_lines(names), user=nobody))


def test_a_bundle_needs_the_private_key_and_writes_nothing_into_the_store(gate, home, names):
    before = contents(home)
    assert gate("bundle", names["ATTEMPT"], "-o", names["OUT"] / "v.bundle").code == 0
    assert contents(home) == before
    (home / "keys" / "log.key").unlink()
    done = gate("bundle", names["ATTEMPT"], "-o", names["OUT"] / "w.bundle")
    assert (done.code, "error[keys.missing]" in done.err) == (4, True)


def test_recover_closes_what_a_crash_left_open(gate, home, names):
    before = contents(home)
    doctor = gate("doctor", env=NO_DOCKER)
    assert "1 interrupted attempt to be closed" in doctor.out
    assert contents(home) == before
    (closed,) = gate("recover", "--json").json["closed"]
    assert closed != names["ATTEMPT"]
    assert gate("recover").out == "Nothing was left open\n"
    verdicts = [attempt["verdict"] for attempt in gate("history", "sample-1", "--json").json["attempts"]]
    assert verdicts == ["INCONCLUSIVE", "INCONCLUSIVE"]
