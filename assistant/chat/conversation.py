"""What was asked in one browser about one case, and what came of it."""

from dataclasses import dataclass, field
from enum import Enum

from assistant.answer import Answer, Sentence
from tools.evidence import Citation


class Ending(Enum):
    """Why a question has no answer."""

    STOPPED = "stopped"
    FAILED = "failed"
    NOT_INTACT = "not intact"


@dataclass(frozen=True)
class Turn:
    """One question with its answer, or with the reason why there is none."""

    question: str
    answer: Answer | None = None
    ending: Ending | None = None
    reason: str = ""


@dataclass(frozen=True)
class Cited:
    """A citation that was clicked, with the others of the same sentence."""

    citation: Citation
    beside: tuple[Citation, ...] = ()
    answer: int | None = None
    """Number of the answer's event in the ledger."""


@dataclass
class Conversation:
    """The questions about one case, in order."""

    turns: list[Turn] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)
    """Ids of the approvals whose answers are among the turns."""

    def cited(self, turn: int, number: int) -> Cited | None:
        """The citation with a number, counted from 1, in the answer of a turn, counted from 0; None when there is none."""
        if not 0 <= turn < len(self.turns):
            return None
        answer = self.turns[turn].answer
        citations = numbered(answer) if answer is not None else []
        if answer is None or not 1 <= number <= len(citations):
            return None
        wanted = citations[number - 1]
        sentence = next(sentence for sentence in _sentences(answer) if wanted in sentence.citations)
        beside = tuple(c for c in sentence.citations if c != wanted and c.exhibit == wanted.exhibit)
        return Cited(wanted, beside, answer.ledger_seq or None)


def numbered(answer: Answer) -> list[Citation]:
    """The citations of an answer in the order of their numbers: each place once."""
    return list(dict.fromkeys(citation for sentence in _sentences(answer) for citation in sentence.citations))


def _sentences(answer: Answer) -> tuple[Sentence, ...]:
    return answer.sentences + answer.counter
