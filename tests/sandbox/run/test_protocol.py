"""Both ends of the protocol: the host's decoder against hostile bytes, and the real supervisor's reader and writer."""

import importlib.util
import io
import itertools
import struct
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.model.policy import RunLimits
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.run.protocol import MAX_FRAME, Conversation, ProtocolError, request
from gate.system.resources import resource

OUTPUTS = (Output("r", 10), Output("s/t", 3))


class Listener(Conversation):
    """A conversation that notes what it told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.streams = {1: b"", 2: b""}
        super().__init__(OUTPUTS, lambda: self.told.append("start"), self.stream, lambda: self.told.append("end"))

    def stream(self, number: int, data: bytes) -> None:
        self.streams[number] += data


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    return struct.pack(">cI", kind, len(payload)) + payload


def words(*items: object) -> bytes:
    return b"".join(struct.pack(">I", len(word)) + word for word in (str(item).encode() for item in items))


START = frame(b"S")
END = frame(b"E", words("exited", "code", 0, "memory.peak", "5\n"))
GOOD = [
    START,
    frame(b"1", b"out"),
    frame(b"2", b"err"),
    frame(b"1", b"more"),
    END,
    frame(b"F", words("r", 4)),
    frame(b"D", b"ab"),
    frame(b"D", b"cd"),
    frame(b"X", words("s/t", "symlink")),
    frame(b"Z"),
]


def heard(data: bytes, cuts: list[int] | None = None) -> Listener:
    listener = Listener()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts or []), len(data)]
    for start, stop in itertools.pairwise(edges):
        listener.feed(data[start:stop])
    return listener


@settings(deadline=None)
@given(st.lists(st.integers(0, 300), max_size=20))
def test_a_good_conversation_in_any_pieces(cuts: list[int]) -> None:
    listener = heard(b"".join(GOOD), cuts)
    assert listener.complete
    assert listener.told == ["start", "end"]
    assert listener.streams == {1: b"outmore", 2: b"err"}
    assert listener.taken == {"r": b"abcd"}
    assert listener.refused == {"s/t": "symlink"}
    assert listener.ended is not None
    assert (listener.ended.code, listener.ended.signal) == (0, None)
    assert listener.ended.statistics == {"memory.peak": "5\n"}


BAD = {
    "nothing before the start": [frame(b"1", b"x")],
    "an early end": [END],
    "start with content": [frame(b"S", b"x")],
    "start twice": [START, START],
    "unknown frame": [START, frame(b"Q")],
    "output before the end": [START, frame(b"F", words("r", 1))],
    "huge frame": [START, struct.pack(">cI", b"1", MAX_FRAME + 1)],
    "unknown reason": [START, frame(b"E", words("won", "code", 0))],
    "no status": [START, frame(b"E", words("exited", "unknown", 0))],
    "exit code 256": [START, frame(b"E", words("exited", "code", 256))],
    "negative": [START, frame(b"E", words("exited", "code", -1))],
    "other digits": [START, frame(b"E", words("exited", "code", "\u0661"))],
    "signal 0": [START, frame(b"E", words("exited", "signal", 0))],
    "odd statistics": [START, frame(b"E", words("exited", "code", 0, "x"))],
    "short end": [START, frame(b"E", words("exited"))],
    "cut word": [START, frame(b"E", words("exited", "code", 0)[:-1])],
    "length cut": [START, frame(b"E", words("exited", "code", 0) + b"\0\0")],
    "end twice": [START, END, END],
    "stream after the end": [START, END, frame(b"1", b"x")],
    "not declared": [START, END, frame(b"F", words("other", 1))],
    "refused but not declared": [START, END, frame(b"X", words("other", "why"))],
    "over its cap": [START, END, frame(b"F", words("r", 11))],
    "endless number": [START, END, frame(b"F", words("r", "1" * 5000))],
    "twice": [START, END, frame(b"F", words("r", 0)), frame(b"F", words("r", 0))],
    "refused and given": [START, END, frame(b"X", words("r", "x")), frame(b"F", words("r", 0))],
    "more than announced": [START, END, frame(b"F", words("r", 1)), frame(b"D", b"ab")],
    "empty piece": [START, END, frame(b"F", words("r", 1)), frame(b"D")],
    "less than announced": [START, END, frame(b"F", words("r", 2)), frame(b"D", b"a"), frame(b"Z")],
    "piece of nothing": [START, END, frame(b"D", b"a")],
    "a third word": [START, END, frame(b"X", words("r", "x", "y"))],
    "end with content": [START, END, frame(b"Z", b"x")],
    "after the end of all": [START, END, frame(b"Z"), frame(b"1", b"x")],
    "its own trouble": [frame(b"!", words("OSError", "disk"))],
}


@pytest.mark.parametrize("frames", BAD.values(), ids=BAD)
def test_whatever_is_out_of_order_is_one_error(frames: list[bytes]) -> None:
    with pytest.raises(ProtocolError) as caught:
        heard(b"".join(frames))
    assert caught.value.as_infrastructure().code == "sandbox.protocol"


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_hostile_bytes_only_ever_raise_that_error(data: bytes) -> None:
    for prefix in (b"", START, START + END, START + END + frame(b"F", words("r", 5))):
        try:
            listener = heard(prefix + data)
        except ProtocolError:
            continue
        assert all(len(content) <= 10 for content in listener.taken.values())


@settings(deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 60), st.integers(0, 255))
def test_a_changed_byte_never_gives_more_than_was_declared(number: int, place: int, value: int) -> None:
    changed = bytearray(GOOD[number])
    changed[place % len(changed)] = value
    try:
        listener = heard(b"".join([*GOOD[:number], bytes(changed), *GOOD[number + 1 :]]))
    except ProtocolError:
        return
    assert set(listener.taken) | set(listener.refused) <= {"r", "s/t"}
    assert all(len(content) <= 10 for content in listener.taken.values())


@pytest.fixture(scope="module")
def supervisor() -> ModuleType:
    path = resource("sandboxes") / "supervisor" / "supervisor.py"
    spec = importlib.util.spec_from_file_location("supervisor", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


names = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)


@settings(deadline=None)
@given(
    argv=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), min_size=1),
    env=st.dictionaries(names, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))),
    inputs=st.dictionaries(names, st.binary(max_size=64), max_size=4),
    outputs=st.lists(names, max_size=4, unique=True),
    stdin=st.binary(max_size=64),
)
def test_the_supervisor_reads_what_the_host_writes(
    supervisor: ModuleType,
    argv: list[str],
    env: dict[str, str],
    inputs: dict[str, bytes],
    outputs: list[str],
    stdin: bytes,
) -> None:
    spec = RunSpec(
        image="sha256:" + "0" * 64,
        argv=tuple(argv),
        env=env,
        inputs={f"folder/{name}": data for name, data in inputs.items()},
        outputs=tuple(Output(name, 7) for name in outputs),
        stdin=stdin,
        limits=RunLimits(cpu_s=3),
    )
    wire = io.BytesIO(b"".join(request(spec)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(supervisor, "read_exactly", wire.read)
        found = supervisor.Request()
    assert found.argv == argv
    assert env.items() <= found.env.items()
    assert (found.cpu_s, found.stdin_bytes) == (3, len(stdin))
    assert found.folders == (["folder"] if inputs else [])
    assert found.inputs == [(f"folder/{name}", len(data)) for name, data in inputs.items()]
    assert found.outputs == [(name, 7) for name in outputs]
    assert wire.read() == b"".join([*inputs.values(), stdin])


@settings(deadline=None)
@given(st.lists(st.text(max_size=20)))
def test_the_host_reads_what_the_supervisor_writes(supervisor: ModuleType, items: list[str]) -> None:
    sent = io.BytesIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(supervisor, "write_all", lambda fd, data: sent.write(data))
        supervisor.send_words(b"E", "exited", "signal", 9, *[word for item in items for word in ("name", item)])
        supervisor.send(b"Z")
    listener = heard(START + sent.getvalue())
    assert listener.complete
    assert listener.ended is not None
    assert listener.ended.signal == 9
