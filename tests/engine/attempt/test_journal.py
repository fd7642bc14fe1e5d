"""What is written down of runs: all that their entries name is kept, of a long stream what is left of it."""

from __future__ import annotations

import hashlib

import pytest

from gate.engine.history.audit import audit_store
from gate.log.kinds import ControlBody, RunEndBody, RunStartBody
from gate.model.digest import Digest, canonical_json
from gate.sandbox.interface import ExitReason, RunResult, RunSpec, Stream, Usage

IMAGE = "sha256:" + "5e" * 32


def stream(data: bytes, keep: int = 1000) -> Stream:
    return Stream(data[:keep], b"", len(data), Digest(hashlib.sha256(data).hexdigest()))


class Runs:
    """A sandbox whose runs leave two files and print."""

    def run(self, spec: RunSpec) -> RunResult:
        return RunResult(
            exit_reason=ExitReason.EXITED,
            exit_code=0,
            signal=None,
            usage=Usage(wall_s=0.5),
            stdout=stream(b"all of it"),
            stderr=stream(b"x" * 5000),
            outputs={"a.txt": b"one", "b.txt": b"two"},
            refused={},
            seal=Digest.of(b"seal"),
        )


@pytest.fixture
def ran(workspace, attempt):
    def during(case, journal, sandbox):
        sandbox.run(RunSpec(image=IMAGE, argv=("true",)))
        listing = {"data.csv": str(Digest.of(b"1,2"))}
        journal.event("control", {"name": "shifted", "n": 1, "digest": str(journal.keep(canonical_json(listing)))})

    attempt(during=during, sandbox=Runs)
    return workspace


def body_of(workspace, kind):
    ((_, entry),) = workspace.ledger.entries(kind=kind)
    return entry.body


def test_a_run_is_written_down_with_all_that_it_left(ran):
    start, end = body_of(ran, RunStartBody), body_of(ran, RunEndBody)
    get = ran.blobs.get
    assert IMAGE.encode() in get(start.spec)
    assert get(end.outputs) == canonical_json({"a.txt": str(Digest.of(b"one")), "b.txt": str(Digest.of(b"two"))})
    assert get(end.stdout) == b"all of it"
    assert end.stdout_kept is None
    assert end.stderr == Digest.of(b"x" * 5000)
    assert get(end.stderr_kept) == b"x" * 1000
    assert not ran.blobs.has(end.stderr)


@pytest.mark.parametrize(
    "lost",
    [
        lambda ran: body_of(ran, RunStartBody).spec,
        lambda ran: body_of(ran, RunEndBody).outputs,
        lambda ran: Digest.of(b"one"),
        lambda ran: body_of(ran, RunEndBody).stdout,
        lambda ran: body_of(ran, RunEndBody).stderr_kept,
        lambda ran: body_of(ran, ControlBody).digest,
    ],
)
def test_nothing_that_a_run_left_can_be_lost_unnoticed(ran, lost):
    assert audit_store(ran).problem is None
    (path,) = ran.home.rglob(f"*{lost(ran).hex[8:]}")
    path.unlink()
    assert audit_store(ran).problem.code == "blob.missing"
