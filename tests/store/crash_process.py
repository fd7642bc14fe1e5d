"""Kills processes that write a store, and looks at what is left. Run by test_crash.py as a process of its own.

    python -m tests.store.crash_process points FOLDER           kill at every write point, in turn
    python -m tests.store.crash_process random FOLDER KILLS     two processes write for ever; kill them again and again

The writers are forked from here before any database is open. They report on a pipe what was promised to be durable.
Prints a JSON summary; an assertion that fails ends the process with its traceback.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, event

from gate.log.kinds import CheckBody, DecisionBody, IntakeBody, RecoveryBody, RunStartBody, VerdictBody
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.verdict import Status, Verdict
from gate.store.blobs import BlobStore
from gate.store.connect import DATABASE_URL
from gate.store.ledger import Attempt, Ledger, Transaction
from tests.store.helpers import verified

CHECKS = ("artifact.preflight", "lean.axioms", "lean.kernel")
WRITERS = 2
_WRITE_CALLS = ("open", "write", "fsync", "replace", "fchmod", "mkdir", "unlink")
_DIGEST_FIELDS = ("record_digest", "claim_digest", "artifact_digest", "policy_digest")

Report = Callable[[str, str], None]


def clock() -> datetime:
    return datetime.now(UTC)


# What a writer does: the engine's way of one artifact, in the engine's transactions.


def story(home: Path, report: Report, attempts: int) -> None:
    """Start, recover, and take ``attempts`` artifacts through; change the key in between."""
    ledger = start(home)
    blobs = BlobStore(home / "blobs")
    recover(ledger)
    for number in range(attempts):
        one_attempt(ledger, blobs, report, claim=f"c{number % 3}")
        if number == 0 and ledger.size() < 40:
            ledger.rotate_key(f"key-{os.getpid()}-{time.monotonic_ns()}")
    ledger.close()


def start(home: Path) -> Ledger:
    """`gate init` where there is nothing yet, or where one was broken off."""
    with suppress(UsageError, IntegrityError):
        return Ledger.open(home, clock=clock)
    # When it was there and could not be opened, this fails.
    return Ledger.create(home, origin="gate.example/log", clock=clock)


def one_attempt(ledger: Ledger, blobs: BlobStore, report: Report, claim: str) -> None:
    artifact = blobs.put(os.urandom(200))
    report("blob", artifact.hex)
    digests = dict.fromkeys(_DIGEST_FIELDS, artifact)
    with ledger.transaction() as tx:
        attempt = tx.open_attempt(record_id="r", claim_id=claim, **digests)
        place = {"attempt": attempt.id, "record": "r", "claim": claim}
        tx.append(IntakeBody(**digests, number=attempt.number), **place)
    report("attempt", attempt.id)
    with ledger.transaction() as tx:
        tx.append(RunStartBody(n=1, purpose="kernel", spec=artifact, image=artifact), **place)
    with ledger.transaction() as tx:
        close(tx, attempt, Verdict.VERIFIED, CHECKS)
    report("verdict", attempt.id)


def recover(ledger: Ledger) -> int:
    """Close what dead writers left open."""
    with ledger.transaction() as tx:
        abandoned = tx.abandoned_attempts()
        for attempt in abandoned:
            place = {"attempt": attempt.id, "record": attempt.record_id, "claim": attempt.claim_id}
            tx.append(RecoveryBody(cause="interrupted"), **place)
            close(tx, attempt, Verdict.INCONCLUSIVE, ())
    return len(abandoned)


def close(tx: Transaction, attempt: Attempt, verdict: Verdict, checks: tuple[str, ...]) -> None:
    place = {"attempt": attempt.id, "record": attempt.record_id, "claim": attempt.claim_id}
    digest = attempt.artifact_digest
    for check in checks:
        tx.append(CheckBody(id=check, outcome=Outcome.PASS, digest=digest), **place)
    tx.append(DecisionBody(required=CHECKS, verdict=verdict, checks=digest), **place)
    body = VerdictBody(verdict=verdict, reason="because", **dict.fromkeys(_DIGEST_FIELDS, digest), images=())
    index = tx.append(body, **place)
    tx.close_attempt(attempt.id, index=index)
    status = Status.VERIFIED if verdict is Verdict.VERIFIED else Status.UNVERIFIED
    tx.cache_status(attempt.record_id, attempt.claim_id, status, "because", None, index)


# What must hold afterwards.


def inspect(home: Path, promised: list[tuple[str, str]]) -> Counter[str]:
    """Start again after a crash. Returns how many attempts came to which verdict."""
    ledger = start(home)
    before = verified(ledger)
    assert before.finding is None, before.finding
    counts: Counter[str] = Counter(recovered=recover(ledger))
    after = verified(ledger)
    assert after.finding is None, after.finding
    assert ledger.open_attempts() == []
    blobs = BlobStore(home / "blobs")
    attempts = {attempt.id: attempt for attempt in ledger.attempts()}
    logged = {entry.attempt for _, entry in ledger.entries(kind=IntakeBody)}
    assert logged == set(attempts)
    for kind, name in promised:
        if kind == "blob":
            assert len(blobs.get(Digest(name))) == 200
        else:
            verdict = attempts[name].verdict
            assert verdict is Verdict.VERIFIED if kind == "verdict" else verdict is not None
    for attempt in attempts.values():
        assert attempt.verdict is not None
        counts[attempt.verdict.value] += 1
        found = {entry.body.id for _, entry in ledger.entries(attempt=attempt.id, kind=CheckBody)}
        assert found == (set(CHECKS) if attempt.verdict is Verdict.VERIFIED else set())
        blobs.get(attempt.artifact_digest)
    partial = home / "blobs" / "partial"
    assert not partial.exists() or list(partial.iterdir()) == []
    ledger.close()
    return counts


# How they are killed.


def fork(work: Callable[[Report], None]) -> tuple[int, int]:
    """Start a writer; returns its process id and the pipe on which it reports."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        os.set_blocking(reading, False)
        return pid, reading
    write, code = os.write, 1
    try:
        work(lambda kind, name: write(writing, f"{kind} {name}\n".encode()) and None)
        code = 0
    finally:
        # A writer never returns into the code of its parent.
        if code:
            traceback.print_exc()
        os._exit(code)


def drain(pipe: int) -> Iterator[tuple[str, str]]:
    """Everything that a writer has reported so far. Lines are written whole."""
    while select.select([pipe], [], [], 0)[0] and (data := os.read(pipe, 1 << 16)):
        for line in data.decode().splitlines():
            kind, name = line.split()
            yield kind, name


def wait_for(writers: list[tuple[int, int]], lines: int) -> list[tuple[str, str]]:
    """Wait until the writers got on by so many reports, however fast this machine is."""
    got: list[tuple[str, str]] = []
    while len(got) < lines:
        for pipe in select.select([pipe for _, pipe in writers], [], [])[0]:
            new = list(drain(pipe))
            assert new, "a writer ended by itself"
            got += new
    return got


def die_at(step: int) -> None:
    """From now on count every call and statement that writes, and die before the given one."""
    count = 0

    def on_step(*_: object, **__: object) -> None:
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(call: Callable) -> Callable:
        def stepped(*args: object, **more: object) -> object:
            on_step()
            return call(*args, **more)

        return stepped

    for name in _WRITE_CALLS:
        setattr(os, name, stepping(getattr(os, name)))
    event.listen(Engine, "before_cursor_execute", on_step)
    event.listen(Engine, "commit", on_step)


def every_point(folder: Path) -> dict[str, int]:
    """Kill one writer before its first step, another before its second, and so on until one lives to the end.

    Each begins with nothing; on PostgreSQL they all work on one database, which the first of them finds empty.
    """
    totals: Counter[str] = Counter()
    for step in range(1, 10_000):
        shared = DATABASE_URL in os.environ
        home = folder / ("home" if shared else str(step))

        def work(report: Report, step: int = step, home: Path = home) -> None:
            die_at(step)
            story(home, report, attempts=1)

        pid, pipe = fork(work)
        _, status = os.waitpid(pid, 0)
        counts = inspect(home, list(drain(pipe)))
        os.close(pipe)
        if shared:
            totals = counts + Counter(recovered=totals["recovered"])
        else:
            totals += counts
            shutil.rmtree(home)
        if status == 0:
            return {"points": step - 1, **totals}
        assert os.WIFSIGNALED(status), f"the writer failed at step {step} by itself"
    raise AssertionError("the writer never came to an end")


def at_random(folder: Path, kills: int) -> dict[str, int]:
    """Kill one of two writers after a random time, put a new one in its place, and so on."""
    home = folder / "home"
    start(home).close()
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", file=sys.stderr)
    dice = random.Random(seed)
    promised: list[tuple[str, str]] = []

    def new_writer() -> tuple[int, int]:
        return fork(lambda report: story(home, report, attempts=1_000_000))

    writers = [new_writer() for _ in range(WRITERS)]
    recovered = 0
    for number in range(1, kills + 1):
        promised += wait_for(writers, dice.randrange(4))
        time.sleep(dice.uniform(0, 0.03))
        at = dice.randrange(WRITERS)
        pid, pipe = writers[at]
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        assert os.WIFSIGNALED(status), "a writer failed by itself"
        promised += drain(pipe)
        os.close(pipe)
        if number % 50 == 0:
            # The others go on writing meanwhile.
            ledger = Ledger.open(home, clock=clock)
            report = verified(ledger)
            assert report.finding is None, report.finding
            recovered += recover(ledger)
            ledger.close()
        writers[at] = new_writer()
    for pid, pipe in writers:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        promised += drain(pipe)
        os.close(pipe)
    counts = inspect(home, promised)
    counts["recovered"] += recovered
    return {"kills": kills + WRITERS, "promised": len(promised), **counts}


def main() -> None:
    mode, folder = sys.argv[1], Path(sys.argv[2])
    summary = every_point(folder) if mode == "points" else at_random(folder, int(sys.argv[3]))
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
