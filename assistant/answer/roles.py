"""Whether what a sentence claims hangs together in its quotes as it does in the sentence.

Every clause must be found in one quote: the same verb with the same persons and things in the same parts, denied, hedged and
attributed alike. A noun may take what describes it from another quote that speaks of the same thing ("the van", "its plate"). What is
left out says less and is allowed; what is put together otherwise is a fault.
"""

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer.attribution import EXHIBIT, attribution
from assistant.answer.conjunctions import linked
from assistant.answer.fault import Fault
from assistant.answer.hedges import BELIEF, PAPERS, PRIVATIVE, REPORTING, SEEMING, SOURCES, TELLING, TITLES
from assistant.answer.held import Held, Image
from assistant.answer.reading import Link, Node, Reading, pronoun_class
from assistant.answer.relations import approximate, clause_of
from assistant.answer.small_words import dropped
from assistant.answer.stance import Stance, heads_clause, stance
from assistant.answer.ties import Ties
from assistant.answer.words import stem, words

_DESCRIBING = frozenset({"mod", "num", "name", "poss", "is", "adv"})
_LIGHT = frozenset("be have do give show contain include say state get".split())


Path = Mapping[int, Image]


class Embedding:
    """A sentence held against its quotes."""

    def __init__(self, sentence: Reading, quotes: Sequence[Held], question: str) -> None:
        self._told = sentence
        self._quotes = quotes
        self._asked = {stem(word) for word in words(question) if word[0].isupper()}
        self._ties = Ties(sentence, self._asked)
        self._named_words = frozenset(stem(word) for held in quotes for word in words(held.quote.text) if word[0].isupper())
        self._known: dict[tuple[int, int, int, tuple[tuple[int, int], ...]], list[Fault]] = {}

    def faults(self) -> list[Fault]:
        """What in the sentence is put together otherwise than in its quotes."""
        found = [fault for i in self._clauses() for fault in self._best(i, self._images(self._told.nodes[i]), {})]
        found += [fault for i in self._reports() for fault in self._report(i)]
        return list(
            dict.fromkeys([*found, *linked(self._told, self._quotes), *dropped(self._told, [held.reading for held in self._quotes])])
        )

    def _clauses(self) -> list[int]:
        """The words by which the sentence's clauses hang: each is looked for by itself."""
        told = self._told
        found = list(told.roots)
        for head, links in told.links.items():
            apart = ("free", "comp", "xcomp") if self._only_reports(head) else ("free",)
            found += [link.to for link in links if link.role in apart]
        found += [i for i in told.nodes if i not in told.heads and i not in told.roots]  # what the parser hung on nothing
        return [i for i in dict.fromkeys(found) if not (self._only_reports(i) and self._has_clause(i))]

    def _reports(self) -> list[int]:
        """The verbs by which the sentence tells what somebody says."""
        return [i for i in self._told.nodes if self._only_reports(i) and self._has_clause(i)]

    def _report(self, i: int) -> list[Fault]:
        """A verb of telling, with when and to whom: one that a quote has must fit it, another may only say whose word the quote is."""
        node = self._told.nodes[i]
        images = self._images(node)
        if node.lemma in TELLING:
            images += [(held, other.i) for held in self._quotes for other in held.reading.nodes.values() if other.lemma in TELLING]
        if images:
            return self._best(i, images, {})
        more = [link for link in self._told.links.get(i, ()) if not self._apart(i, link) and link.role != "subj"]
        return [self._fault(i, link) for link in more if not self._is_noise(self._told.nodes[link.to])]

    def _only_reports(self, i: int) -> bool:
        return self._told.nodes[i].lemma in REPORTING | BELIEF | SEEMING

    def _has_clause(self, i: int) -> bool:
        held = [link.to for link in self._told.links.get(i, ()) if link.role in ("comp", "xcomp")]
        return any(self._told.nodes[to].kind == "verb" or to in self._told.verb_of for to in held)

    def _images(self, node: Node) -> list[Image]:
        return [(held, other.i) for held in self._quotes for other in held.reading.sharing(node)]

    def _best(self, i: int, images: Sequence[Image], path: Path) -> list[Fault]:
        """The faults of the image that has fewest."""
        node = self._told.nodes[i]
        best: list[Fault] | None = None
        for image in images:
            found = self._fit(i, image, path)
            if not found:
                return []
            if best is None or len(found) < len(best):
                best = found
        if best is not None and self._split(i, images, path):
            return []
        if node.lemma in _LIGHT and (loose := self._loosely(i, path)) is not None and (best is None or len(loose) < len(best)):
            return loose
        if best is not None:
            return best
        if node.plain in SOURCES or EXHIBIT.fullmatch(node.text) or node.kind in ("pronoun", "other") or node.plain in TITLES:
            return [fault for link in self._told.links.get(i, ()) for fault in self._child(i, link, None, path)]
        if node.kind == "name" and node.keys & self._asked:
            return []
        return [Fault("role", f"no quote says who or what {node.text!r}" if node.kind == "verb" else f"{node.text!r} stands in no quote")]

    def _fit(self, i: int, image: Image, path: Path) -> list[Fault]:
        """What speaks against one word of a quote standing for one of the sentence, with everything that hangs by it."""
        held, at = image
        bound = tuple((loop, path[loop][1]) for loop in self._told.looping if loop in path)
        key = (i, id(held), at, bound)
        if key in self._known:
            return self._known[key]
        found = list(self._stance(i, image))
        node, other = self._told.nodes[i], held.reading.nodes[at]
        if node.kind == "number" and approximate(self._told, i) != approximate(held.reading, at):
            found.append(Fault("modality", f"{node.text} is told otherwise exactly than in the quote"))
        dropped = {held.reading.nodes[link.to].plain for link in held.reading.links.get(at, ()) if link.role == "mod"} & PRIVATIVE
        if other.kind in ("noun", "name") and dropped - {self._told.nodes[link.to].plain for link in self._told.links.get(i, ())}:
            found.append(Fault("modality", f"{node.text} is {', '.join(sorted(dropped))} in the quote"))
        inner = {**path, i: image}
        for link in self._told.links.get(i, ()):
            if not self._apart(i, link):
                found += self._child(i, link, image, inner)
        self._known[key] = found
        return found

    def _apart(self, i: int, link: Link) -> bool:
        """Whether what hangs by a word is a clause that is looked for by itself."""
        return link.role == "free" or (link.role in ("comp", "xcomp") and self._only_reports(i))

    def _child(self, i: int, link: Link, image: Image | None, path: Path) -> list[Fault]:
        """What speaks against one word that hangs by another."""
        child = self._told.nodes[link.to]
        if image is None:
            return self._best(link.to, self._images(child), path) if link.to not in path else []
        held, at = image
        if link.to in path:
            other, there = path[link.to]
            if (other is held and self._ties.joined(i, link, at, there, held)) or self._same_thing(link.to, path[link.to]):
                return []
            return [self._fault(i, link)]
        candidates = [(held, node.i) for node in held.reading.sharing(child) if self._ties.joined(i, link, at, node.i, held)]
        candidates += [(held, there) for there in self._ties.pronouns(child, link, image)]
        if link.role in _DESCRIBING | {"prep:of", "prep:with"} or self._told.nodes[i].kind in ("noun", "name"):
            candidates += self._elsewhere(i, link, image)
        if candidates:
            return self._best(link.to, candidates, path)
        node = self._told.nodes[i]
        if child.plain in SOURCES | TITLES or EXHIBIT.fullmatch(child.text):
            return []
        if node.kind == "name" and link.role == "name" and child.keys & self._asked and not self._named(image):
            return []
        if child.kind == "pronoun" and (pronoun_class(child.plain) in ("it", "") or link.role == "poss"):
            return []
        if self._is_noise(child):
            return []
        return [self._fault(i, link)]

    def _is_noise(self, child: Node) -> bool:
        """Whether a word claims nothing by itself: then, also, so."""
        return child.plain in (
            "also",
            "then",
            "so",
            "too",
            "there",
            "here",
            "therefore",
            "thus",
            "just",
            "as",
            "such",
            "own",
            "very",
            "now",
        )

    def _elsewhere(self, i: int, link: Link, image: Image) -> Iterator[Image]:
        """What another place of the quotes says of the same thing, where the one place says nothing of that kind of it."""
        held, at = image
        node, child = self._told.nodes[i], self._told.nodes[link.to]
        here = held.reading.nodes[at]
        if not here.definite or any(
            same.role == link.role and not self._ignorable(held.reading.nodes[same.to]) for same in held.reading.links.get(at, ())
        ):
            return
        for other, place in self._images(node):
            if other is held and place == at:
                continue
            for there in other.reading.sharing(child):
                if self._ties.joined(i, link, place, there.i, other):
                    yield other, there.i

    def _ignorable(self, node: Node) -> bool:
        return node.plain in TITLES or node.kind == "pronoun"

    def _same_thing(self, i: int, image: Image) -> bool:
        held, at = image
        return held.reading.nodes[at].kind == "name"

    def _named(self, image: Image) -> bool:
        held, at = image
        reading = held.reading
        return any(link.role == "name" and reading.nodes[link.to].plain not in TITLES for link in reading.links.get(at, ()))

    def _split(self, i: int, images: Sequence[Image], path: Path) -> bool:
        """Whether each of several persons or things joined by "and" has its own support: "Tom and Helen saw it" in two quotes."""
        told = self._told
        links = told.links.get(i, [])
        firsts = {told.coordinated[link.to] for link in links if link.to in told.coordinated}
        joined = [link for link in links if link.to in told.coordinated or link.to in firsts]
        if not joined:
            return False
        rest = [link for link in links if link not in joined and not self._apart(i, link)]
        open_images = [
            image
            for image in images
            if not list(self._stance(i, image)) and not any(self._child(i, link, image, {**path, i: image}) for link in rest)
        ]
        return all(any(not self._child(i, link, image, {**path, i: image}) for image in open_images) for link in joined)

    def _loosely(self, i: int, path: Path) -> list[Fault] | None:
        """A verb that says nothing of its own (be, have, show): whether its subject and the rest belong together without it."""
        links = [link for link in self._told.links.get(i, ()) if not self._apart(i, link)]
        subjects = [link for link in links if link.role == "subj"]
        rest = [link for link in links if link.role != "subj"]
        if not subjects:
            return [fault for link in rest for fault in self._best(link.to, self._images(self._told.nodes[link.to]), path)] or None
        subject = self._told.nodes[subjects[0].to]
        if subject.plain in PAPERS or EXHIBIT.fullmatch(subject.text):
            return [fault for link in rest for fault in self._best(link.to, self._images(self._told.nodes[link.to]), path)]
        if self._told.nodes[i].lemma not in ("be", "have"):
            return None
        best: list[Fault] | None = None
        for image in self._images(subject):
            held, at = image
            found = [*self._fit(subject.i, image, {**path, i: image}), *self._stance(i, (held, clause_of(held.reading, at)))]
            for link in rest:
                role = "prep:with" if link.role == "obj" else link.role
                found = found + self._child(subject.i, Link(role, link.to), image, {**path, i: image})
            if best is None or len(found) < len(best):
                best = found
        return best

    def _stance(self, i: int, image: Image) -> Iterator[Fault]:
        """What the sentence's clause denies, hedges or attributes otherwise than the quote's."""
        told = self._told
        node = told.nodes[i]
        if not (heads_clause(told.document[i]) or i in told.verb_of or i in told.roots):
            return
        held, _ = image
        mine, theirs = stance(told, i), stance(held.reading, self._claiming(image))
        if mine.denied != theirs.denied:
            yield Fault("negation", f"{node.text!r} is {'denied' if theirs.denied else 'not denied'} in the quote")
        hedges = _told_otherwise(mine, theirs)
        if hedges:
            yield Fault(
                "modality", f"{node.text!r} is {', '.join(sorted(hedges))} in {'the quote' if hedges & theirs.hedges else 'the sentence'}"
            )
        yield from attribution(mine.sources, theirs.sources, held.quote, first_person=held.first_person, named=self._named_words)

    def _claiming(self, image: Image) -> int:
        """The word by which the quote claims what is said with another: of "the driver" in "Brooks was the driver", said of Brooks."""
        held, at = image
        if at not in held.reading.verb_of and held.reading.nodes[at].kind != "verb":
            for predicate in held.reading.verb_of:
                if any(link.to == at and link.role == "is" for link in held.reading.links.get(predicate, ())):
                    return predicate
        return at

    def _fault(self, i: int, link: Link) -> Fault:
        node, child = self._told.nodes[i], self._told.nodes[link.to]
        together = any(held.reading.sharing(node) and held.reading.sharing(child) for held in self._quotes)
        if child.kind == "number" or node.kind == "number":
            return Fault("number", f"{child.text!r} is not said of {node.text!r}")
        return Fault("role" if together else "stitched", f"{child.text!r} is not said of {node.text!r}")


def _told_otherwise(mine: Stance, theirs: Stance) -> frozenset[str]:
    """Hedges that only one of two clauses has; "will" may be told as "would", and "only" may be left out."""
    return ((mine.hedges ^ theirs.hedges) - {"will"}) - (theirs.hedges & {"only"})
