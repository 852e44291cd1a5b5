"""Candidates in a report: as they stand now, with all others that the same search found, and never with more than may be known."""

from collections.abc import Iterable, Mapping

from assistant.answer import Sentence
from assistant.report.answers import Answered
from assistant.report.document import LeadShown, SearchShown
from assistant.report.wording import place_words
from assistant.session import Session
from assistant.verification import all_leads
from tools.evidence import Candidate
from tools.locks.wording import folded, has_phrase
from tools.verification import Lead


class Leads:
    """The candidates of a case.

    Args:
        session: the open case.

    Raises:
        IntegrityError: a stored candidate or verdict is not what it was, or on no record.
        LedgerDamaged: the record cannot be read.
    """

    def __init__(self, session: Session) -> None:
        self._leads: Mapping[str, Lead] = {lead.candidate.id: lead for lead in all_leads(session)}

    def of(self, answered: Answered) -> list[Lead]:
        """The candidates that an answer's calls found."""
        return [self._leads[id_] for id_ in answered.evidence if id_ in self._leads]

    def at(self, answered: Answered, sentence: Sentence) -> Candidate | None:
        """The candidate that a sentence states, as it stands now."""
        for lead in self.of(answered):
            found = lead.candidate
            if sentence.measured_by == found.source and sentence.citations == found.citations and found.candidate in sentence.text:
                return found
        return None

    def searches(self, answered: Answered, *, names: bool) -> tuple[SearchShown, ...]:
        """The searches of an answer, face by face; `names`: whether those of verified leads are told."""
        faces: dict[tuple[object, ...], list[Lead]] = {}
        for lead in self.of(answered):
            found = lead.candidate
            faces.setdefault((found.citations[0].exhibit, found.citations[0].fragment, found.gallery, found.probe_box), []).append(lead)
        return tuple(_shown(each, names=names) for each in faces.values())

    def named_in(self, answered: Answered, text: str) -> Candidate | None:
        """A candidate that is no verified lead and whose name a text gives."""
        words = folded(text)
        for lead in self.of(answered):
            if lead.candidate.verification != "verified lead" and has_phrase(words, lead.candidate.person):
                return lead.candidate
        return None


def _shown(leads: Iterable[Lead], *, names: bool) -> SearchShown:
    each = sorted(leads, key=lambda lead: lead.candidate.rank)
    first = each[0].candidate
    return SearchShown(
        place=f"{first.citations[0].exhibit}, {place_words(first.citations[0].place)}",
        gallery=first.gallery,
        gallery_size=first.gallery_size,
        threshold=first.threshold,
        fpir=first.fpir,
        fnir=first.fnir,
        conditions=first.conditions,
        leads=tuple(_lead(lead, names=names) for lead in each),
    )


def _lead(lead: Lead, *, names: bool) -> LeadShown:
    found = lead.candidate
    return LeadShown(
        candidate=found.candidate,
        person=found.person if names and found.verification == "verified lead" else None,
        standing=found.standing,
        rank=found.rank,
        score=found.score,
        judged_by=tuple(verdict.record.examiner for verdict in lead.verdicts),
    )
