"""Whether a quote ties two of its words as the sentence does, and which of its pronouns may stand for a word of the sentence."""

from collections.abc import Iterator, Set

from assistant.answer.hedges import SOURCES, TITLES
from assistant.answer.held import Held, Image
from assistant.answer.reading import Link, Node, Reading, pronoun_class
from assistant.answer.relations import may_stand_for, related, taken
from assistant.answer.stance import stance
from assistant.answer.words import stem, words


class Ties:
    """The ties between words of a sentence, looked for in quotes.

    Args:
        sentence: what is claimed.
        asked: stems of the names in the question.
    """

    def __init__(self, sentence: Reading, asked: Set[str]) -> None:
        self._told = sentence
        self._asked = asked

    def joined(self, i: int, link: Link, at: int, there: int, held: Held) -> bool:
        """Whether the quote gives one of its words that part in another's claim, or has both in the very words of the sentence."""
        reading = held.reading
        if related(reading, at, link.role, there):
            return not self._unsaid(reading, at, there)
        return not taken(reading, at, link.role, there) and self._word_for_word(i, link.to, at, there, reading)

    def _unsaid(self, reading: Reading, at: int, there: int) -> bool:
        """Whether the quote says the one of the other only to deny or hedge it ("the van was not grey")."""
        for predicate, other in ((at, there), (there, at)):
            if predicate in reading.verb_of and "is" in reading.holds(predicate, other):
                claimed = stance(reading, predicate)
                return (claimed.denied or bool(claimed.hedges - {"will", "only"})) and not self._told.verb_of
        return False

    def _word_for_word(self, i: int, to: int, at: int, there: int, reading: Reading) -> bool:
        told = self._told
        if not all(n in told.place for n in (i, to)) or not all(n in reading.place for n in (at, there)):
            return False
        a, b, x, y = told.place[i], told.place[to], reading.place[at], reading.place[there]
        low, high = min(a, b), max(a, b)
        return y - x == b - a and told.run[low : high + 1] == reading.run[x + low - a : x + high - a + 1]

    def pronouns(self, child: Node, link: Link, image: Image) -> Iterator[int]:
        """Pronouns of the quote that have the part of a name or noun of the sentence and may stand for it, and the reverse."""
        held, at = image
        reading = held.reading
        near = [reading.nodes[other.to] for other in reading.links.get(at, ())] if child.kind == "pronoun" else reading.pronouns
        for node in near:
            if node.i == at or not related(reading, at, link.role, node.i):
                continue
            if child.kind == "pronoun":
                of = pronoun_class(child.plain)
                many = reading.document[node.i].tag_ in ("NNS", "NNPS")
                if (node.kind in ("noun", "name") and (of in ("they", "it", "") or (of in ("he", "she") and not many))) or (
                    node.kind == "pronoun" and may_stand_for(node, child)
                ):
                    yield node.i
            elif node.kind == "pronoun" and may_stand_for(node, child) and self._may_be_meant(child, node, held):
                yield node.i

    def _may_be_meant(self, child: Node, pronoun: Node, held: Held) -> bool:
        """Whether a pronoun can point to what the sentence says for it: no other name stands before it in its quote."""
        of = pronoun_class(pronoun.plain)
        reading = held.reading
        if of == "first":
            author = {stem(word) for word in words(held.quote.author)}
            return child.plain in SOURCES or bool(child.keys & (author | self._asked)) or child.kind == "noun"
        before = [node for node in reading.nodes.values() if node.i < pronoun.i and node.kind == "name"]
        if child.kind == "name" and of != "it":
            others = [node for node in before if not node.keys & child.keys and not self._part_of(node, child, reading)]
            return not others
        if child.kind == "noun":
            return of in ("it", "they") or not before
        return True

    def _part_of(self, node: Node, child: Node, reading: Reading) -> bool:
        """Whether a name is another part of the same name, as "Tom" of "Tom Porter"."""
        partners = {link.to for link in reading.links.get(node.i, ()) if link.role == "name"} | {
            head for head, links in reading.links.items() if any(link.to == node.i and link.role == "name" for link in links)
        }
        return any(reading.nodes[i].keys & child.keys for i in partners) or node.plain in TITLES
