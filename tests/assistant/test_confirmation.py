"""Confirming and correcting: in the case and on record, or not at all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import confirmation
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from tests.tools.saying import silence, transcribed
from tools.case import Exhibit
from tools.errors import NoSuchExhibit, ToolError
from tools.evidence import Utterance


@pytest.fixture
def made(session: Session, put: Callable[..., Exhibit], tmp_path: Path) -> list[Utterance]:
    """A transcript of two utterances, the second of them marked."""
    return transcribed(session.case, put(silence(tmp_path)), [("I saw the van.", ()), ("It was grave.", ("low probability",))])


def events(session: Session) -> list[dict[str, object]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines()]
    return [event["data"] for event in found if event["event"] == "confirmation"]


def test_it_is_on_record(session: Session, made: list[Utterance]) -> None:
    """The ledger has who said what of which utterance and where it stands, with the text before and after, each time."""
    first = confirmation.confirm(session, "EX-0001", made[1].id, "It was grey.")
    second = confirmation.withdraw(session, "EX-0001", first.line.stands.id)
    kept = [(event["verdict"], event["before"], event["after"]) for event in events(session)]
    assert kept == [("corrected", "It was grave.", "It was grey."), ("withdrawn", "It was grey.", "It was grave.")]
    for event, done in zip(events(session), (first, second), strict=True):
        assert (event["exhibit"], event["evidence"], event["fragment"]) == ("EX-0001", made[1].id, "t=10.00,12.00")
        assert (event["number"], event["id"]) == (done.record.number, done.record.id)
    assert (first.before.text, first.line.stands.confirmed_by, second.line.stands) == ("It was grave.", "tester", made[1])
    assert json.loads(session.ledger.path.read_text().splitlines()[first.ledger_seq - 1])["officer"] == "tester"


def test_the_machines_own_words_are_a_confirmation(session: Session, made: list[Utterance]) -> None:
    """Who writes just what the machine wrote confirms it, also after an earlier correction."""
    confirmation.confirm(session, "EX-0001", made[1].id, "It was grey.")
    done = confirmation.confirm(session, "EX-0001", made[1].id, "  It was\n grave. ")
    assert (done.record.verdict, done.record.text, done.line.stands.heard) == ("confirmed", None, None)


def test_a_text_is_one_line(session: Session, made: list[Utterance]) -> None:
    """Line breaks and rows of spaces become single spaces: an utterance is one line of the transcript."""
    done = confirmation.confirm(session, "EX-0001", made[1].id, " It  was\r\n\tgrey. ")
    assert done.line.stands.text == "It was grey."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("x" * 5001, "5,001 characters"),
        ("It was\0 grey", r"U\+0000"),
        ("It was \N{RIGHT-TO-LEFT OVERRIDE}yerg", r"U\+202E"),
        ("\udc80", r"U\+DC80"),
        ("\x1b[31mred", r"U\+001B"),
    ],
)
def test_texts_that_cannot_be_kept(session: Session, made: list[Utterance], text: str, says: str) -> None:
    """An empty or endless text, or one with characters that nobody can see, is refused; nothing is kept or recorded."""
    with pytest.raises(ToolError, match=says):
        confirmation.confirm(session, "EX-0001", made[1].id, text)
    assert events(session) == []


def test_what_is_not_there_cannot_be_confirmed(session: Session, made: list[Utterance], put: Callable[..., Exhibit]) -> None:
    """Another exhibit's, an unknown one's and an untranscribed one's utterances are refused, each with its reason."""
    put("a.txt", "The van was grey.\n")
    for exhibit, evidence, error, says in (
        ("EX-0001", "ev-000000000000", ToolError, "has no utterance"),
        ("EX-0002", made[1].id, ToolError, "not a recording"),
        ("EX-0099", made[1].id, NoSuchExhibit, "no exhibit"),
    ):
        with pytest.raises(error, match=says):
            confirmation.confirm(session, exhibit, evidence)
    assert events(session) == []


def test_a_damaged_record_stops_it(session: Session, made: list[Utterance]) -> None:
    """Where the ledger is not what it was, nothing is confirmed."""
    session.record("question", {})
    session.ledger.path.write_text("")
    with pytest.raises(LedgerDamaged):
        confirmation.confirm(session, "EX-0001", made[1].id)
    assert confirmation.read(session, "EX-0001").line(made[1].id).newest is None


def test_somebody_was_faster(session: Session, made: list[Utterance]) -> None:
    """What a person has seen is what he speaks of: after another's correction he is told, and the ledger has only the first."""
    confirmation.confirm(session, "EX-0001", made[1].id, "It was grey.", seen=0)
    for late in (confirmation.confirm, confirmation.withdraw):
        with pytest.raises(ToolError, match="corrected by tester meanwhile"):
            late(session, "EX-0001", made[1].id, seen=0)
    assert len(events(session)) == 1
