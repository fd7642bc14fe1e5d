"""Recipes against values that others computed, in the image where the gate computes: R, NIST, papers and manuals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pytest

from gate.repro.data.tables import Table
from gate.repro.methods.evaluate import Answer, Job, evaluate
from gate.sandbox.interface import Sandbox
from tests.repro.methods.reference import cases as by_r
from tests.repro.methods.reference import nist, published
from tests.repro.methods.support import Json, checked, table_of, tables_in

CLOSE = 1e-9
CERTIFIED = Decimal("2e-14")
"""NIST certifies 15 digits; a correctly rounded double may differ in the last."""


def answers(cases: Iterable[tuple[str, Json]], tables: dict[str, Table], sandbox: Sandbox) -> list[Answer]:
    """The value of every method on its own file, all in one container."""
    methods = [
        checked({**document, "from": {**document.get("from", {}), "file": file}}, tables)[0] for file, document in cases
    ]
    return evaluate(methods, [tables], [Job(number, 0) for number in range(len(methods))], sandbox)


def separate_answers(cases: Sequence[tuple[Mapping[str, Sequence[object]], Json]], sandbox: Sandbox) -> list[Answer]:
    """The value of every expression on data of its own."""
    tables = {f"{number}.csv": table_of(data) for number, (data, _) in enumerate(cases)}
    return answers([(f"{number}.csv", {"value": method}) for number, (_, method) in enumerate(cases)], tables, sandbox)


def test_every_value_of_r_has_a_case():
    assert set(by_r.values()) - set(by_r.cases()) == by_r.NOT_HERE


@pytest.mark.docker
def test_recipes_give_what_r_gives(docker_sandbox: Sandbox):
    known = by_r.cases()
    files = {f"{file}.csv": (by_r.HERE / "data" / f"{file}.csv").read_bytes() for file, _ in known.values()}
    tables = {path: table for file, data in files.items() for path, table in tables_in(data, file).items()}
    found = answers([(f"{file}.csv", document) for file, document in known.values()], tables, docker_sandbox)
    wrong = {}
    for name, answer in zip(known, found, strict=True):
        expected = by_r.values()[name]
        close = by_r.LOOSE.get(name, CLOSE) * abs(expected)
        if not answer.known or abs(float(answer.value) - expected) > close:
            wrong[name] = (expected, answer)
    assert wrong == {}


@pytest.mark.docker
def test_hard_data_sets_give_what_nist_certifies(docker_sandbox: Sandbox):
    known = nist.cases()
    found = separate_answers([(data, method) for data, method, _ in known.values()], docker_sandbox)
    wrong = {}
    for (name, (_, _, text)), answer in zip(known.items(), found, strict=True):
        certified = Decimal(text)
        if not answer.known or abs(answer.value - certified) > CERTIFIED * abs(certified):
            wrong[name] = (certified, answer)
    assert wrong == {}


@pytest.mark.docker
def test_recipes_give_what_papers_and_manuals_print(docker_sandbox: Sandbox):
    known = published.cases()
    found = separate_answers([(data, method) for data, method, _ in known.values()], docker_sandbox)
    wrong = {}
    for (name, (_, _, text)), answer in zip(known.items(), found, strict=True):
        printed = Decimal(text)
        close = abs(printed) * Decimal(str(CLOSE))
        if name in published.AGREEMENT:  # papers print two or three digits
            close = max(close, Decimal(1).scaleb(int(printed.as_tuple().exponent)) / 2)
        if not answer.known or abs(answer.value - printed) > close:
            wrong[name] = (printed, answer)
    assert wrong == {}


@pytest.mark.docker
def test_the_niles_level_is_durbin_and_koopmans(docker_sandbox: Sandbox):
    tables = tables_in((by_r.HERE / "data" / "nile.csv").read_bytes(), "nile.csv")
    outputs = ("variance-level", "variance-irregular", "log-likelihood")
    cases = [("nile.csv", {"value": by_r.r("local-level", "flow", output)}) for output in outputs]
    level, irregular, likelihood = (float(answer.value) for answer in answers(cases, tables, docker_sandbox))
    # Time series analysis by state space methods (2012), §2.10: 1469.1 and 15,099; table 2.1: -632.54.
    assert round(level) == 1469
    assert round(irregular) == 15099
    assert likelihood == pytest.approx(-632.54, abs=0.01)


@pytest.mark.docker
def test_a_bootstrap_comes_near_theory_and_follows_its_seed(docker_sandbox: Sandbox):
    tables = {"d.csv": table_of({"x": list(range(200))})}
    methods = [checked(by_r.r("bootstrap", "x", output), tables)[0] for output in ("standard-error", "low", "high")]
    jobs = [Job(method, 0, seed) for seed in (1, 1, 2) for method in range(3)]
    first, again, other = (
        [float(answer.value) for answer in chunk]
        for chunk in zip(*[iter(evaluate(methods, [tables], jobs, docker_sandbox))] * 3, strict=True)
    )
    assert first == again != other
    r_tables = tables_in((by_r.HERE / "data" / "mtcars.csv").read_bytes(), "mtcars.csv")
    pair = checked(by_r.r("bootstrap-correlation", "mpg", y=by_r.c("wt")), r_tables)
    (error,) = evaluate(pair, [r_tables], [Job(0, 0, 7)], docker_sandbox)
    assert float(error.value) == pytest.approx((1 - 0.8677**2) / 30**0.5, rel=0.35)  # (1 - r²) / √(n - 2)
    assert first[0] == pytest.approx(57.734 / 200**0.5, rel=0.1)  # the population's deviation over √n
    assert first[1] == pytest.approx(99.5 - 1.96 * 4.0825, abs=1)
    assert first[2] == pytest.approx(99.5 + 1.96 * 4.0825, abs=1)
