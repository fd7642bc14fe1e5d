"""Talking to servers that are not trusted: bounded in size and in time."""

from __future__ import annotations

import time
from dataclasses import dataclass

from gate.model.errors import InfrastructureError

CONNECT_S = 10.0
READ_S = 30.0
"""How long one read may take, and the whole answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, the media type without parameters, the body."""

    status: int
    media_type: str
    data: bytes


def exchange(url: str, *, code: str, max_bytes: int, body: bytes | None = None) -> Answer:
    """GET a URL, or POST ``body`` to it; whatever the status is. Redirections of a POST are not followed.

    Raises InfrastructureError ``code``: no server, no answer in time, or one of more than ``max_bytes``.
    """
    import requests  # here, because most commands need no network and the import is slow

    deadline = time.monotonic() + READ_S
    data = bytearray()
    try:
        with requests.request(
            "GET" if body is None else "POST",
            url,
            data=body,
            headers={} if body is None else {"Content-Type": "text/plain; charset=utf-8"},
            timeout=(CONNECT_S, READ_S),
            allow_redirects=body is None,
            stream=True,
        ) as answer:
            for chunk in answer.iter_content(1 << 14):
                data += chunk
                if len(data) > max_bytes:
                    raise InfrastructureError(code, f"more than {max_bytes} bytes came back", where=url)
                if time.monotonic() > deadline:
                    raise InfrastructureError(code, f"the answer took more than {READ_S:.0f} s", where=url)
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(answer.status_code, media_type, bytes(data))
    except (requests.RequestException, ValueError) as error:
        raise InfrastructureError(code, f"nothing came back: {str(error)[:300]}", where=url) from None


def fetch(url: str, *, code: str, max_bytes: int) -> bytes:
    """The body at a URL. Raises InfrastructureError ``code`` as `exchange` does, and for a status other than 200."""
    answer = exchange(url, code=code, max_bytes=max_bytes)
    if answer.status != 200:
        raise InfrastructureError(code, f"answered with status {answer.status}", where=url)
    return answer.data
