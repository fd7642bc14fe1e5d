import threading
from pathlib import Path

import pytest

from gate.model.errors import InfrastructureError, InterruptedRun, UsageError
from gate.sandbox.engine.slots import Slots


def test_no_two_holders_of_one_machine_share_a_number(tmp_path: Path) -> None:
    """Two `Slots` stand for two gate processes."""
    one, other = Slots(2, tmp_path), Slots(1, tmp_path)
    with one.hold() as a, one.hold() as b, other.hold() as c:
        assert len({a, b, c}) == 3
    with other.hold() as again:
        assert again == 0


def test_who_comes_too_late_waits(tmp_path: Path) -> None:
    slots = Slots(1, tmp_path)
    got = threading.Event()

    def second() -> None:
        with slots.hold():
            got.set()

    with slots.hold():
        thread = threading.Thread(target=second)
        thread.start()
        assert not got.wait(0.05)
    thread.join(timeout=30)
    assert got.is_set()


def test_closing_sends_the_waiting_home(tmp_path: Path) -> None:
    slots = Slots(1, tmp_path)
    seen: list[str] = []

    def second() -> None:
        try:
            with slots.hold():
                seen.append("in")
        except InterruptedRun as error:
            seen.append(error.code)

    with slots.hold():
        thread = threading.Thread(target=second)
        thread.start()
        slots.close()
        thread.join(timeout=30)
    assert seen == ["sandbox.closed"]
    assert slots.closed


def test_a_folder_that_others_may_write_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "slots"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(InfrastructureError) as caught:
        Slots(1, folder)
    assert caught.value.code == "sandbox.slots"


def test_a_link_instead_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(InfrastructureError):
        Slots(1, tmp_path / "link")


def test_a_link_instead_of_a_lock_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "slot-0").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InfrastructureError) as caught, Slots(1, tmp_path).hold():
        pass
    assert caught.value.code == "sandbox.slots"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("count", [0, -1])
def test_no_slots_at_all(tmp_path: Path, count: int) -> None:
    with pytest.raises(UsageError):
        Slots(count, tmp_path)
