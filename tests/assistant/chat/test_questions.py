"""One question at a time."""

import json
import threading
import time

import pytest

from assistant.answer import Answer
from assistant.chat.conversation import Ending, Turn
from assistant.chat.progress import Listener
from assistant.chat.questions import Asker, Asking, Questions
from assistant.session import Session
from models.errors import WeightsMissing
from tools.errors import IntegrityError
from tools.progress import report


def outcome(questions: Questions, asking: Asking) -> Turn:
    end = time.monotonic() + 20
    while not asking.done:
        assert time.monotonic() < end
        asking.news(0.1)
    return questions.finish(asking)


def test_the_second_question_waits_and_says_so(session: Session) -> None:
    """While one question is answered another one waits, with a message, and is answered after it."""
    begun, go_on = threading.Event(), threading.Event()
    order = []

    def ask(session: Session, question: str, listener: Listener) -> Answer:
        order.append(question)
        begun.set()
        assert go_on.wait(20)
        return Answer(question=question, status="not_found")

    questions = Questions(ask)
    first = questions.put(session, "first")
    assert begun.wait(20)
    second = questions.put(session, "second")
    while not second.progress.steps:
        second.news(0.1)
    assert second.progress.steps[0].doing.startswith("Waiting")
    assert order == ["first"]
    go_on.set()
    assert outcome(questions, first).answer is not None
    assert outcome(questions, second).answer is not None
    assert order == ["first", "second"]
    questions.close()


def test_stop_reaches_a_tool(session: Session) -> None:
    """Stop ends a tool at its next report; it is on record, and the next question is answered."""
    begun = threading.Event()

    def ask(session: Session, question: str, listener: Listener) -> Answer:
        listener("call", {"tool": "search_case", "args": {}})
        while question == "endless":
            report(0.5, "searching")
            begun.set()
            time.sleep(0.01)
        return Answer(question=question, status="not_found")

    questions = Questions(ask)
    asking = questions.put(session, "endless")
    assert begun.wait(20)
    asking.progress.stop()
    assert outcome(questions, asking).ending is Ending.STOPPED
    last = json.loads(session.ledger.path.read_text().splitlines()[-1])
    assert (last["event"], last["data"]) == ("stopped", {"question": "endless", "standing": "single-user station"})
    assert outcome(questions, questions.put(session, "next")).answer is not None
    questions.close()


def test_a_waiting_question_can_be_stopped(session: Session) -> None:
    """Who waits need not wait until it is his turn to be rid of his question."""
    begun, go_on = threading.Event(), threading.Event()

    def ask(session: Session, question: str, listener: Listener) -> Answer:
        begun.set()
        assert go_on.wait(20)
        return Answer(question=question, status="not_found")

    questions = Questions(ask)
    first = questions.put(session, "first")
    assert begun.wait(20)
    second = questions.put(session, "second")
    second.progress.stop()
    assert outcome(questions, second).ending is Ending.STOPPED
    go_on.set()
    assert outcome(questions, first).answer is not None
    questions.close()


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (IntegrityError("Bytes changed."), Ending.NOT_INTACT),
        (WeightsMissing("Run `exhibit models fetch`."), Ending.FAILED),
        (OSError(28, "No space left on device"), Ending.FAILED),
        (RuntimeError("a fault of the program"), Ending.FAILED),
    ],
)
def test_what_goes_wrong_is_told(session: Session, error: Exception, ending: Ending) -> None:
    """Every error becomes words on the page, and the next question is still answered."""

    def ask(session: Session, question: str, listener: Listener) -> Answer:
        if question == "bad":
            raise error
        return Answer(question=question, status="not_found")

    asker: Asker = ask
    questions = Questions(asker)
    turn = outcome(questions, questions.put(session, "bad"))
    assert turn.ending is ending
    assert str(error) in turn.reason
    assert outcome(questions, questions.put(session, "good")).answer is not None
    questions.close()
