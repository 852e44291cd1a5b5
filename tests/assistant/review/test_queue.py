"""What stands in the queue, and what does not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from assistant import review
from assistant.accounts import NotAllowed
from assistant.ledger import LedgerDamaged
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.review.conftest import As, asked, reasons
from tools.case import Case, Exhibit


def test_every_use_on_persons_is_looked_at(officer: Session, supervisor: Session) -> None:
    """A biometric use is in the queue, with its call, and also when the program was killed in between."""
    about = {"authorisation": "AU-0001", "action": "compare_speakers", "input": [{"exhibit": "EX-0001"}], "note": None, "result": "r"}
    begun = officer.record("biometric_begin", about)
    officer.record("biometric_end", {"begun": begun.seq, "matches": [], "done": True})
    call = officer.record("tool_call", {"tool": "compare_speakers", "args": {}, "evidence": [], "error": None})
    killed = officer.record("biometric_begin", about)
    assert reasons(supervisor, begun.seq) == reasons(supervisor, killed.seq) == ["biometric"]
    entries = {each.transcript.seq: each.transcript for each in review.queue(supervisor).entries}
    assert entries[begun.seq].end.seq == call.seq
    assert call.seq not in entries


OVERRIDES: list[tuple[str, dict[str, Any], bool]] = [
    ("confirmation", {"verdict": "corrected", "exhibit": "EX-0001", "evidence": "ev-1"}, True),
    ("confirmation", {"verdict": "confirmed", "exhibit": "EX-0001", "evidence": "ev-1"}, True),
    ("register_decision", {"verdict": "undone"}, True),
    ("register_decision", {"verdict": "rejected"}, True),
    ("register_decision", {"verdict": "merged"}, False),
    ("release", {"verdict": "released", "subject": "EX-0001", "by": "cora"}, True),
    ("release", {"verdict": "kept", "subject": "EX-0001", "by": "cora"}, False),
    ("caution", {"verdict": "unmarked", "subject": "EX-0001"}, True),
    ("caution", {"verdict": "without caution", "subject": "EX-0001"}, False),
    ("privilege_list", {"verdict": "removed", "subject": "x"}, True),
    ("privilege_list", {"verdict": "added", "subject": "x"}, False),
    ("authorisation_asked", {"id": "AU-0001", "terms": {"urgent": True}}, True),
    ("authorisation_asked", {"id": "AU-0001", "terms": {"urgent": False}}, False),
    ("hold", {"verdict": "lifted", "subject": "EX-0001"}, True),
    ("hold", {"verdict": "held", "subject": "EX-0001"}, False),
    ("speaker_name", {"exhibit": "EX-0001", "speaker": "S1", "name": "Ann Hale"}, True),
    ("exhibit_added", {"exhibit": "EX-0001"}, False),
]


@pytest.mark.parametrize(("event", "data", "looked_at"), OVERRIDES, ids=[f"{e} {d.get('verdict', '')}" for e, d, _ in OVERRIDES])
def test_overrides_are_looked_at(officer: Session, supervisor: Session, event: str, data: dict[str, Any], looked_at: bool) -> None:
    """Where a person's judgement stands in place of the machine's or of a rule it is in the queue; what only adds is not."""
    made = officer.record(event, data)
    assert reasons(supervisor, made.seq) == (["override"] if looked_at else [])


@pytest.mark.parametrize("hours", ["Mon-Sun 00:00-00:00", "ann=Mon-Sun 00:00-00:00"])
def test_work_in_working_hours_is_not_looked_at(officer: Session, supervisor: Session, station: Settings, hours: str) -> None:
    """Inside the station's hours, or the officer's own, nothing is off shift."""
    seq = officer.record("glossary", {"names": []}).seq
    assert reasons(at_hours(supervisor, station, hours), seq) == []


def test_work_outside_working_hours_is_looked_at(officer: Session, supervisor: Session, station: Settings) -> None:
    """What is begun outside is; where no hours are set it is not looked for, and the queue says so."""
    event = officer.record("glossary", {"names": []})
    at = review.transcripts([event])[0].at
    later, end = (f"{at + timedelta(minutes=minutes):%H:%M}" for minutes in (60, 120))
    assert reasons(at_hours(supervisor, station, f"Mon-Sun {later}-{end}"), event.seq) == ["off_shift"]
    assert "EXHIBIT_SHIFTS" in review.queue(supervisor).notes[0]
    assert reasons(supervisor, event.seq) == []


def test_a_night_s_work_is_looked_at_once(officer: Session, supervisor: Session, station: Settings) -> None:
    """Calls in a row are one stretch, named in full at its first; a question in between is looked at by itself."""
    events = [officer.record("tool_call", {"tool": "read_document", "args": {}, "error": None}) for _ in range(4)]
    question = asked(officer, "What colour was the van?")
    at = review.transcripts(events)[0].at
    night = at_hours(supervisor, station, f"Mon-Sun {at + timedelta(minutes=60):%H:%M}-{at + timedelta(minutes=120):%H:%M}")
    found = {e.transcript.seq: r.text for e in review.queue(night).entries for r in e.reasons if r.why == "off_shift"}
    assert list(found) == [events[0].seq, question]
    assert f"3 more in a row up to no. {events[-1].seq}" in found[events[0].seq]


def at_hours(session: Session, station: Settings, hours: str) -> Session:
    from dataclasses import replace

    return replace(session, station=Settings(**(station.model_dump() | {"shifts": hours})))


@pytest.fixture
def read(put: Callable[..., Exhibit], officer: Session) -> None:
    """An exhibit that has been read."""
    from assistant.execution import ToolCall, run

    put("a.txt", "Helen Carter saw the grey van PA99 KTX leave the harbour.\n")
    run(officer, ToolCall("read_document", {"exhibit": "EX-0001"}))


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("question", "linked"),
    [
        ("What did Helen Carter see?", True),
        ("Where was Carter?", True),
        ("Where was PA99 KTX seen?", True),
        ("Is Quentin Moss in a statement?", False),
        ("Whose plate is XR21 BQV?", False),
        ("Who called 07946095812?", False),
        ("Did Helen Carter know Quentin Moss?", False),
        ("What is in EX-0001 on Monday at 12:30?", True),
        ("Which IBAN is named?", True),
        ("Read the whole statement.", True),
    ],
)
def test_a_question_is_linked_by_its_names(officer: Session, supervisor: Session, question: str, linked: bool) -> None:
    """A name or identifier of which no word stands in the case is a reason to look; one that does, and a question without, is none."""
    assert reasons(supervisor, asked(officer, question)) == ([] if linked else ["no_link"])


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(("question", "linked"), [("what about the vans?", True), ("is my neighbour rich?", False)])
def test_a_search_is_linked_by_its_words(officer: Session, supervisor: Session, question: str, linked: bool) -> None:
    """A question that was searched for, and of which no word stands in the case, is a reason to look; also without a question."""
    assert reasons(supervisor, asked(officer, question, tool="search_case")) == ([] if linked else ["no_link"])
    call = officer.record("tool_call", {"tool": "search_case", "args": {"query": question}, "evidence": [], "error": None})
    assert reasons(supervisor, call.seq) == ([] if linked else ["no_link"])


@pytest.mark.parametrize(("authorisation", "linked"), [("AU-0001", True), (None, False)])
def test_a_use_on_persons_is_linked_by_its_authorisation(
    officer: Session, supervisor: Session, authorisation: str | None, linked: bool
) -> None:
    """Where nobody was asked for an authorisation, no purpose and no offence stands on record."""
    about = {"authorisation": authorisation, "action": "search_faces", "input": [], "note": None, "result": "r"}
    seq = officer.record("biometric_begin", about).seq
    assert reasons(supervisor, seq) == (["biometric"] if linked else ["biometric", "no_link"])


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Is Ann in the picture?", True),
        ("What does the call say of Bob Stone?", True),
        ("Where was Stone, Bob?", False),
        ("Was it Bob?", False),
        ("Was it a stone?", False),
        ("Was the annual report read?", False),
        ("Anna was where?", False),
        ("Is it ann or an other?", False),
        ("Where does Eve live?", True),
        ("Was it on the eve of the fire?", False),
    ],
)
def test_names_of_people_of_the_station_are_looked_at(officer: Session, supervisor: Session, question: str, named: bool) -> None:
    """All words of an account's name, whole, in a name of the question: the officer's own or a colleague's. Parts of words are not."""
    assert ("colleague" in reasons(supervisor, asked(officer, question))) is named


def test_own_and_colleague_s_names_are_told_apart(officer: Session, supervisor: Session) -> None:
    """The reason says whose name it may be, and that it may be another's."""
    own, other = asked(officer, "Is Ann in it?"), asked(officer, "Is Bob Stone in it?")
    told = {e.transcript.seq: next(r.text for r in e.reasons if r.why == "colleague") for e in review.queue(supervisor).entries}
    assert "asking officer's own account (ann), or another person" in told[own]
    assert "a colleague's account (bob.stone)" in told[other]


def test_many_refusals_are_looked_at(officer: Session, supervisor: Session, as_: As) -> None:
    """The fifth refusal of one officer within a quarter of an hour is a reason to look; four, and another officer's, are not."""
    numbers = [asked(officer, "Who is guilty?", "refused") for _ in range(4)]
    other = asked(as_("bob.stone"), "Who is guilty?", "refused")
    assert [reasons(supervisor, seq) for seq in (*numbers, other)] == [[]] * 5
    lacking = officer.record("tool_call", {"tool": "search_faces", "args": {}, "error": "…", "needs_authorisation": True}).seq
    assert reasons(supervisor, lacking) == ["refusals"]
    assert reasons(supervisor, numbers[-1]) == []


def test_slow_refusals_are_not(officer: Session) -> None:
    """Five refusals over hours are not many in a short time."""
    from dataclasses import replace

    from assistant.review.refusals import bursts

    for _ in range(5):
        asked(officer, "Who is guilty?", "refused")
    found = review.transcripts(review.intact(officer))
    assert len(bursts(found)) == 1
    for hours, each in enumerate(found):
        each.events[0] = replace(each.first, time=(each.at + timedelta(hours=hours)).isoformat())
    assert not bursts(found)


def test_only_supervisors_see_it(officer: Session, as_: As) -> None:
    """Officers and analysts are told which role it takes."""
    for session in (officer, as_("lee")):
        with pytest.raises(NotAllowed, match="supervisor"):
            review.queue(session)


def test_a_changed_record_is_not_reviewed(officer: Session, supervisor: Session, case: Case) -> None:
    """Where a word of the record was changed, nothing is reviewed on it."""
    asked(officer, "What colour was the van?")
    path = officer.ledger.path
    path.write_text(path.read_text().replace("What colour", "What number", 1))
    with pytest.raises(LedgerDamaged, match="nothing is reviewed"):
        review.queue(supervisor)
