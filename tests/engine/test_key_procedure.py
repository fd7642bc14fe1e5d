"""docs/keys.md, "Rotation" and "When a key was stolen", from end to end."""

import shutil
import subprocess

import pytest

from gate import Gate, IntegrityError, verify_bundle
from gate.model.errors import InfrastructureError, UsageError


class NoDocker:
    def __getattr__(self, name):
        raise InfrastructureError("docker.unreachable", "no daemon answers")


@pytest.fixture
def home(tmp_path):
    with Gate.init(tmp_path / "store", origin="example.org/gate"):
        return tmp_path / "store"


@pytest.fixture
def anchors(tmp_path):
    """A git repository that others pull."""
    repository = tmp_path / "anchors"
    subprocess.run(["git", "init", "-q", repository], check=True)
    for name, value in (("user.name", "T"), ("user.email", "t@example.org")):
        subprocess.run(["git", "-C", repository, "config", name, value], check=True)
    return repository


def opened(home):
    return Gate.open(home, sandbox=NoDocker())


def test_a_rotation_to_a_key_with_a_passphrase(home, record_file, artifact_folder, tmp_path, monkeypatch):
    phrase = tmp_path / "phrase"
    phrase.write_text("open sesame\n")
    with opened(home) as gate:
        first = gate.public_key
        attempt = gate.submit(record_file, artifact_folder).attempt
        second = gate.rotate_key("second", passphrase_file=phrase).public_key
    (home / "keys" / "log.key").unlink()  # it signs nothing any more
    with Gate.open(home, read_only=True) as reader:
        assert reader.audit().problem is None
    with pytest.raises(UsageError, match=r"keys\.passphrase"), opened(home) as gate:
        gate.submit(record_file, artifact_folder)
    monkeypatch.setenv("GATE_PASSPHRASE_FILE", str(phrase))
    with opened(home) as gate:
        gate.submit(record_file, artifact_folder)
        bundle = gate.bundle(attempt)
        assert gate.audit().problem is None
    for key in (first, second):
        assert verify_bundle(bundle, key).verdict == "INCONCLUSIVE"


def test_a_rotation_to_a_key_that_is_kept_elsewhere(home, record_file, artifact_folder, tmp_path):
    elsewhere, public = tmp_path / "elsewhere.pem", tmp_path / "public.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", elsewhere], check=True)
    subprocess.run(["openssl", "pkey", "-in", elsewhere, "-pubout", "-out", public], check=True)
    script = tmp_path / "sign"
    script.write_text(
        '#!/bin/sh\nt=$(mktemp); cat > "$t"\n'
        f'openssl pkeyutl -sign -rawin -inkey {elsewhere} -in "$t"; s=$?; rm "$t"; exit $s\n'
    )
    script.chmod(0o755)
    with opened(home) as gate:
        key = gate.rotate_key("hsm", command=str(script), public_key=public).public_key
        attempt = gate.submit(record_file, artifact_folder).attempt
        assert verify_bundle(gate.bundle(attempt), key).verdict == "INCONCLUSIVE"
    elsewhere.rename(tmp_path / "gone.pem")
    with opened(home) as gate:
        entries = len(gate.entries().entries)
        with pytest.raises(InfrastructureError, match=r"keys\.command"):
            gate.submit(record_file, artifact_folder)
        assert len(gate.entries().entries) == entries
        assert gate.audit().problem is None


@pytest.mark.parametrize(
    "words",
    [
        {"command": "sign"},
        {"public_key": "x.pub"},
        {"command": "'", "public_key": __file__},
        {"command": "", "public_key": __file__},
        {"command": "sign", "public_key": __file__},
        {"command": "sign", "public_key": __file__, "protect": True},
    ],
)
def test_what_is_no_next_key(home, words):
    with opened(home) as gate, pytest.raises(UsageError):
        gate.rotate_key("next", **words)
    assert not list((home / "keys").glob("next*"))


def test_after_a_theft_the_thiefs_history_is_told_from_the_logs(
    home, anchors, record_file, artifact_folder, tmp_path, monkeypatch
):
    with opened(home) as gate:
        stolen = gate.public_key
        attempt = gate.submit(record_file, artifact_folder).attempt
        gate.anchor(anchors)
    shutil.copytree(home, tmp_path / "stolen")  # with the private key

    # The thief goes on with the log as if it were theirs, and puts a key of their own in charge.
    with opened(tmp_path / "stolen") as thief:
        thief.correct("sample-1", kind="retraction", text="forged")
        forged = thief.bundle(attempt)
        thief.rotate_key("thiefs")
        forged_later = thief.bundle(attempt)
        assert thief.audit().problem is None  # alone, it cannot be told from a log

    # The operator puts a new key in charge, destroys the old one, and anchors.
    with opened(home) as gate:
        new = gate.rotate_key("after-the-theft").public_key
        (home / "keys" / "log.key").unlink()
        gate.submit(record_file, artifact_folder)
        gate.anchor(anchors)
        true = gate.bundle(attempt)
        assert gate.audit().problem is None
        assert gate.monitor(anchors=[anchors]).problem is None

    # Whoever has the new key takes the log's bundles and none of the thief's.
    assert verify_bundle(true, new).verdict == "INCONCLUSIVE"
    for bundle in (forged, forged_later):
        with pytest.raises(IntegrityError):
            verify_bundle(bundle, new)
    # Whoever has only the old one takes both, until they compare with what was anchored.
    assert verify_bundle(forged, stolen).verdict == verify_bundle(true, stolen).verdict
    with opened(tmp_path / "stolen") as thief:
        assert thief.monitor(anchors=[anchors]).problem is not None
