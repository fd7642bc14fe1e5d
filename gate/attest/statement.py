"""in-toto statements of one verdict: the checks (test-result v0.1) and the verdict itself (SLSA VSA v1).

Both are computed from the verdict's log entry and its checks, so whoever has those can recompute the statements and
compare. Their form is therefore part of the bundle's contract: another form needs another contract, or old bundles stop
verifying. The URIs are names: nothing has to be served there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gate.attest.proven import ProvenAttempt, StandingAt
from gate.attest.reading import member, read_object
from gate.log.entry import Entry
from gate.log.kinds import VerdictBody
from gate.model.check import Check, Outcome
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import IntegrityError
from gate.model.verdict import Status, Verdict

STATEMENT = "https://in-toto.io/Statement/v1"
TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1"
SUMMARY = "https://slsa.dev/verification_summary/v1"
_SLSA_VERSION = "1.2"


@dataclass(frozen=True, slots=True)
class LoggedVerdict:
    """A verdict as the log has it: the log's name, the entry and its index, and the checks it rests on.

    ``standing`` is how the verdict stands at a checkpoint; None in statements of ``gate-verdict-bundle-v1``, which did
    not ask. ``versions`` names what judged (engine, toolchain); it is stated by the gate and bound by its signature
    alone.
    """

    origin: str
    index: int
    entry: Entry[VerdictBody]
    checks: tuple[Check, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    standing: StandingAt | None = None

    @classmethod
    def of(
        cls, origin: str, proven: ProvenAttempt, checks: tuple[Check, ...], versions: Mapping[str, str] | None = None
    ) -> LoggedVerdict:
        """The verdict of a proven attempt."""
        return cls(origin, proven.index, proven.verdict, checks, versions or {}, proven.standing)

    @property
    def verdict(self) -> Verdict:
        return self.entry.body.verdict

    @property
    def passed(self) -> bool:
        """Whether the verdict is VERIFIED and, where that is known, still counts."""
        counts = self.standing is None or self.standing.verdict.status is Status.VERIFIED
        return self.verdict is Verdict.VERIFIED and counts

    def uri(self, *path: str) -> str:
        """A name in the log's own space."""
        return f"https://{self.origin}/{'/'.join(path)}"


def read_statement(data: bytes) -> dict[str, Json]:
    """An in-toto Statement v1 with a predicate. Raises IntegrityError (``statement.malformed``).

    Members that the specification does not know are let through, as it asks.
    """
    code, where = "statement.malformed", "statement"
    value = read_object(data, code=code, where=where)
    if value.get("_type") != STATEMENT:
        raise IntegrityError(code, f"'_type' must be {STATEMENT}", where=where)
    subjects = member(value, "subject", list, code=code, where=where)
    if not subjects or not all(type(item) is dict and _is_digest_set(item.get("digest")) for item in subjects):
        raise IntegrityError(code, "each of one or more subjects needs a digest", where=where)
    if not member(value, "predicateType", str, code=code, where=where):
        raise IntegrityError(code, "'predicateType' must not be empty", where=where)
    member(value, "predicate", dict, code=code, where=where)
    return value


def statements(logged: LoggedVerdict) -> tuple[bytes, ...]:
    """The canonical JSON of the verdict's statements: the test result, and unless INCONCLUSIVE the summary."""
    result = canonical_json(test_result(logged))
    if logged.verdict is Verdict.INCONCLUSIVE:
        return (result,)
    return result, canonical_json(summary(logged, Digest.of(result)))


def test_result(logged: LoggedVerdict) -> dict[str, Json]:
    """The checks as a test-result statement.

    The predicate has no word for "could not be decided": such checks are in none of its three lists but under
    ``terms/undecidedTests``, and the result is then FAILED, so that nobody who only looks for failures lets them pass.
    It is FAILED as well once the verdict does not count any more.
    """
    passed, failed, undecided = _sorted(logged.checks)
    body = logged.entry.body
    configuration: list[Json] = [
        {"name": "policy", "uri": _policy_uri(logged), "digest": _digest_set(body.policy_digest)},
        *({"name": "sandbox-image", "digest": _digest_set(image)} for image in body.images),
    ]
    return {
        "_type": STATEMENT,
        "subject": _subjects(logged),
        "predicateType": TEST_RESULT,
        "predicate": {
            "result": "PASSED" if logged.passed else "FAILED",
            "configuration": configuration,
            "passedTests": passed,
            "warnedTests": [],
            "failedTests": failed,
            logged.uri("terms", "undecidedTests"): undecided,
            logged.uri("terms", "checks"): [
                {"id": check.id, "outcome": check.outcome.value, "digest": _digest_set(Digest.of_json(check.to_json()))}
                for check in logged.checks
            ],
            **_standing(logged),
        },
    }


def summary(logged: LoggedVerdict, evidence: Digest) -> dict[str, Json]:
    """The verdict as a verification summary; ``evidence`` is the sha256 of the test-result statement's bytes.

    Raises IntegrityError (``statement.inconclusive``): a summary can only say PASSED or FAILED.
    """
    if logged.verdict is Verdict.INCONCLUSIVE:
        raise IntegrityError("statement.inconclusive", "an inconclusive verdict has no verification summary")
    entry, body = logged.entry, logged.entry.body
    return {
        "_type": STATEMENT,
        "subject": _subjects(logged),
        "predicateType": SUMMARY,
        "predicate": {
            "verifier": {"id": logged.uri("verifier", "v1"), "version": dict(logged.versions)},
            "timeVerified": entry.time,
            "resourceUri": f"{logged.uri('records', entry.record or '')}#{entry.claim}",
            "policy": {"uri": _policy_uri(logged), "digest": _digest_set(body.policy_digest)},
            "inputAttestations": [{"uri": logged.uri("attestations", evidence.hex), "digest": _digest_set(evidence)}],
            "verificationResult": "PASSED" if logged.passed else "FAILED",
            "verifiedLevels": _levels(logged),
            "slsaVersion": _SLSA_VERSION,
            logged.uri("terms", "reason"): body.reason,
            logged.uri("terms", "log"): {"origin": logged.origin, "index": logged.index},
            **_level(logged),
            **_standing(logged),
        },
    }


def _level(logged: LoggedVerdict) -> dict[str, Json]:
    """The level in words; nothing for entries of before, whose statements were signed without."""
    body = logged.entry.body
    if body.level is None or body.establishes is None:
        return {}
    words: dict[str, Json] = {"level": body.level, "establishes": body.establishes}
    words |= {"leavesOpen": body.leaves_open} if body.leaves_open is not None else {}
    return {logged.uri("terms", "level"): words}


def _standing(logged: LoggedVerdict) -> dict[str, Json]:
    """At which checkpoint the result was looked up, and what the log's entries came to there."""
    if logged.standing is None:
        return {}
    head, standing = logged.standing.head, logged.standing.verdict
    return {
        logged.uri("terms", "standing"): {
            "status": standing.status.value,
            "reason": standing.reason,
            "checkpoint": {"size": head.size, "root": head.root.hex(), "newestEntry": logged.standing.time},
        }
    }


def _subjects(logged: LoggedVerdict) -> list[Json]:
    """What was judged: the identities, and where the log has them the plain digests that ``sha256sum`` gives."""
    entry, body = logged.entry, logged.entry.body
    digests = {
        "artifact": body.artifact_digest,
        f"claim:{entry.claim}": body.claim_digest,
        f"record:{entry.record}": body.record_digest,
    }
    if logged.standing is not None:
        intake = logged.standing.intake
        plain = {"artifact.tar": intake.archive, "record.json": intake.record_file}
        digests |= {name: digest for name, digest in plain.items() if digest is not None}
    return [{"name": name, "digest": _digest_set(digest)} for name, digest in digests.items()]


def _is_digest_set(value: Json) -> bool:
    return type(value) is dict and bool(value) and all(type(item) is str for item in value.values())


_SLSA_LEVELS = {
    "proof": ("GATE2_FORMAL_PROOF",),
    **{f"R{rung}": ("GATE2_REPRODUCED", f"GATE2_REPRODUCED_R{rung}") for rung in range(6)},
}
"""The names of levels in statements that were signed so from the first; a level that is not here names itself."""


_CARRIERS = {
    "repro.method": "GATE2_METHOD_RECOMPUTED",
    "repro.method-review": "GATE2_METHOD_REVIEWED",
    "repro.relations": "GATE2_RELATIONS_HOLD",
}
"""What can carry R4, by the check that shows it: who reads a level by its name alone must not take one for another."""


def _levels(logged: LoggedVerdict) -> list[str]:
    body = logged.entry.body
    if not logged.passed or body.level is None:
        return []
    names = list(_SLSA_LEVELS.get(body.level, (f"GATE2_{body.level.upper()}",)))
    if body.establishes is not None:
        passed, _, _ = _sorted(logged.checks)
        names += [name for check, name in _CARRIERS.items() if check in passed and not _is_moot(check, logged.checks)]
    return names


def _is_moot(check_id: str, checks: Sequence[Check]) -> bool:
    """Whether a review passed because nothing needed one."""
    data = next((check.data for check in checks if check.id == check_id), None)
    return isinstance(data, dict) and data.get("reviewed") is False


def _policy_uri(logged: LoggedVerdict) -> str:
    return logged.uri("policies", logged.entry.body.policy_digest.hex)


def _digest_set(digest: Digest) -> dict[str, str]:
    return {"sha256": digest.hex}


def _sorted(checks: Sequence[Check]) -> tuple[list[str], list[str], list[str]]:
    """Ids that passed, failed and could not be decided; a check made several times counts by its worst outcome."""
    outcomes: dict[str, set[Outcome]] = {}
    for check in checks:
        outcomes.setdefault(check.id, set()).add(check.outcome)
    failed = [name for name, found in outcomes.items() if Outcome.FAIL in found]
    passed = [name for name, found in outcomes.items() if found == {Outcome.PASS}]
    return passed, failed, [name for name in outcomes if name not in passed and name not in failed]
