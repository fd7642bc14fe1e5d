"""Rules about the Lean files of a challenge: what a look at the text shows, long before Lean reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit, Path
from gate.checks.lean_text import LexicalError, code_of, require_balance
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.challenge import Challenge
from gate.model.claim import MathematicalClaim

_WORD = re.compile(r"[A-Za-z_][\w.'!?]*")


def _challenges(subject: RecordSubject) -> Iterator[tuple[Path, Challenge]]:
    for number, claim in enumerate(subject.record.claims):
        if isinstance(claim, MathematicalClaim) and claim.challenge is not None:
            yield ("claims", number, "challenge"), claim.challenge


def _texts(subject: RecordSubject, challenge: Challenge) -> Iterator[tuple[int, str, str]]:
    """Number, name and text of the files that can be read as text; ART001 is about the others."""
    for number, file in enumerate(challenge.files):
        data = subject.folder.read(file.path)
        if data is not None:
            yield number, file.path, data.decode("utf-8", "replace")


def _codes(subject: RecordSubject, challenge: Challenge) -> list[str] | None:
    """The code of all files; None where one is missing or cannot be Lean, of which another rule speaks."""
    try:
        codes = [code_of(text) for _, _, text in _texts(subject, challenge)]
    except LexicalError:
        return None
    return codes if len(codes) == len(challenge.files) else None


@RECORD("CLM010")
def target_missing(subject: RecordSubject) -> Iterator[Hit]:
    for path, challenge in _challenges(subject):
        codes = _codes(subject, challenge)
        if codes is None:
            continue
        words = {word for code in codes for word in _WORD.findall(code)}
        last = {word.rpartition(".")[2] for word in words}
        for key, names in (("targets", challenge.targets), ("holes", challenge.holes)):
            for number, name in enumerate(names):
                if "«" not in name and name.rpartition(".")[2] not in last:
                    yield Hit((*path, key, number), f"no file of the challenge names {name}")


@RECORD("CLM011")
def nothing_to_prove(subject: RecordSubject) -> Iterator[Hit]:
    for path, challenge in _challenges(subject):
        codes = _codes(subject, challenge)
        if codes is not None and not re.search(r"\bsorry\b", codes[-1]):
            message = f"{challenge.files[-1].path} leaves nothing to prove: it has no sorry"
            yield Hit((*path, "files", len(challenge.files) - 1, "path"), message)


@RECORD("CLM012")
def cannot_be_lean(subject: RecordSubject) -> Iterator[Hit]:
    for path, challenge in _challenges(subject):
        for number, name, text in _texts(subject, challenge):
            try:
                require_balance(code_of(text))
            except LexicalError as error:
                yield Hit((*path, "files", number, "path"), f"{name}:{error.line}: {error}")


@RECORD("CLM013")
def axiom_over_policy(subject: RecordSubject) -> Iterator[Hit]:
    permitted = subject.policy.lean.permitted_axioms
    for path, challenge in _challenges(subject):
        for number, axiom in enumerate(challenge.permitted_axioms):
            if axiom not in permitted:
                message = f"the claim permits the axiom {axiom}, the policy does not"
                yield Hit((*path, "permitted_axioms", number), message, f"the policy permits {', '.join(permitted)}")


@RECORD("CLM014")
def declares_axiom(subject: RecordSubject) -> Iterator[Hit]:
    for path, challenge in _challenges(subject):
        for number, code in enumerate(_codes(subject, challenge) or ()):
            if match := re.search(r"(?m)^\s*(?:@\[[^\]]*\]\s*)?(?:private\s+)?axiom\s+(\S+)", code):
                name = challenge.files[number].path
                yield Hit((*path, "files", number, "path"), f"{name} declares the axiom {match[1]}")
