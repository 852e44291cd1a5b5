"""Making a draft, and what people do to it: each step is an event, and the program's own words stay on record."""

from collections.abc import Sequence

from assistant.accounts import Right
from assistant.answer import Quote, Sentence, faults
from assistant.report.answers import Answered
from assistant.report.answers import record as read_record
from assistant.report.barring import withheld
from assistant.report.leads import Leads
from assistant.report.recorded import DRAFTED, EDITED, REMARKED, Drafted, all_of, find
from assistant.session import Session
from tools.errors import ToolError
from tools.evidence import Citation
from tools.instructions import harmless_title
from tools.locks import locks

LONGEST = 2000
"""Characters of a sentence or a remark."""


def draft(session: Session, answers: Sequence[int] = ()) -> Drafted:
    """Draft a report from answers on record.

    Args:
        session: the open case.
        answers: numbers of their events; by default all, those to which nothing was found too.

    Raises:
        NotAllowed: the officer may not ask in this case, and so not draft.
        ToolError: there is no such answer, or none at all.
        LedgerDamaged: the record is not what was written.
    """
    session.require(Right.ASK)
    record = read_record(session)
    chosen = record.chosen(answers or record.answers)
    if not chosen:
        raise ToolError("No question of this case has been answered yet: ask some (`exhibit ask`), and report the answers.")
    id_ = f"RP-{len(all_of(session)) + 1:04d}"
    session.record(DRAFTED, {"report": id_, "answers": [answered.seq for answered in chosen]})
    return find(session, id_)


def edit(session: Session, report: str | None, statement: str, text: str, reason: str = "") -> Drafted:
    """Word a sentence of a draft anew. The claim gate looks at the new words, and what it says stands beside them.

    Args:
        session: the open case.
        report: id of the report; None for the newest.
        statement: id of the sentence, as `F2.S1`.
        text: the new words.
        reason: why, in words.

    Raises:
        NotAllowed: as in `draft`.
        ToolError: the report is released, has no such sentence, or this sentence is a tool's and not the language model's.
    """
    drafted = _open(session, report)
    answered, sentence = _sentence(session, drafted, statement)
    if (why := withheld(locks(session.case), sentence)) is not None:
        raise ToolError(f"{statement} is withheld and cannot be edited: {why}.")
    if sentence.measured_by is not None:
        raise ToolError(
            f"{statement} is what {sentence.measured_by} measured, in its own words: they stay as they are. Say what you have to say "
            f"about it in a remark (--remark)."
        )
    old, new = drafted.words_of(statement, sentence.text), _said(text)
    if new == old:
        raise ToolError(f"{statement} already says this.")
    found = faults(new, _quotes(session, sentence.citations), answered.question)
    if found:
        refuse_names(Leads(session), answered, new)
    session.record(
        EDITED,
        {
            "report": drafted.id,
            "statement": statement,
            "old": old,
            "new": new,
            "faults": list(map(str, found)),
            "reason": " ".join(reason.split()),
        },
    )
    return find(session, drafted.id)


def remark(session: Session, report: str | None, about: str, text: str) -> Drafted:
    """Say something about a finding (`F2`) or a sentence (`F2.S1`) of a draft; arguments and errors as in `edit`.

    Raises:
        ToolError: also where it names the person of a candidate that is no verified lead.
    """
    drafted = _open(session, report)
    answered = _answered(session, drafted, about) if "." not in about else _sentence(session, drafted, about)[0]
    said = _said(text)
    refuse_names(Leads(session), answered, said)
    session.record(REMARKED, {"report": drafted.id, "about": about, "text": said})
    return find(session, drafted.id)


def refuse_names(leads: Leads, answered: Answered, text: str) -> None:
    """Pass, or refuse words that make more of a candidate than it is: a person's name where two examiners do not support it.

    Raises:
        ToolError: they name the person of a candidate that is no verified lead.
    """
    if (lead := leads.named_in(answered, text)) is not None:
        raise ToolError(f"This names the person of {lead.candidate}, where only this may stand: {lead.standing}. Say {lead.candidate}.")


def _open(session: Session, report: str | None) -> Drafted:
    session.require(Right.ASK)
    drafted = find(session, report)
    if drafted.release is not None:
        raise ToolError(f"{drafted.id} is released and stays as it is: make a new draft (`exhibit report draft`).")
    return drafted


def _answered(session: Session, drafted: Drafted, finding: str) -> Answered:
    answers = read_record(session).chosen(drafted.answers)
    known = {f"F{number}": answered for number, answered in enumerate(answers, start=1)}
    if finding not in known:
        raise ToolError(f"{drafted.id} has no finding {finding!r}; it has {', '.join(known)}.")
    return known[finding]


def _sentence(session: Session, drafted: Drafted, statement: str) -> tuple[Answered, Sentence]:
    finding, _, number = statement.partition(".")
    answered = _answered(session, drafted, finding)
    known = {f"S{n}": each for n, each in enumerate(answered.sentences, start=1)}
    known |= {f"C{n}": each for n, each in enumerate(answered.counter, start=1)}
    if number not in known:
        raise ToolError(f"{finding} has no sentence {statement!r}; it has {', '.join(f'{finding}.{n}' for n in known) or 'none'}.")
    return answered, known[number]


def _quotes(session: Session, citations: Sequence[Citation]) -> list[Quote]:
    """What the claim gate holds new words against: each cited place, and those of one exhibit together, as a sentence may run on."""
    by_exhibit: dict[str, list[str]] = {}
    for citation in citations:
        by_exhibit.setdefault(citation.exhibit, []).append(citation.quote)
    return [
        Quote(" ".join(quotes), exhibit, harmless_title(session.case.look_up(exhibit).title), tuple(quotes))
        for exhibit, quotes in by_exhibit.items()
    ]


def _said(text: str) -> str:
    said = " ".join(text.split())
    if not 1 <= len(said) <= LONGEST or not said.isprintable():
        raise ToolError(f"Say it in 1 to {LONGEST} characters.")
    return said
