"""The one table of entry kinds: their fields, who writes them and when. docs/log-entries.md shows the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gate.log.fields import (
    DIGEST,
    DIGESTS,
    ID,
    INT,
    KEY,
    ORIGIN,
    SENTENCE,
    SIGNATURE,
    VKEY,
    WORD,
    WORDS,
    FieldType,
    choice,
)
from gate.model.check import Outcome
from gate.model.digest import Json
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict

OUTCOME = choice("outcome", *Outcome)
VERDICT = choice("verdict", *Verdict)
LEVEL = choice("level", "R0", "R1", "R2", "R3", "R4", "R5", "proof")
"""How far a reproduction got (DESIGN §7), or ``proof``."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry.

    ``needs`` are the ids beside the body that must be there (``attempt``, ``record``, ``claim``); the others may be.
    ``fields`` must all be in the body, ``optional`` may be, nothing else is.
    """

    name: str
    writer: str
    when: str
    needs: tuple[str, ...] = ()
    fields: Mapping[str, FieldType] = field(default_factory=dict)
    optional: Mapping[str, FieldType] = field(default_factory=dict)

    def check(self, body: Mapping[str, Json]) -> None:
        """Raises IntegrityError ``entry.missing-field``, ``entry.unknown-field`` or ``entry.wrong-type``."""
        for name in self.fields:
            if name not in body:
                raise IntegrityError("entry.missing-field", f"a {self.name} entry needs {name!r}", where=self.name)
        for name, value in body.items():
            expected = self.fields.get(name) or self.optional.get(name)
            if expected is None:
                raise IntegrityError(
                    "entry.unknown-field",
                    f"a {self.name} entry has no field {str(name)[:40]!r}",
                    where=self.name,
                    hint="docs/log-entries.md lists the fields of each kind",
                )
            if not expected.fits(value):
                # The value stays out of the message: it may be what must not get into a log.
                raise IntegrityError(
                    "entry.wrong-type",
                    f"{name!r} must be {expected.says}",
                    where=f"{self.name}.{name}",
                    hint="entries hold digests and small facts, never payloads",
                )


_ATTEMPT = ("attempt",)
_CASE = ("attempt", "record", "claim")

_TABLE = (
    Kind(
        "store",
        "gate init (store.ledger)",
        "once, as entry 0: the log and its first key come into being",
        fields={"origin": ORIGIN, "key": KEY, "vkey": VKEY},
    ),
    Kind(
        "intake",
        "engine.attempt, opening an attempt",
        "an artifact was taken in for a claim and an attempt opened",
        needs=_CASE,
        fields={
            "record_digest": DIGEST,
            "claim_digest": DIGEST,
            "artifact_digest": DIGEST,
            "policy_digest": DIGEST,
            "number": INT,
        },
        optional={"inputs": DIGEST},
    ),
    Kind(
        "preflight",
        "engine.attempt, with the intake",
        "the artifact's form was checked, before anything runs",
        needs=_ATTEMPT,
        fields={"outcome": OUTCOME},
        optional={"code": WORD},
    ),
    Kind(
        "image",
        "engine.journal, for a judge",
        "an attempt chose a sandbox image",
        needs=_ATTEMPT,
        fields={"name": WORD, "id": DIGEST},
        optional={"lock": DIGEST},
    ),
    Kind(
        "self-test",
        "engine.journal, for a judge",
        "the seal's probes ran on this worker and none got through",
        fields={"image": DIGEST, "digest": DIGEST},
    ),
    Kind(
        "run-start",
        "engine.journal, for a judge",
        "just before a container is created",
        needs=_ATTEMPT,
        fields={"n": INT, "purpose": WORD, "spec": DIGEST, "image": DIGEST},
    ),
    Kind(
        "run-end",
        "engine.journal, for a judge",
        "after the container is gone",
        needs=_ATTEMPT,
        fields={
            "n": INT,
            "ending": WORD,
            "wall_ms": INT,
            "stdout": DIGEST,
            "stderr": DIGEST,
            "outputs": DIGEST,
            "seal": DIGEST,
        },
        optional={"exit_code": INT, "signal": INT},
    ),
    Kind(
        "run-fault",
        "engine.journal, for a judge",
        "the machine failed during a run, so it has no end of its own",
        needs=_ATTEMPT,
        fields={"n": INT, "code": WORD},
    ),
    Kind(
        "control",
        "the reproduction judge, through engine.journal",
        "the gate changed a run's data on purpose",
        needs=_ATTEMPT,
        fields={"name": WORD, "n": INT, "digest": DIGEST},
    ),
    Kind(
        "check",
        "engine.attempt, with the verdict",
        "a check was made; `digest` is that of its canonical JSON",
        needs=_ATTEMPT,
        fields={"id": WORD, "outcome": OUTCOME, "digest": DIGEST},
        optional={"code": WORD},
    ),
    Kind(
        "decision",
        "engine.attempt, with the verdict",
        "all checks are in and the rule was applied to them",
        needs=_ATTEMPT,
        fields={"required": WORDS, "verdict": VERDICT, "checks": DIGEST},
    ),
    Kind(
        "verdict",
        "engine.attempt",
        "the attempt is closed; the status changes in the same transaction",
        needs=_CASE,
        fields={
            "verdict": VERDICT,
            "reason": SENTENCE,
            "policy_digest": DIGEST,
            "artifact_digest": DIGEST,
            "claim_digest": DIGEST,
            "record_digest": DIGEST,
            "images": DIGESTS,
        },
        optional={"code": WORD, "level": LEVEL, "toolchain": WORD, "checks": DIGEST},
    ),
    Kind(
        "correction",
        "gate correct (engine.amend)",
        "an item was added to a record's correction record",
        needs=("record",),
        fields={"item": DIGEST, "kind": WORD, "text": SENTENCE},
        optional={"replaces": DIGEST},
    ),
    Kind(
        "approval",
        "gate approve (engine.approval)",
        "a person vouched for something that no machine can check",
        needs=("record", "claim"),
        fields={"subject": DIGEST, "what": WORD, "approver": ID},
        optional={"signature": DIGEST, "note": SENTENCE},
    ),
    Kind(
        "revocation",
        "gate revoke (engine.amend)",
        "an earlier verdict no longer counts; `verdict` is the index of its entry",
        needs=("record", "claim"),
        fields={"verdict": INT, "reason": SENTENCE, "code": WORD},
        optional={"toolchain": WORD},
    ),
    Kind(
        "policy",
        "engine.workspace, with the first attempt under it",
        "a policy is used for the first time",
        fields={"digest": DIGEST, "version": ID},
    ),
    Kind(
        "key",
        "gate log rotate (store.transaction)",
        "checkpoints are signed by a new key from here on; `signature` is by the old key (gate.log.rotation)",
        fields={"key": KEY, "old": KEY, "vkey": VKEY, "signature": SIGNATURE},
    ),
    Kind(
        "export",
        "gate log export (engine.export)",
        "entries `start` (included) to `end` (excluded) were exported; `digest` is the export's root hash",
        fields={"start": INT, "end": INT, "digest": DIGEST},
        optional={"format": WORD},
    ),
    Kind(
        "reverify",
        "engine.attempt, for gate rerun",
        "an earlier attempt is judged again; `previous` is the index of its verdict",
        needs=_ATTEMPT,
        fields={"batch": ID},
        optional={"previous": INT},
    ),
    Kind(
        "recovery",
        "the next start after a crash, with the verdict",
        "an attempt that was left open is closed as INCONCLUSIVE",
        needs=_ATTEMPT,
        fields={"cause": WORD},
    ),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _TABLE}
"""All kinds by name."""
