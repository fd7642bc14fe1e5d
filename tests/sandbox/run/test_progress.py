import threading
import time

from gate.model.policy import RunLimits
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.run.progress import FLOOD_FACTOR, Progress
from tests.sandbox.run.test_protocol import END, START, frame, words

SPEC = RunSpec(image="sha256:" + "0" * 64, argv=("x",), outputs=(Output("r", 9),), limits=RunLimits(stream_bytes=10))


def test_the_stages_of_a_run() -> None:
    progress = Progress(SPEC)
    assert (progress.started_at, progress.ended, progress.finished) == (None, False, False)
    progress.on_data(START + frame(b"1", b"hello"))
    assert progress.started_at is not None
    assert not progress.ended
    progress.on_data(END)
    assert (progress.ended, progress.finished, progress.complete) == (True, False, False)
    progress.on_data(frame(b"F", words("r", 2)) + frame(b"D", b"ab") + frame(b"Z"))
    assert (progress.finished, progress.complete, progress.outputs) == (True, True, {"r": b"ab"})
    assert progress.streams[0].stream().kept == b"hello"


def test_a_connection_that_ends_early_is_an_end_without_a_report() -> None:
    progress = Progress(SPEC)
    progress.on_data(START)
    progress.on_close()
    assert progress.ended
    assert progress.finished
    assert progress.report is None
    assert progress.ended_at is not None


def test_after_a_breach_nothing_is_believed() -> None:
    progress = Progress(SPEC)
    progress.on_data(START + frame(b"Q"))
    progress.on_data(END + frame(b"Z"))
    assert progress.failure is not None
    assert progress.report is None
    assert progress.finished


def test_a_flood_is_counted_for_each_stream() -> None:
    progress = Progress(SPEC)
    progress.on_data(START + frame(b"1", b"x" * 10 * FLOOD_FACTOR) + frame(b"2", b"x" * 10 * FLOOD_FACTOR))
    assert not progress.flooded
    progress.on_data(frame(b"2", b"x"))
    assert progress.flooded


def test_waiting_ends_with_news_or_with_the_deadline() -> None:
    progress = Progress(SPEC)
    assert not progress.wait(lambda seen: seen.ended, time.monotonic() + 0.01)
    assert not progress.wait(lambda seen: seen.ended, time.monotonic() - 1)
    timer = threading.Timer(0.05, lambda: progress.on_data(START + END))
    timer.start()
    assert progress.wait(lambda seen: seen.ended, time.monotonic() + 60)
    timer.join()
