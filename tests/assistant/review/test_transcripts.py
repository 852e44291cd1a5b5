"""What is reviewed as one, and how it is told."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant import review
from assistant.agent import ask
from assistant.answer import Answer
from assistant.prompt_log import heard, recorded_prompts
from assistant.review import Transcript
from assistant.session import Session
from tests.assistant.review.conftest import As, asked, entry
from tests.assistant.scripted_model import ScriptedModel, said
from tests.assistant.scripted_router import ScriptedRouter, call
from tools.case import Exhibit


def found(session: Session) -> list[Transcript]:
    return review.transcripts(review.intact(session))


def told(session: Session, seq: int) -> list[str]:
    return [step.what for step in review.steps(entry(session, seq).transcript, review.intact(session))]


@pytest.fixture
def answered(put: Callable[..., Exhibit], officer: Session) -> Answer:
    """A question that went through the whole program but for the language model."""
    put("statement.txt", "The van was grey.\n")
    model = ScriptedModel(writes=[said(("The van was grey.", [1]))])
    router = ScriptedRouter(call("read_document", exhibit="EX-0001"), considered={"read_document": 1.9, "search_case": 0.4})
    return ask(officer, "What colour was the van?", model, router)  # type: ignore[arg-type]


def test_a_question_is_told_in_order(officer: Session, supervisor: Session, answered: Answer) -> None:
    """Question, routes considered with their scores, each call with its arguments, the answer; then the evidence that was opened beside it
    and the verdict."""
    officer.record("view", {"exhibit": "EX-0001", "fragment": "line=1", "answer": answered.ledger_seq, "reason": "citation 1 of answer 1"})
    review.look(supervisor, "transcript", 1)
    review.judge(supervisor, answered.ledger_seq, "accepted")
    [about] = found(supervisor)
    steps = review.steps(about, review.intact(supervisor))
    assert [step.what for step in steps] == ["asked", "route", "call", "answer", "opened", "review", "review"]
    assert steps[1].text == "considered read_document 1.90, search_case 0.40"
    assert "{'exhibit': 'EX-0001'}" in steps[2].text
    assert steps[3].text == "answer: The van was grey."
    assert all(step.at.endswith("+00:00") for step in steps)
    assert about.end.seq == answered.ledger_seq


def test_interleaved_questions_are_told_apart(officer: Session) -> None:
    """Two windows of one officer at the same time: each event belongs to the question that it was recorded for."""
    from dataclasses import replace

    one, two = (replace(officer, inquiry=name) for name in ("one", "two"))
    for event, data in (("question", {"question": "A?"}), ("route", {"considered": {}}), ("answer", {"sentences": []})):
        for window in (one, two):
            window.record(event, data)
    assert [[event.seq for event in each.events] for each in found(officer)] == [[1, 3, 5], [2, 4, 6]]


def test_records_of_before_are_sorted_by_officer(officer: Session, as_: As) -> None:
    """Where events carry no question's name, each officer's question takes that officer's events until it ends."""
    officer.record("question", {"question": "A?"})
    as_("bob.stone").record("question", {"question": "B?"})
    officer.record("tool_call", {"tool": "read_document", "args": {}, "error": None})
    officer.record("answer", {"sentences": []})
    officer.record("tool_call", {"tool": "read_document", "args": {}, "error": None})
    kinds = [(each.kind, [event.seq for event in each.events]) for each in found(officer)]
    assert kinds == [("question", [1, 3, 4]), ("question", [2]), ("call", [5])]


def test_a_stopped_question_is_one(officer: Session) -> None:
    """The event that says that it was stopped belongs to the question, not to a second one."""
    from dataclasses import replace

    replace(officer, inquiry="one").record("question", {"question": "A?"})
    officer.record("stopped", {"question": "A?"})
    [about] = found(officer)
    assert about.end.event == "stopped"


def test_looks_in_a_row_are_one(officer: Session) -> None:
    """Turning pages is one look; something else done in between ends it."""
    for event in ("view", "view", "glossary", "view"):
        officer.record(event, {"exhibit": "EX-0001", "fragment": None, "reason": "…"})
    assert [len(each.events) for each in found(officer)] == [2, 1, 1]


def test_an_approval_belongs_to_its_question(officer: Session, supervisor: Session) -> None:
    """Who approved or edited took part: the edit is an override, and the approver does not review it."""
    seq = officer.record("question", {"question": "Same voice?"}).seq
    officer.record("approval_wanted", {"id": "AP-0001"})
    officer.record("needs_approval", {"status": "needs_approval", "sentences": []})
    supervisor.record("approval_given", {"id": "AP-0001", "decision": "edit", "reason": "turned round", "seconds": 20.0, "args": {}})
    about = entry(supervisor, seq)
    assert about.transcript.people == {"ann", "eve"}
    assert about.mine
    assert "override" in [reason.why for reason in about.reasons]
    assert told(supervisor, seq) == ["asked", "approval", "answer", "approval"]


def test_corrections_after_it_are_told(session: Session) -> None:
    """A correction of what an answer cites is told with it; one of something else, and one of before, is not."""
    place = {"exhibit": "EX-0001", "before": "grey", "after": "blue", "verdict": "corrected"}
    session.record("confirmation", place | {"evidence": "ev-9", "fragment": "line=1"})
    seq = asked(session, "What colour was the van?")
    session.record("confirmation", place | {"evidence": "ev-9", "fragment": "line=1"})
    session.record("confirmation", place | {"evidence": "ev-000000000001", "fragment": "line=7"})
    session.record("confirmation", place | {"evidence": "ev-8", "fragment": "line=8"})
    assert told(session, seq).count("edit") == 2


def test_prompts_are_on_record_by_their_hashes(session: Session) -> None:
    """Each request once, each message by its hash, and the words themselves nowhere; also where the model fails."""
    import hashlib

    import prompts

    secret = "The witness lives in Mill Lane."
    with pytest.raises(ValueError, match="broken"), recorded_prompts(session, "answer"):
        for _ in range(2):
            heard([("system", prompts.render("answer_system")), ("human", secret)])
        raise ValueError("broken")
    heard([("human", "after it")])
    [line] = [line for line in session.ledger.path.read_text().splitlines() if '"prompts"' in line]
    event = review.intact(session)[0]
    assert event.data["sent"] == [
        [
            {"role": "system", "sha256": hashlib.sha256(prompts.render("answer_system").encode()).hexdigest()},
            {"role": "human", "sha256": hashlib.sha256(secret.encode()).hexdigest()},
        ]
    ]
    assert "Mill Lane" not in line


def test_fixed_prompts_are_told_by_name(session: Session) -> None:
    """A reviewer reads which of the program's fixed prompts was sent, and the hash of what was filled in."""
    import prompts

    seq = session.record("question", {"question": "A?"}).seq
    with recorded_prompts(session, "route"):
        heard([("system", prompts.render("route_system")), ("human", "A?")])
    steps = review.steps(entry(session, seq).transcript, review.intact(session))
    assert "route_system, " in steps[1].text


def test_unknown_events_are_acts(officer: Session) -> None:
    """What a later version records, and this one does not know, is reviewed too."""
    officer.record("something_new", {"subject": "EX-0007"})
    [about] = found(officer)
    assert (about.kind, about.title) == ("act", "something new EX-0007")


def test_no_verdict_on_verdicts(officer: Session, supervisor: Session) -> None:
    """What reviewing leaves is not reviewed in turn, and does not change the queue."""
    asked(officer, "A?")
    before: list[Any] = [(each.seq, each.kind) for each in found(supervisor)]
    review.look(supervisor, "queue")
    review.judge(supervisor, 1, "refused", "Not answered.")
    assert [(each.seq, each.kind) for each in found(supervisor)] == before
