"""A report as HTML. Text from exhibits is only ever a value of the template, and escaped."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant.drawing.places import Shown
from assistant.report.document import Report
from assistant.report.wording import seconds
from tools.evidence import UNVERIFIED_LEAD
from tools.verification.wording import percent

_SECTIONS = {
    "findings": "Findings",
    "negative": "Searched for and not found",
    "left": "What was not searched, and what was heard uncertainly",
    "tools": "Tools that were used",
    "authorisations": "Authorisations",
    "changes": "Edits by persons, and the first machine draft",
    "signature": "Peer review and signature",
    "exhibits": "Annex: exhibits of the case",
    "weights": "Annex: model weights",
    "cards": "Annex: limits and measured error rates",
    "proof": "Annex: proof from the record",
}

_FEW_FILES = 6
"""Weights of more files are listed with the hash of them all; the document (JSON) has each."""


@dataclass(frozen=True)
class Paper:
    """All that is printed."""

    report: Report
    pictures: Mapping[str, Shown]
    proofs: tuple[dict[str, Any], ...]
    defence: bool = False
    """Without questions, drafts and edits: what is handed to the defence."""


def as_html(paper: Paper, *, screen: bool = True) -> str:
    """The report as one page that loads nothing; for a browser, or for paper."""
    report = paper.report
    hidden = {"changes"} if paper.defence else set()
    hidden |= {"proof"} if report.ledger is None else set()

    def picture(key: str) -> str:
        shown = paper.pictures.get(key)
        return "" if shown is None else f"data:{shown.mime};base64,{base64.b64encode(shown.content).decode()}"

    return _template().render(
        r=report,
        screen=screen,
        defence=paper.defence,
        # The style is the program's own file and no value from anywhere.
        style=Markup(_file("report.css")),  # noqa: S704
        sections=[(key, words) for key, words in _SECTIONS.items() if key not in hidden],
        title=_SECTIONS.__getitem__,
        left=_left_out(report),
        picture=picture,
        percent=percent,
        seconds=seconds,
        unverified=UNVERIFIED_LEAD,
        few=_FEW_FILES,
    )


def _left_out(report: Report) -> list[tuple[str, str, str, list[str]]]:
    """Exhibit, title, reason, and the findings for which it was left out."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for finding in (*report.findings, *report.negative):
        for left in finding.not_searched:
            found.setdefault((left.exhibit, left.title, left.reason), []).append(finding.id)
    return [(*left, where) for left, where in sorted(found.items())]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["markdown"] = _markdown
    return environment.get_template("report.html")


def _file(name: str) -> str:
    return resources.files("assistant.report").joinpath(name).read_text("utf-8")


def _markdown(text: str) -> Markup:
    """A part of a card: the program's own file, whose HTML is not let through either."""
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704
