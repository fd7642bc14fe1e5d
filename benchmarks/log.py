"""The audit log at a million entries: append, verify, prove; and verdict bundles, standing included, by a stranger.

    python benchmarks/log.py [--entries N]

Absolute figures depend on the machine, so each comes with a ratio to a yardstick of the same run: hashing the same
bytes once with SHA-256, or starting the interpreter. What the database costs is in benchmarks/ledger.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from gate.attest.bundle import build_bundle
from gate.log.checkpoint import Checkpoint, Trust, sign_checkpoint
from gate.log.entry import Entry, Previous, read_entry
from gate.log.export import export_jsonl
from gate.log.keys import Signer
from gate.log.kind import Body
from gate.log.kinds import CheckBody, DecisionBody, IntakeBody, PreflightBody, RunEndBody, RunStartBody, VerdictBody
from gate.log.merkle import CompactRange, inclusion_proof, leaf_hash, verify_inclusion
from gate.log.record_index import RecordIndex
from gate.log.record_proof import RecordProof
from gate.log.rotation import store_body
from gate.log.verify import verify_export
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import Outcome, passed
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, canonical_json
from gate.model.policy import Policy
from gate.model.required import required_checks
from gate.model.text import counted
from gate.model.verdict import Verdict

ORIGIN = "gate.example/benchmark"
SIGNER = Signer(ORIGIN, bytes(32))
TIME = "2026-06-10T12:00:00.000000Z"
MARK = Digest.of(b"replaced in every attempt")
RUNS = 6
_CHALLENGE = Challenge(files=(ChallengeFile(path="Challenge.lean"),), targets=("t",), toolchain="lean-core")
CLAIM = MathematicalClaim(id="c1", kind="mathematical", statement="A claim.", challenge=_CHALLENGE)
CHECKS = [passed(name, "accepted", evidence={"log": MARK}) for name in required_checks(CLAIM, Policy()) or ()]


def attempt() -> list[bytes]:
    """The entries of one attempt; the digest MARK stands where every attempt has its own."""
    ids: dict[str, Any] = {"attempt": "20260610-0123456789abcdef", "record": "r-123", "claim": "c1"}
    names = ("record", "claim", "artifact", "policy")
    subject = {f"{name}_digest": MARK for name in names}
    subject |= {"policy_digest": Digest.of(policy()), "claim_digest": Digest.of(claim())}
    checks = Digest.of_json([str(Digest.of_json(check.to_json())) for check in CHECKS])
    kept = dict.fromkeys(("stdout", "stderr", "outputs", "seal"), MARK)
    steps: list[Body] = [IntakeBody(**subject, number=1), PreflightBody(outcome=Outcome.PASS)]
    for n in range(RUNS):
        steps.append(RunStartBody(n=n, purpose="kernel", spec=MARK, image=MARK))
        steps.append(RunEndBody(n=n, ending="exited", wall_ms=812, exit_code=0, **kept))
    steps += [CheckBody(id=check.id, outcome=Outcome.PASS, digest=Digest.of_json(check.to_json())) for check in CHECKS]
    required = tuple(check.id for check in CHECKS)
    steps.append(DecisionBody(required=required, verdict=Verdict.VERIFIED, checks=checks))
    reason = f"all {len(CHECKS)} required checks passed"
    steps.append(
        VerdictBody(verdict=Verdict.VERIFIED, reason=reason, images=(MARK,), level="proof", checks=checks, **subject)
    )
    return [Entry(TIME, body, **ids).to_bytes() for body in steps]


def claim() -> bytes:
    """The document of the claim that every attempt is about."""
    return canonical_json(CLAIM.model_dump(mode="json"))


def policy() -> bytes:
    return canonical_json(Policy().model_dump(mode="json"))


def entries() -> Iterator[bytes]:
    """A log without end, of attempts like the ones that the engine writes."""
    yield Entry(TIME, store_body(ORIGIN, SIGNER.verifier)).to_bytes()
    template, mark, number = attempt(), MARK.hex.encode(), 0
    while True:
        number += 1
        own = b"%064x" % number
        yield from (data.replace(mark, own) for data in template)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def append_all(log: list[bytes]) -> tuple[CompactRange, dict[tuple[int, int], bytes]]:
    tree, nodes = CompactRange(), {}
    for data in log:
        for level, position, value in tree.append(leaf_hash(data)):
            nodes[level, position] = value
    return tree, nodes


def measure_log(folder: Path, size: int) -> dict[str, float]:
    log = list(islice(entries(), size))
    hashing = seconds(lambda: [hashlib.sha256(data).digest() for data in log])
    start = time.perf_counter()
    tree, nodes = append_all(log)
    appending = time.perf_counter() - start
    checkpoint = sign_checkpoint(Checkpoint(ORIGIN, size, tree.root()), SIGNER)

    def node(level: int, position: int) -> bytes:
        return nodes[level, position]

    places = random.Random(1).sample(range(size), min(size, 2000))
    proving = seconds(lambda: [inclusion_proof(place, size, node) for place in places]) / len(places)
    proofs = [(place, inclusion_proof(place, size, node)) for place in places]
    root = tree.root()
    checking = seconds(lambda: [verify_inclusion(node(0, at), at, size, proof, root) for at, proof in proofs])
    path = folder / "log.jsonl"
    with path.open("wb") as out:
        export_jsonl(out, log, [checkpoint])
    trust = Trust.of(SIGNER.verifier)
    start = time.perf_counter()
    report = verify_export(path, trust)
    verifying = time.perf_counter() - start
    assert report.finding is None, report.finding
    return {
        "entries": size,
        "bytes of an entry, mean": sum(map(len, log)) / size,
        "append to the tree, s": appending,
        "verify the export, s": verifying,
        "one inclusion proof, µs": proving * 1e6,
        "verify one inclusion proof, µs": checking / len(proofs) * 1e6,
        "bytes of an export": path.stat().st_size,
        "append / hashing once": appending / hashing,
        "verify / hashing once": verifying / hashing,
    }


def indexed(log: list[bytes]) -> tuple[list[bytes], RecordIndex]:
    """The entries as a ledger writes them: with the record index, and the one before them about their record."""
    index = RecordIndex()
    made: list[bytes] = []
    for position, data in enumerate(log):
        entry, previous = read_entry(data), None
        if entry.record is not None:
            head = index.head(entry.record)
            previous = head and Previous(head.newest, Digest(leaf_hash(made[head.newest]).hex()))
            index.add(entry.record, position)
        root = Digest(index.root().hex())
        made.append(replace(entry, previous=previous, record_index=root).to_bytes())
    return made, index


def measure_bundle(folder: Path, attempts: int, runs: int) -> dict[str, float]:
    """A bundle with its standing, of a record with so many attempts in a log of twice as many entries."""
    own = [Entry(TIME, store_body(ORIGIN, SIGNER.verifier)).to_bytes()]
    for number in range(1, attempts + 1):
        for data in attempt():
            own.append(
                data.replace(b'"attempt":"20260610-0123456789abcdef"', b'"attempt":"20260610-%016x"' % number).replace(
                    b'"number":1', b'"number":%d' % number
                )
            )
    others = [data.replace(b'"record":"r-123"', b'"record":"r-124"') for data in own[1:]]
    log, index = indexed(own + others)
    tree, nodes = append_all(log)

    def path_of(position: int) -> tuple[bytes, ...]:
        return tuple(inclusion_proof(position, tree.size, lambda *place: nodes[place]))

    last, newest = len(log) - 1, len(own) - 1
    entries = tuple((position, data) for position, data in enumerate(log[: len(own)]) if position)
    proof = RecordProof("r-123", log[last], path_of(last), index.prove("r-123"), entries, {newest: path_of(newest)})
    data = build_bundle(
        checkpoint=sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), SIGNER),
        rotations=[],
        proof=proof,
        verdict=newest,
        documents=[policy(), claim()],
        checks=[canonical_json(check.to_json()) for check in CHECKS],
        signer=SIGNER,
        versions={"gate": "0.2.0"},
    )
    path = folder / "bundle.json"
    path.write_bytes(data)
    gate = str(Path(sys.executable).with_name("gate"))
    verify = [gate, "verify", str(path), "--key", str(SIGNER.verifier)]

    def measured(command: list[str]) -> tuple[float, float]:
        """Seconds of the clock, the median, and of the processor, the least."""
        clock, processor = [], []
        for _ in range(runs):
            before = os.times()
            clock.append(seconds(lambda: subprocess.run(command, check=True, capture_output=True)))
            after = os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            processor.append(spent)
        return statistics.median(clock), min(processor)

    (verifying, working), (starting, _) = measured(verify), measured([sys.executable, "-c", "pass"])
    return {
        f"{counted(attempts, 'attempt')}: entries about the record": len(entries),
        f"{counted(attempts, 'attempt')}: bytes of a bundle": len(data),
        f"{counted(attempts, 'attempt')}: gate verify from process start, s": verifying,
        f"{counted(attempts, 'attempt')}: gate verify, s of the processor": working,
        f"{counted(attempts, 'attempt')}: gate verify / starting the interpreter": verifying / starting,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=11, help="process starts to take the median of")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found: dict[str, float] = {}
        for attempts in (1, 10, 100):
            found |= measure_bundle(Path(name), attempts, options.runs)
        found |= measure_log(Path(name), options.entries)
    print(json.dumps({label: round(value, 3) for label, value in found.items()}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
