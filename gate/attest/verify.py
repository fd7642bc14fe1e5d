"""Verify a verdict bundle with a public key and nothing else, and say what that shows and what it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gate.attest.bundle import Bundle, ProvedEntry, read_check
from gate.attest.dsse import IN_TOTO
from gate.attest.reading import member
from gate.attest.statement import LoggedVerdict, read_statement, statements
from gate.log.checkpoint import SignedCheckpoint, Trust, open_checkpoint
from gate.log.entry import Entry, read_entry
from gate.log.keys import VerifierKey
from gate.log.kind import B
from gate.log.kinds import DecisionBody, KeyBody, VerdictBody
from gate.log.merkle import leaf_hash, verify_inclusion
from gate.log.rotation import follow
from gate.model.check import Check, Outcome
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerifiedBundle:
    """What a bundle says, every part of it verified. ``entry`` is the verdict's log entry at ``index``.

    ``shown`` and ``not_shown`` are sentences for people: what has been verified, and what this file cannot tell.
    """

    verdict: Verdict
    entry: Entry[VerdictBody]
    index: int
    checks: tuple[Check, ...]
    checkpoint: SignedCheckpoint
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]


def verify_bundle(
    data: bytes, trust: VerifierKey | Trust, *, subjects: Mapping[str, Digest] | None = None
) -> VerifiedBundle:
    """Verify every part of a bundle's file and how the parts belong together.

    ``trust`` is the log's public key, as its owner published it, or a policy with witnesses. ``subjects`` are digests
    that the caller computed itself (``artifact``, ``claim``, ``record``); they must be those of the verdict.

    Raises IntegrityError: ``bundle.…``, ``envelope.…``, ``statement.…``, ``entry.…``, ``note.…``, ``checkpoint.…``,
    ``proof.…``, ``key.…``.
    """
    trust = trust if isinstance(trust, Trust) else Trust.of(trust)
    bundle = Bundle.from_bytes(data)
    keys, in_charge = _keys(bundle, trust)
    signed = open_checkpoint(bundle.checkpoint, replace(trust, keys=in_charge))
    verdict = _logged(bundle.verdict, VerdictBody, signed)
    decision = _logged(bundle.decision, DecisionBody, signed)
    if bundle.origin != signed.checkpoint.origin:
        raise IntegrityError("bundle.origin", f"the bundle names another log, {bundle.origin[:80]!r}", where="origin")
    if bundle.decision.index >= bundle.verdict.index or decision.attempt != verdict.attempt:
        raise IntegrityError("bundle.decision", "the decision is not that of this verdict's attempt", where="decision")
    checks = _checks(bundle, verdict.body, decision.body)
    policy = Digest.of(bundle.policy)
    if policy != verdict.body.policy_digest:
        raise IntegrityError("bundle.policy", f"the policy has the digest {policy}, not the verdict's", where="policy")
    logged = LoggedVerdict(signed.checkpoint.origin, bundle.verdict.index, verdict, checks)
    _check_envelopes(bundle, logged, keys)
    judged = _subjects(verdict.body)
    expected = dict(subjects or {})
    for name, digest in expected.items():
        if judged.get(name) != digest:
            raise IntegrityError("bundle.subject", f"the verdict is about another {name} than {digest}", where=name)
    return VerifiedBundle(
        verdict=logged.verdict,
        entry=verdict,
        index=bundle.verdict.index,
        checks=checks,
        checkpoint=signed,
        shown=_shown(logged, signed, expected),
        not_shown=_not_shown(logged, signed, expected),
    )


def _keys(bundle: Bundle, trust: Trust) -> tuple[tuple[VerifierKey, ...], tuple[VerifierKey, ...]]:
    """All keys that may have signed attestations, and those that may have signed the checkpoint."""
    bodies: list[KeyBody] = []
    for data in bundle.rotations:
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


def _subjects(body: VerdictBody) -> dict[str, Digest]:
    """What was judged, by name."""
    return {"artifact": body.artifact_digest, "claim": body.claim_digest, "record": body.record_digest}


def _logged(part: ProvedEntry, kind: type[B], signed: SignedCheckpoint) -> Entry[B]:
    """The entry, once it is known to be in the log at its index."""
    head = signed.checkpoint
    verify_inclusion(leaf_hash(part.data), part.index, head.size, part.proof, head.root)
    return part.read(kind)


def _checks(bundle: Bundle, verdict: VerdictBody, decision: DecisionBody) -> tuple[Check, ...]:
    """The checks, once they are those of the log and the verdict is what follows from them."""
    listed = Digest.of_json([str(Digest.of(data)) for data in bundle.checks])
    if listed != decision.checks or verdict.checks not in (None, decision.checks):
        raise IntegrityError("bundle.checks", "the checks are not those that the log names", where="checks")
    checks = tuple(map(read_check, bundle.checks))
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


def _check_envelopes(bundle: Bundle, logged: LoggedVerdict, keys: Sequence[VerifierKey]) -> None:
    """The envelopes are signed by the log, and their statements are exactly those that the entry gives."""
    payloads = tuple(envelope.verify(keys) for envelope in bundle.envelopes)
    if any(envelope.payload_type != IN_TOTO for envelope in bundle.envelopes):
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
    head = signed.checkpoint
    lines = [
        f"checkpoint of {head.origin} at size {head.size}, signed by {signed.key.id}",
        f"verdict {logged.verdict} is entry {logged.index} of that log, its decision too (inclusion proofs)",
        f"the {len(logged.checks)} checks are those that the log names, and the verdict follows from them",
        f"the policy is {logged.entry.body.policy_digest}",
        "the attestations are signed by the log and say what the entry says",
    ]
    lines += [f"cosigned by {key.id}" for key in signed.witnesses]
    lines += [f"the {name} that you gave is the one that was judged ({digest})" for name, digest in expected.items()]
    return tuple(lines)


def _not_shown(logged: LoggedVerdict, signed: SignedCheckpoint, expected: Mapping[str, Digest]) -> tuple[str, ...]:
    lines = [
        f"that a file you have is the {name} with the digest {digest}"
        for name, digest in _subjects(logged.entry.body).items()
        if name not in expected
    ]
    lines += [
        "whether the verdict was revoked or corrected since: that is in the log's other entries",
        "that the checks were made well: the evidence is named by digest and not in this file",
        "that the time is right: it is the gate's own clock",
    ]
    if not signed.witnesses:
        lines.append("that everybody is shown the same log: no witness has signed this checkpoint")
    return tuple(lines)
