"""Reading a policy file."""

from __future__ import annotations

from pathlib import Path

from gate.engine.inputs.files import read_file
from gate.log.keys import VerifierKey
from gate.log.people import PersonKey
from gate.model.base import MAX_DOCUMENT_BYTES, parse_json, validate
from gate.model.errors import Fault, InputError, IntegrityError
from gate.model.policy import Policy
from gate.model.text import one_line


def load_policy(path: Path) -> Policy:
    """Read a policy file. Raises InputError."""
    return parse_policy(
        read_file(path, code="policy", fault=Fault.OPERATOR, max_bytes=MAX_DOCUMENT_BYTES), where=str(path)
    )


def parse_policy(data: bytes, *, where: str) -> Policy:
    """Read a policy document. Raises InputError, also for a public key that is none."""
    policy = validate(Policy, parse_json(data, where=where, code="policy"), where=where, code="policy")
    for field, keys in (("approvers", policy.approvers), ("log.cosigners", policy.log.witnesses)):
        for key in keys:
            try:
                VerifierKey.parse(key)
            except IntegrityError as error:
                message = f"{one_line(key, 80)!r} is no public key: {error.message}"
                raise InputError("policy.wrong-value", message, where=f"{where}#{field}") from None
    for name, key in (policy.people or {}).items():
        try:
            PersonKey.parse(key)
        except IntegrityError as error:
            message = f"{one_line(key, 80)!r} is no public key of a person: {error.message}"
            raise InputError("policy.wrong-value", message, where=f"{where}#people.{name}") from None
    return policy
