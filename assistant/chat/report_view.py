"""A report on the screen: its sentences with their numbers, what people did to it, and its files."""

from collections.abc import Sequence

from assistant.chat.escape import Html, join, tag
from assistant.chat.labels import counted
from assistant.report import Drafted
from assistant.report.document import Finding, RemarkShown, Report, Statement

_SAID = {
    "draft": "Draft: another person has yet to review it",
    "returned": "Returned by the reviewer",
    "reviewed": "Reviewed: it can be released",
    "released": "Released",
}


def report_view(drafted: Drafted, report: Report, address: str) -> Html:
    """A report as it stands.

    Args:
        drafted: what people did to it.
        report: what it says.
        address: below which its files are found.
    """
    about = f"{drafted.id}, drafted by {drafted.by}, {drafted.at:%Y-%m-%d %H:%M} UTC"
    files = [
        tag("a", f"{drafted.id}.{ending}", href=f"{address}/report/{drafted.id}.{ending}", download=True) for ending in ("pdf", "html")
    ]
    signed = drafted.signings[-1] if drafted.release is not None else None
    return tag(
        "article",
        tag("h2", _SAID[drafted.status]),
        tag("p", about, class_="hint"),
        tag("p", join(files, " · ")),
        tag("p", f"Signed by {signed.by}, record no. {signed.seq}; document SHA-256 {signed.document}", class_="hint") if signed else None,
        *(tag("p", tag("strong", f"{said.verdict} by {said.by}"), f": {said.remark}") for said in drafted.reviews),
        *map(_finding, (*report.findings, *report.negative)),
        class_="report",
    )


def _finding(finding: Finding) -> Html:
    against = None
    if finding.counter_note is not None:
        against = join((tag("h4", "What speaks against it"), *_statements(finding.counter), tag("p", finding.counter_note, class_="hint")))
    return tag(
        "section",
        tag("h3", f"{finding.id}  {finding.question}", dir="auto"),
        tag("h4", "What supports it") if against is not None else None,
        *_statements(finding.statements),
        against,
        *_remarks(finding.remarks),
    )


def _statements(statements: Sequence[Statement]) -> list[Html]:
    return list(map(_statement, statements)) or [tag("p", "Nothing was found.")]


def _statement(statement: Statement) -> Html:
    if statement.withheld is not None:
        return tag("div", tag("p", tag("b", statement.id), f" withheld: {statement.withheld}"), class_="report-statement")
    edited = None
    if statement.edits:
        last = statement.edits[-1]
        gate = "passes the claim gate" if statement.checked else f"not machine checked: {'; '.join(last.faults)}"
        edited = tag("p", f"Worded by {last.by}, {gate}. The program had written: “{statement.machine}”", class_="trouble")
    places = ", ".join(f"{cited.exhibit} {cited.where}" for cited in statement.cited)
    return tag(
        "div",
        tag("p", tag("b", statement.id), " ", statement.text, dir="auto"),
        tag("p", statement.standing, class_="standing") if statement.standing else None,
        tag("p", f"{counted(len(statement.cited), 'place')}: {places}", class_="hint"),
        edited,
        *_remarks(statement.remarks),
        class_="report-statement",
    )


def _remarks(remarks: Sequence[RemarkShown]) -> list[Html]:
    return [tag("p", tag("strong", f"Remark of {said.by}"), f": {said.text}", dir="auto") for said in remarks]
