"""Reviews on the screen."""

import pytest

from assistant import review
from assistant.chat.opening import Opening, citation_sent
from assistant.chat.review_steps_view import steps_view
from assistant.chat.review_view import queue_view, statistics_view
from assistant.review import Entry
from assistant.session import Session
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.assistant.review.conftest import asked


def entry(session: Session, seq: int) -> Entry:
    return review.entry_of(session, review.intact(session), seq)


def drawn(session: Session, seq: int) -> str:
    found = entry(session, seq)
    return steps_view(found, review.steps(found.transcript, review.intact(session)))


def as_(session: Session, name: str) -> Session:
    from dataclasses import replace

    return replace(session, officer=name)


def test_a_reviewer_judges_each_call_and_the_answer(session: Session) -> None:
    """Every step stands there with its number; there is a form for the call and one for the whole, and what is cited can be opened."""
    seq = asked(session, "What colour was the van?")
    html = drawn(as_(session, "eve"), seq)
    found = read(html)
    assert [value for name, value in found.attributes if name == "data-on"] == [str(seq + 2), str(seq + 3)]
    assert ("data-fragment", "line=1") in found.attributes
    assert "considered read_document 2.00" in found.text


def test_who_took_part_gets_no_form(session: Session) -> None:
    """The asker sees the transcript without a form, and reads why."""
    html = drawn(session, asked(session, "What colour was the van?"))
    assert "data-verdict" not in html
    assert "somebody else must review it" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_letters(session: Session, text: str) -> None:
    """Questions, answers and comments are data: no element and no template source comes of them."""
    seq = asked(session, text, note=text)
    session.record("review_verdict", {"of": seq, "on": seq + 3, "verdict": "refused", "comment": text, "seconds": None})
    for html in (drawn(session, seq), queue_view(review.queue(session), done=True), queue_view(review.queue(session), done=False)):
        assert not set("{}$`") & set(html)
        assert not {"script", "img", "iframe", "svg"} & set(read(html).elements)


def test_the_queue_tells_reasons_and_what_was_not_looked_for(session: Session) -> None:
    """What is flagged stands there with its reason; that no working hours are set is said."""
    seq = asked(session, "What colour was the van?")
    review.flag(session, seq, "wrong", "It was blue.")
    html = read(queue_view(review.queue(session), done=False))
    assert "flag" in html.text
    assert "EXHIBIT_SHIFTS" in html.text
    assert ("data-open", str(seq)) in html.attributes


def test_statistics_name_reviewers_and_nobody_who_asked(session: Session) -> None:
    """Counts with n and interval; the only names are those of the meter."""
    review.judge(as_(session, "eve"), asked(session, "What colour was the van?"), "accepted")
    events = review.intact(session)
    text = read(statistics_view(review.statistics(review.transcripts(events)), review.reviewers(events))).text
    assert "1 · 100% (21%–100%)" in text
    assert "eve: 1 verdict, never looked first, 1 within 10 seconds or unseen" in text
    assert "tester" not in text


def test_a_look_at_what_an_answer_cites_is_told_with_it() -> None:
    """What a reviewer opens is recorded with the number of the answer and as a review; what is no place is no opening."""
    sent = {"exhibit": "EX-0001", "sha256": "0" * 64, "fragment": "line=1", "quote": "x"}
    cited = citation_sent(sent)
    assert cited is not None
    opening = Opening(cited.exhibit, cited, answer=23)
    assert opening.for_record() == {"exhibit": "EX-0001", "fragment": "line=1", "answer": 23, "reason": "to review answer no. 23"}
    assert citation_sent(sent | {"fragment": "nowhere"}) is None
    assert citation_sent({}) is None
