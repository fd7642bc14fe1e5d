"""A page in each form: text as pages are saved, Markdown (GitHub's, with tables) and HTML of one file.

Whatever a record says is escaped: nothing in it can become a tag, a link or a table of its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Literal

from gate.documents.page import PageReport, ShownBlock

Form = Literal["text", "markdown", "html", "json"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{border:1px solid;padding:.2rem .6rem;text-align:left;vertical-align:top}"
)


def as_text(page: PageReport) -> str:
    """The page as public pages are saved: heading lines, rows between bars, text."""
    lines = [] if page.state == "draft" else [page.title]
    for block in page.blocks:
        lines.append(block.heading)
        lines += [f"| {row.label} | {row.value} |{' |' if row.cells > 2 else ''}" for row in block.rows]
        lines += block.text
    return "\n".join(lines) + "\n"


def as_markdown(page: PageReport) -> str:
    """The page in Markdown."""
    parts = [f"# {_markdown(page.title)}{_cut(page, 'title')}"]
    for block in page.blocks:
        parts.append(f"## {_markdown(block.heading)}{_cut(page, block.member)}")
        if block.rows:
            rows = [
                f"| {_markdown(row.label)} | {_markdown(row.value)}{_note(block, row.origin)} |" for row in block.rows
            ]
            parts.append("\n".join(["| | |", "| --- | --- |", *rows]))
        parts += [_markdown(line) for line in block.text]
    return "\n\n".join(parts) + "\n"


def as_html(page: PageReport) -> str:
    """The page as one HTML file: no scripts, nothing fetched."""
    parts = [f"<h1>{html.escape(page.title)}{_cut(page, 'title')}</h1>"]
    for block in page.blocks:
        parts.append(f"<section>\n<h2>{html.escape(block.heading)}{_cut(page, block.member)}</h2>")
        if block.rows:
            rows = (
                f'<tr><th scope="row">{html.escape(row.label)}</th>'
                f"<td>{html.escape(row.value)}{_note(block, row.origin)}</td></tr>"
                for row in block.rows
            )
            parts.append("<table>\n" + "\n".join(rows) + "\n</table>")
        parts += [f"<p>{html.escape(line)}</p>" for line in block.text]
        parts.append("</section>")
    head = f'<meta charset="utf-8">\n<title>{html.escape(page.title)}</title>\n<style>{_STYLE}</style>'
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def as_json(page: PageReport) -> str:
    """The page as a document (`gate schema page`)."""
    return page.to_text()


FORMS: Mapping[Form, Callable[[PageReport], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
}
"""What writes each form."""


def _cut(page: PageReport, member: str) -> str:
    return " (cut off in its source)" if member in page.truncated else ""


def _note(block: ShownBlock, origin: str) -> str:
    return " (stated by its source)" if block.member == "stated" and origin == "stated" else ""


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split("\n")))
