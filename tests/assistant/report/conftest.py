"""A case with answers on record, and what reads a report back."""

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from assistant.accounts import Role, Standing
from assistant.agent import ask
from assistant.answer import Answer
from assistant.session import Session
from tests.assistant.scripted_model import SURE, ScriptedModel, said
from tests.assistant.scripted_router import ScriptedRouter, call
from tools.case import Exhibit

Put = Callable[..., Exhibit]
As = Callable[..., Session]
HOSTILE = "{{ 7 * 7 }} <script>alert(1)</script> </style> {% raw %} <img src=x onerror=alert(2)> The van was grey."

"""Reads like an instruction, so that no answer quotes it."""
MARKUP = "<b>The van</b> & <i>the boat</i> were grey."
"""Does not, and is quoted."""


def asked(session: Session, question: str, exhibit: str, sentence: str | None = None) -> Answer:
    """A question that is answered with the whole of an exhibit, or with a sentence that the model writes."""
    router = ScriptedRouter(call("read_document", wants="fact" if sentence else "whole", exhibit=exhibit))
    model = ScriptedModel(writes=[said((sentence, [1]))]) if sentence else ScriptedModel()
    return ask(session, question, model, router)  # type: ignore[arg-type]


def not_found(session: Session, question: str, exhibit: str) -> Answer:
    """A question to which nothing is found."""
    return ask(session, question, ScriptedModel(odds=-SURE), ScriptedRouter(call("read_document", exhibit=exhibit)))  # type: ignore[arg-type]


def pages(content: bytes) -> list[str]:
    """The text of each page of a PDF, in single spaces."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def text(content: bytes) -> str:
    """The text of a PDF without any spaces: lines break anywhere."""
    return "".join("".join(pages(content)).split())


@pytest.fixture
def answered(session: Session, put: Put) -> Session:
    """A statement and a letter; two questions are answered, and to one nothing is found."""
    put("statement.txt", "The van was grey.\n\nIts plate was PA99 KTX.\n", title="Statement of Helen Carter")
    put("letter.txt", "The boat left at nine.\n\nNobody saw it come back.\n", title="Letter")
    asked(session, "What colour was the van?", "EX-0001", "The van was grey.")
    asked(session, "What does the letter say?", "EX-0002")
    not_found(session, "Who insured the motors?", "EX-0002")
    return session


@pytest.fixture
def as_(session: Session) -> As:
    """The case in the name of somebody with some roles, on a station that has accounts."""

    def as_(name: str, *roles: Role, authorised: bool = False) -> Session:
        return replace(session, officer=name, standing=Standing(frozenset(roles or (Role.OFFICER,)), authorised=authorised))

    return as_


@pytest.fixture
def reviewed(answered: Session, as_: As) -> Session:
    """A draft of all three answers by `tester`, approved by `eve`."""
    from assistant import report

    report.draft(answered)
    report.review(as_("eve", Role.ANALYST), None, "approved", "Every place opened and read.")
    return answered
