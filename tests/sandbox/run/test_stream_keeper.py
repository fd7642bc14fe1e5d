import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from gate.model.text import printable
from gate.sandbox.run.progress import StreamKeeper, shown


@settings(deadline=None)
@given(st.lists(st.binary(max_size=50)), st.integers(1, 60))
def test_head_and_tail_are_kept_and_everything_is_hashed(chunks: list[bytes], cap: int) -> None:
    keeper = StreamKeeper(cap)
    for chunk in chunks:
        keeper.add(chunk)
    stream, whole = keeper.stream(), b"".join(chunks)
    assert stream.total_bytes == len(whole)
    assert stream.sha256.hex == hashlib.sha256(whole).hexdigest()
    assert len(stream.kept) == min(cap, len(whole))
    assert whole.startswith(stream.head)
    assert whole.endswith(stream.tail)
    assert stream.truncated == (len(whole) > cap)
    if not stream.truncated:
        assert stream.kept == whole


@settings(deadline=None)
@given(st.binary())
def test_what_is_shown_cannot_drive_a_terminal(data: bytes) -> None:
    assert all(c in "\n\t" or c.isprintable() for c in printable(data))


def test_marks_that_turn_text_around_are_printable() -> None:
    assert printable("a\u202eb\x1b[31mä\r\n".encode()) == "a\\u202eb\\x1b[31mä\\r\n"


def test_the_gap_is_told() -> None:
    keeper = StreamKeeper(4)
    keeper.add(b"abcdefgh")
    assert shown(keeper.stream()) == "ab\n… 4 bytes left out …\ngh"
