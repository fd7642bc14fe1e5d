"""Stated verdicts against bundles beside the record and against a published log; keys come from whoever checks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gate.checks.proven import Proofs
from gate.log.export import export_jsonl
from gate.model.errors import IntegrityError, UsageError
from gate.model.verdict import Verdict
from tests.attest.bundles import BAD, IDS, SECOND, Attempt, placed, revocation
from tests.checks.judged import CLAIM, STORY, bundle_by, write_judged
from tests.checks.options import run
from tests.log.trees import SIGNER, tree_of

KEY = str(SIGNER.verifier)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(*keys: str, log=None) -> list[str]:
    return sorted(finding.rule for finding in run(".", proofs=Proofs(keys, log)).findings)


def test_a_bundle_beside_the_record_proves_it_under_its_key_alone(folder):
    write_judged(folder)
    assert rules(KEY) == ["VER001"]
    (folder / "record.bundle").write_bytes(STORY.bundle())
    assert rules(KEY) == []
    assert rules() == ["VER001", "VER012"]
    assert rules(str(replace_name(SECOND))) == ["VER001", "VER012"]


def replace_name(signer):
    """A key of another log."""
    from gate.log.keys import Signer

    return Signer("example.org/other", b"9" * 32).verifier


def test_bundles_may_lie_in_a_folder_of_their_own_and_belong_by_name(folder):
    write_judged(folder)
    (folder / "bundles").mkdir()
    (folder / "bundles" / "record-c1.bundle").write_bytes(STORY.bundle())
    assert rules(KEY) == []
    (folder / "bundles" / "record-c1.bundle").rename(folder / "records.bundle")
    assert rules(KEY) == ["VER001"]


def test_a_revoked_verdict_is_not_verified(folder):
    write_judged(folder)
    revoked = replace(STORY, later=(revocation(STORY.index),))
    (folder / "record.bundle").write_bytes(revoked.bundle())
    assert rules(KEY) == ["VER002"]


def test_the_newer_of_two_bundles_counts(folder):
    write_judged(folder)
    (folder / "record-1.bundle").write_bytes(STORY.bundle())
    (folder / "record-2.bundle").write_bytes(replace(STORY, later=(revocation(STORY.index),)).bundle())
    assert rules(KEY) == ["VER002"]


def test_damage_another_record_another_claim_and_another_version_are_told_apart(folder):
    path = write_judged(folder, gate_verdict=None)
    bundle = folder / "record.bundle"
    bundle.write_bytes(STORY.bundle().replace(b'"proof"', b'"prof"', 1) + b" ")
    assert rules(KEY) == ["VER004"]
    bundle.write_bytes(b"\xff")
    assert rules(KEY) == ["VER004"]
    bundle.write_bytes(bundle_by(SECOND))
    assert rules(KEY) == ["VER004"]
    bundle.write_bytes(STORY.bundle())
    assert rules(KEY) == []
    document = json.loads(path.read_text())
    for change, rule in (({"id": "other"}, "VER011"), ({"claims": []}, "VER011"), (_other_claim(document), "VER005")):
        path.write_text(json.dumps(document | change))
        assert rule in rules(KEY), change


def _other_claim(document):
    (claim,) = document["claims"]
    return {"claims": [claim | {"statement": "Addition commutes, too."}]}


def test_a_link_is_no_bundle(folder):
    write_judged(folder)
    (folder / "real").write_bytes(STORY.bundle())
    (folder / "record.bundle").symlink_to("real")
    assert rules(KEY) == ["VER001", "VER004"]


def test_a_published_log_proves_and_refutes(folder):
    write_judged(folder)
    assert rules(KEY, log=export(folder, STORY)) == []
    rejected = replace(STORY, attempt=replace(STORY.attempt, verdict=Verdict.REJECTED, checks=BAD, level=None))
    assert rules(KEY, log=export(folder, rejected)) == ["VER002"]


def export(folder, story):
    entries = placed(replace(story, before=0, after=0).plain())[0]
    path = folder / "log.jsonl"
    with path.open("wb") as file:
        export_jsonl(file, entries, [tree_of(entries).checkpoint(SIGNER)])
    return path


def test_a_published_log_that_was_changed_is_an_integrity_failure(folder):
    write_judged(folder)
    path = export(folder, STORY)
    path.write_bytes(path.read_bytes().replace(IDS["record"].encode(), b"r-124"))
    with pytest.raises(IntegrityError):
        Proofs([KEY], path)
    with pytest.raises(UsageError):
        Proofs([], path)


def test_the_key_of_a_throw_away_store_is_never_trusted():
    from gate.log.keys import Signer

    with pytest.raises(UsageError, match="never trusted"):
        Proofs([str(Signer("throw-away.invalid/gate-1", b"1" * 32).verifier)])


def test_the_sample_is_what_the_log_is_about():
    assert Attempt().subjects["claim"] != CLAIM.digest
    assert STORY.attempt.subjects["claim"] == CLAIM.digest
