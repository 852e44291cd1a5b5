"""exhibit report: from answers on record to a report that another person has reviewed and that can leave the house."""

import hashlib
from pathlib import Path
from typing import Literal

import click
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.output import Output, command
from assistant.report_documents import (
    DefenceDocument,
    FindingRow,
    ReportDocument,
    ReportFileDocument,
    ReportReviewRow,
    ReportRow,
    StatementRow,
    WithheldRow,
)
from assistant.session import Session

_SUFFIXES = (".pdf", ".html", ".json")
_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_WHICH = click.option("--report", "which", metavar="RP-0001", help="Which report; by default the newest.")
_BY = click.option("--by", metavar="NAME", help="Who does it, at a station without accounts; by default the officer of the settings.")


class _WithShortForm(click.Group):
    """A group whose first word may be a case: then the report of that case is written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["write", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_WithShortForm, epilog="Short form: exhibit report CASE -o FILE.pdf writes the newest report, drafting one where there is none."
)
def report() -> None:
    """Report the answers of a case: draft, edit, peer review, release. `exhibit report CASE -o FILE.pdf` (or .html, .json) writes the
    report as it stands, marked as a draft until it is released; with --defence -o FILE.zip what is handed to the defence."""


@report.command()
@_CASE
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path), required=True, help="PDF, HTML or JSON by its ending; with --defence a ZIP."
)
@click.option(
    "--defence", is_flag=True, help="Material, transcripts, evidence and proofs of the released report, without questions and drafts."
)
@_WHICH
@command
def write(out: Output, folder: Path, file: Path, defence: bool, which: str | None) -> None:
    """Write a report to FILE, which must not exist. Where the case has no report yet, one is drafted from all answers on record."""
    wanted = (".zip",) if defence else _SUFFIXES
    if file.suffix.lower() not in wanted:
        raise click.UsageError(f"FILE ends with {' or '.join(wanted)}: {file.name} does not.")
    session = Session.open(folder)
    if defence:
        _hand_over(out, session, which, file)
        return
    from assistant import report as reports
    from assistant.report.answers import record

    if which is None and not reports.all_of(session):
        reports.draft(session)
    drafted = reports.find(session, which)
    with out.log.status("Drawing the cited places …"):
        content = reports.write(session, drafted, file)
    found = record(session)
    there = found.chosen(drafted.answers)
    later = [seq for seq in found.answers if seq not in drafted.answers]
    document = ReportFileDocument(
        report=drafted.id,
        status=drafted.status,
        file=str(file),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=_pages(content) if file.suffix.lower() == ".pdf" else None,
        findings=sum(answered.found for answered in there),
        negative=sum(not answered.found for answered in there),
        later=later,
    )
    if later:
        out.log.print(f"{len(later)} answers on record are not in {drafted.id}: `exhibit report draft` makes a new one.", markup=False)
    out.show(document, lambda screen: _wrote(screen, document))


@report.command()
@_CASE
@click.option(
    "--answer",
    "answers",
    type=click.IntRange(1),
    multiple=True,
    help="Number of an answer's event; may be given more than once. By default all.",
)
@_BY
@command
def draft(out: Output, folder: Path, answers: tuple[int, ...], by: str | None) -> None:
    """Draft a report from answers on record."""
    from assistant import report as reports

    session = reports.acting(Session.open(folder), by)
    _show(out, session, reports.draft(session, answers).id)


@report.command()
@_CASE
@click.argument("place", metavar="F1.S1|F1")
@click.option("--text", help="The sentence in new words.")
@click.option("--reason", default="", help="Why it is worded anew.")
@click.option("--remark", help="What is to be said about a sentence or a finding, beside it.")
@_WHICH
@_BY
@command
def edit(
    out: Output, folder: Path, place: str, text: str | None, reason: str, remark: str | None, which: str | None, by: str | None
) -> None:
    """Word a sentence anew, or add a remark. The claim gate looks at the new words; what the program had written stays."""
    if (text is None) == (remark is None):
        raise click.UsageError("give either --text or --remark")
    from assistant import report as reports

    session = reports.acting(Session.open(folder), by)
    if text is not None:
        drafted = reports.edit(session, which, place, text, reason)
    else:
        assert remark is not None
        drafted = reports.remark(session, which, place, remark)
    _show(out, session, drafted.id)


@report.command()
@_CASE
@click.option("--approve", "verdict", flag_value="approved", help="It may be released.")
@click.option("--return", "verdict", flag_value="returned", help="It goes back to those who made it.")
@click.option("--remark", required=True, help="What was looked at, and what is made of it.")
@_WHICH
@_BY
@command
def review(
    out: Output, folder: Path, verdict: Literal["approved", "returned"] | None, remark: str, which: str | None, by: str | None
) -> None:
    """Peer review by another person than those who drafted and edited."""
    if verdict is None:
        raise click.UsageError("give either --approve or --return")
    from assistant import report as reports

    session = reports.acting(Session.open(folder), by)
    _show(out, session, reports.review(session, which, verdict, remark).id)


@report.command()
@_CASE
@_WHICH
@_BY
@command
def release(out: Output, folder: Path, which: str | None, by: str | None) -> None:
    """Check everything once more, sign, and keep the report in the case. Refused where the record, an exhibit or a citation does not
    hold, or where nobody else has reviewed it."""
    from assistant import report as reports

    session = reports.acting(Session.open(folder), by)
    with out.log.status("Checking every citation …"):
        drafted = reports.release(session, which)
    _show(out, session, drafted.id)


@report.command()
@_CASE
@_WHICH
@command
def show(out: Output, folder: Path, which: str | None) -> None:
    """Show a report as it stands, with the numbers of its sentences."""
    from assistant import report as reports

    session = Session.open(folder)
    session.require(Right.VIEW)
    drafted = reports.find(session, which)
    session.record("view", {"report": drafted.id})
    _show(out, session, drafted.id)


def _show(out: Output, session: Session, which: str) -> None:
    document = _document(session, which)
    out.show(document, lambda screen: _told(screen, document.report))


def _document(session: Session, which: str) -> ReportDocument:
    from assistant import report as reports
    from assistant.report.document import Finding, Statement

    drafted = reports.find(session, which)
    made = reports.assemble(session, drafted, pictured=False).report

    def row(each: Statement) -> StatementRow:
        return StatementRow(
            id=each.id,
            text=each.text,
            machine=each.machine,
            checked=each.checked,
            faults=list(each.edits[-1].faults) if each.edits else [],
            edited_by=list(dict.fromkeys(done.by for done in each.edits)),
            standing=each.standing,
            withheld=each.withheld,
            places=[f"{cited.exhibit}#{cited.fragment}" for cited in each.cited],
        )

    def finding(each: Finding) -> FindingRow:
        return FindingRow(
            id=each.id,
            question=each.question,
            answer=each.seq,
            statements=list(map(row, each.statements)),
            counter=list(map(row, each.counter)),
        )

    return ReportDocument(
        report=ReportRow(
            id=drafted.id,
            status=drafted.status,
            drafted_by=drafted.by,
            drafted_at=drafted.at.isoformat(),
            findings=list(map(finding, made.findings)),
            negative=list(map(finding, made.negative)),
            edits=len(drafted.edits),
            remarks=len(drafted.remarks),
            reviews=[
                ReportReviewRow(by=said.by, at=said.at.isoformat(), verdict=said.verdict, remark=said.remark) for said in drafted.reviews
            ],
            signed_by=drafted.signings[-1].by if drafted.release is not None else None,
            document=drafted.signings[-1].document if drafted.release is not None else None,
            files={} if drafted.release is None else drafted.release.files,
        )
    )


def _hand_over(out: Output, session: Session, which: str | None, file: Path) -> None:
    from assistant.report.defence import hand_over

    with out.log.status("Packing …"):
        handed = hand_over(session, which, file)
    document = DefenceDocument(
        report=handed.report,
        file=str(file),
        sha256=handed.sha256,
        exhibits=handed.exhibits,
        withheld=[WithheldRow(exhibit=exhibit, reason=reason) for exhibit, reason in handed.withheld.items()],
    )

    def told(screen: Console) -> None:
        screen.print(f"{document.file}: {document.exhibits} exhibits of {document.report}, SHA-256 {document.sha256}", markup=False)
        for left in document.withheld:
            screen.print(f"  withheld: {left.exhibit}: {left.reason}", markup=False)

    out.show(document, told)


def _pages(content: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return len(pdf)


def _wrote(screen: Console, document: ReportFileDocument) -> None:
    pages = "" if document.pages is None else f", {document.pages} pages"
    screen.print(f"{document.file}: {document.report}, {document.status}{pages}", markup=False)
    screen.print(f"{document.findings} findings, {document.negative} searched for and not found; SHA-256 {document.sha256}", style="dim")


def _told(screen: Console, row: ReportRow) -> None:
    screen.print(f"{row.id}: {row.status}, drafted by {row.drafted_by}, {row.drafted_at[:16]}", style="bold", markup=False)
    for finding in (*row.findings, *row.negative):
        screen.print(f"\n{finding.id}  {finding.question}", style="bold", markup=False)
        for side, statements in (("", finding.statements), ("  What speaks against it:", finding.counter)):
            if side and statements:
                screen.print(side, style="bold", markup=False)
            for each in statements:
                screen.print(f"  {each.id}  {each.text or f'withheld: {each.withheld}'}", markup=False)
                if each.edited_by:
                    gate = "passes the claim gate" if each.checked else f"not machine checked: {'; '.join(each.faults)}"
                    screen.print(f"        worded by {', '.join(each.edited_by)}; {gate}", style="yellow", markup=False)
        if not finding.statements and not finding.counter:
            screen.print("  searched for and not found", markup=False)
    for said in row.reviews:
        screen.print(f"\n{said.verdict} by {said.by}, {said.at[:16]}: {said.remark}", markup=False)
    if row.signed_by:
        screen.print(f"signed by {row.signed_by}; document SHA-256 {row.document}", markup=False)
