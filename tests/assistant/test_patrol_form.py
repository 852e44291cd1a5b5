"""A plan from a form is an answer like any other, and on record like any other."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant import patrol_form
from assistant.chat.answer_view import turn_view
from assistant.chat.conversation import Turn
from assistant.chat.patrol_screen import given
from assistant.ledger.verify import events
from assistant.session import Session
from tests.tools.plan_patrol.town import incidents, street_map
from tools.case import Case, Exhibit
from tools.evidence import PatrolStop
from tools.sealing import SECRET_BYTES


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case that can seal."""
    return Case.new(tmp_path / "case", "Test case", bytes(range(SECRET_BYTES)))


@pytest.fixture
def town(session: Session, put: Callable[..., Exhibit]) -> Session:
    """A case with incidents and a street map, one street of which has a hostile name."""
    put("incidents.csv", incidents() + "soon,51.5,-0.1\n")
    put("town.osm", street_map("&lt;b&gt;High ${Street}&lt;/b&gt;"))
    return session


def heard_by(heard: list[str]) -> Callable[[str, Mapping[str, Any]], object]:
    return lambda event, what: heard.append(event)


def test_a_plan_is_told_and_on_record(town: Session) -> None:
    """Question, call with the hash of the sealed seed, and answer stand in the record; every sentence cites the incidents behind a stop."""
    heard: list[str] = []
    answer = patrol_form.plan(town, "form", {"units": 2, "hours": "22-02", "seconds": 2}, heard_by(heard))
    assert answer.status == "answered"
    assert heard == ["call"]
    assert len(answer.sentences) == len(answer.evidence) > 4
    assert all(sentence.measured_by == "plan_patrol" for sentence in answer.sentences)
    kept = [event for event in events(town.case.folder) if event.event in ("question", "tool_call", "answer")]
    assert [event.event for event in kept] == ["question", "tool_call", "answer"]
    assert kept[1].data["commitments"]
    assert kept[2].seq == answer.ledger_seq


def test_what_is_wrong_in_the_form_is_told(town: Session) -> None:
    """Hours that are none make a failed answer with what to write instead."""
    answer = patrol_form.plan(town, "form", {"units": 2, "hours": "soon"}, heard_by([]))
    assert answer.status == "failed"
    assert "22-06" in (answer.note or "")


def test_a_plan_is_shown_with_all_that_belongs_to_it(town: Session) -> None:
    """Summary, warnings, each unit's stops with chips for the incidents, places left out, hours in areas and bad rows are on the screen;
    names of streets do nothing there."""
    answer = patrol_form.plan(town, "form", {"units": 1, "hours": "22-23", "seconds": 2}, heard_by([]))
    shown = turn_view(Turn("form", answer), 0, "/material/x/y")
    first = answer.evidence[0]
    assert isinstance(first, PatrolStop)
    assert "Unit 1: " in shown
    assert "Warning: no column says" in shown
    assert shown.count('class="chip"') >= len(answer.evidence)
    assert first.left_out
    assert f"Left out: {len(first.left_out)} hot place" in shown
    assert "Hours in each area" in shown
    assert "Rows that could not be used: 1" in shown
    assert "map to look around in" in shown
    assert "<b>High" not in shown
    assert "${" not in shown
    assert "Unit 1, stop 1" not in shown.split("<table")[0]


def test_what_is_empty_in_the_form_is_left_out() -> None:
    """Only what somebody filled in is asked for; numbers are whole."""
    values = {"units": 3.0, "hours": " 22-06 ", "start": " ", "incidents": "chosen by the program", "response": None, "seconds": 15}
    assert given(values) == {"units": 3, "hours": "22-06", "seconds": 15}


def test_what_was_asked_is_told_in_words() -> None:
    """The form's wishes are the heading of the plan."""
    assert patrol_form.said({"units": 2, "hours": "22-06", "response": 8, "seconds": 9}) == "Patrol plan for 2 units, 22-06: response 8"
