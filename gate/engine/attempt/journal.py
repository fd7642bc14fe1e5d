"""What is written down while a judge works: evidence blobs, and one audit entry for each run's start and end."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from gate.log.kind import Body
from gate.log.kinds import ImageBody, RunEndBody, RunFaultBody, RunStartBody, SelfTestBody, read_body
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import GateError
from gate.model.progress import Progress
from gate.sandbox.interface import RunResult, RunSpec, Sandbox, Stream
from gate.store.attempts import Attempt
from gate.store.blobs import BlobStore
from gate.store.ledger import Ledger


class LedgerJournal:
    """A `Journal` that writes into the ledger under one attempt. Safe to use from several threads."""

    def __init__(self, ledger: Ledger, blobs: BlobStore, attempt: Attempt, progress: Progress) -> None:
        self._ledger = ledger
        self._blobs = blobs
        self._attempt = attempt
        self._progress = progress
        self._lock = threading.Lock()

    def stage(self, name: str, detail: str = "") -> None:
        self._progress.stage(name, detail)

    def keep(self, data: bytes) -> Digest:
        return self._blobs.put(data)

    def event(self, kind: str, body: Mapping[str, Json]) -> None:
        self.log(read_body(kind, body))

    def log(self, body: Body) -> None:
        """Add one entry about the attempt. Raises IntegrityError (``entry.…``) when it does not fit its kind."""
        attempt = self._attempt
        with self._lock, self._ledger.transaction() as tx:
            tx.append(body, attempt=attempt.id, record=attempt.record_id, claim=attempt.claim_id)


class RecordingSandbox:
    """A `Sandbox` around another one that logs images, self-tests, and each run's start and end."""

    def __init__(self, inner: Sandbox, journal: LedgerJournal, images: set[str]) -> None:
        self._inner = inner
        self._images = images
        self._journal = journal
        self._count = 0
        self._lock = threading.Lock()

    def run(self, spec: RunSpec) -> RunResult:
        with self._lock:
            self._count += 1
            number = self._count
            self._images.add(spec.image)
        image = Digest.parse(spec.image)
        document = self._journal.keep(spec_document(spec))
        self._journal.log(RunStartBody(n=number, purpose=spec.purpose, spec=document, image=image))
        try:
            result = self._inner.run(spec)
        except GateError as error:
            self._journal.log(RunFaultBody(n=number, code=error.code))
            raise
        self._journal.log(run_end(number, result, self._journal))
        return result

    def image_id(self, name: str) -> str:
        image = self._inner.image_id(name)
        self._journal.log(ImageBody(name=name, id=Digest.parse(image)))
        return image

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        return self._inner.image_files(image, folder)

    def self_test(self, image: str) -> Digest:
        digest = self._inner.self_test(image)
        self._journal.log(SelfTestBody(image=Digest.parse(image), digest=digest))
        return digest


def spec_document(spec: RunSpec) -> bytes:
    """A run's specification as canonical JSON; its digest is the run's identity, inputs and stdin enter by theirs."""
    return canonical_json(
        {
            "image": spec.image,
            "argv": list(spec.argv),
            "inputs": {name: str(Digest.of(data)) for name, data in spec.inputs.items()},
            "outputs": [{"name": output.name, "max_bytes": output.max_bytes} for output in spec.outputs],
            "limits": spec.limits.model_dump(mode="json"),
            "env": dict(spec.env),
            "stdin": str(Digest.of(spec.stdin)),
            "purpose": spec.purpose,
        }
    )


def run_end(number: int, result: RunResult, journal: LedgerJournal) -> RunEndBody:
    """What is logged at a run's end. Streams and outputs are kept as blobs; the entry holds their digests."""
    outputs = {name: str(journal.keep(data)) for name, data in result.outputs.items()}
    return RunEndBody(
        n=number,
        ending=result.exit_reason.value,
        wall_ms=round(result.usage.wall_s * 1000),
        stdout=result.stdout.sha256,
        stderr=result.stderr.sha256,
        outputs=journal.keep(canonical_json(outputs)),
        seal=result.seal,
        exit_code=result.exit_code,
        signal=result.signal,
        stdout_kept=_kept_part(result.stdout, journal),
        stderr_kept=_kept_part(result.stderr, journal),
    )


def _kept_part(stream: Stream, journal: LedgerJournal) -> Digest | None:
    """Keep a stream; the digest of what is kept, when that is not all of it."""
    digest = journal.keep(stream.kept)
    return digest if stream.truncated else None
