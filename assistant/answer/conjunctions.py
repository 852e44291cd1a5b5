"""Whether two events hang together in the quotes as the sentence says: because, although, before."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answer.fault import Fault
from assistant.answer.hedges import LINKS
from assistant.answer.held import Held
from assistant.answer.reading import Reading
from assistant.answer.words import plain, stem


def linked(sentence: Reading, quotes: Sequence[Held]) -> Iterator[Fault]:
    """Conjunctions that claim how two events hang together, which no quote does."""
    told = sentence.document
    for token in told:
        if token.dep_ != "mark" or token.lower_ not in LINKS or token.head.dep_ not in ("advcl", "ccomp"):
            continue
        if not any(_same_conjunction(token, held.reading) for held in quotes):
            yield Fault("role", f"no quote says {token.text!r} of these two")


def _same_conjunction(mark: Any, reading: Reading) -> bool:
    clause = mark.head
    for other in reading.document:
        if other.dep_ == "mark" and other.lower_ == mark.lower_:
            one, two = other.head, other.head.head
            if _alike(one, clause) and _alike(two, clause.head):
                return True
    return False


def _alike(one: Any, other: Any) -> bool:
    return plain(one.lemma_) == plain(other.lemma_) or stem(one.text) == stem(other.text) or "be" in (one.lemma_, other.lemma_)
