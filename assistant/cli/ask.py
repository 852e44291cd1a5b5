"""exhibit ask: a question, answered with citations."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from assistant.answer import Answer, Sentence
from assistant.cli.output import NOT_DONE, NOT_INTACT, Output, command
from assistant.cli.plan_told import plan_told
from assistant.cli.route import QUESTIONS, asked_questions
from assistant.cli.stoppable import Stoppable, stoppable
from assistant.session import Session
from assistant.settings import settings
from models.errors import WeightsCorrupt
from tools.errors import IntegrityError, Stopped
from tools.progress import listening

_DOING = {
    "route": "Choosing tools …",
    "reading": "Reading new exhibits …",
    "call": "Looking at the exhibits …",
    "composing": "Writing the answer …",
}


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("question", required=False)
@QUESTIONS
@command
@stoppable
def ask(out: Output, hands: Stoppable, folder: Path, question: str | None, questions: TextIO | None) -> None:
    """Ask a QUESTION about CASE. Every sentence of the answer cites the place in an exhibit that supports it."""
    asked = asked_questions(question, questions)
    session = hands.open(lambda: Session.open(folder))
    with out.log.status("Loading the model …"):
        from assistant.agent import ask as answer_to
        from assistant.llm import load
        from assistant.router import Router

        model = load(settings())
        router = Router(model, settings().cache)
    count, failed, damaged = 0, 0, []
    for text in asked:
        count += 1
        with (
            out.log.status("Choosing tools …") as status,
            listening(lambda share, doing, status=status: status.update(f"{doing} {share:.0%}")),  # type: ignore[misc]
        ):
            try:
                answer = answer_to(
                    session,
                    text,
                    model,
                    router,
                    listener=lambda event, what: status.update(str(what.get("doing") or _DOING.get(event, "Working …"))),
                )
            except Stopped:
                session.record("stopped", {"question": text, "by": session.officer})
                raise
            except (IntegrityError, WeightsCorrupt) as error:
                if questions is None:
                    raise
                damaged.append(str(error))
                answer = Answer(question=text, status="failed", note=str(error))
        failed += answer.status == "failed"
        out.show(answer, lambda screen, answer=answer: _shown(screen, answer, folder))  # type: ignore[misc]
    if damaged:
        out.end(NOT_INTACT)
    if failed == count:
        out.end(NOT_DONE)


def _shown(screen: Console, answer: Answer, folder: Path) -> None:
    told(screen, answer)
    plan_told(screen, answer.evidence, folder)


def told(screen: Console, answer: Answer) -> None:
    """Print an answer for a person."""
    screen.print(f"\n{answer.question}", style="bold", markup=False)
    for call in answer.calls:
        args = ", ".join(f"{name}={value!r}" for name, value in call.args.items())
        screen.print(f"  {call.tool}({args}) {call.seconds:.1f} s", style="dim", markup=False)
    if answer.refusal:
        screen.print(f"  {answer.refusal.text}", markup=False)
    against = answer.counter or answer.counter_note
    if against:
        screen.print("  What supports it:", style="bold", markup=False)
    _sentences(screen, answer.sentences)
    if against:
        if not answer.sentences:
            screen.print("  Nothing was found.", style="yellow", markup=False)
        screen.print("  What speaks against it:", style="bold", markup=False)
        _sentences(screen, answer.counter)
        screen.print(f"  {answer.counter_note or ''}", style="yellow", markup=False)
    if answer.note:
        screen.print(f"  {answer.note}", style="yellow", markup=False)
    coverage = answer.coverage
    if coverage.searched or coverage.not_searched:
        how = f" by {' and by '.join(coverage.by)}" if coverage.by else ""
        screen.print(f"  searched{how}: {', '.join(coverage.searched) or 'nothing'}", style="dim", markup=False)
    for left in coverage.not_searched:
        screen.print(f"  not searched: {left.exhibit}: {left.reason}", style="dim", markup=False)
    screen.print(
        f"  {answer.status}, {answer.seconds:.1f} s, ledger event {answer.ledger_seq}",
        style="dim",
        markup=False,
    )


def _sentences(screen: Console, sentences: Sequence[Sentence]) -> None:
    """Sentences with their citations; those for and those against look the same."""
    for sentence in sentences:
        text = f"“{sentence.text}”" if sentence.quoted else sentence.text
        said = f"{', '.join(sentence.spoken_by)}: " if sentence.spoken_by else ""
        screen.print(f"  {said}{text}", markup=False)
        for citation in sentence.citations:
            screen.print(
                f"      {citation.exhibit} {citation.fragment}",
                style="cyan",
                markup=False,
                end="",
            )
            screen.print(
                f"  “{citation.quote}”" if citation.quote != sentence.text else "",
                style="dim",
                markup=False,
            )
