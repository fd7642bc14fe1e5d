"""What travels between the host and the supervisor (``sandboxes/supervisor/supervisor.py``) inside.

To the supervisor: a 4-byte length, a JSON header, then all inputs and stdin as raw bytes in the header's order.
From it: frames of kind (1 byte), length (4 bytes, big endian) and payload. In order:

    S                 the submission starts now
    1 … 2 …           bytes of its stdout and stderr
    E {…}             how it ended, and control-group files; nothing of the submission lives any more
    F {…} D D D …     a declared output: name and size, then its bytes
    X {…}             a declared output that is not taken, and why
    Z                 the end
    ! {…}             the supervisor could not do its work

The supervisor is ours, yet its bytes come out of a container in which hostile code ran: every field is checked, all
sizes are capped, and whatever is out of order is one error.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from gate.model.base import Contract, Model
from gate.model.errors import InfrastructureError
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.seal import ENVIRONMENT, input_folders

MAX_FRAME = 64 * 1024
_HEAD = struct.Struct(">cI")
_PIECE = 1 << 20


class ProtocolError(Exception):
    """The bytes are not what a supervisor sends."""

    def as_infrastructure(self) -> InfrastructureError:
        """The one error that the outside sees."""
        return InfrastructureError(
            "sandbox.protocol",
            f"the supervisor inside the container did not keep to its protocol: {self}",
            hint="run `gate sandbox test`; if it passes, rebuild the image with `gate sandbox build`",
        )


class Ended(Contract):
    """The frame E."""

    why: str
    code: int | None
    signal: int | None
    statistics: Mapping[str, str]


class _File(Contract):
    name: str
    size: int


class _Refused(Contract):
    name: str
    why: str


class _Trouble(Contract):
    error: str
    message: str


def request(spec: RunSpec) -> Iterator[bytes]:
    """Everything that goes to the supervisor, in pieces of at most 1 MiB."""
    header = json.dumps(
        {
            "argv": spec.argv,
            "env": {**ENVIRONMENT, **spec.env},
            "cwd": "/tmp",
            "cpu_s": spec.limits.cpu_s,
            # Backup of the limit on the whole container, which the supervisor watches.
            "rlimits": [["RLIMIT_CPU", [spec.limits.cpu_s + 1, spec.limits.cpu_s + 2]]],
            "folders": input_folders(spec.inputs),
            "inputs": [{"name": name, "size": len(data)} for name, data in spec.inputs.items()],
            "stdin": len(spec.stdin),
            "outputs": [{"name": output.name, "max_bytes": output.max_bytes} for output in spec.outputs],
        }
    ).encode("ascii")
    yield struct.pack(">I", len(header)) + header
    for data in (*spec.inputs.values(), spec.stdin):
        for start in range(0, len(data), _PIECE):
            yield data[start : start + _PIECE]


@dataclass(slots=True)
class Conversation:
    """Decodes the frames of one run. Feed it bytes; it raises ProtocolError for anything out of order.

    ``on_start`` and ``on_end`` are called once, when S and E arrive; ``on_stream`` for each piece of output with the
    stream's number (1 or 2).
    """

    outputs: tuple[Output, ...]
    on_start: Callable[[], None]
    on_stream: Callable[[int, bytes], None]
    on_end: Callable[[], None]
    ended: Ended | None = None
    complete: bool = False
    taken: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    _started: bool = False
    _buffer: bytearray = field(default_factory=bytearray)
    _file: _File | None = None
    _content: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> None:
        """The next bytes from the container."""
        self._buffer += data
        start = 0
        while len(self._buffer) - start >= _HEAD.size:
            kind, size = _HEAD.unpack_from(self._buffer, start)
            if size > MAX_FRAME:
                raise ProtocolError(f"a frame of {size} bytes")
            stop = start + _HEAD.size + size
            if len(self._buffer) < stop:
                break
            self._frame(kind, bytes(self._buffer[start + _HEAD.size : stop]))
            start = stop
        del self._buffer[:start]

    def _frame(self, kind: bytes, payload: bytes) -> None:
        if self.complete:
            raise ProtocolError("bytes after the end")
        if kind == b"!":
            trouble = _parse(_Trouble, payload)
            raise ProtocolError(f"{trouble.error[:80]}: {trouble.message[:500]}")
        if not self._started:
            _expect(kind == b"S" and not payload, "output before the start")
            self._started = True
            self.on_start()
        elif self.ended is None:
            self._while_running(kind, payload)
        elif self._file is not None:
            _expect(kind == b"D" and bool(payload), "an output is incomplete")
            self._data(payload)
        else:
            self._after_end(kind, payload)

    def _while_running(self, kind: bytes, payload: bytes) -> None:
        if kind in (b"1", b"2"):
            self.on_stream(int(kind), payload)
            return
        _expect(kind == b"E", f"frame {kind!r} while running")
        ended = _parse(Ended, payload)
        _expect(ended.why in ("exited", "stopped", "cpu-limit"), f"ended by {ended.why[:40]!r}")
        _expect(ended.code is None or 0 <= ended.code <= 255, "an exit code out of range")
        _expect(ended.signal is None or 0 < ended.signal < 128, "a signal out of range")
        _expect(ended.why != "exited" or (ended.code is None) != (ended.signal is None), "no exit status")
        self.ended = ended
        self.on_end()

    def _after_end(self, kind: bytes, payload: bytes) -> None:
        if kind == b"Z":
            _expect(not payload, "an end with content")
            self.complete = True
        elif kind == b"X":
            refused = _parse(_Refused, payload)
            self._declared(refused.name)
            self.refused[refused.name] = refused.why[:40]
        else:
            _expect(kind == b"F", f"frame {kind!r} after the end of the run")
            file = _parse(_File, payload)
            cap = self._declared(file.name).max_bytes
            _expect(0 <= file.size <= cap, f"an output of {file.size} bytes where {cap} are allowed")
            self._file = file
            self._content = bytearray()
            self._data(b"")

    def _data(self, payload: bytes) -> None:
        assert self._file is not None
        self._content += payload
        _expect(len(self._content) <= self._file.size, "more bytes than the output has")
        if len(self._content) == self._file.size:
            self.taken[self._file.name] = bytes(self._content)
            self._file = None

    def _declared(self, name: str) -> Output:
        for output in self.outputs:
            if output.name == name and name not in self.taken and name not in self.refused:
                return output
        raise ProtocolError("an output that was not declared, or twice")


def _expect(condition: bool, what: str) -> None:
    if not condition:
        raise ProtocolError(what)


def _parse(model: type[Model], payload: bytes) -> Model:
    try:
        return model.model_validate_json(payload)
    except ValidationError as error:
        raise ProtocolError(f"{model.__name__}: {error.error_count()} wrong fields") from None
