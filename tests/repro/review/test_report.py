"""What a reviewer is shown, of honest scripts and of hostile files."""

import json
import random

import pytest

from gate.model.artifact import Script
from gate.model.claim import EmpiricalClaim
from gate.model.digest import Digest
from gate.model.errors import InputError
from gate.repro.claim.review import review_subject
from gate.repro.review import report as module
from gate.repro.review.report import MAX_FILE_BYTES, MAX_FINDINGS, review
from tests.repro.bench import DATA, LINE, case, data_file, expected

QUANTITIES = [{"name": "slope", "published": "2.5561", "rule": {"kind": "printed"}}]


def looked(script, *, name="main.py", argv=None, more=None, claim_files=None, **changes):
    """The review of a one-file artifact for the claim that the slope is 2.5561."""
    files = {name: script if isinstance(script, bytes) else script.encode(), **(more or {})}
    one = case(
        expected(quantities=QUANTITIES, **changes),
        script=Script(kind="script", files=tuple(files), argv=argv or ("python3", name)),
    )
    manifest = {"artifact.toml": b""}
    return review("r", one.claim, claim_files or {DATA: LINE}, one.artifact, files | manifest)


def found(report, kind):
    return [(finding.line, finding.why) for finding in report.findings if finding.kind == kind]


def whys(report, kind):
    return [why for _, why in found(report, kind)]


HONEST = """\
import csv
import json

with open("/in/data/line.csv") as file:
    rows = list(csv.DictReader(file))
with open("/out/result.json", "w") as out:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "slope": len(rows)}, out)
"""


def test_an_honest_script_shows_its_imports_and_nothing_else():
    report = looked(HONEST)
    assert {finding.kind for finding in report.findings} == {"import"}
    assert [file.looked_at for file in report.files] == ["python"]
    assert whys(report, "import") == ["imports csv", "imports json"]


def test_the_subject_is_what_a_review_signs():
    report = looked(HONEST)
    files = {"main.py": HONEST.encode(), "artifact.toml": b""}
    one = case(expected(quantities=QUANTITIES))
    assert report.subject == review_subject(one.claim, files)


@pytest.mark.parametrize(
    ("code", "line", "why"),
    [
        ("\nwrite(2.5561)", 2, "2.5561 looks like the published slope (2.5561)"),
        ("write(-2.5561)", 1, "2.5561 looks like the published slope (2.5561)"),
        ("write(6.53364)", 1, "6.53364 looks like the square of the published slope (2.5561)"),
        ("write(2.0561 + 0.5)", 1, "arithmetic on constants gives a number: 2.5561 looks like"),
        ("write(float('2.5561'))", 1, "in a text, 2.5561 looks like the published slope (2.5561)"),
        ("write(json.loads(b'{\"a\": 2.5561}'))", 1, "in a text, 2.5561 looks like the published slope (2.5561)"),
        ('"""2.5561"""', 1, "in a text, 2.5561 looks like the published slope (2.5561)"),
    ],
)
def test_published_constants_are_marked(code, line, why):
    (hit,) = [one for one in found(looked(code), "published") if one[1].startswith(why)]
    assert hit[0] == line


def test_literals_are_held_against_the_data():
    report = looked("x = [1, 2, 0, 4.07, 12.50, 4.08, 7e300, 10**400, 0x" + "f" * 5000 + "]")
    assert sorted(whys(report, "literal")) == [
        "10 does not occur in the data",
        "4.08 does not occur in the data",
        "400 does not occur in the data",
        "7e+300 does not occur in the data",
        "an integer of 20000 bits",
    ]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("if len(rows) == 12: pass", "a branch on equality"),
        ("if a and not (n != 12): pass", "a branch on equality"),
        ("y = [r for r in rows if r['id'] in known]", "a branch on equality"),
        ("bump = (x == 3.5) * 0.5", "an equality is used as a value"),
        ("match n:\n    case 12: pass", "a match statement chooses by what a value is"),
        ("y = {12: 0.5}.get(n, 0)", "a written-out dictionary is looked up"),
        ("y = {12: 0.5}[n]", "a written-out dictionary is looked up"),
        ("k = hashlib.sha256(data).hexdigest()", "hexdigest makes a fingerprint"),
        ("if math.isclose(s, 1.0): pass", "isclose compares"),
    ],
)
def test_equality_is_shown(code, why):
    assert any(one.startswith(why) for one in whys(looked(code), "equality"))


@pytest.mark.parametrize(
    "code", ["if __name__ == '__main__': main()", "if x is None: pass", "if x > 3: pass", "assert 1 == 1"]
)
def test_equality_that_cannot_look_at_data_is_not(code):
    assert whys(looked(code), "equality") == []


@pytest.mark.parametrize(
    "code",
    [
        "eval(text)",
        "__import__('os').system('x')",
        "import ctypes",
        "from pickle import loads",
        "base64.b64decode(x)",
        "subprocess.Popen([])",
    ],
)
def test_what_hides_its_doing_is_named(code):
    assert whys(looked(code), "opaque")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("open('/etc/hostname')", "'/etc/hostname' is no declared file"),
        ("open('/in/data/other.csv')", "'/in/data/other.csv' is no declared file"),
        ("D = '/in/data'\nopen(D + '/x.csv')", "'/in/data/x.csv' is no declared file"),
        ("D = Path('/proc')\n(D / 'self' / 'stat').read_text()", "'/proc/self/stat' is no declared file"),
        ("N = 'x'\nopen(f'/in/{N}')", "'/in/x' is no declared file"),
        ("os.path.getmtime('/in/data/line.csv.old')", "'/in/data/line.csv.old' is no declared file"),
        ("open(sys.argv[1])", "open takes a place that the text does not show"),
        ("np.load('/usr/model.npy')", "'/usr/model.npy' is no declared file"),
    ],
)
def test_reads_that_are_not_declared_are_shown(code, why):
    assert whys(looked(code), "undeclared-read") == [why]


@pytest.mark.parametrize(
    "code",
    [
        "open('/in/data/line.csv')",
        "D = Path('/in/data')\n(D / 'line.csv').open()",
        "open('/in/artifact/model.json')",
        "pd.read_csv(f'/in/data/{\"line.csv\"}')",
        "json.load(open('/in/gate.json'))",
        "open('/out/result.json', 'w')",
        "open('/tmp/x', 'w')",
        "json.load(file)",
    ],
)
def test_declared_reads_are_not(code):
    assert whys(looked(code, more={"model.json": b"{}"}), "undeclared-read") == []


def test_a_data_file_that_is_named_nowhere_is_shown():
    second = b"z\n9.75\n"
    data = [data_file(), data_file(second, path="second.csv")]
    report = looked(HONEST, data=data, claim_files={DATA: LINE, "second.csv": second})
    assert [finding.file for finding in report.findings if finding.kind == "unread-data"] == ["second.csv"]
    both = looked(
        HONEST + "s = open('/in/data/second.csv')\nx = 9.75\n",
        data=data,
        claim_files={DATA: LINE, "second.csv": second},
    )
    assert not whys(both, "unread-data")
    assert not whys(both, "literal")


def test_another_language_is_looked_at_plainly_and_that_is_said():
    script = 'library(stats)\nx <- read.csv("/in/data/line.csv")\ny <- readLines("/etc/motd")\n'
    script += "if (nrow(x) == 12) slope <- 2.5561\nz <- 77.25\neval(y)\n"
    report = looked(script, name="main.R", argv=("Rscript", "main.R"))
    assert [file.looked_at for file in report.files] == ["plain"]
    assert any(sentence.startswith("main.R is no Python") for sentence in report.limits)
    assert found(report, "import") == [(1, "brings in stats")]
    assert (4, "2.5561 looks like the published slope (2.5561)") in found(report, "published")
    assert (5, "77.25 does not occur in the data") in found(report, "literal")
    assert found(report, "undeclared-read") == [(3, "'/etc/motd' is no declared file")]
    assert [line for line, _ in found(report, "equality")] == [4]
    assert [line for line, _ in found(report, "opaque")] == [6]


def test_side_files_are_searched_for_published_values_only():
    report = looked(HONEST, more={"model.json": b'{"a": [7.77, 2.5561], "b": "x == y"}'})
    assert [(f.kind, f.file) for f in report.findings if f.file == "model.json"] == [("published", "model.json")]


def test_a_program_in_argv_is_looked_at():
    report = looked("", argv=("python3", "-c", "print(2.5561)", "main.py"))
    assert [(f.file, f.kind) for f in report.findings if f.kind == "published"] == [("argv[2]", "published")]


def test_a_name_without_suffix_is_python_where_argv_says_so():
    assert looked("x = 1", name="run", argv=("python3", "run")).files[0].looked_at == "python"


def deep(number):
    """Sources that are nested deeper than any parser goes."""
    yield "-" * number + "1"
    yield "(" * number + ")" * number
    yield "a" + ".a" * number
    yield "1" + "+1" * number
    yield "f" + "()" * number
    yield "if a: pass\n" + "elif a: pass\n" * number
    yield "lambda:" * number + "1"
    yield "x = " + "[" * number
    yield "1" + "**1" * number
    yield "1 if 1 else " * number + "1"


@pytest.mark.parametrize("source", [*deep(300), *deep(20_000)])
def test_deep_nesting_is_survived(source):
    report = looked(f"x = 2.5561\n{source}")
    assert "2.5561 looks like the published slope (2.5561)" in whys(report, "published")


@pytest.mark.parametrize(
    "source",
    [
        b"def f(:\n",
        b"\xff\xfe\x00",
        b"x = 1\0y",
        b"\xef\xbb\xbfx = 1",
        b"",
        b"# coding: klingon\n1",
        b"1" * 5000,
        b"x = '" + b"\\" * 999,
        "x = ٣".encode(),
        b"x=1j+1e999",
        b"\r\r\n\f1",
    ],
)
def test_what_is_no_python_is_named_and_never_an_error(source):
    report = looked(source)
    looked_at = report.files[0].looked_at
    assert (looked_at == "python") != bool(whys(report, "unread"))


def test_a_syntax_error_still_shows_the_numbers():
    report = looked("def f(:\nx = 2.5561\n")
    assert found(report, "published") == [(2, "2.5561 looks like the published slope (2.5561)")]
    assert whys(report, "unread")[0].startswith("not readable as Python")


def test_a_huge_file_is_named_and_not_looked_at():
    report = looked(b"#" * (MAX_FILE_BYTES + 1))
    assert whys(report, "unread") == [f"{MAX_FILE_BYTES + 1} bytes: larger than what is looked at"]


def test_findings_are_bounded_and_counted():
    report = looked("\n".join(f"x = 0.{number}7{number:03}" for number in range(MAX_FINDINGS + 50)))
    kept = len(whys(report, "literal"))
    assert (kept, report.left_out["literal"]) == (MAX_FINDINGS, 50 - len(whys(report, "published")))


def test_text_from_a_script_cannot_drive_a_terminal():
    report = looked("x = 77.25 # \x1b[31m \u202e " + "y" * 500)
    (finding,) = [one for one in report.findings if one.kind == "literal"]
    assert "\x1b" not in finding.text
    assert "\u202e" not in finding.text
    assert len(finding.text) <= 160


def test_any_bytes_come_to_a_report():
    source = random.Random(5)
    words = [
        "if ",
        "x",
        "==",
        "2.5561",
        "(",
        ")",
        "\n",
        " ",
        "'",
        '"""',
        "open(",
        "\0",
        "\xff",
        "lambda:",
        "f'{",
        "}",
        "=",
        "[",
        "import ",
    ]
    for _ in range(300):
        report = looked("".join(source.choices(words, k=40)).encode("latin-1"))
        json.loads(report.to_text())


def test_large_and_binary_data_are_said_not_to_be_compared(monkeypatch):
    monkeypatch.setattr(module, "MAX_DATA_BYTES", 10)
    report = looked("x = 4.07")
    assert any("were not compared with literals" in sentence for sentence in report.limits)


def test_methods_are_in_words():
    one = case(expected(quantities=[QUANTITIES[0] | {"method": {"value": {"recipe": "mean", "of": {"column": "y"}}}}]))
    report = review("r", one.claim, {DATA: LINE}, one.artifact, {"main.py": b""})
    assert report.methods == {"slope": "arithmetic mean of ‹y›"}
    assert report.doubts == ()


def test_what_in_a_method_needs_a_second_reader_is_said():
    factor = {"op": "*", "of": [{"recipe": "mean", "of": {"column": "y"}}, {"number": "1.13"}]}
    one = case(expected(quantities=[QUANTITIES[0] | {"method": {"value": factor}}]))
    report = review("r", one.claim, {DATA: LINE}, one.artifact, {"main.py": b""})
    assert report.doubts == ("slope: no convention explains the number 1.13",)


def test_a_claim_without_expected_results_has_nothing_to_review():
    one = case(expected())
    claim = EmpiricalClaim(id="c1", kind="empirical", statement="A slope.")
    with pytest.raises(InputError) as caught:
        review("r", claim, {}, one.artifact, {"main.py": b""})
    assert caught.value.code == "review.no-script"


def test_files_carry_their_digests():
    (file,) = looked(HONEST).files
    assert (file.sha256, file.size) == (Digest.of(HONEST.encode()), len(HONEST))
