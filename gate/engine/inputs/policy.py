"""Reading a policy file."""

from __future__ import annotations

from pathlib import Path

from gate.engine.inputs.files import read_file
from gate.model.base import MAX_DOCUMENT_BYTES, parse_json, validate
from gate.model.errors import Fault
from gate.model.policy import Policy


def load_policy(path: Path) -> Policy:
    """Read a policy file. Raises InputError."""
    return parse_policy(
        read_file(path, code="policy", fault=Fault.OPERATOR, max_bytes=MAX_DOCUMENT_BYTES), where=str(path)
    )


def parse_policy(data: bytes, *, where: str) -> Policy:
    """Read a policy document. Raises InputError."""
    return validate(Policy, parse_json(data, where=where, code="policy"), where=where, code="policy")
