"""Pages and code name each other truly: files that are named exist, and so do the sections of docs/design.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/design.md", "docs/architecture.md")
]
NAMED = re.compile(
    r"`((?:docs|gate|engine|tests|scripts|requirements|sandboxes|lean|benchmarks|\.ci|\.github)/[\w./-]*|[A-Z]+\.(?:md|cff))`"
)
REFERENCE = re.compile(r"docs/design\.md`?\s+§(\d+)(?:\.(\d+))?")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_exist(page: Path) -> None:
    named = set(NAMED.findall(page.read_text("utf-8")))
    assert named
    assert {name for name in named if not (ROOT / name).exists() and not (ROOT / "gate" / name).exists()} == set()


def test_sections_of_the_design_that_are_named_exist() -> None:
    design = (ROOT / "docs" / "design.md").read_text("utf-8")
    sections = {
        match[1]: match[0] for match in re.finditer(r"^## (\d+)\. .*?(?=^## |\Z)", design, re.DOTALL | re.MULTILINE)
    }
    sources = [
        path
        for folder in ("gate", "tests", "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".md")
    ]
    found = [match.groups() for path in sources for match in REFERENCE.finditer(path.read_text("utf-8"))]
    assert found
    for section, number in found:
        assert section in sections
        assert number is None or re.search(rf"^{number}\. ", sections[section], re.MULTILINE)
