"""`gate log verify`: processor time for each entry of a store, and of its export alone; `gate show` of one record.

    python benchmarks/audit.py [--entries N] [--gate PATH]…
    python benchmarks/audit.py --show [--entries N]

Each ``--gate`` is the command of one version; all of them verify the same store, in turns, so that versions can be
compared. The log is made of the entries that one Lean attempt leaves, with everything that they name as blobs. With
``--show`` one record, with five attempts, is shown from stores of 10^2, 10^4 and N entries.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from gate.engine.history.proven import proven_record
from gate.engine.publish.export import export_log
from gate.engine.workspace import Workspace
from gate.log.kind import Body
from gate.log.kinds import CheckBody, DecisionBody, IntakeBody, PreflightBody, RunEndBody, RunStartBody, VerdictBody
from gate.model.artifact import artifact_listing
from gate.model.check import Outcome, passed
from gate.model.digest import Digest, canonical_json
from gate.model.policy import Policy
from gate.model.record import Record, parse_record
from gate.model.required import required_checks
from gate.model.verdict import Verdict
from gate.store.ledger import Transaction

RUNS = 6
ATTEMPTS_AT_A_CLAIM = 5
ENTRIES_OF_AN_ATTEMPT = 23
CHALLENGE = b"theorem t : 1 = 1 := sorry\n"
POLICY = Policy()


@cache
def record(name: str) -> Record:
    """A record with one mathematical claim, the same in all."""
    challenge = {
        "files": [{"path": "Challenge.lean", "sha256": Digest.of(CHALLENGE).hex}],
        "targets": ["t"],
        "toolchain": "lean-core",
    }
    document = {
        "contract": "paper-manifest-v1.1",
        "id": name,
        "title": "A record",
        "abstract": "Much the same as the others.",
        "research_question": "How long does it take?",
        "published_at": "2026-07-01T12:00:00Z",
        "verification_level": {
            "code": "L2",
            "name": "Source grounded",
            "source_grounded_claims": 1,
            "claim_record_source": "claims.json",
        },
        "claims": [{"id": "c1", "kind": "mathematical", "statement": "One is one.", "challenge": challenge}],
        "quality_tier": {"tier": "Watchlist", "basis": "two reviewers"},
        "quality_dimensions": {
            "evidence_strength": "MEDIUM",
            "citation_grounding": "HIGH",
            "uncertainty_disclosure": "LOW",
            "reproducibility_status": "MEDIUM",
        },
        "correction_record": {"contract": "correction-record-v1", "status": "none", "items": []},
        "provenance": {
            "contract": "source-provenance-v1",
            "publisher": "Example Press",
            "level": {"code": "P1", "name": "publisher"},
        },
    }
    return parse_record(json.dumps(document).encode(), where=name)


class Keeper:
    """Puts each document into the blobs, once, because every put waits for the disk; or only says its digest."""

    def __init__(self, put: Callable[[bytes], Digest]) -> None:
        self.blob = cache(put)

    def __call__(self, value: object) -> Digest:
        return self.blob(canonical_json(value))


def attempt(keep: Keeper, tx: Transaction, number: int) -> None:
    """One whole attempt, as the engine writes it."""
    name = f"r-{number // ATTEMPTS_AT_A_CLAIM}"
    about = record(name)
    claim = about.claims[0]
    files = {"Solution.lean": f"-- artifact {number % 200}\n".encode(), "Challenge.lean": CHALLENGE}
    for data in files.values():
        keep.blob(data)
    subject = {
        "record_digest": keep(about.document()),
        "claim_digest": keep(claim.model_dump(mode="json")),
        "artifact_digest": keep(artifact_listing(files)),
        "policy_digest": keep(POLICY.model_dump(mode="json")),
    }
    place = {"record": name, "claim": claim.id}
    opened = tx.open_attempt(record_id=name, claim_id=claim.id, **subject)
    inputs = keep({"Challenge.lean": str(Digest.of(CHALLENGE))})
    steps: list[Body] = [IntakeBody(**subject, number=opened.number, inputs=inputs)]
    steps.append(PreflightBody(outcome=Outcome.PASS))
    listing, own, nothing = keep({}), Digest.of(str(number).encode()), keep.blob(b"")
    streams = {"stdout": nothing, "stderr": nothing}
    for n in range(RUNS):
        steps.append(RunStartBody(n=n, purpose="kernel", spec=keep({"n": n}), image=own))
        steps.append(RunEndBody(n=n, ending="exited", wall_ms=812, exit_code=0, outputs=listing, seal=own, **streams))
    required = required_checks(claim, POLICY) or ()
    made = [keep(passed(check, f"as in artifact {number % 200}").to_json()) for check in required]
    checks = Digest.of_json(list(map(str, made)))
    for check, digest in zip(required, made, strict=True):
        steps.append(CheckBody(id=check, outcome=Outcome.PASS, digest=digest))
    steps.append(DecisionBody(required=required, verdict=Verdict.VERIFIED, checks=checks))
    reason = f"all {len(required)} required checks passed"
    steps.append(
        VerdictBody(verdict=Verdict.VERIFIED, reason=reason, images=(own,), level="proof", checks=checks, **subject)
    )
    index = [tx.append(body, attempt=opened.id, **place) for body in steps][-1]
    closed = tx.close_attempt(opened.id, index=index)
    tx.cache_status(name, claim.id, "VERIFIED", reason, closed.closed_at, index)


def make_store(folder: Path, entries: int, *, evidence: int | None = None) -> tuple[int, str]:
    """A store of about so many entries in ``folder``; the true number and the log's public key.

    What entries name is kept, or only that of the first ``evidence`` attempts.
    """
    folder.mkdir()
    workspace = Workspace.create(folder / "store", origin="gate.example/benchmark", remember=False)
    keep, name_only = Keeper(workspace.blobs.put), Keeper(Digest.of)
    with workspace.ledger.transaction() as tx:
        for number in range(entries // ENTRIES_OF_AN_ATTEMPT):
            attempt(keep if evidence is None or number < evidence else name_only, tx, number)
    size = workspace.ledger.size()
    workspace.ledger.close()
    return size, workspace.ledger.vkey


def export(folder: Path) -> None:
    """The export of the store in ``folder``, beside it."""
    workspace = Workspace.open(folder / "store", read_only=True)
    export_log(workspace, folder / "log.jsonl", logged=False)
    workspace.ledger.close()


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


def measure_show(command: str, sizes: list[int], rounds: int) -> dict[str, dict[str, float]]:
    """Processor time of showing one record from a log of each size, and of proving its entries without the rest."""

    def seconds(home: Path, name: str) -> float:
        before = cpu_seconds()
        done = subprocess.run([command, "show", name, "--home", str(home)], capture_output=True, check=False)
        assert done.returncode == (2 if name == "nobody" else 0), done.stderr
        return cpu_seconds() - before

    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            entries, _ = make_store(Path(folder) / "made", size, evidence=ATTEMPTS_AT_A_CLAIM)
            home = Path(folder) / "made" / "store"
            shown, absent = (min(seconds(home, name) for _ in range(rounds)) for name in ("r-0", "nobody"))
            workspace = Workspace.open(home, read_only=True)
            start = time.process_time()
            for _ in range(20):
                proven_record(workspace, "r-0")
            proving = (time.process_time() - start) / 20
            workspace.ledger.close()
            found[f"{entries} entries"] = {
                "gate show, s": round(shown, 3),
                "gate show of a record that is not there, s": round(absent, 3),
                "proving the record's entries, ms": round(1000 * proving, 2),
            }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="gate show instead of gate log verify")
    parser.add_argument("--gate", action="append", help="the command of a version (default: the one beside Python)")
    options = parser.parse_args()
    commands = options.gate or [str(Path(sys.executable).with_name("gate"))]
    if options.show:
        shown = measure_show(commands[0], [100, 10_000, options.entries], options.rounds)
        print(json.dumps(shown, indent=2, ensure_ascii=False))
        return
    with tempfile.TemporaryDirectory() as name:
        make_store(Path(name) / "empty", 0)
        size, key = make_store(Path(name) / "full", options.entries)
        export(Path(name) / "full")
        found = {"entries": size, **measure(commands, Path(name), size, key, options.rounds)}
    print(json.dumps(found, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
