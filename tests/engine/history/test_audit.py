"""The audit finds what was changed in a store or an export, and says what it is."""

import json
import sqlite3
import subprocess
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from gate.engine.history.audit import audit_export, audit_store, trust_of
from gate.engine.publish.anchor import anchor
from gate.engine.publish.export import export_log, log_proof
from gate.log.checkpoint import open_checkpoint
from gate.log.keys import Signer
from gate.log.kinds import CheckBody, PolicyBody, VerdictBody
from gate.log.merkle import leaf_hash
from gate.log.proof import LogProof
from gate.log.status import claim_standing
from gate.model.errors import InfrastructureError, UsageError
from gate.model.policy import LogPolicy
from gate.model.verdict import Status
from tests.log.test_checkpoint import cosign, witness_key

REJECTED_TEXT = "replace(cast(body as text), 'VERIFIED', 'REJECTED')"


@pytest.fixture
def full(workspace, attempt):
    attempt()
    return workspace


def spoil(workspace, statement: str, *values) -> None:
    """Change the database behind the ledger's back, as its owner can."""
    with sqlite3.connect(workspace.home / "gate.db") as connection:
        triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'drop trigger "{name}"')
        connection.execute(statement, values)
        for _, made in triggers:
            connection.execute(made)
    connection.close()


def test_an_untouched_store_is_intact(full):
    audit = audit_store(full)
    assert audit.problem is None
    assert (audit.attempts, audit.statuses) == (1, 1)
    assert audit.evidence > 5
    assert audit.log.entries == full.ledger.size()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update statuses set status = 'Unverified'", "status.differs"),
        ("delete from statuses", "status.missing"),
        ("update attempts set verdict = 'REJECTED'", "log.edit"),
        ("delete from attempts", "log.edit"),
        ("delete from entries where position = 4", "log.gap"),
        (
            "update entries set body = replace(cast(body as text), 'VERIFIED', 'REJECTED') where kind = 'verdict'",
            "log.edit",
        ),
        ("delete from nodes where level = 1", "log.gap"),
        ("update attempts set opened_at = '2026-01-01T00:00:00.000000Z'", "log.edit"),
        ("update attempts set verdict_index = 1", "log.edit"),
        ("update statuses set verdict_index = 1", "status.differs"),
        ("delete from checkpoints where size = 1", "log.gap"),
        ("delete from checkpoints where size = (select max(size) from checkpoints)", "log.wrong-signature"),
        ("delete from record_heads", "log.edit"),
        ("update index_nodes set hash = zeroblob(32) where level = 3", "log.edit"),
    ],
)
def test_every_change_of_the_tables_is_found(full, statement, code):
    spoil(full, statement)
    problem = audit_store(full).problem
    assert (problem.code, problem.exit_code) == (code, 5)


@pytest.mark.parametrize(
    "statement",
    [
        "drop trigger entries_update",
        "drop trigger checkpoints_delete",
        "drop trigger attempts_update",
    ],
)
def test_a_rule_of_the_database_that_was_dropped_is_found(full, statement):
    with sqlite3.connect(full.home / "gate.db") as connection:
        connection.execute(statement)
    connection.close()
    problem = audit_store(full).problem
    assert problem.code == "log.edit"
    assert statement.split()[-1] in problem.message


def test_a_rule_of_the_database_that_refuses_nothing_any_more_is_found(full):
    with sqlite3.connect(full.home / "gate.db") as connection:
        connection.execute("drop trigger entries_delete")
        connection.execute("create trigger entries_delete before delete on entries begin select 1; end")
    connection.close()
    assert "entries_delete" in audit_store(full).problem.message


def blobs_of(workspace) -> list[Path]:
    return [path for path in (workspace.home / "blobs" / "sha256").rglob("*") if path.is_file()]


def test_every_single_piece_that_the_store_keeps_of_an_attempt_is_looked_at(full):
    """Nothing is kept that the log does not name, and none of it can be lost unnoticed."""
    kept = blobs_of(full)
    assert audit_store(full).evidence == len(kept) > 15
    for path in kept:
        aside = path.rename(path.with_name("aside"))
        problem = audit_store(full).problem
        assert problem is not None, path
        assert problem.exit_code == 5
        assert path.name in str(problem.where) or problem.code == "log.wrong-document"
        aside.rename(path)
    assert audit_store(full).problem is None


def test_a_quick_audit_leaves_the_evidence_out_and_says_so(full):
    entry = next(entry for _, entry in full.ledger.entries(kind=CheckBody))
    (path,) = (path for path in blobs_of(full) if entry.body.digest.hex.endswith(path.name))
    path.unlink()
    assert audit_store(full).problem.code == "blob.missing"
    quick = audit_store(full, quick=True)
    assert quick.problem is None
    assert quick.evidence == 0
    assert any("Not looked at" in line for line in quick.report().lines())


def test_lost_and_altered_evidence_is_found(full):
    entry = next(entry for _, entry in full.ledger.entries(kind=CheckBody))
    hex_digest = entry.body.digest.hex
    path = next(path for path in (full.home / "blobs").rglob("*") if path.name in hex_digest and path.is_file())
    path.chmod(0o644)
    path.write_bytes(b"something else")
    assert audit_store(full).problem.code == "blob.corrupt"
    path.unlink()
    assert audit_store(full).problem.code == "blob.missing"


def test_a_record_file_that_states_another_verdict_is_found(full, record_file):
    document = json.loads(record_file.read_text())
    document["gate_verdict"] = {"status": "Unverified"}
    record_file.write_text(json.dumps(document))
    assert audit_store(full, records=[record_file]).problem.code == "record.stated-verdict"
    document["gate_verdict"]["status"] = "VERIFIED"
    record_file.write_text(json.dumps(document))
    assert audit_store(full, records=[record_file]).problem is None


@pytest.mark.parametrize("name", ["log.jsonl", "tiles"])
def test_an_export_alone_gives_the_statuses(full, tmp_path, name):
    size, root = export_log(full, tmp_path / name)
    audit, history = audit_export(tmp_path / name, trust_of(full))
    assert audit.problem is None
    assert (audit.log.entries, audit.log.head.root) == (size, root)
    assert claim_standing(history, "sample-1", "c1").status is Status.VERIFIED


def test_a_changed_export_is_found(full, tmp_path):
    path = tmp_path / "log.jsonl"
    export_log(full, path)
    path.write_bytes(path.read_bytes().replace(b'"number":1', b'"number":2'))
    assert audit_export(path, trust_of(full))[0].problem.code == "log.edit"


@pytest.mark.parametrize(
    ("old", "new"), [(b'"origin":"example.org/gate"', b'"origin":"example.org/other"'), (b'"size":', b'"size":1')]
)
def test_a_changed_first_line_of_an_export_is_found(full, tmp_path, old, new):
    path = tmp_path / "log.jsonl"
    export_log(full, path)
    header, rest = path.read_bytes().split(b"\n", 1)
    assert old in header
    path.write_bytes(header.replace(old, new) + b"\n" + rest)
    assert audit_export(path, trust_of(full))[0].problem.code == "log.edit"


@pytest.mark.parametrize("damage", ["changed", "deleted"])
def test_a_tile_above_the_lowest_level_that_was_damaged_is_found(full, tmp_path, damage):
    with full.ledger.transaction() as tx:
        for number in range(600):
            tx.append(PolicyBody(digest=full.policy.digest, version=f"v{number}"))
    export_log(full, tmp_path / "tiles")
    assert audit_export(tmp_path / "tiles", trust_of(full))[0].problem is None
    (tile,) = (tmp_path / "tiles" / "tile" / "1").rglob("2")
    if damage == "deleted":
        tile.unlink()
    else:
        tile.chmod(0o644)
        tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    assert audit_export(tmp_path / "tiles", trust_of(full))[0].problem.exit_code == 5


@pytest.mark.parametrize("name", ["nowhere/log.jsonl", "file/tiles"])
def test_an_export_that_fails_is_not_logged(full, tmp_path, name):
    (tmp_path / "file").write_text("in the way")
    before = full.ledger.size()
    with pytest.raises(InfrastructureError):
        export_log(full, tmp_path / name)
    assert full.ledger.size() == before


def test_a_file_is_never_overwritten_by_an_export(full, tmp_path):
    (tmp_path / "log.jsonl").write_text("mine")
    with pytest.raises(UsageError, match=r"export\.exists"):
        export_log(full, tmp_path / "log.jsonl")


def test_an_old_checkpoint_of_another_log_is_found(full, tmp_path):
    known = full.ledger.checkpoint().encode()
    assert audit_store(full, known=[known]).problem is None
    other = known.replace(b"\n" + str(full.ledger.size()).encode() + b"\n", b"\n1\n", 1)
    assert audit_store(full, known=[other]).problem.exit_code == 5


def test_a_proof_of_the_verdict_verifies_alone(full):
    index = max(index for index, entry in full.ledger.entries(kind=VerdictBody))
    proof = LogProof.parse(log_proof(full, index).to_bytes())
    proof.verify(leaf_hash(full.ledger.raw_entry(index)), trust_of(full))


def git(repository, *arguments):
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "anchors"
    folder.mkdir()
    git(folder, "init", "--quiet")
    git(folder, "config", "user.email", "operator@example.org")
    git(folder, "config", "user.name", "Operator")
    return folder


def test_a_checkpoint_is_anchored_in_git(full, repository):
    done = anchor(full, repository, None)
    note = git(repository, "show", f"HEAD:{done.path}").encode()
    assert open_checkpoint(note, trust_of(full)).checkpoint.size == full.ledger.size()
    assert anchor(full, repository, None).commit == done.commit


def test_an_anchor_needs_a_repository(full, tmp_path):
    with pytest.raises(UsageError, match=r"anchor\.no-repository"):
        anchor(full, tmp_path, None)


@pytest.fixture
def authority(tmp_path):
    """A real RFC 3161 authority: openssl, behind a web server on loopback."""
    folder = tmp_path / "tsa"
    folder.mkdir()
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\nsigner_cert = cert.pem\nsigner_key = key.pem\n"
        "signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256, sha512\n"
    )
    (folder / "serial").write_text("01\n")
    subject = ["-subj", "/CN=Test authority", "-addext", "extendedKeyUsage=critical,timeStamping"]
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*new, "-days", "2", *subject], cwd=folder, check=True, capture_output=True)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            (folder / "q.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            reply = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr"]
            subprocess.run(reply, cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "r.tsr").read_bytes())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_timestamp_token_is_kept_beside_the_checkpoint(full, repository, authority):
    url, folder = authority
    done = anchor(full, repository, url)
    verify = ["openssl", "ts", "-verify", "-data", str(repository / done.path), "-in", str(repository / done.token)]
    checked = subprocess.run(
        [*verify, "-CAfile", str(folder / "cert.pem")], capture_output=True, text=True, check=False
    )
    assert "Verification: OK" in checked.stdout + checked.stderr


def test_an_authority_that_does_not_answer_is_infrastructure(full, repository):
    with pytest.raises(InfrastructureError, match=r"anchor\.timestamp"):
        anchor(full, repository, "http://127.0.0.1:9/")


def test_cosignatures_are_required_when_the_policy_says_so(full):
    witness = Signer.generate("witness.example")
    policy = full.policy.model_copy(
        update={"log": LogPolicy(cosigners=(str(witness_key(witness)),), required_cosigners=1)}
    )
    strict = replace(full, policy=policy)
    problem = audit_store(strict).problem
    assert problem.code == "log.wrong-signature"
    seen = cosign(full.ledger.checkpoint().encode(), witness, time=int(time.time()))
    assert audit_store(strict, known=[seen]).problem is None
