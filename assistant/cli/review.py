"""exhibit review: what supervisors look at, and what they find."""

from pathlib import Path
from typing import get_args

import click

from assistant import review as reviewing
from assistant.accounts import Right
from assistant.authority_documents import ReviewerRow
from assistant.cli.output import Output, command
from assistant.cli.review_words import told_compared, told_queue, told_statistics, told_transcript
from assistant.review import Counted, Entry, Review, Verdict
from assistant.review.draw import lot
from assistant.review_documents import (
    CountedRow,
    QueueRow,
    ReasonRow,
    ReviewCompareDocument,
    ReviewQuestionsDocument,
    ReviewQueueDocument,
    ReviewRow,
    ReviewShowDocument,
    ReviewStatisticsDocument,
    ReviewVerdictDocument,
    ShareRow,
    StepRow,
)
from assistant.session import Session

_CASE = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
_SEQ = click.argument("seq", metavar="SEQ", type=click.IntRange(1))
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def review() -> None:
    """Look at what was asked and done in a case, and give verdicts on it. For supervisors; nobody reviews what they took part in."""


@review.command()
@_CASE
@click.option("--all", "everything", is_flag=True, help="Also what somebody has reviewed.")
@command
def queue(out: Output, folder: Path, everything: bool) -> None:
    """List what is to be reviewed in CASE, each with the reasons: uses on persons, overrides, flags, what is unusual, and one in twenty of
    the rest, drawn so that nobody can foresee it."""
    session = Session.open(folder)
    found = reviewing.queue(session)
    document = ReviewQueueDocument(
        entries=[_row(entry) for entry in found.entries if everything or not entry.done],
        transcripts=found.transcripts,
        drawn=found.drawn,
        notes=list(found.notes),
    )
    reviewing.look(session, "queue")
    out.show(document, lambda screen: told_queue(screen, document))


@review.command()
@_CASE
@_SEQ
@command
def show(out: Output, folder: Path, seq: int) -> None:
    """Go through what event SEQ of CASE belongs to, in order: the question, what the model was told, the routes considered, each call, the
    answer, the evidence opened beside it, and what was changed afterwards."""
    session = Session.open(folder)
    session.require(Right.REVIEW)
    events = reviewing.intact(session)
    entry = reviewing.entry_of(session, events, seq)
    reviewing.look(session, "transcript", entry.transcript.seq)
    rows = [StepRow(**vars(step) | {"details": dict(step.details)}) for step in reviewing.steps(entry.transcript, events)]
    document = ReviewShowDocument(transcript=_row(entry), steps=rows)
    out.show(document, lambda screen: told_transcript(screen, document))


@review.command()
@_CASE
@_SEQ
@click.option("--as", "verdict", type=click.Choice(get_args(Verdict)), required=True, help="Your verdict.")
@click.option("--comment", default="", help="Why; needed unless it is accepted.")
@command
def verdict(out: Output, folder: Path, seq: int, verdict: Verdict, comment: str) -> None:
    """Give a verdict on tool call SEQ of CASE, or with any other number on the answer or act that it belongs to."""
    made = reviewing.judge(Session.open(folder), seq, verdict, comment)
    document = ReviewVerdictDocument(review=_review(made))
    out.show(document, lambda screen: screen.print(f"No. {made.on}: {made.verdict} by {made.by}; record no. {made.seq}", markup=False))


@review.command()
@_CASE
@command
def statistics(out: Output, folder: Path) -> None:
    """Show what reviewers found of each tool and of each kind of question in CASE, and how long reviewers look before they decide."""
    session = Session.open(folder)
    session.require(Right.REVIEW)
    events = reviewing.intact(session)
    document = ReviewStatisticsDocument(
        counted=list(map(_counted, reviewing.statistics(reviewing.transcripts(events)))),
        reviewers=[ReviewerRow(**vars(one)) for one in reviewing.reviewers(events)],
    )
    reviewing.look(session, "statistics")
    out.show(document, lambda screen: told_statistics(screen, document))


@review.command()
@_CASE
@click.option("-o", "--output", "file", type=_FILE, required=True, help="File to write; it must not exist.")
@command
def questions(out: Output, folder: Path, file: Path) -> None:
    """Write the questions of CASE whose answers were flagged, for `exhibit ask CASE --questions FILE`, each with what was wrong and what
    would have been right. It holds words of exhibits: an export."""
    document = ReviewQuestionsDocument(file=str(file), questions=reviewing.write_questions(Session.open(folder), file))
    out.show(document, lambda screen: screen.print(f"{file}: {document.questions} questions", markup=False))


@review.command()
@_CASE
@click.argument("questions", type=_FILE)
@click.argument("answers", type=_FILE)
@command
def compare(out: Output, folder: Path, questions: Path, answers: Path) -> None:
    """Compare the flagged answers of QUESTIONS with ANSWERS, the output of `exhibit ask CASE --questions QUESTIONS --json`."""
    session = Session.open(folder)
    session.require(Right.REVIEW)
    document = ReviewCompareDocument(compared=reviewing.compare(questions, answers))
    reviewing.look(session, "comparison")
    out.show(document, lambda screen: told_compared(screen, document))


def _row(entry: Entry) -> QueueRow:
    about = entry.transcript
    return QueueRow(
        seq=about.seq,
        kind=about.kind,
        title=about.title,
        officer=about.officer,
        at=about.at.isoformat(),
        reasons=[ReasonRow(why=reason.why, text=reason.text) for reason in entry.reasons],
        lot=round(lot(about.first), 6),
        mine=entry.mine,
        done=entry.done,
        reviews=list(map(_review, entry.reviews)),
    )


def _review(made: Review) -> ReviewRow:
    return ReviewRow(**vars(made) | {"at": made.at.isoformat()})


def _counted(row: Counted) -> CountedRow:
    return CountedRow(**vars(row) | {"shares": [ShareRow(**vars(share)) for share in row.shares]})
