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
