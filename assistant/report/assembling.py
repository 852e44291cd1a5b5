"""Putting a report together: what the record has of its answers, with everything that must stand beside it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from assistant.answer import Sentence
from assistant.authorisation import NOT_ASKED
from assistant.report.annexes import authorisations, exhibits
from assistant.report.answers import Answered, Made, Record
from assistant.report.answers import record as read_record
from assistant.report.barring import withheld
from assistant.report.document import (
    Cited,
    DraftShown,
    EditShown,
    Finding,
    LeftOut,
    RemarkShown,
    Report,
    ReviewShown,
    SigningShown,
    Statement,
)
from assistant.report.leads import Leads
from assistant.report.pictures import Pictures, key_of, pictures
from assistant.report.recorded import Drafted, Signing
from assistant.report.tools_used import calls_for, cards_of, tools_used, weights_used
from assistant.report.wording import place_words
from assistant.session import Session
from tools import results
from tools.evidence import Citation, Utterance, stated
from tools.locks import Locks, locks

PROGRAM = "Exhibit"


@dataclass(frozen=True)
class Assembled:
    """A report with its pictures, and what it was made of."""

    report: Report
    pictures: Pictures
    answers: tuple[Answered, ...]
    record: Record


def assemble(session: Session, drafted: Drafted, *, names: bool = True, pictured: bool = True) -> Assembled:
    """A report as it stands.

    Args:
        session: the open case.
        drafted: which report, with everything that people did to it.
        names: whether persons of galleries are named where they are verified leads.
        pictured: whether the cited places are drawn.

    Raises:
        IntegrityError: an exhibit, stored evidence or a verdict is not what it was.
        LedgerDamaged: the record is not what was written.
    """
    record = read_record(session)
    answers = tuple(record.chosen(drafted.answers))
    standing = locks(session.case)
    places = [
        citation
        for answered in answers
        for sentence in (*answered.sentences, *answered.counter)
        if withheld(standing, sentence) is None
        for citation in sentence.citations
    ]
    drawn = pictures(session.case, dict.fromkeys(places)) if pictured else Pictures()
    maker = _Maker(session, drafted, standing, Leads(session), drawn, names)
    findings = [maker.finding(number, answered) for number, answered in enumerate(answers, start=1)]
    calls = calls_for(record, answers)
    used, weights = tools_used(calls), weights_used(calls)
    held, unasked = authorisations(session, calls)
    report = Report(
        id=drafted.id,
        status=drafted.status,
        case_id=session.case.id,
        case_title=session.case.title,
        program=PROGRAM,
        version=version("exhibit"),
        drafted_by=drafted.by,
        drafted_at=drafted.at,
        made_at=datetime.now(UTC),
        single_user=session.standing.single_user,
        findings=tuple(each for each, answered in zip(findings, answers, strict=True) if answered.found),
        negative=tuple(each for each, answered in zip(findings, answers, strict=True) if not answered.found),
        unanswered=record.unanswered,
        exhibits=exhibits(session, {citation.exhibit for citation in places}),
        tools=used,
        cards=cards_of(used, weights, against=any(answered.counter_note for answered in answers)),
        weights=weights,
        authorisations=held,
        authorised=NOT_ASKED if unasked else None,
        reviews=tuple(
            ReviewShown(verdict=said.verdict, by=said.by, at=said.at, remark=said.remark, seq=said.seq) for said in drafted.reviews
        ),
        signing=None,
        ledger=None,
    )
    return Assembled(report, maker.pictures, answers, record)


@dataclass
class _Maker:
    """Makes the findings of one report."""

    session: Session
    drafted: Drafted
    locks: Locks
    leads: Leads
    pictures: Pictures
    names: bool

    def finding(self, number: int, answered: Answered) -> Finding:
        id_ = f"F{number}"
        titles = {exhibit.id: exhibit.title for exhibit in self.session.case.exhibits()}
        secret = any(withheld(self.locks, sentence) for sentence in (*answered.sentences, *answered.counter))
        return Finding(
            id=id_,
            seq=answered.seq,
            question=answered.question,
            asked_by=answered.by,
            asked_at=answered.at,
            statements=tuple(self._statement(f"{id_}.S{n}", answered, each) for n, each in enumerate(answered.sentences, start=1)),
            counter=tuple(self._statement(f"{id_}.C{n}", answered, each) for n, each in enumerate(answered.counter, start=1)),
            counter_note=answered.counter_note,
            note=answered.note,
            searches=self.leads.searches(answered, names=self.names),
            searched=answered.coverage.searched,
            by=answered.coverage.by,
            not_searched=tuple(
                LeftOut(exhibit=left.exhibit, title=titles.get(left.exhibit, ""), reason=left.reason)
                for left in answered.coverage.not_searched
            ),
            suspect=len(answered.suspect),
            tools=tuple(dict.fromkeys(_called(call) for call in answered.calls)),
            # What the model first wrote may tell what has been locked since.
            drafts=() if secret else tuple(DraftShown(text=draft.text, faults=draft.faults) for draft in answered.drafts),
            remarks=self._remarks(id_),
        )

    def _statement(self, id_: str, answered: Answered, sentence: Sentence) -> Statement:
        reason = withheld(self.locks, sentence)
        lead = self.leads.at(answered, sentence)
        machine = sentence.text if lead is None else stated(lead)
        edits = [] if reason else [edit for edit in self.drafted.edits if edit.statement == id_]
        return Statement(
            id=id_,
            text="" if reason else self.drafted.words_of(id_, machine),
            withheld=reason,
            quoted=sentence.quoted and not edits,
            origin=self._origin(sentence),
            spoken_by=() if reason else sentence.spoken_by,
            measured_by=sentence.measured_by,
            standing=None if lead is None else lead.standing,
            cited=() if reason else tuple(self._cited(citation) for citation in sentence.citations),
            machine="" if reason else machine,
            checked=not (edits and edits[-1].faults),
            edits=tuple(
                EditShown(by=edit.by, at=edit.at, old=edit.old, new=edit.new, reason=edit.reason, faults=edit.faults, seq=edit.seq)
                for edit in edits
            ),
            remarks=() if reason else self._remarks(id_),
        )

    def _origin(self, sentence: Sentence) -> str:
        if sentence.measured_by is not None:
            return f"Measured by {sentence.measured_by}, in the tool's words."
        if not sentence.quoted:
            return "Worded by the language model; a program has checked it against the places below."
        media = {self.session.case.look_up(citation.exhibit).media for citation in sentence.citations}
        if media & {"audio", "video"}:
            who = "a person listened to it, see below" if all(map(self._said, sentence.citations)) else "no person has confirmed it"
            return f"As the speech recogniser wrote it down; {who}."
        return "As the text recogniser read it in the picture." if "image" in media else "The exhibit's own words."

    def _cited(self, citation: Citation) -> Cited:
        exhibit, key = self.session.case.look_up(citation.exhibit), key_of(citation)
        size = (int(exhibit.facts.get("width", 0)), int(exhibit.facts.get("height", 0)))
        return Cited(
            exhibit=exhibit.id,
            title=exhibit.title,
            sha256=citation.sha256,
            fragment=citation.fragment,
            where=place_words(citation.place, size),
            quote=citation.quote,
            said=self._said(citation),
            picture=key if key in self.pictures.shown else None,
            unpictured=self.pictures.missing.get(key),
        )

    def _said(self, citation: Citation) -> str | None:
        """Who confirmed or corrected the speech at a place."""
        if citation.place.t is None:
            return None
        start, end = citation.place.t
        for item in results.reading(self.session.case, citation.exhibit) or ():
            if isinstance(item, Utterance) and item.confirmed_by is not None and item.start <= start and end <= item.end:
                heard = f"; the machine had written “{item.heard}”" if item.heard is not None else ""
                return f"{'corrected' if item.heard is not None else 'confirmed'} by {item.confirmed_by}, who listened to it{heard}"
        return None

    def _remarks(self, about: str) -> tuple[RemarkShown, ...]:
        return tuple(
            RemarkShown(by=said.by, at=said.at, text=said.text, seq=said.seq) for said in self.drafted.remarks if said.about == about
        )


def _called(call: Made) -> str:
    args = ", ".join(f"{name}={value}" for name, value in call.args.items() if name != "query")
    return f"{call.tool}({args})"


def signed_by(report: Report, signing: Signing) -> Report:
    """A report with its signing, as it is released."""
    shown = SigningShown(
        by=signing.by,
        at=signing.at,
        seq=signing.seq,
        document=signing.document,
        hash=signing.hash,
        signature=signing.signature,
        key=signing.key,
    )
    return report.model_copy(update={"signing": shown, "status": "released"})
