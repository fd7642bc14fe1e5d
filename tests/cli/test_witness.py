"""Witnesses that the policy names: asked after each command that writes, kept with the checkpoint, and required."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gate.engine.publish.witness import open_witness
from gate.log.checkpoint import Trust, open_checkpoint, read_checkpoint
from gate.log.keys import VerifierKey
from gate.log.proof import LogProof
from gate.log.witness.server import WitnessServer
from gate.store.seen import VARIABLE

NO_DOCKER = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}
READING = (("show", "sample-1"), ("history", "sample-1"), ("explain", "sample-1"), ("log", "verify"))


@pytest.fixture
def serve(gate, home, tmp_path) -> Iterator[Callable[[str], WitnessServer]]:
    """Start a witness of the store's log; it goes on until the test ends, or until it is stopped."""
    running: list[tuple[WitnessServer, threading.Thread]] = []

    def start(name: str) -> WitnessServer:
        folder = tmp_path / name
        if not folder.exists():
            assert gate("witness", "init", folder, f"{name}.example/w").code == 0
        server = WitnessServer(("127.0.0.1", 0), open_witness(folder, [str(home / "keys" / "log.pub")]))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return server

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


def key(server: WitnessServer) -> VerifierKey:
    return server.witness.cosigner.verifier


def require(home: Path, *servers: WitnessServer, required: int, urls: list[str] | None = None) -> None:
    """Make the store's policy name these witnesses."""
    path = home / "policy.json"
    policy = json.loads(path.read_text())
    policy["log"] = {
        "cosigners": [str(key(server)) for server in servers],
        "required_cosigners": required,
        "witness_urls": [server.url for server in servers] if urls is None else urls,
    }
    path.write_text(json.dumps(policy))


@pytest.fixture
def submit(gate, record_file, artifact_folder):
    return lambda: gate("submit", record_file, artifact_folder, env=NO_DOCKER)


def test_a_command_that_writes_asks_the_witnesses(gate, home, serve, submit, tmp_path):
    gate("init")
    left, right = serve("left"), serve("right")
    require(home, left, right, required=2)
    done = submit()
    assert done.code == 4
    assert "witness" not in done.err
    for words in READING:
        assert gate(*words).code == 0, words
    note = gate("log", "checkpoint").out.encode()
    log = VerifierKey.parse((home / "keys" / "log.pub").read_text().strip())
    trust = Trust(log.name, (log,), (key(left), key(right)), required=2)
    assert open_checkpoint(note, trust).witnesses == (key(left), key(right))
    # proofs, exports and bundles carry them
    assert open_checkpoint(LogProof.parse(gate("log", "prove", "0").out.encode()).checkpoint, trust)
    assert gate("log", "export", tmp_path / "tiles").code == 0
    assert open_checkpoint((tmp_path / "tiles" / "checkpoint").read_bytes(), trust)
    assert gate("log", "verify", "--from", tmp_path / "tiles").code == 0
    assert gate("bundle", "sample-1", "--latest", "-o", tmp_path / "v.bundle").code == 0
    verified = gate("verify", tmp_path / "v.bundle", "--key", str(log), "--json").valid("bundle-report")
    assert verified["cosigners"] == [key(left).id, key(right).id]
    verify = ("verify", tmp_path / "v.bundle", "--key", str(log))
    demanded = gate(*verify, "--witness", key(left), "--witness", key(right))
    assert demanded.code == gate(*verify).code == 4, "an INCONCLUSIVE verdict, whoever cosigned"
    assert demanded.out == gate(*verify).out
    stranger = serve("stranger")
    done = gate(*verify, "--witness", key(stranger))
    assert (done.code, "error[checkpoint.cosigners]" in done.err) == (5, True)
    assert gate(*verify, "--witness", str(log)).code == 2, "a log's key is no witness's"
    bundle = json.loads((tmp_path / "v.bundle").read_text())
    alone = note.partition(b"\n\n")[0] + b"\n\n" + note.partition(b"\n\n")[2].splitlines(keepends=True)[0]
    bundle["checkpoint"] = base64.b64encode(alone).decode()
    (tmp_path / "alone.bundle").write_text(json.dumps(bundle))
    done = gate("verify", tmp_path / "alone.bundle", "--key", str(log))
    assert (done.code, "error[checkpoint.cosigners]" in done.err) == (5, True)


def test_the_published_log_needs_the_witnesses_that_the_bundle_needs(gate, home, serve, submit, tmp_path):
    gate("init")
    left = serve("left")
    require(home, left, required=1)
    submit()
    assert gate("bundle", "sample-1", "--latest", "-o", tmp_path / "v.bundle").code == 0
    assert gate("correct", "sample-1", "--kind", "erratum", "--text", "t").code == 0
    assert gate("log", "export", tmp_path / "tiles").code == 0
    verify = ("verify", tmp_path / "v.bundle", "--key", home / "keys" / "log.pub", "--log", tmp_path / "tiles")
    assert gate(*verify).code == gate(*verify, "--witness", key(left)).code == 4, "an INCONCLUSIVE verdict"
    path = tmp_path / "tiles" / "checkpoint"
    path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if "left.example" not in line))
    for more in ((), ("--witness", key(left))):
        done = gate(*verify, *more)
        assert (done.code, "witness" in done.err) == (5, True), done.err


def test_a_witness_that_does_not_answer_is_a_warning_and_loses_nothing(gate, home, serve, submit, caplog):
    gate("init")
    left, right = serve("left"), serve("right")
    require(home, left, right, required=1, urls=[left.url, "http://127.0.0.1:9"])
    assert submit().code == 4
    assert "witness.unreachable" in caplog.text
    assert gate("log", "verify").code == 0
    require(home, left, right, required=2, urls=[left.url, "http://127.0.0.1:9"])
    assert submit().code == 4, "the verdict is what counts"
    assert "1 of 2 required witnesses signed" in caplog.text
    for words in (*READING, ("bundle", "sample-1", "--latest", "-o", home / "v.bundle")):
        done = gate(*words)
        assert done.code == 5, words
        assert "witness" in done.err
    done = gate("log", "cosign")
    assert (done.code, "error[witness.too-few]" in done.err) == (4, True)
    assert done.err.count("warning[witness.unreachable]") == 1
    require(home, left, right, required=2)
    report = gate("log", "cosign", "--json").valid("cosign")
    assert set(report["cosigners"]) == {key(left).id, key(right).id}
    for words in READING:
        assert gate(*words).code == 0, words


def test_a_witness_names_a_store_that_was_set_back_to_whoever_saw_nothing(gate, home, serve, submit, tmp_path):
    gate("init")
    witness = serve("left")
    require(home, witness, required=1)
    submit()
    shutil.copytree(home, tmp_path / "backup")
    assert gate("correct", "sample-1", "--kind", "erratum", "--text", "t").code == 0
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "backup", home)
    elsewhere = {VARIABLE: str(tmp_path / "nobody")}
    assert gate("show", "sample-1", env=elsewhere).code == 0, "the backup itself was cosigned in its time"
    done = gate("log", "cosign", env=elsewhere)
    assert (done.code, "error[witness.ahead]" in done.err) == (5, True)
    for text in ("another", "history"):
        gate("correct", "sample-1", "--kind", "erratum", "--text", text, env=elsewhere)
    done = gate("log", "cosign", env=elsewhere)
    assert (done.code, "error[witness.fork]" in done.err) == (5, True)
    assert gate("show", "sample-1", env=elsewhere).code == 5


def test_without_witnesses_there_is_nothing_to_ask(gate):
    gate("init")
    done = gate("log", "cosign")
    assert (done.code, "error[cosign.nothing]" in done.err) == (3, True)


def test_a_witness_from_the_command_line(gate, home, tmp_path):
    gate("init")
    folder = tmp_path / "w"
    made = gate("witness", "init", folder, "w.example/w", "--json").valid("key")["public_key"]
    assert VerifierKey.parse(made).name == "w.example/w"
    assert gate("witness", "init", folder, "w.example/w").code == 2
    assert gate("witness", "init", tmp_path / "x", "two words").code == 2
    assert gate("witness", "serve", folder, "--log", "bogus").code == 2
    log = home / "keys" / "log.pub"
    command = [sys.executable, "-m", "gate", "witness", "serve", str(folder), "--log", str(log), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        policy = json.loads((home / "policy.json").read_text())
        policy["log"] = {"cosigners": [made], "required_cosigners": 1, "witness_urls": [url]}
        (home / "policy.json").write_text(json.dumps(policy))
        done = gate("log", "cosign")
        taken = gate("witness", "serve", folder, "--log", log, "--port", url.rpartition(":")[2])
        process.terminate()
        assert process.wait(10) == 130
    assert done.code == 0, done.err
    assert done.out.strip().endswith(f"cosigned by {VerifierKey.parse(made).id}")
    assert (taken.code, "error[witness.address]" in taken.err) == (4, True)
    signatures = read_checkpoint(gate("log", "checkpoint").out.encode())[1].signatures
    assert [line.name for line in signatures][1:] == ["w.example/w"]
