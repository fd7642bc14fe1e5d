"""Reading from a server that is not trusted: bounded in size and time."""

from __future__ import annotations

from gate.model.errors import InfrastructureError

CONNECT_S = 10.0
READ_S = 30.0


def fetch(url: str, *, max_bytes: int, code: str) -> bytes:
    """The body at a URL. Raises InfrastructureError ``code`` when it does not come, or is larger than ``max_bytes``."""
    import requests  # here, because most commands need no network and the import is slow

    try:
        with requests.get(url, timeout=(CONNECT_S, READ_S), stream=True) as answer:
            answer.raise_for_status()
            data = answer.raw.read(max_bytes + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise InfrastructureError(code, f"nothing came back: {str(error)[:300]}", where=url) from None
    if len(data) > max_bytes:
        raise InfrastructureError(code, f"more than {max_bytes} bytes came back", where=url)
    return bytes(data)
