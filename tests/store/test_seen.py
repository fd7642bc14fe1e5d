"""The last head of a store is kept outside it, goes forward only, and is compared with what is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.keys import Signer, VerifierKey
from gate.model.errors import IntegrityError
from gate.store.ledger import Ledger
from gate.store.seen import VARIABLE, Head, SeenHead, require_continues, state_folder
from tests.store.helpers import note

TIME = "2026-06-10T00:00:00.000000Z"


def head_of(ledger: Ledger) -> Head:
    return Head(ledger.checkpoint().encode(), (VerifierKey.parse(ledger.vkey),), TIME)


def signed(signer: Signer, size: int) -> Head:
    checkpoint = Checkpoint(signer.name, size, bytes([size]) * 32)
    return Head(sign_checkpoint(checkpoint, signer), (signer.verifier,), TIME)


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def seen(state: Path) -> Iterator[SeenHead]:
    return SeenHead("/somewhere/store")


def test_nothing_is_made_before_something_is_kept(state: Path, seen: SeenHead) -> None:
    assert seen.load() is None
    assert not state.exists()
    head = signed(Signer.generate("example.org/log"), 3)
    seen.save(head)
    assert SeenHead("/somewhere/store").load() == head
    assert SeenHead("/somewhere/else").load() is None


def test_it_goes_forward_unless_it_is_set_back(seen: SeenHead) -> None:
    signer = Signer.generate("example.org/log")
    for size, expected in ((3, 3), (2, 3), (5, 5)):
        seen.save(signed(signer, size))
        found = seen.load()
        assert found is not None
        assert found.checkpoint.size == expected
    seen.save(signed(signer, 2), back=True)
    assert seen.load() == signed(signer, 2)


@pytest.mark.parametrize("data", [b"", b"{}", b"null", b'{"contract":"gate-seen-head-v1"}', b"\xff"])
def test_what_gate_did_not_write_is_refused(seen: SeenHead, data: bytes) -> None:
    assert seen.path is not None
    seen.path.parent.mkdir(parents=True)
    seen.path.write_bytes(data)
    with pytest.raises(IntegrityError, match=r"head\.malformed"):
        seen.load()


def test_a_head_that_its_key_did_not_sign_is_refused(seen: SeenHead) -> None:
    seen.save(signed(Signer.generate("example.org/log"), 3))
    assert seen.path is not None
    other = str(Signer.generate("example.org/log").verifier)
    found = seen.load()
    assert found is not None
    seen.path.write_text(seen.path.read_text().replace(str(found.key), other))
    with pytest.raises(IntegrityError, match=r"head\.malformed"):
        seen.load()


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv(VARIABLE, "own")
    assert state_folder() == Path.cwd() / "own"
    monkeypatch.delenv(VARIABLE)
    assert state_folder() == tmp_path / "xdg" / "gate"


def test_without_a_folder_for_state_nothing_is_kept_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gate.store.seen.state_folder", lambda: None)
    seen = SeenHead("/somewhere/store")
    seen.save(signed(Signer.generate("example.org/log"), 1))
    assert seen.load() is None


def test_a_full_or_foreign_folder_costs_nothing_else(state: Path, caplog: pytest.LogCaptureFixture) -> None:
    state.write_text("a file where the folder should be")
    seen = SeenHead("/somewhere/store")
    seen.save(signed(Signer.generate("example.org/log"), 1))
    assert seen.load() is None
    assert "could not be kept" in caplog.text


def test_a_log_that_grew_and_changed_its_key_continues(ledger: Ledger) -> None:
    before = head_of(ledger)
    with ledger.transaction() as tx:
        note(tx)
    ledger.rotate_key("second")
    ledger.rotate_key("third")
    keys = require_continues(ledger, before)
    assert keys == ledger.key_chain().keys
    assert len(keys) == 3
    assert require_continues(ledger, head_of(ledger)) == keys[2:]


def test_a_log_with_fewer_entries_was_rolled_back(ledger: Ledger) -> None:
    signer = ledger.signer
    head = Head(sign_checkpoint(Checkpoint(ledger.origin, 9, bytes(32)), signer), (signer.verifier,), TIME)
    with pytest.raises(IntegrityError, match=r"head\.rolled-back.*1 entries, but 9"):
        require_continues(ledger, head)


def test_a_log_with_another_history_is_a_fork(ledger: Ledger) -> None:
    signer = ledger.signer
    head = Head(sign_checkpoint(Checkpoint(ledger.origin, 1, bytes(32)), signer), (signer.verifier,), TIME)
    with pytest.raises(IntegrityError, match=r"head\.forked"):
        require_continues(ledger, head)


def test_another_key_and_another_log(ledger: Ledger) -> None:
    for origin, code in ((ledger.origin, "head.other-key"), ("another.example/log", "head.other-log")):
        stranger = Signer.generate(origin)
        head = Head(sign_checkpoint(Checkpoint(origin, 1, ledger.root()), stranger), (stranger.verifier,), TIME)
        with pytest.raises(IntegrityError) as caught:
            require_continues(ledger, head)
        assert caught.value.code == code


def test_entries_that_were_cut_off_are_a_truncation(ledger: Ledger, home: Path, clock: Callable) -> None:
    with ledger.transaction() as tx:
        note(tx)
    head = head_of(ledger)
    with ledger._db.write() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER entries_delete"))
        else:
            connection.execute(text("ALTER TABLE entries DISABLE TRIGGER USER"))
        connection.execute(text("DELETE FROM entries WHERE position = 1"))
    with pytest.raises(IntegrityError, match=r"head\.truncated"):
        require_continues(ledger, head)


def test_tests_keep_their_heads_apart_from_the_users() -> None:
    assert os.environ[VARIABLE] == str(state_folder())
    assert "pytest" in os.environ[VARIABLE]
