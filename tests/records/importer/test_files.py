"""Folders of pages become record files and log entries; bad files are findings, and nothing is done twice."""

import json
from pathlib import Path

import pytest

from gate import Gate
from gate.model.errors import NothingToCheckError, UsageError
from gate.records.importer import files as module
from gate.records.importer.files import import_files
from gate.records.importer.source import MAX_SOURCE_BYTES
from tests.records.pages import DRAFT, PAGE, as_html


@pytest.fixture
def store(tmp_path):
    with Gate.init(tmp_path / "store", origin="example.org/gate", remember=False) as opened:
        yield opened


@pytest.fixture
def pages(tmp_path) -> Path:
    folder = tmp_path / "pages"
    (folder / "more").mkdir(parents=True)
    (folder / "page.txt").write_text(PAGE)
    (folder / "more" / "draft.txt").write_text(DRAFT)
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    return folder


def states(report):
    return {Path(file.file).name: file.state for file in report.files}


def test_a_folder_is_imported_logged_and_shown_by_id(store, pages, tmp_path):
    report = import_files([pages], to=tmp_path / "records", store=store, published_before="2026-06-10")
    assert states(report) == {"page.txt": "new", "draft.txt": "new"}
    page, draft = sorted(report.files, key=lambda file: file.layout, reverse=True)
    assert (page.claims, page.exposed, page.tier) == (4, 0, "DOI grade")
    assert (page.stated, page.status) == ("Unverified", "Unverified")
    assert (draft.layout, draft.claims, draft.exposed, draft.stated) == ("draft", 2, 2, None)
    entries = {entry.entry["record"]: entry for entry in store.entries(kind="record.assessed").entries}
    assert set(entries) == {page.record, draft.record}
    assert entries[page.record].entry["body"]["published_before"] == "2026-06-10T00:00:00.000000Z"
    assert "published_before" not in entries[draft.record].entry["body"]
    shown = store.status(page.record)
    assert shown.reason.startswith("Published before the Gate 2 verification pipeline was activated (2026-06-10).")
    assert shown.evaluated == entries[page.record].entry["time"]
    assert store.status(tmp_path / "records" / f"{page.record}.json") == shown
    assert store.status(draft.record).reason.startswith("this is a draft") is False
    assert store.audit().problem is None


def test_importing_again_changes_nothing(store, pages, tmp_path):
    first = import_files([pages], to=tmp_path / "records", store=store)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "records").iterdir()}
    size = len(store.entries().entries)
    again = import_files([pages], to=tmp_path / "records", store=store)
    assert set(states(again).values()) == {"unchanged"}
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "records").iterdir()} == before
    assert len(store.entries().entries) == size
    assert [file.log_index for file in again.files] == [file.log_index for file in first.files]


def test_a_dry_run_writes_nothing(pages, tmp_path):
    report = import_files([pages], to=tmp_path / "records", dry_run=True)
    assert (report.dry_run, report.logged, set(states(report).values())) == (True, False, {"new"})
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize(
    ("name", "data", "code", "where"),
    [
        ("latin.txt", PAGE.encode("latin-1", "replace").replace(b"?", b"\xe9", 1), "import.not-utf8", "latin.txt:5"),
        ("binary.txt", b"\x7fELF\x00\x01", "import.binary", "binary.txt:1"),
        ("blank.txt", b"\r\n \n", "import.empty", "blank.txt"),
        ("french.txt", "Un titre\nRésumé\nRien\n".encode(), "import.no-known-block", "french.txt"),
    ],
)
def test_a_bad_file_is_a_finding_with_its_place_and_the_others_are_imported(pages, tmp_path, name, data, code, where):
    (pages / name).write_bytes(data)
    report = import_files([pages], to=tmp_path / "records")
    assert states(report) == {"page.txt": "new", "draft.txt": "new", name: "refused"}
    (finding,) = next(file.findings for file in report.files if file.state == "refused")
    assert (finding.code, finding.where.endswith(where)) == (code, True)
    assert finding.hint or code == "import.empty"


def test_a_gigabyte_and_a_link_are_refused_without_being_read(pages, tmp_path):
    with (pages / "large.txt").open("wb") as file:
        file.truncate(1 << 30)
    (pages / "link.txt").symlink_to(pages / "page.txt")
    report = import_files([pages], to=tmp_path / "records")
    found = {
        Path(file.file).name: [finding.code for finding in file.findings] for file in report.files if file.findings
    }
    assert found == {"large.txt": ["import.too-large"], "link.txt": ["import.not-a-file"]}
    assert MAX_SOURCE_BYTES < 1 << 30


def test_two_versions_of_a_page_are_one_record_and_the_second_is_refused(pages, tmp_path):
    (pages / "z.txt").write_text(PAGE.replace("DOI grade", "Watchlist"))
    (pages / "zz.txt").write_text(PAGE.replace("\n", "\r\n"))
    (pages / "zzz.html").write_text(as_html(PAGE))
    report = import_files([pages], to=tmp_path / "records")
    assert states(report)["z.txt"] == "refused"
    assert states(report)["zz.txt"] == "unchanged"
    codes = {Path(file.file).name: [finding.code for finding in file.findings] for file in report.files}
    assert codes["z.txt"] == ["import.same-id"]


def test_a_record_that_was_edited_since_is_not_overwritten(pages, tmp_path):
    report = import_files([pages / "page.txt"], to=tmp_path / "records")
    target = tmp_path / "records" / f"{report.files[0].record}.json"
    edited = json.loads(target.read_text()) | {"abstract": "Mine."}
    target.write_text(json.dumps(edited))
    again = import_files([pages / "page.txt"], to=tmp_path / "records")
    assert [finding.code for finding in again.files[0].findings] == ["import.differs"]
    assert json.loads(target.read_text()) == edited


def test_ids_and_paths_that_cannot_be(pages, tmp_path):
    report = import_files([pages / "page.txt"], to=tmp_path, record_id="mine")
    assert (report.files[0].record, (tmp_path / "mine.json").exists()) == ("mine", True)
    with pytest.raises(UsageError, match=r"import\.one-id"):
        import_files([pages], to=tmp_path, record_id="mine")
    with pytest.raises(UsageError, match=r"import\.no-such-path"):
        import_files([pages / "nothing"], to=tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToCheckError, match=r"import\.nothing"):
        import_files([tmp_path / "empty"], to=tmp_path)
    odd = import_files([pages / "page.txt"], to=tmp_path, record_id="no id")
    assert [finding.code for finding in odd.files[0].findings] == ["import.wrong-value"]


def test_many_files_are_read_by_several_processes_with_the_same_result(pages, tmp_path, monkeypatch):
    for number in range(3):
        (pages / f"p{number}.txt").write_text(PAGE.replace("looked at?", f"looked at, {number}?"))
    alone = import_files([pages], to=tmp_path / "records", dry_run=True)
    monkeypatch.setattr(module, "_MANY", 1)
    assert import_files([pages], to=tmp_path / "records", dry_run=True) == alone
