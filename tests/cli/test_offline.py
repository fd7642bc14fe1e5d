"""Commands that need no Docker: streams, exit codes, errors of one paragraph."""

import json
import os
import stat

import jsonschema
import pytest

from tests.people import new_key, register
from tests.samples import record_document

NO_DOCKER = {"DOCKER_HOST": "unix:///nowhere/docker.sock"}


def test_init_makes_a_store_once(gate, home):
    done = gate("init")
    assert done.code == 0
    assert "public key" in done.out
    assert stat.S_IMODE((home / "keys" / "log.key").stat().st_mode) == 0o600
    again = gate("init")
    assert again.code == 2
    assert "error[store.already-initialised]" in again.err


def test_a_store_that_was_never_initialised_is_a_usage_error(gate, record_file):
    done = gate("show", record_file)
    assert done.code == 2
    assert "error[store.not-initialised]" in done.err
    assert "gate init" in done.err
    assert done.out == ""


@pytest.mark.parametrize("name", ["record", "claim", "artifact", "policy", "check", "verdict"])
def test_schemas_are_valid_and_printed_on_stdout(gate, name):
    schema = gate("schema", name).json
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_record_schema_accepts_a_record(gate):
    schema = gate("schema", "record").json
    jsonschema.validate(record_document(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**record_document(), "contract": "paper-manifest-v9"}, schema)


def test_an_unknown_schema_names_the_known_ones(gate):
    done = gate("schema", "poem")
    assert done.code == 2
    assert "record, claim, artifact" in done.err


def test_a_record_that_was_never_tried_shows_the_block(gate, record_file):
    gate("init")
    done = gate("show", record_file)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "Truth-Engine Gate Verdict"
    assert lines[1] == "Status     Unverified"
    assert lines[2] == "Gate       Gate 2 — Verification (formal proof or sandbox reproduction)"
    assert lines[3].startswith("Reason     no artifact")
    assert lines[4] == "Evaluated  never"
    assert gate("show", record_file).out == done.out


def test_an_old_record_says_that_it_is_older_than_the_gate(gate, record_file):
    record_file.write_text(json.dumps(record_document(published_at="2026-05-01T00:00:00Z")))
    gate("init")
    shown = gate("show", record_file).out
    assert "Published before the Gate 2 verification pipeline was activated (2026-06-10). No formal proof" in shown
    assert gate("show", record_file, "--json").json["status"] == "Unverified"


def test_a_stated_verdict_that_the_log_does_not_carry_is_an_integrity_failure(gate, record_file):
    stated = {"status": "VERIFIED", "reason": "trust me", "evaluated": "2026-07-02T00:00:00Z"}
    record_file.write_text(json.dumps(record_document(gate_verdict=stated)))
    gate("init")
    done = gate("show", record_file)
    assert done.code == 5
    assert "error[record.stated-verdict]" in done.err


@pytest.mark.parametrize("evaluated", ["2026-06-10T06:30:49+00:00", None])
def test_an_untried_record_that_states_unverified_raises_no_alarm(gate, record_file, evaluated):
    stated = {"status": "Unverified", "evaluated": evaluated}
    record_file.write_text(json.dumps(record_document(gate_verdict=stated)))
    gate("init")
    assert gate("show", record_file).code == 0
    assert gate("log", "verify", "--record", record_file).code == 0
    other = {"status": "VERIFIED", "gate": "another gate", "evaluated": "yesterday"}
    record_file.write_text(json.dumps(record_document(stated=other)))
    done = gate("show", record_file)
    assert done.code == 0
    assert "Status     Unverified" in done.out


def test_an_assessed_record_has_a_time_and_is_found_by_its_id(gate, record_file):
    record_file.write_text(json.dumps(record_document(published_at=None)))
    gate("init")
    done = gate("assess", record_file, "--published-before", "2026-06-10", "--operator", "ann", "--json")
    assert done.code == 0
    (assessed,) = done.json["records"]
    assert assessed["reason"].startswith("Published before the Gate 2 verification pipeline")
    (entry,) = gate("log", "search", "--kind", "record.assessed", "--json").json["entries"]
    assert entry["index"] == assessed["log_index"]
    first, by_id = gate("show", record_file), gate("show", "sample-1", "--json")
    assert first.out == gate("show", record_file).out
    assert by_id.json["evaluated"] == entry["entry"]["time"]
    assert by_id.json["evaluated"] in first.out
    assert gate("assess", record_file, "--published-before", "soon").code == 2
    assert gate("log", "verify").code == 0


def test_a_dated_record_and_a_draft_take_nobodys_word_for_their_age(gate, record_file):
    gate("init")
    done = gate("assess", record_file, "--published-before", "2026-06-10")
    assert (done.code, "assess.dated" in done.err) == (2, True)
    draft = {"product": None, "kernel": None, "note": None, "date": None}
    record_file.write_text(json.dumps(record_document(published_at=None, draft=draft)))
    done = gate("assess", record_file, "--published-before", "2026-06-10")
    assert (done.code, "assess.draft" in done.err) == (2, True)
    assert gate("assess", record_file).code == 0


def test_no_artifact_serves_a_textual_claim_and_the_gate_says_why(gate, record_file, artifact_folder):
    textual = {"id": "t1", "kind": "textual", "statement": "It is so.", "stated": {"mark": "×", "confidence": "0.10"}}
    record_file.write_text(json.dumps(record_document(claims=[textual])))
    gate("init")
    done = gate("submit", record_file, artifact_folder)
    assert (done.code, "error[claim.no-artifact]" in done.err) == (2, True)
    assert "only its sources can ground it" in done.err
    assert gate("show", record_file).code == 0


def test_errors_are_json_when_asked_for(gate, tmp_path):
    gate("init")
    done = gate("show", tmp_path / "missing.json", "--json")
    assert done.code == 2
    assert done.json["error"]["code"] == "record.unknown"


def test_without_docker_a_submission_is_inconclusive_and_the_log_verifies(gate, record_file, artifact_folder):
    gate("init")
    done = gate("submit", record_file, artifact_folder, env=NO_DOCKER)
    assert done.code == 4
    assert "docker.unreachable" in gate("explain", "sample-1", "--json").out
    assert gate("log", "verify").code == 0
    assert gate("show", record_file).out.splitlines()[1] == "Status     Unverified"


def test_doctor_says_what_is_missing_and_how_to_mend_it(gate):
    done = gate("doctor", env=NO_DOCKER)
    assert done.code == 4
    assert "missing   docker" in done.out
    assert "fix:" in done.out
    assert "gate init" in done.out
    report = gate("doctor", "--json", env=NO_DOCKER).json
    assert report["healthy"] is False


def test_bad_submissions_write_nothing_and_name_the_place(gate, record_file, artifact_folder):
    gate("init")
    (artifact_folder / "artifact.toml").write_text("contract = 'x'")
    done = gate("submit", record_file, artifact_folder)
    assert done.code == 2
    assert "error[artifact.unknown-contract]" in done.err
    assert "artifact.toml#contract" in done.err
    assert len(gate("log", "tail", "--json").json["entries"]) == 1


def test_a_key_that_others_may_read_is_refused(gate, home, record_file):
    gate("init")
    os.chmod(home / "keys" / "log.key", 0o644)
    gate_done = gate("log", "rotate", "second")
    assert gate_done.code == 4
    assert "error[keys.permissions]" in gate_done.err
    assert "chmod 600" in gate_done.err


def test_history_search_tail_and_export(gate, record_file, artifact_folder, tmp_path):
    gate("init")
    for _ in range(2):
        gate("submit", record_file, artifact_folder, env=NO_DOCKER)
    history = gate("history", "sample-1", "--json").json["attempts"]
    assert [attempt["number"] for attempt in history] == [1, 2]
    found = gate("log", "search", "--kind", "verdict", "--json").json["entries"]
    assert [row["entry"]["body"]["verdict"] for row in found] == ["INCONCLUSIVE"] * 2
    assert len(gate("log", "tail", "-n", "3").out.splitlines()) == 3
    for name in ("log.jsonl", "tiles"):
        assert gate("log", "export", tmp_path / name).code == 0
        assert gate("log", "verify", "--from", tmp_path / name).code == 0
    (tmp_path / "checkpoint").write_text(gate("log", "checkpoint").out)
    assert gate("log", "verify", "--checkpoint", tmp_path / "checkpoint").code == 0
    proof = gate("log", "prove", found[0]["index"])
    assert proof.out.startswith("c2sp.org/tlog-proof@v1\n")


def test_a_broken_export_exits_with_five_and_names_the_entry(gate, record_file, artifact_folder, tmp_path):
    gate("init")
    gate("submit", record_file, artifact_folder, env=NO_DOCKER)
    gate("log", "export", tmp_path / "log.jsonl")
    text = (tmp_path / "log.jsonl").read_text()
    (tmp_path / "log.jsonl").write_text(text.replace('"kind":"intake"', '"kind":"Intake"'))
    done = gate("log", "verify", "--from", tmp_path / "log.jsonl")
    assert done.code == 5
    assert "entry 2" in done.err


def test_a_checkpoint_that_cannot_be_read_is_a_usage_error(gate, tmp_path):
    gate("init")
    done = gate("log", "verify", "--checkpoint", tmp_path / "nowhere")
    assert (done.code, "error[verify.unreadable]" in done.err) == (2, True)


def test_rotation_keeps_the_log_verifiable(gate):
    gate("init")
    assert gate("log", "rotate", "second").code == 0
    assert gate("log", "verify").code == 0


def test_correct_approve_and_revoke_from_the_command_line(gate, record_file, tmp_path):
    gate("init")
    alice = new_key(tmp_path, "alice", passphrase="open sesame")
    (tmp_path / "phrase").write_text("open sesame\n")
    register(gate.home / "policy.json", alice=alice)
    assert gate("correct", record_file, "--kind", "erratum", "--text", "a typo").code == 0
    words = ("approve", record_file, "--approver", "alice@example.org", "--note", "I read it", "--json")
    for key, code in ((gate.home / "keys" / "log.key", "approval.store-key"), (alice, "keys.passphrase")):
        refused = gate(*words, "--key", key)
        assert (refused.code, refused.json["error"]["code"]) == (2, code)
    approved = gate(*words, "--key", alice, "--passphrase-file", tmp_path / "phrase")
    assert approved.code == 0
    assert approved.json["what"] == "challenge"
    nothing = gate("revoke", "--toolchain", "lean-core", "--reason", "kernel bug")
    assert (nothing.code, "revoke.nothing" in nothing.err) == (3, True)
    assert gate("revoke", "--reason", "none given").code == 2
    assert gate("log", "verify").code == 0


def test_control_characters_never_reach_the_terminal(gate, record_file):
    gate("init")
    assert gate("correct", record_file, "--kind", "erratum", "--text", "red \x1b[31m alert").code == 0
    shown = gate("log", "tail")
    assert "\x1b" not in shown.out
    done = gate("show", "no\x1b[31msuch")
    assert "\x1b" not in done.err


def test_a_bundle_on_disk_is_not_written_over_unasked(gate, record_file, artifact_folder, tmp_path):
    gate("init")
    for _ in range(2):
        gate("submit", record_file, artifact_folder, env=NO_DOCKER)
    assert gate("bundle", "sample-1", "-o", tmp_path / "v", "--latest").code == 0
    before = (tmp_path / "v").read_bytes()
    done = gate("bundle", "sample-1", "-o", tmp_path / "v")
    assert (done.code, "error[bundle.exists]" in done.err) == (2, True)
    assert (tmp_path / "v").read_bytes() == before
    assert gate("bundle", "sample-1", "--attempt", "1", "-o", tmp_path / "v", "--force").code == 0
    assert (tmp_path / "v").read_bytes() != before
    assert gate("explain", "sample-1", "--attempt", "2", "--json").json["number"] == 2
    assert gate("rerun", "sample-1", "--latest", "--dry-run").code == 0
    done = gate("explain", "sample-1", "--attempt", "1", "--latest")
    assert (done.code, "error[attempt.chosen-twice]" in done.err) == (2, True)


def test_words_that_no_file_or_log_can_hold_are_usage_errors(gate, record_file):
    gate("init")
    for words in (
        ("show", "\udcff"),
        ("history", "\udcff"),
        ("explain", "\udcff"),
        ("log", "search", "--text", "\udcff"),
        ("correct", record_file, "--kind", "erratum", "--text", "\udcff"),
        ("approve", record_file, "--approver", "\udcff", "--note", "n"),
        ("show", "x" * 5000),
        ("log", "verify", "--from", "x" * 5000),
        ("log", "anchor", "x" * 5000),
        ("show", "x", "--home", "x" * 5000),
        ("bundle", "x", "-o", "x" * 5000),
    ):
        done = gate(*words)
        assert (done.code, done.out) in ((2, ""), (4, "")), words
        assert done.err.startswith("error["), words


def test_a_mistyped_code_is_recognised(gate):
    for known in (True, False):
        done = gate("explain", "bundle.wrote")
        assert done.code == 2
        assert "gate explain bundle.write" in done.err
        if known:
            gate("init")
    assert "if a code was meant" not in gate("explain", "euclid").err


def test_a_policy_is_adopted_once(gate):
    gate("init")
    assert "would be adopted" in gate("policy", "adopt", "--dry-run").out
    assert "is adopted.\nThe status of no claim changes." in gate("policy", "adopt").out
    assert "was adopted before" in gate("policy", "adopt").out
