"""The running ssh-agent: which keys it holds, and a signature by one of them (draft-ietf-sshm-ssh-agent)."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from gate.log.people import ED25519_TYPE, PersonKey, string
from gate.model.errors import UsageError

_REQUEST_IDENTITIES, _IDENTITIES = 11, 12
_SIGN, _SIGNATURE = 13, 14
_TIMEOUT_S = 120
"""An agent may ask its user to confirm."""
_MAX_ANSWER = 1 << 20
_HINT = "start one (`eval $(ssh-agent); ssh-add`), or name a private key file"


def agent_keys() -> tuple[PersonKey, ...]:
    """The Ed25519 keys that the agent holds. Raises UsageError ``agent.unreachable``, ``agent.answer``."""
    answer = _Reader(_ask(bytes((_REQUEST_IDENTITIES,)), _IDENTITIES))
    keys = []
    for _ in range(answer.number()):
        blob, _comment = answer.string(), answer.string()
        if blob.startswith(string(ED25519_TYPE)):
            keys.append(PersonKey(blob[-32:]))
    return tuple(keys)


def agent_sign(key: PersonKey, message: bytes) -> bytes:
    """The agent's 64-byte Ed25519 signature. Raises UsageError ``agent.unreachable``, ``agent.no-key``, ``.answer``."""
    if key not in agent_keys():
        raise UsageError("agent.no-key", f"the ssh-agent does not hold {key}", hint="ssh-add FILE")
    request = bytes((_SIGN,)) + string(key.blob) + string(message) + bytes(4)
    signature = _Reader(_Reader(_ask(request, _SIGNATURE)).string())
    signature.string()  # the algorithm: the key has only one
    raw = signature.string()
    if len(raw) != 64:
        raise _malformed()
    return raw


def _ask(request: bytes, expected: int) -> bytes:
    """One question; the answer without its type."""
    with _connection() as agent:
        agent.sendall(string(request))
        size = int.from_bytes(_read(agent, 4), "big")
        if not 1 <= size <= _MAX_ANSWER:
            raise _malformed()
        answer = _read(agent, size)
    if answer[0] != expected:
        raise UsageError("agent.answer", "the ssh-agent refused: it is locked, or its user said no", hint=_HINT)
    return answer[1:]


@contextmanager
def _connection() -> Iterator[socket.socket]:
    path = os.environ.get("SSH_AUTH_SOCK")
    if not path:
        raise UsageError("agent.unreachable", "no ssh-agent is running (SSH_AUTH_SOCK is not set)", hint=_HINT)
    with socket.socket(socket.AF_UNIX) as agent:
        agent.settimeout(_TIMEOUT_S)
        try:
            agent.connect(path)
            yield agent
        except OSError as error:
            message = f"the ssh-agent does not answer: {error.strerror or error}"
            raise UsageError("agent.unreachable", message, where=path, hint=_HINT) from None


def _read(agent: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        chunk = agent.recv(size - len(data))
        if not chunk:
            raise _malformed()
        data += chunk
    return data


class _Reader:
    """Numbers and strings of an answer, in their order. Raises UsageError ``agent.answer`` where it is too short."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def number(self) -> int:
        return int.from_bytes(self._take(4), "big")

    def string(self) -> bytes:
        return self._take(self.number())

    def _take(self, size: int) -> bytes:
        if len(self._data) < size:
            raise _malformed()
        taken, self._data = self._data[:size], self._data[size:]
        return taken


def _malformed() -> UsageError:
    return UsageError("agent.answer", "the ssh-agent's answer cannot be read", hint=_HINT)
