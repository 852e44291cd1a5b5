"""Reviews in words, for a person at the command line."""

from rich.console import Console

from assistant.review_documents import (
    CountedRow,
    QueueRow,
    ReviewCompareDocument,
    ReviewQueueDocument,
    ReviewShowDocument,
    ReviewStatisticsDocument,
)


def told_queue(screen: Console, document: ReviewQueueDocument) -> None:
    """Print the queue."""
    for row in document.entries:
        _entry(screen, row)
    waiting = sum(not row.done for row in document.entries)
    screen.print(f"{waiting} to review, of {document.transcripts} on record; the draw picked {document.drawn}", style="dim")
    for note in document.notes:
        screen.print(note, style="yellow", markup=False)


def told_transcript(screen: Console, document: ReviewShowDocument) -> None:
    """Print a transcript step by step."""
    _entry(screen, document.transcript)
    for step in document.steps:
        screen.print(f"{step.seq:>6}  {step.at[11:19]}  {step.by:<10} {step.what:<14} {step.text}", markup=False)
    screen.print(f"draw: {document.transcript.lot:.4f}; below 0.05 is drawn", style="dim")


def told_statistics(screen: Console, document: ReviewStatisticsDocument) -> None:
    """Print what reviewers found."""
    for row in document.counted:
        screen.print(_counted(row), markup=False)
    screen.print("“drawn” speaks for what was not reviewed; “all” does not, for the other reasons pick what is unusual.", style="dim")
    for one in document.reviewers:
        looked = "never looked first" if one.median_seconds is None else f"median {one.median_seconds:.0f} s"
        screen.print(f"{one.by}: {one.decisions} verdicts, {looked}, {one.hasty} within seconds or unseen", markup=False, style="dim")


def told_compared(screen: Console, document: ReviewCompareDocument) -> None:
    """Print flagged answers beside new ones."""
    for row in document.compared:
        changed = f" ({', '.join(row.changed)})" if row.changed else ""
        screen.print(f"{row.question}: {row.outcome}{changed}", style="bold", markup=False)
        for flag in row.flags:
            screen.print(f"    flagged as {flag.what}: {flag.comment}", markup=False)
        screen.print(f"    was {row.was.status}: {' '.join(row.was.sentences)}  {' '.join(row.was.places)}", markup=False, style="dim")
        if row.now is not None:
            screen.print(f"    now {row.now.status}: {' '.join(row.now.sentences)}  {' '.join(row.now.places)}", markup=False)
        for one in row.expected:
            lacks = "is there" if one.holds else f"is not there: {', '.join(one.missing)}"
            screen.print(f"    expected “{one.expected}” {lacks}", markup=False)


def _entry(screen: Console, row: QueueRow) -> None:
    mine = "  (you took part in it: somebody else reviews it)" if row.mine else ""
    screen.print(f"{row.seq:>6}  {row.at[:16]}  {row.officer}: {row.title}{mine}", markup=False, style="bold")
    for reason in row.reasons:
        screen.print(f"        {reason.text}", markup=False)
    for made in row.reviews:
        screen.print(f"        {made.verdict} by {made.by}: {made.comment}", markup=False, style="dim")


def _counted(row: CountedRow) -> str:
    head = f"{row.of:<8} {row.name:<20} {row.sample:<5} n = {row.reviewed} of {row.recorded}"
    shares = [f"{one.verdict} {one.count} ({one.share:.0%}, {one.low:.0%} to {one.high:.0%})" for one in row.shares]
    return f"{head}: {', '.join(shares) or 'nothing reviewed'}" + (f", {row.disputed} disputed" if row.disputed else "")
