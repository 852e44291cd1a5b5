"""Flagged answers as a set of questions that is asked again, and what has changed since."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant import authorisation
from assistant.accounts import Right
from assistant.answer import Status
from assistant.answer.words import FUNCTION, plain, stem, words
from assistant.authorisation import EXPORT, Use
from assistant.review.flags import Flag, flagged
from assistant.review.record import intact
from assistant.review.transcript import Transcript, transcripts
from assistant.review_documents import ComparedRow, ExpectedRow, FlagRow, QuestionRow, SaidRow
from assistant.session import Session
from tools.errors import CaseError

WRITTEN = "review_questions"
_EXHIBIT = re.compile(r"\bEX-\d{4,9}\b")


class _Place(BaseModel):
    exhibit: str
    fragment: str


class _Said(BaseModel):
    text: str
    citations: tuple[_Place, ...]


class _New(BaseModel):
    """What is compared of an answer; its evidence is not."""

    question: str
    status: Status
    sentences: tuple[_Said, ...]
    counter: tuple[_Said, ...]
    ledger_seq: int


Line = TypeVar("Line", _New, QuestionRow)


def write_questions(session: Session, file: Path) -> int:
    """Write the flagged questions of a case to a file, one JSON object a line; gives how many. It holds words of exhibits: writing it is
    an export, on record before it happens.

    Raises:
        NotAllowed: the officer may not review, or not export.
        NeedsAuthorisation: no authorisation covers an export.
        CaseError: nothing is flagged, or the file exists.
        LedgerDamaged: the record is not intact.
    """
    session.require(Right.REVIEW)
    session.require(Right.EXPORT)
    found = [question(about, flags) for about, flags in flagged(transcripts(intact(session)))]
    if not found:
        raise CaseError("No answer of this case is flagged: there is nothing to ask again.")
    about = authorisation.leaving(session, Use(EXPORT))
    if file.exists():
        raise CaseError(f"{file} exists; choose another name.")
    session.record(WRITTEN, {"file": file.name, "questions": [row.was.seq for row in found], **about})
    with file.open("x", encoding="utf-8") as out:
        out.writelines(f"{row.model_dump_json()}\n" for row in found)
    return len(found)


def question(about: Transcript, flags: Sequence[Flag]) -> QuestionRow:
    """A flagged question as a line of the set."""
    data = about.end.data
    sentences = [*data.get("sentences", ()), *data.get("counter", ())]
    places = [f"{cited['exhibit']}#{cited['fragment']}" for sentence in sentences for cited in sentence["citations"]]
    was = SaidRow(
        seq=about.end.seq,
        status=data.get("status", about.end.event),
        sentences=[sentence["text"] for sentence in sentences],
        places=list(dict.fromkeys(places)),
    )
    rows = [FlagRow(what=flag.what, comment=flag.comment, expected=flag.expected) for flag in flags]
    return QuestionRow(question=about.question or "", flags=rows, was=was)


def compare(set_: Path, answers: Path) -> list[ComparedRow]:
    """Flagged answers beside new ones.

    Args:
        set_: what `write_questions` wrote.
        answers: what `exhibit ask --questions SET --json` printed for it.

    Raises:
        CaseError: one of them is not what it should be.
    """
    new: dict[str, list[_New]] = {}
    for answer in _lines(answers, _New, "exhibit ask --json"):
        new.setdefault(answer.question, []).append(answer)
    rows = []
    for asked in _lines(set_, QuestionRow, "exhibit review questions"):
        answered = new.get(asked.question)
        rows.append(_compared(asked, answered.pop(0) if answered else None))
    return rows


def _lines(file: Path, kind: type[Line], maker: str) -> Iterable[Line]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} cannot be read: {error}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                raise CaseError(f"{file}, line {number}, is not what `{maker}` writes ({error.errors()[0]['msg']}).") from error


def _compared(asked: QuestionRow, answer: _New | None) -> ComparedRow:
    if answer is None:
        return ComparedRow(
            question=asked.question, outcome="not asked", changed=[], flags=asked.flags, was=asked.was, now=None, expected=[]
        )
    sentences = [*answer.sentences, *answer.counter]
    places = [f"{cited.exhibit}#{cited.fragment}" for sentence in sentences for cited in sentence.citations]
    now = SaidRow(
        seq=answer.ledger_seq,
        status=answer.status,
        sentences=[sentence.text for sentence in sentences],
        places=list(dict.fromkeys(places)),
    )
    was = asked.was
    differs = {"status": was.status != now.status, "words": was.sentences != now.sentences, "places": set(was.places) != set(now.places)}
    changed = [name for name, other in differs.items() if other]
    return ComparedRow(
        question=asked.question,
        outcome="changed" if changed else "same",
        changed=changed,
        flags=asked.flags,
        was=was,
        now=now,
        expected=[_expected(flag.expected, now) for flag in asked.flags if flag.expected],
    )


def _expected(text: str, now: SaidRow) -> ExpectedRow:
    exhibits = _EXHIBIT.findall(text)
    cited = {place.partition("#")[0] for place in now.places}
    said = {stem(word) for sentence in now.sentences for word in words(sentence)}
    wanted = [word for word in words(_EXHIBIT.sub(" ", text)) if plain(word) not in FUNCTION]
    missing = [exhibit for exhibit in exhibits if exhibit not in cited] + [word for word in wanted if stem(word) not in said]
    return ExpectedRow(expected=text, holds=not missing, missing=missing)
