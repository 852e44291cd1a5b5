"""What is open in the viewer: an exhibit, and the place in it that was cited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.chat.conversation import Cited
from tools.evidence import Candidate, Citation, Place

NO_PLACE = "The page sent no place of an exhibit. Load it again."


@dataclass(frozen=True)
class Opening:
    """An exhibit that is open."""

    exhibit: str
    citation: Citation | None = None
    """The place that was asked for; None when the exhibit itself was."""
    beside: tuple[Citation, ...] = ()
    """Further places in it that support the same sentence."""
    page: int | None = None
    """A page that was turned to."""
    first_line: int | None = None
    """Position, counted from 0, of the first line that is shown of a long text; None: chosen by the citation."""
    chip: tuple[int, int] | None = None
    """The turn and number of the citation that was clicked."""
    play: bool = False
    """Somebody asked to hear it: it begins to play."""
    lead: str | None = None
    """Evidence id of a candidate that is compared with its gallery's picture."""
    answer: int | None = None
    """Number in the record of the answer whose citation was clicked."""

    @classmethod
    def at(cls, cited: Cited, chip: tuple[int, int], play: bool) -> "Opening":
        """A citation of an answer."""
        return cls(cited.citation.exhibit, cited.citation, cited.beside, chip=chip, play=play, answer=cited.answer)

    @classmethod
    def of_lead(cls, candidate: Candidate) -> "Opening":
        """A candidate beside its gallery's picture."""
        return cls(candidate.citations[0].exhibit, candidate.citations[0], lead=candidate.id)

    @property
    def marks(self) -> tuple[Citation, ...]:
        """The places that are marked, the one that was asked for first."""
        return (() if self.citation is None else (self.citation,)) + self.beside

    @property
    def fragment(self) -> str | None:
        """The place that is looked at, for the record."""
        if self.page is not None and (self.citation is None or self.citation.place.page != self.page):
            return str(Place(page=self.page))
        return None if self.citation is None else self.citation.fragment

    def for_record(self) -> dict[str, str | int | None]:
        """What the ledger keeps of a look: at what, and why (Article 25 of Directive (EU) 2016/680)."""
        compared = {} if self.lead is None else {"compared": self.lead}
        beside = {} if self.answer is None else {"answer": self.answer}
        return {"exhibit": self.exhibit, "fragment": self.fragment, **compared, **beside, "reason": self.reason}

    @property
    def reason(self) -> str:
        """Why it was opened."""
        if self.lead is not None:
            return "to examine a candidate"
        if self.chip is not None:
            return f"citation {self.chip[1]} of answer {self.chip[0] + 1}"
        if self.answer is not None:
            return f"to review answer no. {self.answer}"
        return "chosen from the list of exhibits"

    def turned(self, page: int) -> "Opening":
        """The same exhibit at another page."""
        return replace(self, page=page, play=False)

    def moved(self, first_line: int) -> "Opening":
        """The same exhibit at other lines."""
        return replace(self, first_line=first_line, play=False)


def citation_sent(data: Mapping[str, Any]) -> Citation | None:
    """The citation that a page sends when somebody clicks one; None where it is none."""
    try:
        citation = Citation.model_validate({name: data.get(name) for name in ("exhibit", "sha256", "fragment", "quote")})
        str(citation.place)
    except ValueError:
        return None
    return citation
