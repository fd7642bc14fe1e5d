"""``gate record import`` and what else works on records, as a user calls it."""

import json

from tests.records.pages import PAGE


def test_import_reports_each_file_and_its_exit_status_says_whether_all_came_in(gate, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.txt").write_text(PAGE)
    records = tmp_path / "records"
    without = gate("record", "import", tmp_path / "pages", "--to", records)
    assert (without.code, "no store here" in without.err) == (0, True)
    gate("init")
    done = gate("record", "import", tmp_path / "pages", "--to", records, "--published-before", "2026-06-10")
    assert done.code == 0
    assert "1 file: 1 unchanged; 0 unmapped lines" in done.out
    assert "DOI grade" in done.out
    (tmp_path / "pages" / "bad.txt").write_bytes(b"\xff\xfe")
    again = gate("record", "import", tmp_path / "pages", "--to", records, "--json")
    assert again.code == 1
    assert [file["state"] for file in again.json["files"]] == ["refused", "unchanged"]
    bad = again.json["files"][0]["findings"][0]
    assert bad["code"] == "import.not-utf8"
    assert gate("explain", "import.not-utf8").code == 0
    record = again.json["files"][1]["record"]
    assert "Published before the Gate 2" in gate("show", record).out
    assert gate("check", records).code in (0, 1)
    assert json.loads((records / f"{record}.json").read_text())["stated"]["status"] == "Unverified"


def test_an_imported_page_is_rendered_as_it_was(gate, tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    gate("init")
    record = gate(
        *("record", "import", tmp_path / "page.txt", "--to", tmp_path, "--published-before", "2026-06-10", "--json")
    ).json["files"][0]["record"]
    assert gate("record", "render", record).out == PAGE
    assert gate("record", "render", tmp_path / f"{record}.json").out == PAGE
    page = gate("record", "render", record, "--format", "json").json
    assert (page["format"], page["verdict"]["evaluated_origin"]) == ("gate-page-v1", "stated")
    assert gate("record", "render", record, "--format", "html", "-o", tmp_path / "page.html").code == 0
    again = gate("record", "import", tmp_path / "page.html", "--to", tmp_path / "html", "--json").json["files"][0]
    assert (again["state"], again["tier"]) == ("new", "DOI grade")
    assert gate("record", "render", record, "--format", "poem").code == 2
    shown = gate("record", "show", record).out
    assert "provenance.level.code: L3" in shown
    assert "stated.evaluated: 2026-06-10T06:30:49+00:00" in shown


def test_versions_of_a_record_are_compared_and_files_validated(gate, record_file, tmp_path):
    gate("init")
    other = tmp_path / "other.json"
    other.write_text(json.dumps(json.loads(record_file.read_text()) | {"title": "Another"}))
    (tmp_path / "Challenge.lean").exists()
    done = gate("record", "diff", record_file, other)
    assert (done.code, done.out.splitlines()) == (1, ['title: "A sample" → "Another"', "1 difference"])
    assert gate("record", "diff", record_file, record_file).code == 0
    assert "1 claim of 1 exposed" in gate("record", "validate", record_file).out
    other.write_text("{}")
    assert gate("record", "validate", other).code == 2


def test_triage_needs_no_store_for_a_file_and_says_what_differs(gate, record_file):
    document = json.loads(record_file.read_text()) | {"review": {"score": 3.3, "scale": 10}}
    record_file.write_text(json.dumps(document))
    done = gate("triage", record_file)
    assert done.code == 0
    assert "Quarantine candidate" in done.out
    assert gate("triage", record_file, "--strict").code == 1
    assert gate("triage", record_file, "--json").json["rules"] == "triage-1"
    assert gate("triage", "nobody").code == 2


def test_the_store_is_found_from_a_folder_below_and_a_new_one_is_made_here(tmp_path, monkeypatch):
    from gate.engine.workspace import default_home, found_home

    monkeypatch.delenv("GATE_HOME", raising=False)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert found_home() == default_home()
    (tmp_path / ".gate").mkdir()
    assert found_home() == tmp_path / ".gate"
    assert not default_home().is_absolute()
    monkeypatch.setattr("os.getuid", lambda: 12345)
    assert found_home() == default_home()  # another user's is passed over
    (below / ".gate").mkdir()
    assert found_home().resolve() == below / ".gate"
    monkeypatch.setenv("GATE_HOME", str(tmp_path / "elsewhere"))
    assert found_home() == tmp_path / "elsewhere"


def test_explain_takes_a_record_file_as_well_as_an_id(gate, record_file, artifact_folder):
    gate("init")
    gate("submit", record_file, artifact_folder, env={"DOCKER_HOST": "unix:///nonexistent.sock"})
    by_file, by_id = gate("explain", record_file), gate("explain", "sample-1")
    assert (by_file.code, by_file.out) == (0, by_id.out)
