"""exhibit route: which tools a question would use."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from assistant.accounts import Right
from assistant.cli.output import Output, command
from assistant.documents import RoutedCall, RouteDocument
from assistant.execution import lacking
from assistant.session import Session
from assistant.settings import settings
from tools import galleries

QUESTIONS = click.option(
    "--questions",
    type=click.File("r", encoding="utf-8"),
    help='Lines of {"question": …}; the model is loaded once.',
)


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("question", required=False)
@QUESTIONS
@command
def route(out: Output, folder: Path, question: str | None, questions: TextIO | None) -> None:
    """Show which tools a QUESTION about CASE would use, with their arguments. Runs nothing."""
    asked = asked_questions(question, questions)
    session = Session.open(folder)
    session.require(Right.ASK)
    from assistant.llm import load
    from assistant.router import Router

    with out.log.status("Loading the model …"):
        router = Router(load(settings()), settings().cache)
    for text in asked:
        started = time.monotonic()
        with out.log.status("Choosing tools …"):
            found = router.route(text, session.case.exhibits(), galleries.names(session.case))
        session.record("route", {"question": text} | found.for_record())
        document = RouteDocument(
            question=text,
            calls=[
                RoutedCall(tool=c.call.tool, args=dict(c.call.args), blocked=c.blocked or lacking(session, c.call)) for c in found.calls
            ],
            refusal=found.refusal,
            seconds=round(time.monotonic() - started, 3),
        )
        out.show(document, lambda screen, document=document: _told(screen, document))  # type: ignore[misc]


def asked_questions(question: str | None, questions: TextIO | None) -> Iterator[str]:
    """The question of the command line, or those of a file."""
    if (question is None) == (questions is None):
        raise click.UsageError("give either a QUESTION or --questions FILE")
    return iter([question]) if question is not None else _lines(questions or ())  # type: ignore[arg-type]


def _lines(questions: TextIO) -> Iterator[str]:
    for number, line in enumerate(questions, start=1):
        if not line.strip():
            continue
        try:
            yield str(json.loads(line)["question"])
        except (ValueError, KeyError, TypeError) as error:
            raise click.UsageError(f'line {number} is not of the form {{"question": …}}') from error


def _told(screen: Console, document: RouteDocument) -> None:
    if document.refusal:
        screen.print(
            f"refused ({document.refusal.reason}): {document.refusal.text}",
            markup=False,
        )
    elif not document.calls:
        screen.print("no tool")
    for call in document.calls:
        args = ", ".join(f"{name}={value!r}" for name, value in call.args.items())
        screen.print(
            f"{call.tool}({args})" + (f"   blocked: {call.blocked}" if call.blocked else ""),
            markup=False,
        )
