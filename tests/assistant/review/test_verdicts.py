"""Verdicts, flags, what is counted of them, and the questions that are asked again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import review
from assistant.accounts import NotAllowed, Register, Role
from assistant.answer import Answer
from assistant.ledger import verify_case
from assistant.review.regression import write_questions
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.review.conftest import As, asked, entry
from tools.case import Case, Exhibit
from tools.errors import CaseError, ToolError

NEW = {"question": "What colour was the van?", "status": "answered"}


def test_a_verdict_is_on_record(officer: Session, supervisor: Session) -> None:
    """On a call and on the answer, with the comment and the time since the first look; the record stays whole."""
    seq = asked(officer, "What colour was the van?")
    review.look(supervisor, "transcript", seq)
    on_call = review.judge(supervisor, seq + 2, "corrected", "The page was wrong.")
    on_answer = review.judge(supervisor, seq, "accepted")
    assert (on_call.on, on_answer.on) == (seq + 2, seq + 3)
    assert on_answer.seconds is not None
    found = entry(supervisor, seq)
    assert found.done
    assert [made.verdict for made in found.reviews] == ["accepted"]
    ledger = officer.ledger
    assert verify_case(officer.case.folder, officer.case.id, {ledger.public}, ledger.station_head_path.parent).ok


def test_nobody_reviews_what_they_took_part_in(officer: Session, register: Register, station: Settings, case: Case) -> None:
    """Also who holds both roles is told that somebody else must, and nothing is recorded."""
    seq = asked(officer, "What colour was the van?")
    register.grant("ann", Role.SUPERVISOR, case.id, "chief")
    both = Session.open(case.folder, station, register.find("ann"))
    assert entry(both, seq).mine
    with pytest.raises(NotAllowed, match="somebody else must review it"):
        review.judge(both, seq, "accepted")
    assert not entry(both, seq).reviews


def test_who_only_works_on_the_case_gives_no_verdict(officer: Session, as_: As) -> None:
    """Officers and analysts cannot review, not even others."""
    seq = asked(officer, "What colour was the van?")
    for name in ("bob.stone", "lee"):
        with pytest.raises(NotAllowed, match="supervisor"):
            review.judge(as_(name), seq, "accepted")


def test_alone_at_a_station_nobody_is_reviewed(session: Session) -> None:
    """The single user is told that reviewing takes accounts."""
    seq = asked(session, "What colour was the van?")
    with pytest.raises(NotAllowed, match="exhibit accounts new"):
        review.judge(session, seq, "accepted")


def test_a_second_reviewer_is_heard_beside_the_first(officer: Session, supervisor: Session, as_: As) -> None:
    """Both verdicts stay, the newest counts, and that they differ is counted."""
    seq = asked(officer, "What colour was the van?")
    review.judge(supervisor, seq, "accepted")
    review.judge(as_("sue"), seq, "refused", "It was blue.")
    assert [(made.by, made.verdict) for made in entry(supervisor, seq).reviews] == [("eve", "accepted"), ("sue", "refused")]
    row = counted(supervisor, "question", "read_document")
    assert (row.reviewed, row.disputed, {one.verdict: one.count for one in row.shares}["refused"]) == (1, 1, 1)
    review.judge(supervisor, seq, "refused", "I see it now.")
    assert counted(supervisor, "question", "read_document").disputed == 0


@pytest.mark.parametrize("comment", ["", "x", "x" * 2001, "It is \u202ewrong"])
def test_a_verdict_against_something_says_why(officer: Session, supervisor: Session, comment: str) -> None:
    """What is not accepted needs words that can be read."""
    seq = asked(officer, "What colour was the van?")
    with pytest.raises(ToolError, match="Say what is wrong"):
        review.judge(supervisor, seq, "refused", comment)
    with pytest.raises(ToolError, match="Nothing that is reviewed has number 99"):
        review.judge(supervisor, 99, "accepted")


def counted(session: Session, of: str, name: str, sample: str = "all") -> review.Counted:
    rows = review.statistics(review.transcripts(review.intact(session)))
    return next(row for row in rows if (row.of, row.name, row.sample) == (of, name, sample))


def test_statistics_are_counts_with_intervals(officer: Session, supervisor: Session) -> None:
    """Per tool and per kind of question; of one in four refused the Wilson interval is 4.6 to 69.9 %. No name of who asked is in it."""
    numbers = [asked(officer, "What colour was the van?") for _ in range(5)]
    for seq in numbers[:3]:
        review.judge(supervisor, seq + 2, "accepted")
    review.judge(supervisor, numbers[3] + 2, "refused", "Not its text.")
    row = counted(supervisor, "tool", "read_document")
    assert (row.recorded, row.reviewed) == (5, 4)
    refused = next(share for share in row.shares if share.verdict == "refused")
    assert (refused.count, round(refused.share, 2), round(refused.low, 3), round(refused.high, 3)) == (1, 0.25, 0.046, 0.699)
    assert counted(supervisor, "question", "read_document").shares == ()
    assert "ann" not in repr(review.statistics(review.transcripts(review.intact(supervisor))))


def test_the_draw_is_counted_apart(officer: Session, supervisor: Session) -> None:
    """Rows of the drawn sample hold the drawn transcripts and no others."""
    from assistant.review.draw import drawn

    numbers = [asked(officer, "What colour was the van?") for _ in range(60)]
    lucky = [each for each in review.transcripts(review.intact(officer)) if drawn(each.first)]
    rows = [row for row in review.statistics(review.transcripts(review.intact(officer))) if row.sample == "drawn"]
    assert sum(row.recorded for row in rows if row.of == "tool") == len(lucky) < len(numbers)


def test_the_meter_counts_reviews(officer: Session, supervisor: Session, as_: As) -> None:
    """Who decides unseen or within seconds of the first look stands in the meter, and nobody who asked does."""
    first, second = (asked(officer, "What colour was the van?") for _ in range(2))
    review.look(supervisor, "transcript", first)
    for seq in (first, second):
        review.judge(supervisor, seq, "accepted")
    [one] = review.reviewers(review.intact(supervisor))
    assert (one.by, one.decisions, one.hasty) == ("eve", 2, 2)
    assert one.median_seconds is not None


def test_looks_of_reviewers_are_on_record(officer: Session, supervisor: Session) -> None:
    """Each look at the queue, a transcript or the counts is an event with the supervisor's name."""
    seq = asked(officer, "What colour was the van?")
    for what, of in (("queue", None), ("transcript", seq), ("statistics", None)):
        review.look(supervisor, what, of)
    looks = [event for event in review.intact(supervisor) if event.event == "review_view"]
    assert [(event.officer, event.data["what"]) for event in looks] == [("eve", "queue"), ("eve", "transcript"), ("eve", "statistics")]


def test_a_flag_puts_an_answer_into_the_queue(officer: Session, supervisor: Session, as_: As) -> None:
    """An analyst flags an answer by its number; it is reviewed, and a flag after the verdict opens it again."""
    seq = asked(officer, "What colour was the van?")
    made = review.flag(as_("lee"), seq + 3, "wrong", "It was blue.", "blue, EX-0002")
    assert (made.of, made.on) == (seq, seq + 3)
    assert "flagged “wrong” by lee: It was blue." in [reason.text for reason in entry(supervisor, seq).reasons]
    review.judge(supervisor, seq, "refused", "Indeed.")
    assert entry(supervisor, seq).done
    review.flag(officer, seq, "evidence", "Another page.")
    assert not entry(supervisor, seq).done


def test_only_answers_are_flagged(officer: Session, register: Register, station: Settings, case: Case) -> None:
    """What is no answer, has no comment, or is flagged by somebody without the right, is refused."""
    act = officer.record("glossary", {"names": []}).seq
    with pytest.raises(ToolError, match="is no answer"):
        review.flag(officer, act, "wrong", "No.")
    seq = asked(officer, "What colour was the van?")
    with pytest.raises(ToolError, match="Say what is wrong"):
        review.flag(officer, seq, "wrong", " ")
    register.grant("chief", Role.EXAMINER, case.id, "chief")
    with pytest.raises(NotAllowed):
        review.flag(Session.open(case.folder, station, register.find("chief")), seq, "wrong", "No.")


def test_flags_become_questions(session: Session, tmp_path: Path) -> None:
    """The set holds the question, what was wrong and what it was, no name of anybody, and is on record as an export."""
    seq = asked(session, "What colour was the van?")
    asked(session, "Who saw it?")
    review.flag(session, seq, "evidence", "Another page says it.", "blue, EX-0002")
    file = tmp_path / "set.jsonl"
    assert write_questions(session, file) == 1
    [line] = map(json.loads, file.read_text().splitlines())
    assert line["question"] == "What colour was the van?"
    assert line["flags"] == [{"what": "evidence", "comment": "Another page says it.", "expected": "blue, EX-0002"}]
    assert line["was"] == {"seq": seq + 3, "status": "answered", "sentences": ["The van was grey."], "places": ["EX-0001#line=1"]}
    assert "tester" not in file.read_text()
    assert review.intact(session)[-1].event == "review_questions"
    with pytest.raises(CaseError, match="exists"):
        write_questions(session, file)


def test_writing_questions_is_an_export(officer: Session, supervisor: Session, tmp_path: Path) -> None:
    """On a station with accounts it takes an authorisation for exports; an officer cannot."""
    review.flag(officer, asked(officer, "What colour was the van?"), "wrong", "It was blue.")
    with pytest.raises(NotAllowed):
        write_questions(officer, tmp_path / "set.jsonl")
    with pytest.raises(ToolError, match="needs an authorisation"):
        write_questions(supervisor, tmp_path / "set.jsonl")
    assert not (tmp_path / "set.jsonl").exists()


def test_without_flags_there_is_nothing_to_ask(session: Session, tmp_path: Path) -> None:
    """No empty set is written."""
    asked(session, "What colour was the van?")
    with pytest.raises(CaseError, match="No answer of this case is flagged"):
        write_questions(session, tmp_path / "set.jsonl")


@pytest.fixture
def questions(session: Session, tmp_path: Path, put: Callable[..., Exhibit]) -> Path:
    review.flag(session, asked(session, "What colour was the van?"), "wrong", "It was blue.", "blue, EX-0002")
    write_questions(session, tmp_path / "set.jsonl")
    return tmp_path / "set.jsonl"


def answered(folder: Path, text: str, exhibit: str = "EX-0001", fragment: str = "line=1") -> Path:
    cited = {"exhibit": exhibit, "sha256": "0" * 64, "fragment": fragment, "quote": text}
    answer = Answer.model_validate(NEW | {"sentences": [{"text": text, "citations": [cited]}]})
    (folder / "answers.jsonl").write_text(f"{answer.model_dump_json()}\n")
    return folder / "answers.jsonl"


def test_the_same_answer_is_told_as_the_same(questions: Path, tmp_path: Path) -> None:
    """Neither words nor places have changed, and what was expected is not there."""
    [row] = review.compare(questions, answered(tmp_path, "The van was grey."))
    assert (row.outcome, row.changed) == ("same", [])
    assert [(one.holds, one.missing) for one in row.expected] == [(False, ["EX-0002", "blue"])]


def test_another_answer_is_told_with_what_changed(questions: Path, tmp_path: Path) -> None:
    """Words and places are compared, and with what the flag expects."""
    [row] = review.compare(questions, answered(tmp_path, "The van was blue.", "EX-0002"))
    assert (row.outcome, row.changed) == ("changed", ["words", "places"])
    assert [one.holds for one in row.expected] == [True]


def test_a_question_that_was_not_asked_is_told(questions: Path, tmp_path: Path) -> None:
    """An answer that is missing is not taken for a good one."""
    (tmp_path / "answers.jsonl").write_text("\n")
    [row] = review.compare(questions, tmp_path / "answers.jsonl")
    assert (row.outcome, row.now) == ("not asked", None)


@pytest.mark.parametrize("content", ["{}", "x", '{"question": 1}'])
def test_other_files_are_refused(questions: Path, tmp_path: Path, content: str) -> None:
    """What is no answer, and what is no set, is told with its line."""
    (tmp_path / "other").write_text(content)
    with pytest.raises(CaseError, match="line 1"):
        review.compare(questions, tmp_path / "other")
    with pytest.raises(CaseError, match="line 1"):
        review.compare(tmp_path / "other", answered(tmp_path, "x"))
    with pytest.raises(CaseError, match="cannot be read"):
        review.compare(questions, tmp_path / "gone")
