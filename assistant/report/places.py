"""Whether a cited place still says what is quoted: held against what tools found there, and that against the signed record."""

from collections.abc import Iterable

from assistant.report.answers import Record
from assistant.session import Session
from tools import confirmations, results
from tools.errors import IntegrityError, ToolError
from tools.evidence import Citation, Evidence, TextLine, Utterance
from tools.places import Places


class Rechecked:
    """Holds citations against a case.

    A quote must stand in evidence that is stored in the case, whose content gives the id under which a tool call recorded it in the
    signed ledger: neither the case's database nor the answer can be changed without the other.

    Args:
        session: the open case.
        record: its record, as read.
    """

    def __init__(self, session: Session, record: Record) -> None:
        self._case = session.case
        self._recorded = record.evidence
        self._readings: dict[str, list[tuple[str, TextLine | Utterance]]] = {}

    def hold(self, citation: Citation, evidence: Iterable[str]) -> None:
        """Pass where the quote stands at its place.

        Args:
            citation: the place and its quote.
            evidence: ids of what the answer's calls found.

        Raises:
            IntegrityError: it does not, the exhibit is another one, or what was stored is on no record.
            ToolError: it did, and people have corrected or taken back since what was heard there.
        """
        exhibit = self._case.look_up(citation.exhibit)
        where = f"{citation.exhibit}#{citation.fragment}"
        if citation.sha256 != exhibit.sha256:
            raise IntegrityError(f"The citation {where} is of other bytes than those of {exhibit.id}.")
        made = self._made(exhibit.id) + [(id_, item) for id_ in evidence if (item := results.by_id(self._case, id_)) is not None]
        stands = confirmations.applied(self._case, [item for _, item in made], [id_ for id_, _ in made])
        holding = [n for n, item in enumerate(stands) if Places([item]).hold(citation)]
        if not holding:
            if any(citation.quote in place.quote for _, item in made for place in item.citations):
                raise ToolError(
                    f"What is heard at {where} was corrected, or its confirmation taken back, after the answer: ask the question again "
                    "and make a new draft."
                )
            raise IntegrityError(f"No tool found {citation.quote!r} at {where}: the citation does not hold.")
        if not any(made[n][0] in self._recorded or stands[n].id in self._recorded for n in holding):
            raise IntegrityError(f"What is stored for {where} is on no record of a tool call: it was not found by a recorded run.")

    def _made(self, exhibit: str) -> list[tuple[str, Evidence]]:
        if exhibit not in self._readings:
            self._readings[exhibit] = results.reading_as_made(self._case, exhibit) or []
        return list(self._readings[exhibit])
