"""Drafts, edits and remarks: all of it on record, and the machine's words kept."""

import pytest

from assistant import report
from assistant.accounts import NotAllowed, Role
from assistant.report.recorded import find
from assistant.session import Session
from tests.assistant.report.conftest import As, Put, asked, text
from tests.conftest import needs_weights
from tests.tools.seeing import candidate, found
from tools.errors import ToolError

pytestmark = needs_weights("named-entities", "text-embedding")


def test_a_draft_has_every_answer_and_what_was_not_found(answered: Session) -> None:
    """Without a choice all answers are reported in their order, and those to which nothing was found stand apart."""
    made = report.assemble(answered, report.draft(answered)).report
    assert [finding.question for finding in made.findings] == ["What colour was the van?", "What does the letter say?"]
    assert [finding.question for finding in made.negative] == ["Who insured the motors?"]
    assert (made.id, made.status, made.drafted_by) == ("RP-0001", "draft", "tester")


def test_answers_are_chosen_by_their_number(answered: Session) -> None:
    """A chosen answer is reported alone; a number that is no answer's is refused with those that are."""
    first = report.assemble(answered, report.draft(answered)).report.findings[0].seq
    assert len(report.assemble(answered, report.draft(answered, [first])).report.findings) == 1
    with pytest.raises(ToolError, match=rf"Event 1 of the record is no answer.*{first}"):
        report.draft(answered, [1])


def test_without_answers_there_is_no_report(session: Session) -> None:
    """A case in which nobody has asked anything says what to do."""
    with pytest.raises(ToolError, match="ask some"):
        report.draft(session)


def test_an_edit_is_tracked_with_what_the_gate_says(answered: Session) -> None:
    """Who, when, old and new are kept; words that the places do not say are marked as not machine checked until they pass again."""
    report.draft(answered)
    report.edit(answered, None, "F1.S1", "The van was blue.", "typing")
    [statement] = report.assemble(answered, find(answered)).report.findings[0].statements
    assert (statement.text, statement.machine, statement.checked) == ("The van was blue.", "The van was grey.", False)
    [edit] = statement.edits
    assert (edit.by, edit.old, edit.new, edit.reason) == ("tester", "The van was grey.", "The van was blue.", "typing")
    assert any("blue" in fault for fault in edit.faults)
    printed = text(report.drawn(answered, find(answered), "pdf"))
    for words in ("Not machine checked", "The van was blue.", "the program had written", "The van was grey.", "tester"):
        assert "".join(words.split()) in printed
    report.edit(answered, None, "F1.S1", "The van was grey, in colour.".replace(", in colour", ""))
    [statement] = report.assemble(answered, find(answered)).report.findings[0].statements
    assert (statement.checked, [edit.new for edit in statement.edits]) == (True, ["The van was blue.", "The van was grey."])


def test_the_first_machine_draft_is_kept(answered: Session) -> None:
    """What the language model wrote before the gate stands in the report whatever people made of it."""
    report.draft(answered)
    report.edit(answered, None, "F1.S1", "The van was blue.")
    assert [draft.text for draft in report.assemble(answered, find(answered)).report.findings[0].drafts] == ["The van was grey."]


@pytest.mark.parametrize("place", ["F9.S1", "F1.S9", "F1", "nonsense"])
def test_what_is_not_there_cannot_be_edited(answered: Session, place: str) -> None:
    """A sentence that the report does not have is refused with those that it has, and nothing is recorded."""
    report.draft(answered)
    with pytest.raises(ToolError, match="it has"):
        report.edit(answered, None, place, "Other words.")
    assert find(answered).edits == ()


def test_only_who_may_ask_drafts_and_edits(answered: Session, as_: As) -> None:
    """A supervisor, who reviews what others did, neither drafts nor edits."""
    report.draft(answered)
    supervisor = as_("eve", Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        report.draft(supervisor)
    with pytest.raises(NotAllowed):
        report.edit(supervisor, None, "F1.S1", "The van was blue.")


def test_nobody_makes_more_of_a_candidate_than_it_is(answered: Session, put: Put, demo: object) -> None:
    """Where two examiners have not agreed, neither a sentence nor a remark may name the person of a candidate."""
    picture = put(demo / "receipt_photo.jpg")  # type: ignore[operator]
    item = candidate(picture)
    found(answered.case, picture, "search_faces", item)
    call = {"tool": "search_faces", "args": {}, "seconds": 1.0, "cached": False, "error": None}
    answered.record("question", {"question": "Whose face is it?"})
    answered.record("tool_call", call | {"evidence": [item.id], "version": "v", "weights": {}})
    sentence = {"text": item.text, "citations": [c.model_dump() for c in item.citations], "measured_by": "search_faces"}
    answered.record(
        "answer",
        {"question": "Whose face is it?", "status": "answered", "sentences": [sentence], "counter": [], "coverage": {}, "note": None,
         "drafts": [], "calls": [call | {"evidence": [item.id]}]},
    )  # fmt: skip
    drafted = report.draft(answered)
    lead = report.assemble(answered, drafted).report.findings[-1]
    assert item.standing in lead.statements[0].text
    assert item.standing == lead.statements[0].standing == lead.searches[0].leads[0].standing
    assert lead.searches[0].leads[0].person is None
    with pytest.raises(ToolError, match="UNVERIFIED LEAD"):
        report.remark(answered, None, lead.id, f"This is {item.person} without doubt.")
    with pytest.raises(ToolError, match="own words"):
        report.edit(answered, None, f"{lead.id}.S1", f"It is {item.person}.")
    printed = text(report.drawn(answered, drafted, "pdf"))
    assert "".join(item.standing.split()) in printed
    assert "".join(item.person.split()) not in printed


def test_a_later_answer_waits_for_the_next_draft(answered: Session) -> None:
    """A draft stays what it is when more is asked."""
    report.draft(answered)
    asked(answered, "What was its plate?", "EX-0001")
    assert len(report.assemble(answered, find(answered)).report.findings) == 2
    assert report.draft(answered).id == "RP-0002"
