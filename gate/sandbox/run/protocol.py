"""What travels between the host and the supervisor (``sandboxes/supervisor/supervisor.py``) inside.

A *word* is a length (4 bytes, big endian) and that many bytes. To the supervisor go lists of words, each preceded by
its number of words: argv; environment (name, value, …); CPU seconds and size of stdin; folders; inputs (name, size, …);
outputs (name, cap, …). Then all inputs and stdin follow as raw bytes. No JSON: importing a parser would cost more than
everything else that the supervisor does.

From it come frames of kind (1 byte), length (4 bytes, big endian) and payload, in this order:

    S                 the submission starts now
    1 … 2 …           bytes of its stdout and stderr
    E words           why it ended, code or signal, its number, then control-group files (name, text, …);
                      nothing of the submission lives any more
    F words, D …      a declared output: name and size, then its bytes
    X words           a declared output that is not taken: name and why
    Z                 the end
    ! words           the supervisor could not do its work: error and message

The supervisor is ours, yet its bytes come out of a container in which hostile code ran: every field is checked, all
sizes are capped, and whatever is out of order is one error.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gate.model.errors import InfrastructureError
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.seal.container import ENVIRONMENT, input_folders

MAX_FRAME = 64 * 1024
_HEAD = struct.Struct(">cI")
_LENGTH = struct.Struct(">I")
_REASONS = frozenset({"exited", "stopped", "cpu-limit"})
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


@dataclass(frozen=True, slots=True)
class Ended:
    """The frame E. ``why``: ``exited``, ``stopped`` or ``cpu-limit``; at most one of ``code`` and ``signal`` is set."""

    why: str
    code: int | None
    signal: int | None
    statistics: Mapping[str, str]


def request(spec: RunSpec) -> Iterator[bytes]:
    """Everything that goes to the supervisor, in pieces of at most 1 MiB (the first holds all lists)."""
    env = {**ENVIRONMENT, **spec.env}
    yield b"".join(
        _list(words)
        for words in (
            spec.argv,
            _flat(env.items()),
            (spec.limits.cpu_s, len(spec.stdin)),
            input_folders(spec.inputs),
            _flat((name, len(data)) for name, data in spec.inputs.items()),
            _flat((output.name, output.max_bytes) for output in spec.outputs),
        )
    )
    for data in (*spec.inputs.values(), spec.stdin):
        for start in range(0, len(data), _PIECE):
            yield data[start : start + _PIECE]


def _flat(pairs: Iterable[tuple[object, object]]) -> list[object]:
    return [word for pair in pairs for word in pair]


def _list(words: Iterable[object]) -> bytes:
    encoded = [str(word).encode() for word in words]
    return _LENGTH.pack(len(encoded)) + b"".join(_LENGTH.pack(len(word)) + word for word in encoded)


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
    _file: str | None = None
    _size: int = 0
    _content: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> None:
        """The next bytes from the container. Raises ProtocolError."""
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
            raise ProtocolError(": ".join(_words(payload))[:500])
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
        ended = _ended(_words(payload))
        self.ended = ended
        self.on_end()

    def _after_end(self, kind: bytes, payload: bytes) -> None:
        if kind == b"Z":
            _expect(not payload, "an end with content")
            self.complete = True
        elif kind == b"X":
            words = _words(payload)
            _expect(len(words) == 2, "a malformed refusal")
            self.refused[self._declared(words[0]).name] = words[1][:40]
        else:
            _expect(kind == b"F", f"frame {kind!r} after the end of the run")
            words = _words(payload)
            _expect(len(words) == 2, "a malformed output")
            output = self._declared(words[0])
            self._file, self._size = output.name, _number(words[1])
            _expect(self._size <= output.max_bytes, f"an output of {self._size} bytes, allowed are {output.max_bytes}")
            self._content = bytearray()
            self._data(b"")

    def _data(self, payload: bytes) -> None:
        assert self._file is not None
        self._content += payload
        _expect(len(self._content) <= self._size, "more bytes than the output has")
        if len(self._content) == self._size:
            self.taken[self._file] = bytes(self._content)
            self._file = None

    def _declared(self, name: str) -> Output:
        for output in self.outputs:
            if output.name == name and name not in self.taken and name not in self.refused:
                return output
        raise ProtocolError("an output that was not declared, or twice")


def _expect(condition: bool, what: str) -> None:
    if not condition:
        raise ProtocolError(what)


def _words(payload: bytes) -> list[str]:
    words: list[str] = []
    place = 0
    while place < len(payload):
        _expect(len(payload) - place >= _LENGTH.size, "a word without its length")
        (size,) = _LENGTH.unpack_from(payload, place)
        place += _LENGTH.size
        _expect(len(payload) - place >= size, "a word that is cut off")
        words.append(payload[place : place + size].decode("utf-8", "replace"))
        place += size
    return words


def _ended(words: list[str]) -> Ended:
    _expect(len(words) >= 3 and len(words) % 2 == 1, "a malformed end")
    why, kind, text, *files = words
    number = _number(text)
    _expect(why in _REASONS, f"ended by {why[:40]!r}")
    _expect(kind in ("code", "signal") or (kind == "unknown" and why != "exited"), "no exit status")
    _expect(kind != "code" or number <= 255, "an exit code out of range")
    _expect(kind != "signal" or 0 < number < 128, "a signal out of range")
    return Ended(
        why=why,
        code=number if kind == "code" else None,
        signal=number if kind == "signal" else None,
        statistics=dict(zip(files[::2], files[1::2], strict=True)),
    )


def _number(text: str) -> int:
    _expect(text.isascii() and text.isdigit() and len(text) <= 15, f"{text[:40]!r} is not a number")
    return int(text)
