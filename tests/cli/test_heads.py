"""Stores that were set back, cut, replaced or re-signed, and what is said about them; keys that the caller gives."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from gate.engine.workspace import Workspace
from gate.log.keys import Signer
from gate.store.seen import VARIABLE, SeenHead

READING = (("show", "sample-1"), ("history", "sample-1"), ("log", "verify"), ("log", "tail"))


@pytest.fixture
def store(gate, home, record_file, artifact_folder) -> Path:
    assert gate("init").code == 0
    gate("submit", record_file, artifact_folder, env={"DOCKER_HOST": "unix:///nowhere/docker.sock"})
    return home


@pytest.fixture
def backup(store, tmp_path) -> Path:
    return Path(shutil.copytree(store, tmp_path / "backup"))


def add(gate, text="a typo"):
    done = gate("correct", "sample-1", "--kind", "erratum", "--text", text)
    assert done.code == 0, done.err


def put_back(backup: Path, store: Path) -> None:
    shutil.rmtree(store)
    shutil.copytree(backup, store)


def refused(done, code: str) -> bool:
    assert (done.code, f"error[{code}]" in done.err) == (5, True), done.err
    return True


@pytest.fixture
def anchors(tmp_path) -> Path:
    repository = tmp_path / "anchors"
    subprocess.run(["git", "init", "-q", repository], check=True)
    for name, value in (("user.name", "T"), ("user.email", "t@example.org")):
        subprocess.run(["git", "-C", repository, "config", name, value], check=True)
    return repository


@pytest.fixture
def published(tmp_path) -> Iterator[tuple[Path, str]]:
    """A folder of tiles and the URL at which it is served."""
    folder = tmp_path / "published"
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


# Keys that the caller gives


def test_the_key_that_is_given_decides(gate, store):
    key = (store / "keys" / "log.pub").read_text().strip()
    stranger = str(Signer.generate(key.partition("+")[0]).verifier)
    assert gate("log", "verify", "--key", key).code == 0
    assert refused(gate("log", "verify", "--key", stranger), "log.wrong-signature")
    assert gate("log", "rotate", "second").code == 0
    assert gate("log", "verify", "--key", key).code == 0
    assert gate("log", "verify", "--key", store / "keys" / "second.pub").code == 0


@pytest.mark.parametrize("key", ["completely-bogus", "", "example.org/log+00000000+AAAA", "no/such/file.pub"])
def test_what_is_no_key_is_a_usage_error(gate, store, tmp_path, key):
    gate("log", "export", tmp_path / "log.jsonl")
    gate("bundle", "sample-1", "--latest", "-o", tmp_path / "v.bundle")
    for words in (
        ("log", "verify"),
        ("log", "verify", "--from", tmp_path / "log.jsonl"),
        ("verify", tmp_path / "v.bundle"),
    ):
        done = gate(*words, "--key", key)
        assert (done.code, "error[verify.key]" in done.err) == (2, True), done.err


def test_a_witnesses_key_is_no_logs_key(gate, store):
    done = gate("log", "verify", "--key", "witness.example+" + "0" * 8)
    assert done.code == 2


def test_a_store_that_another_key_signed_anew_is_refused(gate, store, tmp_path):
    """Everything is consistent in itself, the keys folder included; only what was seen before tells."""
    origin = Workspace.open(store, read_only=True).ledger.origin
    forged = tmp_path / "forged"
    assert gate("init", "--home", forged, "--origin", origin).code == 0
    put_back(forged, store)
    for words in READING:
        assert refused(gate(*words), "head.other-key")
    assert refused(gate("recover", "--from-backup"), "head.other-key")


# Databases that are gone


def test_keys_or_blobs_without_a_database_are_an_integrity_failure(gate, store):
    for path in store.glob("gate.db*"):
        path.unlink()
    for words in (*READING, ("init",), ("recover",)):
        done = gate(*words)
        assert refused(done, "store.database-missing")
        assert "gate init" not in done.err
    (store / "gate.db").touch()
    for words in (*READING, ("init",)):
        assert refused(gate(*words), "store.database-missing")
    shutil.rmtree(store / "blobs")
    assert refused(gate("init"), "store.database-missing"), "the key is still one that signed a log here"


def test_a_store_is_made_in_an_empty_folder(gate, home):
    home.mkdir()
    (home / "thesis.tex").touch()
    done = gate("init")
    assert (done.code, "error[store.not-empty]" in done.err, "thesis.tex" in done.err) == (2, True, True)
    assert [path.name for path in home.iterdir()] == ["thesis.tex"]


def test_a_folder_that_was_emptied_may_hold_a_new_log(gate, store, caplog):
    shutil.rmtree(store)
    assert gate("init").code == 0
    assert "another log was seen here" in caplog.text
    assert gate("log", "verify").code == 0


# Stores that were set back


def test_a_store_that_was_set_back_is_named_until_it_is_accepted(gate, store, backup):
    add(gate)
    put_back(backup, store)
    for words in (*READING, ("recover",), ("correct", "sample-1", "--kind", "erratum", "--text", "t")):
        done = gate(*words)
        assert refused(done, "head.rolled-back")
        assert "gate recover --from-backup" in done.err
    before = len(gate("log", "tail", "--home", backup, "-n", "999", "--json").json["entries"])
    accepted = gate("recover", "--from-backup", "--json")
    assert accepted.code == 0, accepted.err
    assert accepted.valid("recovery")["given_up"] == before + 1
    (entry,) = gate("log", "search", "--kind", "restore", "--json").json["entries"]
    assert entry["entry"]["body"]["size"] == before + 1
    assert gate("log", "verify").code == 0
    add(gate)
    assert gate("recover", "--from-backup", "--json").json["given_up"] is None


def test_another_user_accepts_the_backup_by_its_entry(gate, store, backup, tmp_path):
    add(gate)
    other = {VARIABLE: str(tmp_path / "other-user")}
    assert gate("recover", env=other).code == 0
    put_back(backup, store)
    assert gate("recover", "--from-backup").code == 0
    add(gate)
    add(gate)
    assert refused(gate("show", "sample-1", env=other), "head.forked")
    assert gate("recover", "--from-backup", env=other).code == 0
    assert gate("show", "sample-1", env=other).code == 0
    assert len(gate("log", "search", "--kind", "restore", "--json").json["entries"]) == 1


def test_a_fork_is_no_backup(gate, store, backup):
    add(gate, "one history")
    put_back(backup, store)
    add_elsewhere = gate("correct", "sample-1", "--kind", "erratum", "--text", "another", env={VARIABLE: "elsewhere"})
    assert add_elsewhere.code == 0
    for words in (*READING, ("recover", "--from-backup")):
        assert refused(gate(*words), "head.forked")


def test_a_damaged_backup_is_not_accepted(gate, store, backup):
    add(gate)
    put_back(backup, store)
    (blob, *_) = [path for path in (store / "blobs").rglob("*") if path.is_file()]
    blob.chmod(0o644)
    blob.write_bytes(b"damaged")
    assert refused(gate("recover", "--from-backup"), "blob.corrupt")
    assert refused(gate("show", "sample-1"), "head.rolled-back")


def test_reading_neither_keeps_a_head_nor_moves_it(gate, store, tmp_path):
    fresh = {VARIABLE: str(tmp_path / "fresh")}
    for words in READING:
        assert gate(*words, env=fresh).code == 0
    assert not (tmp_path / "fresh").exists()
    seen = SeenHead(str(store.resolve()))
    kept = seen.load()
    assert gate("correct", "sample-1", "--kind", "erratum", "--text", "t", env=fresh).code == 0
    for words in READING:
        assert gate(*words).code == 0
    assert seen.load() == kept
    add(gate)
    assert seen.load() != kept


def test_the_pinned_key_follows_the_logs_rotations(gate, store):
    assert gate("log", "rotate", "second").code == 0
    add(gate)
    assert gate("log", "verify").code == 0
    (store / "keys" / "log.pub").unlink()
    (store / "keys" / "second.pub").unlink()
    assert gate("log", "verify").code == 0, "the key of the last head is enough"


# Anchors and published logs


def test_an_anchor_is_compared_before_another_is_added(gate, store, backup, anchors):
    add(gate)
    assert gate("log", "anchor", anchors).code == 0
    put_back(backup, store)
    elsewhere = {VARIABLE: "another-machine"}
    assert refused(gate("log", "anchor", anchors, env=elsewhere), "head.rolled-back")
    for text in ("another", "and another"):
        gate("correct", "sample-1", "--kind", "erratum", "--text", text, env=elsewhere)
    assert refused(gate("log", "anchor", anchors, env=elsewhere), "head.forked")
    assert refused(gate("log", "monitor", "--anchors", anchors, env=elsewhere), "head.forked")


def test_the_monitor_compares_and_moves_the_head_forward(gate, store, anchors, published):
    folder, url = published
    elsewhere = {VARIABLE: "another-machine"}
    assert gate("log", "anchor", anchors).code == 0
    assert gate("log", "export", folder).code == 0
    assert gate("correct", "sample-1", "--kind", "erratum", "--text", "t", env=elsewhere).code == 0
    seen = SeenHead(str(store.resolve()))
    kept = seen.load()
    done = gate("log", "monitor", "--anchors", anchors, "--log", folder, "--log", url, "--json")
    report = done.valid("monitor")
    assert (done.code, report["problem"]) == (0, None)
    assert [head["source"] for head in report["heads"]] == [str(anchors), str(folder), url]
    found = seen.load()
    assert found is not None
    assert found != kept
    assert found.checkpoint.size == report["size"] == report["heads"][0]["size"] + 1
    assert "agrees" in gate("log", "monitor", "--log", folder / "checkpoint").out


def test_the_monitor_finds_a_published_log_that_is_ahead_or_another(gate, store, backup, published, tmp_path):
    folder, url = published
    add(gate)
    assert gate("log", "export", folder).code == 0
    put_back(backup, store)
    elsewhere = {VARIABLE: "another-machine"}
    done = gate("log", "monitor", "--log", url, "--json", env=elsewhere)
    assert (done.code, done.valid("monitor")["problem"]["code"]) == (5, "head.rolled-back")
    assert gate("init", "--home", tmp_path / "stranger", "--origin", "stranger.example/log").code == 0
    assert gate("log", "export", tmp_path / "other", "--home", tmp_path / "stranger").code == 0
    done = gate("log", "monitor", "--log", tmp_path / "other", env=elsewhere)
    assert done.code == 5


def test_the_monitor_needs_something_to_compare_with(gate, store, published, tmp_path):
    _, url = published
    for words, code, exit_code in (
        ((), "monitor.nothing", 2),
        (("--log", url), "monitor.unreachable", 4),
        (("--log", tmp_path / "nowhere"), "verify.unreadable", 2),
        (("--anchors", tmp_path), "anchor.no-repository", 2),
    ):
        done = gate("log", "monitor", *words)
        assert (done.code, f"error[{code}]" in done.err) == (exit_code, True), done.err
