from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from gate.log.keys import VerifierKey
from gate.model.errors import GateError, InfrastructureError, IntegrityError, UsageError
from gate.store.keys import create_key, ensure_signer, load_signer, public_keys

ORIGIN = "gate.example/log"


def test_a_new_key_is_private_and_can_be_loaded(home: Path) -> None:
    made = create_key(home, "first", ORIGIN)
    private, public = home / "keys" / "first.key", home / "keys" / "first.pub"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert stat.S_IMODE(private.parent.stat().st_mode) == 0o700
    assert VerifierKey.parse(public.read_text().strip()) == made.verifier
    assert load_signer(home) == made
    assert {path.name for path in private.parent.iterdir()} == {"first.key", "first.pub"}


def test_of_several_keys_the_public_half_chooses(home: Path) -> None:
    keys = [create_key(home, name, ORIGIN) for name in ("a", "b", "c")]
    for key in keys:
        assert load_signer(home, str(key.verifier)) == key
    with pytest.raises(UsageError, match=r"keys\.ambiguous"):
        load_signer(home)


def test_a_broken_off_start_uses_the_key_that_it_made(home: Path) -> None:
    made = ensure_signer(home, ORIGIN)
    assert ensure_signer(home, ORIGIN) == made


def test_a_start_that_broke_off_before_the_public_half_writes_it(home: Path) -> None:
    made = ensure_signer(home, ORIGIN)
    (home / "keys" / "log.pub").unlink()
    assert ensure_signer(home, ORIGIN) == made
    assert public_keys(home) == (made.verifier,)


def test_a_half_written_key_is_replaced(home: Path) -> None:
    (home / "keys").mkdir(parents=True)
    (home / "keys" / ".log.key.partial").write_text("PRIVATE+KEY+half")
    made = ensure_signer(home, ORIGIN)
    assert load_signer(home) == made
    assert not (home / "keys" / ".log.key.partial").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o601, 0o620])
def test_a_key_that_others_may_use_is_refused(home: Path, mode: int) -> None:
    create_key(home, "first", ORIGIN)
    path = home / "keys" / "first.key"
    path.chmod(mode)
    with pytest.raises(InfrastructureError, match=r"keys\.permissions") as caught:
        load_signer(home)
    assert caught.value.hint == f"chmod 600 {path}"


def test_a_key_that_this_user_may_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_key(home, "first", ORIGIN)
    really_open = os.open

    def refuse(path: Path, *more: int) -> int:
        # The superuser, who may run these tests, is never refused by the kernel.
        if Path(path).suffix == ".key":
            raise PermissionError(13, "Permission denied", str(path))
        return really_open(path, *more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InfrastructureError, match=r"keys\.permissions") as caught:
        load_signer(home)
    assert str(home) in (caught.value.hint or "")


def test_a_missing_key_is_said(home: Path) -> None:
    with pytest.raises(InfrastructureError, match=r"keys\.missing"):
        load_signer(home)
    create_key(home, "first", ORIGIN)
    other = create_key(home / "other", "first", ORIGIN)
    with pytest.raises(InfrastructureError, match=r"keys\.missing"):
        load_signer(home, str(other.verifier))


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe", b"PRIVATE+KEY+x+00000000+AAAA", b"x" * 9000])
def test_a_damaged_key_is_an_integrity_failure_that_shows_nothing(home: Path, content: bytes) -> None:
    secret = create_key(home, "first", ORIGIN).to_secret_text()
    path = home / "keys" / "first.key"
    for data in (content, secret.encode()[:-4]):
        path.write_bytes(data)
        with pytest.raises(IntegrityError, match=r"keys\.malformed") as caught:
            load_signer(home)
        assert caught.value.where == str(path)
        assert secret.split("+")[-1][:20] not in str(caught.value)


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 65, "a b"])
def test_a_key_file_has_a_plain_name(home: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"keys\.name"):
        create_key(home, name, ORIGIN)


def test_no_key_is_ever_overwritten(home: Path) -> None:
    made = create_key(home, "first", ORIGIN)
    with pytest.raises(UsageError, match=r"keys\.exists"):
        create_key(home, "first", ORIGIN)
    assert load_signer(home) == made


def test_an_origin_that_cannot_name_a_key(home: Path) -> None:
    with pytest.raises(GateError, match=r"note\.key-name"):
        create_key(home, "first", "two words")
