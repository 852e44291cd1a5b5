"""One question on its whole way, with the real tools and a scripted model and router."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from assistant.agent import ask
from assistant.answer import Answer, Refusal
from assistant.session import Session
from tests.assistant.scripted_model import SURE, ScriptedModel, said
from tests.assistant.scripted_router import ScriptedRouter, call
from tests.conftest import needs_weights
from tools.case import Exhibit
from tools.errors import IntegrityError

pytestmark = needs_weights("named-entities", "text-embedding")
Put = Callable[..., Exhibit]
QUESTION = "What colour was the van?"


@pytest.fixture
def small_case(put: Put) -> None:
    """A statement and a letter that nobody has gone through."""
    put("statement.txt", "The van was grey.\n\nIts plate was PA99 KTX.\n", title="Statement")
    put("letter.txt", "The boat left at nine.\n", title="Letter")


def asked(session: Session, router: ScriptedRouter, model: ScriptedModel | None = None, question: str = QUESTION, **options: Any) -> Answer:
    return ask(session, question, model or ScriptedModel(), router, **options)  # type: ignore[arg-type]


def events(session: Session) -> list[dict[str, Any]]:
    return [json.loads(line) for line in session.ledger.path.read_text().splitlines()]


def covered(answer: Answer) -> list[str]:
    return sorted([*answer.coverage.searched, *(left.exhibit for left in answer.coverage.not_searched)])


@pytest.mark.usefixtures("small_case")
def test_an_answered_question_is_on_record_step_by_step(session: Session) -> None:
    """Question, decision, tool call and answer are in the ledger in this order, and the answer names its event."""
    model = ScriptedModel(writes=[said(("The van was grey.", [1]))])
    answer = asked(session, ScriptedRouter(call("read_document", exhibit="EX-0001")), model)
    recorded = events(session)
    assert [event["event"] for event in recorded] == ["question", "route", "tool_call", "answer"]
    [inquiry] = {event["data"]["inquiry"] for event in recorded}
    assert recorded[0]["data"] == {"question": QUESTION, "standing": "single-user station", "inquiry": inquiry}
    assert recorded[1]["data"]["calls"][0]["args"] == {"exhibit": "EX-0001"}
    assert recorded[3]["data"]["sentences"] == [sentence.model_dump(mode="json") for sentence in answer.sentences]
    assert recorded[3]["data"]["drafts"] == [{"text": "The van was grey.", "faults": []}]
    assert answer.ledger_seq == recorded[3]["seq"] == 4


@pytest.mark.usefixtures("small_case")
def test_an_answer_cites_what_a_tool_found(session: Session) -> None:
    """The sentence cites a place that stands in the answer's own evidence, with the exhibit's hash, and the call names that evidence."""
    model = ScriptedModel(writes=[said(("The van was grey.", [1]))])
    answer = asked(session, ScriptedRouter(call("read_document", exhibit="EX-0001")), model)
    assert answer.status == "answered"
    [citation] = answer.sentences[0].citations
    assert citation.sha256 == session.case.look_up("EX-0001").sha256
    assert citation in [held for item in answer.evidence for held in item.citations]
    assert answer.calls[0].evidence == tuple(item.id for item in answer.evidence)
    assert (answer.coverage.searched, covered(answer)) == (("EX-0001",), ["EX-0001", "EX-0002"])


@pytest.mark.usefixtures("small_case")
def test_a_search_reads_first_and_covers_the_case(session: Session) -> None:
    """A search goes through exhibits that nobody has gone through yet, and then every exhibit counts as searched."""
    heard: list[str] = []
    model = ScriptedModel(writes=[said(("The van was grey.", [1]))])
    router = ScriptedRouter(call("search_case", query=QUESTION))
    answer = asked(session, router, model, listener=lambda event, what: heard.append(event))
    assert answer.status == "answered"
    assert answer.coverage.searched == ("EX-0001", "EX-0002")
    assert answer.coverage.not_searched == ()
    assert list(dict.fromkeys(heard)) == ["route", "reading", "call", "found", "composing"]


@pytest.mark.usefixtures("small_case")
def test_what_the_exhibits_do_not_say_is_not_found(session: Session) -> None:
    """When nothing that was found is near the question there is no sentence, whatever the model would say of it (it is not asked); the
    officer learns what was searched, and why not."""
    wanted = call("search_case", asks="Who insured it?", query="Who insured it?")
    answer = asked(session, ScriptedRouter(wanted), ScriptedModel(odds=SURE), "Who insured it?")
    assert (answer.status, answer.sentences) == ("not_found", ())
    assert answer.note is not None
    assert "2 exhibits were searched" in answer.note
    assert covered(answer) == ["EX-0001", "EX-0002"]


@pytest.mark.usefixtures("small_case")
def test_looking_for_contradictions_reads_first_and_covers_the_case(session: Session) -> None:
    """That nothing conflicts is said of exhibits that were gone through for it, and they count as searched."""
    answer = asked(session, ScriptedRouter(call("find_contradictions", wants="whole", topic="the van")))
    assert (answer.status, answer.coverage.searched, answer.coverage.not_searched) == ("not_found", ("EX-0001", "EX-0002"), ())
    assert "2 exhibits were searched by meaning and by words" in str(answer.note)


@pytest.mark.usefixtures("small_case")
def test_a_refused_question_uses_no_tool(session: Session) -> None:
    """A refusal reaches the officer with its words and the ledger with its reason; no exhibit is touched, no model asked."""
    refusal = Refusal(reason="guilt", text="That is for a court.")
    answer = asked(session, ScriptedRouter(refusal=refusal))
    assert (answer.status, answer.refusal, answer.calls) == ("refused", refusal, ())
    assert [event["event"] for event in events(session)] == ["question", "route", "refused"]
    assert covered(answer) == ["EX-0001", "EX-0002"]
    assert answer.coverage.searched == ()


@pytest.mark.usefixtures("small_case")
def test_a_tool_that_cannot_is_a_failed_answer_with_its_reason(session: Session) -> None:
    """When the only call cannot be done, the answer says why in the tool's own words and the record has both. (The whole was read first,
    to be held against the list of privileged correspondents.)"""
    answer = asked(session, ScriptedRouter(call("read_document", exhibit="EX-0001", page=7)))
    assert (answer.status, answer.sentences) == ("failed", ())
    assert answer.note == answer.calls[0].error
    assert "there is no page 7" in str(answer.note)
    assert [event["event"] for event in events(session)] == ["question", "route", "tool_call", "tool_call", "failed"]


@pytest.mark.usefixtures("small_case")
def test_one_call_may_fail_while_another_answers(session: Session) -> None:
    """What could be done is answered, and what could not is said beside it."""
    router = ScriptedRouter(call("read_document", exhibit="EX-0002", page=7), call("read_document", exhibit="EX-0001"))
    answer = asked(session, router, ScriptedModel(writes=[said(("The van was grey.", [1]))]))
    assert answer.status == "answered"
    assert "there is no page 7" in str(answer.note)
    assert [record.error is None for record in answer.calls] == [False, True]


@pytest.mark.usefixtures("small_case")
def test_a_blocked_call_is_not_made(session: Session) -> None:
    """A call that the router blocked is not made; the ones beside it are."""
    router = ScriptedRouter(
        call("read_document", blocked="The case has no exhibit EX-0099.", exhibit="EX-0099"),
        call("read_document", wants="whole", exhibit="EX-0002"),
    )
    answer = asked(session, router)
    assert [dict(record.args) for record in answer.calls] == [{"exhibit": "EX-0002"}]
    assert [sentence.text for sentence in answer.sentences] == ["The boat left at nine."]


@pytest.mark.usefixtures("small_case")
def test_a_whole_text_is_told_in_its_own_words(session: Session) -> None:
    """Asked for the whole of an exhibit, the answer is all of it, quoted, and the model writes nothing."""
    model = ScriptedModel()
    answer = asked(session, ScriptedRouter(call("read_document", wants="whole", exhibit="EX-0001")), model)
    assert [(sentence.text, sentence.quoted) for sentence in answer.sentences] == [
        ("The van was grey.", True),
        ("Its plate was PA99 KTX.", True),
    ]
    assert model.asked == []


@pytest.mark.usefixtures("small_case")
def test_a_changed_exhibit_stops_the_question(session: Session) -> None:
    """A question about an exhibit that is not what it was gets no answer at all, and the record says why."""
    path = session.case.look_up("EX-0001").path
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"grey", b"blue"))
    with pytest.raises(IntegrityError, match="EX-0001"):
        asked(session, ScriptedRouter(call("read_document", exhibit="EX-0001")))
    assert [event["event"] for event in events(session)] == ["question", "route", "integrity_failure"]


def test_an_empty_case_is_said_to_be_empty(session: Session) -> None:
    """A search of a case with nothing in it fails with a reason to act on, and covers nothing."""
    answer = asked(session, ScriptedRouter(call("search_case", query=QUESTION)))
    assert answer.status == "failed"
    assert "Nothing in this case has been read yet" in str(answer.note)
    assert covered(answer) == []


@pytest.mark.usefixtures("small_case")
def test_small_talk_is_met_with_what_can_be_asked(session: Session) -> None:
    """A question that needs no tool is not failed or refused: the officer is told what to ask."""
    answer = asked(session, ScriptedRouter(), question="Hello, how are you?")
    assert (answer.status, answer.sentences, answer.refusal) == ("not_found", (), None)
    assert "Ask me about this case" in str(answer.note)


@pytest.mark.usefixtures("small_case")
def test_what_the_router_takes_for_small_talk_is_searched_all_the_same(session: Session) -> None:
    """A question that does not sound like police work is answered when the exhibits hold the answer."""
    answer = asked(session, ScriptedRouter(), ScriptedModel(writes=[said(("The van was grey.", [1]))]))
    assert [call.tool for call in answer.calls] == ["search_case"]
    assert (answer.status, [sentence.text for sentence in answer.sentences]) == ("answered", ["The van was grey."])


@pytest.mark.usefixtures("small_case")
def test_what_cannot_be_done_is_said(session: Session) -> None:
    """A question whose every call is blocked by what is surely missing fails with that reason, and nothing is searched."""
    blocked = call("compare_speakers", blocked="This installation of Exhibit has no tool compare_speakers.")
    answer = asked(session, ScriptedRouter(blocked, considered={"compare_speakers": 1.9}))
    assert (answer.status, answer.calls, answer.coverage.searched) == ("failed", (), ())
    assert "no tool compare_speakers" in str(answer.note)
