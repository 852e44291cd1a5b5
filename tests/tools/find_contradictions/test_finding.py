"""Statements that conflict are found in a case, each with its place; what merely differs is left alone."""

from collections.abc import Callable

import pytest

from tests.conftest import needs_weights
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Contradiction
from tools.find_contradictions import find_contradictions
from tools.results import reading

pytestmark = needs_weights("text-embedding", "named-entities")

Put = Callable[..., Exhibit]


@pytest.fixture
def filled(case: Case, keep: Put) -> Case:
    """A case of three notes: two that conflict in a time and a colour, and one about something else."""
    keep("guard.txt", "I was on duty at the harbour.\nThe van drove out through the main gate at 01:40.\nThe van was grey.\nIt was cold.\n")
    keep("log.txt", "Log of the gate.\nThe van drove out through the gate at 02:25.\nThe van was dark blue.\nThe lorry was green.\n")
    keep("ducks.txt", "Ducks are birds that swim on ponds.\nThey eat weeds and snails.\n")
    return case


def test_conflicts_are_found_with_both_places(filled: Case) -> None:
    """A time and a colour that two exhibits tell differently are found; each statement cites its own line, word for word."""
    found = find_contradictions(filled, "When did the van leave, and what did it look like?")
    assert {item.aspect for item in found} == {"time", "colour"}
    for item in found:
        assert {citation.exhibit for citation in item.citations} == {"EX-0001", "EX-0002"}
        for statement, side in zip(item.statements, item.places, strict=True):
            lines = {line.citations[0].fragment: line.text for line in reading(filled, side[0].exhibit) or []}
            assert lines[side[0].fragment] == side[0].quote == statement
    [time] = [item for item in found if item.aspect == "time"]
    assert set(time.values) == {"01:40", "02:25"}
    assert time.compared == 10
    assert time.exhibits == ("EX-0001", "EX-0002", "EX-0003")


def test_what_was_not_compared_is_said(filled: Case, put: Put) -> None:
    """An exhibit that nobody has read is named as not compared."""
    put("unread.txt", "The van drove out through the gate at 03:00.\n")
    [item, *_] = find_contradictions(filled, "the van")
    assert any("EX-0004 has no text that was read" in left for left in item.not_compared)


def test_i_is_somebody_else_in_another_exhibit(case: Case, keep: Put) -> None:
    """Two witnesses who each tell when they left do not conflict; one who tells it twice and differently does."""
    keep("ann.txt", "I left the bar by the back door at 22:10.\n")
    keep("ben.txt", "I left the bar by the back door at 23:40.\n")
    assert find_contradictions(case, "leaving the bar") == []
    keep("ann later.txt", "Statement.\nI left the bar by the back door at 22:10.\nLater on I said something else.\n")
    keep("two.txt", "I left the pub by the side door at 22:10.\nWell.\nI left the pub by the side door at 23:55.\n")
    assert [item.aspect for item in find_contradictions(case, "leaving the pub")] == ["time"]


def test_it_needs_a_topic_and_a_text(case: Case) -> None:
    """Without a topic, and in a case that nobody has read, the reason says what to do."""
    with pytest.raises(ToolError, match="needs a topic"):
        find_contradictions(case, "  ")
    with pytest.raises(ToolError, match="exhibit process"):
        find_contradictions(case, "the van")


def test_each_statement_needs_a_place(filled: Case) -> None:
    """A contradiction whose citations do not cover both statements cannot exist."""
    [item, *_] = find_contradictions(filled, "the van")
    with pytest.raises(ValueError, match="citation of its own"):
        Contradiction.model_validate(item.model_dump(exclude={"id"}) | {"sides": (2, 0)})


def test_an_indirect_question_states_nothing(case: Case, keep: Put) -> None:
    """Who did not see who cut the lock does not deny that it was cut."""
    keep("guard.txt", "I did not see who cut the lock on the gate.\nIt rained.\nThe gate is old.\n")
    keep("caller.txt", "The lock on the gate has been cut.\nIt rained.\nPlease come.\n")
    assert find_contradictions(case, "Was the lock cut?") == []
