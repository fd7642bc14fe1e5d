"""Verify a verdict bundle with a public key and nothing else, and say what that shows and what it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gate.attest.bundle import read_bundle, read_check
from gate.attest.dsse import IN_TOTO, Envelope
from gate.attest.proven import StandingAt
from gate.attest.reading import member
from gate.attest.statement import LoggedVerdict, read_statement, statements
from gate.log.checkpoint import SignedCheckpoint, Trust, open_checkpoint
from gate.log.entry import Entry, read_entry
from gate.log.keys import VerifierKey
from gate.log.kinds import DecisionBody, KeyBody, VerdictBody
from gate.log.rotation import follow
from gate.model.check import Check, Outcome
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class VerifiedBundle:
    """What a bundle says, every part of it verified. ``entry`` is the verdict's log entry at ``index``.

    ``standing`` is how the verdict stands at the checkpoint, None in a bundle of gate 0.1, which does not tell;
    ``documents`` are the policies and claims, as exact bytes.
    ``keys`` are the log's keys that the trusted one vouches for, oldest first. ``shown`` and ``not_shown`` are
    sentences for people: what has been verified, and what this file cannot tell.
    """

    verdict: Verdict
    entry: Entry[VerdictBody]
    index: int
    checks: tuple[Check, ...]
    checkpoint: SignedCheckpoint
    keys: tuple[VerifierKey, ...]
    standing: StandingAt | None
    documents: tuple[bytes, ...]
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]


def verify_bundle(
    data: bytes, trust: VerifierKey | Trust, *, subjects: Mapping[str, Digest] | None = None
) -> VerifiedBundle:
    """Verify every part of a bundle's file and how the parts belong together.

    ``trust`` is the log's public key, as its owner published it, or a policy with witnesses. ``subjects`` are digests
    that the caller computed itself (`subjects_of` has their names); they must be those of the verdict.

    Raises IntegrityError: ``bundle.…``, ``envelope.…``, ``statement.…``, ``entry.…``, ``note.…``, ``checkpoint.…``,
    ``proof.…``, ``index.…``, ``log.…``, ``key.…``.
    """
    trust = trust if isinstance(trust, Trust) else Trust.of(trust)
    bundle = read_bundle(data)
    keys, in_charge = _keys(bundle.rotations, trust)
    signed = open_checkpoint(bundle.checkpoint, replace(trust, keys=in_charge))
    proven = bundle.prove(signed.checkpoint, keys)
    if bundle.origin != signed.checkpoint.origin:
        raise IntegrityError("bundle.origin", f"the bundle names another log, {bundle.origin[:80]!r}", where="origin")
    body = proven.verdict.body
    checks = _checks(bundle.checks, body, proven.decision.body)
    logged = LoggedVerdict.of(signed.checkpoint.origin, proven, checks)
    _check_envelopes(bundle.envelopes, logged, keys)
    expected = dict(subjects or {})
    judged = subjects_of(logged)
    for name, digest in expected.items():
        if judged.get(name) != digest:
            raise IntegrityError("bundle.subject", f"the verdict is about another {name} than {digest}", where=name)
    return VerifiedBundle(
        verdict=logged.verdict,
        entry=proven.verdict,
        index=proven.index,
        checks=checks,
        checkpoint=signed,
        keys=keys,
        standing=proven.standing,
        documents=bundle.documents,
        shown=_shown(logged, signed, expected),
        not_shown=_not_shown(logged, signed, expected),
    )


def subjects_of(logged: LoggedVerdict) -> dict[str, Digest]:
    """What was judged: ``artifact``, ``claim``, ``record``, and where the log has it the artifact's ``archive``."""
    body = logged.entry.body
    judged = {"artifact": body.artifact_digest, "claim": body.claim_digest, "record": body.record_digest}
    archive = logged.standing and logged.standing.intake.archive
    return judged | ({"archive": archive} if archive else {})


def _keys(rotations: Sequence[bytes], trust: Trust) -> tuple[tuple[VerifierKey, ...], tuple[VerifierKey, ...]]:
    """All keys that may have signed attestations, and those that may have signed the checkpoint."""
    bodies: list[KeyBody] = []
    for data in rotations:
        entry = read_entry(data)
        if not isinstance(entry.body, KeyBody):
            raise IntegrityError("bundle.rotation", f"a {entry.kind} entry changes no key", where="rotations")
        bodies.append(entry.body)
    # What happened before a trusted key was in charge does not concern whoever trusts it.
    trusted = {str(key) for key in trust.keys}
    start = max((number for number, body in enumerate(bodies, 1) if body.vkey in trusted), default=0)
    changes = bodies[start:]
    if not changes:
        return trust.keys, trust.keys
    first = next((key for key in trust.keys if key.id == changes[0].old), trust.keys[0])
    chain = follow(first, trust.origin, changes)
    return chain, chain[-1:]


def _checks(listed: Sequence[bytes], verdict: VerdictBody, decision: DecisionBody) -> tuple[Check, ...]:
    """The checks, once they are those of the log and the verdict is what follows from them."""
    digest = Digest.of_json([str(Digest.of(data)) for data in listed])
    if digest != decision.checks or verdict.checks not in (None, decision.checks):
        raise IntegrityError("bundle.checks", "the checks are not those that the log names", where="checks")
    checks = tuple(map(read_check, listed))
    follows = _verdict_of(decision.required, checks)
    if not verdict.verdict == decision.verdict == follows:
        raise IntegrityError(
            "bundle.verdict", f"the checks lead to {follows}, the log says {verdict.verdict}", where="verdict"
        )
    return checks


def _verdict_of(required: Sequence[str], checks: Sequence[Check]) -> Verdict:
    """The gate's rule, stated once more on purpose: a verifier must not take it from whom it verifies."""
    relevant = [check for check in checks if check.id in required]
    if any(check.outcome is Outcome.FAIL for check in relevant):
        return Verdict.REJECTED
    complete = bool(required) and set(required) == {check.id for check in relevant}
    return Verdict.VERIFIED if complete and all(check.passed for check in relevant) else Verdict.INCONCLUSIVE


def _check_envelopes(envelopes: Sequence[Envelope], logged: LoggedVerdict, keys: Sequence[VerifierKey]) -> None:
    """The envelopes are signed by the log, and their statements are exactly those that the entries give."""
    payloads = tuple(envelope.verify(keys) for envelope in envelopes)
    if any(envelope.payload_type != IN_TOTO for envelope in envelopes):
        raise IntegrityError("bundle.statement", f"the envelopes must hold {IN_TOTO}", where="envelopes")
    if len(payloads) == 2:
        logged = replace(logged, versions=_versions(payloads[1]))
    if payloads != statements(logged):
        raise IntegrityError(
            "bundle.statement", "the signed statements are not those of the logged verdict", where="envelopes"
        )


def _versions(statement: bytes) -> dict[str, str]:
    """What judged, as the summary states it."""
    code, value = "bundle.statement", read_statement(statement)
    for name in ("predicate", "verifier", "version"):
        value = member(value, name, dict, code=code, where="envelopes[1]")
    return {name: member(value, name, str, code=code, where="envelopes[1]") for name in value}


def _shown(logged: LoggedVerdict, signed: SignedCheckpoint, expected: Mapping[str, Digest]) -> tuple[str, ...]:
    head, standing = signed.checkpoint, logged.standing
    lines = [
        f"checkpoint of {head.origin} at size {head.size}, signed by {signed.key.id}",
        f"verdict {logged.verdict} is entry {logged.index} of that log, its decision too (inclusion proofs)",
        f"the {len(logged.checks)} checks are those that the log names, and the verdict follows from them",
        f"the policy is {logged.entry.body.policy_digest}",
        "the attestations are signed by the log and say what the entry says",
    ]
    body = logged.entry.body
    if body.establishes is not None:
        lines.append(f"level {body.level}, as the log has it: {body.establishes}")
    if standing is not None:
        counts = standing.verdict.status is Status.VERIFIED
        if standing.recomputed:
            lines.append("the checks that the verdict needed are recomputed from its policy and its claim")
        lines += [
            f"these are all entries about record {logged.entry.record} up to size {head.size}",
            "by them the verdict " + ("counts" if counts else f"does not count as VERIFIED: {standing.verdict.reason}"),
        ]
    lines += [f"cosigned by {key.id}" for key in signed.witnesses]
    lines += [f"the {name} that you gave is the one that was judged ({digest})" for name, digest in expected.items()]
    return tuple(lines)


def _not_shown(logged: LoggedVerdict, signed: SignedCheckpoint, expected: Mapping[str, Digest]) -> tuple[str, ...]:
    lines = [
        f"that a file you have is the {name} with the digest {digest}"
        for name, digest in subjects_of(logged).items()
        if name not in expected and not (name == "archive" and "artifact" in expected)
    ]
    if logged.entry.body.leaves_open is not None:
        lines.append(logged.entry.body.leaves_open)
    if logged.standing is None:
        lines.append("whether the verdict was revoked or corrected: a bundle of gate 0.1 states no standing")
    else:
        lines.append(
            f"whether the verdict was revoked or corrected after size {signed.checkpoint.size}: compare with a newer "
            "checkpoint (--checkpoint) or the published log (--log), or get a newer bundle"
        )
    if logged.standing is None or not logged.standing.recomputed:
        lines.append("that the checks are those that policy and claim require: the log's decision is believed about it")
    lines += [
        "that the checks were made well: the evidence is named by digest and not in this file",
        "that the time is right: it is the gate's own clock",
    ]
    if not signed.witnesses:
        lines.append("that everybody is shown the same log: no witness has signed this checkpoint")
    return tuple(lines)
