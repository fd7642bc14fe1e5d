"""Wrong claims and wrong artifacts: code, place and whose fault, before anything runs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pydantic import ValidationError

from gate.model.artifact import Script
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InputError
from gate.model.policy import ReproPolicy
from gate.repro.claim.declared import check_expected
from gate.repro.claim.task import prepare
from gate.repro.judge import ReproJudge
from tests.repro.bench import DATA, LINE, MemoryJournal, ScriptedSandbox, case, data_file, expected


def quantity(published: Json, rule: Mapping[str, Json], **more: Json) -> dict[str, Json]:
    return {"name": "q", "published": published, "rule": rule, **more}


def refusal(**claim: Json) -> InputError:
    with pytest.raises(InputError) as caught:
        check_expected(expected(**claim), ReproPolicy())
    assert caught.value.fault is Fault.CLAIM
    assert caught.value.where
    return caught.value


@pytest.mark.parametrize(
    ("published", "rule", "code"),
    [
        ("12", {"kind": "absolute", "tolerance": "1e-9"}, "claim.rule-impossible"),
        ("1.2", {"kind": "significant", "digits": 9}, "claim.rule-impossible"),
        ("0", {"kind": "significant", "digits": 2}, "claim.rule-impossible"),
        ("1.23", {"kind": "relative", "tolerance": "0.00001"}, "claim.rule-impossible"),
        ("1.5", {"kind": "integer"}, "claim.rule-impossible"),
        ("5", {"kind": "interval", "low": "6", "high": "7"}, "claim.rule-impossible"),
        ("1.5", {"kind": "p-value"}, "claim.rule-impossible"),
        ("1.50", {"kind": "statistical", "floor": "0.01", "widest": "0.1"}, "claim.rule-impossible"),
        ("12,345", {"kind": "printed"}, "claim.not-a-number"),
        ("67%", {"kind": "printed"}, "claim.not-a-number"),
        ("NaN", {"kind": "printed"}, "claim.not-a-number"),
        ("about 3", {"kind": "printed"}, "claim.not-a-number"),
        ("10.0", {"kind": "absolute", "tolerance": "5"}, "claim.tolerance-over-policy"),
        ("10.0", {"kind": "relative", "tolerance": "0.5"}, "claim.tolerance-over-policy"),
        ("10.0", {"kind": "interval", "low": "1", "high": "20"}, "claim.tolerance-over-policy"),
        ("0.00", {"kind": "absolute", "tolerance": "5"}, "claim.tolerance-over-policy"),
        ("0.04", {"kind": "p-value", "decades": "2"}, "claim.tolerance-over-policy"),
        (["1", "2"], {"kind": "printed"}, "claim.wrong-shape"),
        ("1", {"kind": "set"}, "claim.wrong-shape"),
        (["a", "a"], {"kind": "set"}, "claim.wrong-shape"),
        (["1"], {"kind": "array", "shape": [2], "each": {"kind": "printed"}}, "claim.wrong-shape"),
        ("1", {"kind": "table", "columns": [{"name": "a", "rule": {"kind": "printed"}}]}, "claim.wrong-shape"),
        (
            [["1"], ["1"]],
            {"kind": "table", "key": "a", "columns": [{"name": "a", "rule": {"kind": "exact"}}]},
            "claim.wrong-shape",
        ),
        (
            [["1", "2"]],
            {"kind": "table", "key": "b", "columns": [{"name": "a", "rule": {"kind": "exact"}}]},
            "claim.wrong-shape",
        ),
    ],
)
def test_rules_that_cannot_apply(published: Json, rule: Mapping[str, Json], code: str) -> None:
    assert refusal(quantities=[quantity(published, rule)], data=[]).code == code


def test_too_wide_random_results() -> None:
    wide = quantity("1.00", {"kind": "statistical", "floor": "0.01", "widest": "0.9"})
    assert refusal(quantities=[wide], varies=["seed"]).code == "claim.tolerance-over-policy"
    swapped = quantity("1.00", {"kind": "statistical", "floor": "0.2", "widest": "0.1"})
    assert refusal(quantities=[swapped], varies=["seed"]).code == "claim.rule-impossible"


def test_names_and_data() -> None:
    printed = {"kind": "printed"}
    assert refusal(quantities=[quantity("1", printed), quantity("2", printed)]).code == "claim.duplicate-quantity"
    nonce = {"name": "nonce", "published": "1", "rule": printed}
    assert refusal(quantities=[nonce]).code == "claim.reserved-name"
    assert refusal(quantities=[quantity("1", printed, fixed=True)]).code == "claim.nothing-depends"
    assert refusal(data=[data_file(), data_file()]).code == "claim.duplicate-data"
    columns = [{"name": "x", "role": "predictor"}, {"name": "y", "role": "other"}]
    follows = quantity("1", printed, statistic="location")
    assert refusal(quantities=[follows], data=[data_file(columns=columns)]).code == "claim.statistic-impossible"


@pytest.mark.parametrize(
    "relation",
    [
        {"kind": "scale", "data": "other.csv", "columns": ["y"], "effects": [{"quantity": "slope"}]},
        {"kind": "scale", "data": DATA, "effects": [{"quantity": "slope"}]},
        {"kind": "scale", "data": DATA, "columns": ["y"], "effects": [{"quantity": "unknown"}]},
        {"kind": "add", "data": DATA, "columns": ["y"], "effects": [{"quantity": "slope"}]},
        {"kind": "scale", "data": DATA, "columns": ["y"], "other": "x", "effects": [{"quantity": "slope"}]},
    ],
)
def test_impossible_relations(relation: Json) -> None:
    assert refusal(relations=[relation]).code == "claim.relation-impossible"


@pytest.mark.parametrize(
    "change",
    [
        {"quantities": [quantity("1", {"kind": "roughly"})]},
        {"quantities": [quantity("1", {"kind": "absolute", "tolerance": "-1"})]},
        {"quantities": [quantity("1", {"kind": "absolute", "tolerance": 0.1})]},
        {"data": [data_file(columns=[{"name": "x", "role": "leader"}])]},
        {"data": [data_file(format="xlsx")]},
        {"data": [data_file(path="../line.csv")]},
        {"varies": ["moon"]},
    ],
)
def test_unknown_rules_roles_and_formats_have_no_contract(change: dict[str, Json]) -> None:
    with pytest.raises(ValidationError):
        expected(**change)


def judge_refusal(**parts: Json) -> InputError:
    sandbox = ScriptedSandbox(lambda inside: {})
    with pytest.raises(InputError) as caught:
        ReproJudge().judge(case(**{"what": expected(), **parts}), MemoryJournal(), sandbox)
    assert not sandbox.specs
    return caught.value


def test_data_must_be_there_unchanged_and_not_too_large() -> None:
    for files, policy, code in (
        ({}, ReproPolicy(), "claim.data-missing"),
        ({DATA: LINE + b"1,1\n"}, ReproPolicy(), "claim.data-differs"),
        ({DATA: LINE}, ReproPolicy(data_bytes=10), "claim.data-too-large"),
    ):
        error = judge_refusal(claim_files=files, policy=policy)
        assert (error.code, error.fault) == (code, Fault.CLAIM)


@pytest.mark.parametrize(
    ("content", "change", "code"),
    [
        (b"x,y\n1\n", {}, "claim.data-malformed"),
        (b"x,z\n1,2\n", {}, "claim.column-unknown"),
        (
            b"x,y\n1,north\n2,south\n",
            {"relations": [{"kind": "scale", "data": DATA, "columns": ["y"], "effects": [{"quantity": "slope"}]}]},
            "claim.relation-impossible",
        ),
        (
            LINE,
            {"relations": [{"kind": "swap", "data": DATA, "columns": ["y"], "effects": [{"quantity": "slope"}]}]},
            "claim.relation-impossible",
        ),
        (
            LINE,
            {"relations": [{"kind": "scale", "data": DATA, "columns": ["w"], "effects": [{"quantity": "slope"}]}]},
            "claim.relation-impossible",
        ),
    ],
)
def test_data_that_do_not_fit_their_declaration(content: bytes, change: dict[str, Json], code: str) -> None:
    what = expected(data=[data_file(content)], **change)
    error = judge_refusal(what=what, claim_files={DATA: content})
    assert (error.code, error.fault) == (code, Fault.CLAIM)


def test_an_artifact_cannot_bring_other_data() -> None:
    error = judge_refusal(files={DATA: LINE.replace(b"2.31", b"9.99")})
    assert (error.code, error.fault) == ("artifact.data-differs", Fault.ARTIFACT)


def test_copies_of_the_data_are_left_to_the_gate() -> None:
    task = prepare(case(expected(), files={"copy/line.csv": LINE, DATA: LINE}))
    assert set(task.files) == {"main.py"}


def test_listed_files_must_be_there() -> None:
    script = Script(kind="script", files=("main.py", "lost.py"), argv=("python3", "main.py"))
    error = judge_refusal(script=script)
    assert (error.code, error.where, error.fault) == ("artifact.file-missing", "lost.py", Fault.ARTIFACT)


def test_a_claim_without_expected_results_cannot_be_judged() -> None:
    empty = case(expected())
    claim = empty.claim.model_copy(update={"expected": None})
    with pytest.raises(InputError) as caught:
        prepare(type(empty)(**{**{f: getattr(empty, f) for f in empty.__slots__}, "claim": claim}))
    assert (caught.value.code, caught.value.fault) == ("claim.no-expected", Fault.CLAIM)


def test_digests_name_the_difference() -> None:
    error = judge_refusal(claim_files={DATA: b"x,y\n1,2\n"})
    assert str(Digest.of(b"x,y\n1,2\n")) in error.message
