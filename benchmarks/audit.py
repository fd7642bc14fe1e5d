"""`gate log verify`: processor time for each entry of a store, and of its export alone.

    python benchmarks/audit.py [--entries N] [--gate PATH]…

Each ``--gate`` is the command of one version; all of them verify the same store, in turns, so that versions can be
compared. The log is made of the 23 entries that one Lean attempt leaves, with its checks and inputs as blobs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from gate.engine.publish.export import export_log
from gate.engine.workspace import Workspace
from gate.log.kind import Body
from gate.log.kinds import CheckBody, DecisionBody, IntakeBody, PreflightBody, RunEndBody, RunStartBody, VerdictBody
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.verdict import Verdict
from gate.store.ledger import Transaction

CHECKS = tuple(f"lean.check-{number}" for number in range(7))
RUNS = 6
ATTEMPTS_AT_A_CLAIM = 5
REASON = "all 7 required checks passed"


def attempt(workspace: Workspace, tx: Transaction, number: int) -> None:
    """One whole attempt, as the engine writes it."""
    place = {"record": f"r-{number // ATTEMPTS_AT_A_CLAIM}", "claim": "c1"}
    keep, own = workspace.blobs.put, Digest.of(str(number).encode())
    subject = {
        "record_digest": keep(place["record"].encode()),
        "claim_digest": Digest.of(place["record"].encode()),
        "artifact_digest": keep(f"artifact {number % 200}".encode()),
        "policy_digest": keep(b"policy"),
    }
    opened = tx.open_attempt(record_id=place["record"], claim_id="c1", **subject)
    steps: list[Body] = [IntakeBody(**subject, number=opened.number), PreflightBody(outcome=Outcome.PASS)]
    for n in range(RUNS):
        steps.append(RunStartBody(n=n, purpose="kernel", spec=own, image=own))
        kept = dict.fromkeys(("stdout", "stderr", "outputs", "seal"), own)
        steps.append(RunEndBody(n=n, ending="exited", wall_ms=812, exit_code=0, **kept))
    for name in CHECKS:
        steps.append(CheckBody(id=name, outcome=Outcome.PASS, digest=keep(f"{name} {number % 200}".encode())))
    steps.append(DecisionBody(required=CHECKS, verdict=Verdict.VERIFIED, checks=own))
    steps.append(
        VerdictBody(verdict=Verdict.VERIFIED, reason=REASON, images=(own,), level="proof", checks=own, **subject)
    )
    index = [tx.append(body, attempt=opened.id, **place) for body in steps][-1]
    closed = tx.close_attempt(opened.id, index=index)
    tx.cache_status(closed.record_id, "c1", "VERIFIED", REASON, closed.closed_at)


def make_store(folder: Path, entries: int) -> tuple[int, str]:
    """A store of about so many entries and its export in ``folder``; the true number and the log's public key."""
    folder.mkdir()
    workspace = Workspace.create(folder / "store", origin="gate.example/benchmark")
    with workspace.ledger.transaction() as tx:
        for number in range(entries // 23):
            attempt(workspace, tx, number)
    size, _ = export_log(workspace, folder / "log.jsonl")
    workspace.ledger.close()
    return size, workspace.ledger.vkey


def cpu_seconds() -> float:
    """Processor time of all child processes that have ended; other work on the machine hardly changes it."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(commands: list[str], folder: Path, size: int, key: str, rounds: int) -> dict[str, dict[str, float]]:
    """For each command the best of ``rounds`` runs, less that on an empty store, in µs for each entry."""
    work = {
        "empty": ("log", "verify", "--home", str(folder / "empty" / "store")),
        "store": ("log", "verify", "--home", str(folder / "full" / "store")),
        "export": ("log", "verify", "--from", str(folder / "full" / "log.jsonl"), "--key", key),
    }
    best: dict[tuple[str, str], float] = {}
    for _ in range(rounds):
        for command in commands:
            for name, arguments in work.items():
                before = cpu_seconds()
                subprocess.run([command, *arguments], check=True, capture_output=True)
                taken = cpu_seconds() - before
                best[command, name] = min(taken, best.get((command, name), taken))
    return {
        command: {
            f"{name}, µs an entry": round((best[command, name] - best[command, "empty"]) / size * 1e6, 1)
            for name in ("store", "export")
        }
        for command in commands
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gate", action="append", help="the command of a version (default: the one beside Python)")
    options = parser.parse_args()
    commands = options.gate or [str(Path(sys.executable).with_name("gate"))]
    with tempfile.TemporaryDirectory() as name:
        make_store(Path(name) / "empty", 0)
        size, key = make_store(Path(name) / "full", options.entries)
        found = {"entries": size, **measure(commands, Path(name), size, key, options.rounds)}
    print(json.dumps(found, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
