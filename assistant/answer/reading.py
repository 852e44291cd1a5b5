"""A text as the claim gate reads its grammar: what belongs to what, and how.

spaCy's dependency parse, with function words folded into the links between the words that carry a claim, so that "A paid B", "B was
paid by A" and "A, who paid B" are one thing: (pay, subj, A), (pay, obj, B).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from assistant.answer.forms import values
from assistant.answer.hedges import FIRST, HE, IT, QUANTIFIERS, SECOND, SHE, THEY
from assistant.answer.words import is_number, number, number_word, plain, stem
from tools.english import parser

_SKIPPED = frozenset("punct aux auxpass mark cc case prep agent expl neg preconj predet space intj dep".split())
_KEPT_READINGS = 2048
_WHO = frozenset("who whom which that whose".split())
_COPULAR = frozenset({"attr", "acomp"})


@dataclass(frozen=True, eq=False)
class Node:
    """A word that carries a part of the claim."""

    i: int
    """Its place among the tokens."""
    text: str
    plain: str
    lemma: str
    keys: frozenset[str]
    """By which it is compared: stem, lemma, value of a number, a date in ISO 8601."""
    kind: str
    """name, noun, pronoun, verb, number, other."""
    definite: bool
    """Whether it points to a thing spoken of ("the van", "his van", a name)."""


@dataclass(frozen=True)
class Link:
    """One word's part in another's claim."""

    role: str
    """subj, obj, poss, mod, num, name, is, adv, comp, xcomp, free, or prep: with the preposition."""
    to: int


@dataclass(eq=False)
class Reading:
    """One text, taken apart."""

    document: Any
    nodes: dict[int, Node] = field(default_factory=dict)
    links: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))
    roots: list[int] = field(default_factory=list)
    verb_of: dict[int, int] = field(default_factory=dict)
    """The verb by which something is said to be (grey, the driver), by that."""
    coordinated: dict[int, int] = field(default_factory=dict)
    """The first of things joined by "and", by each of the others."""
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """What a word hangs by, and in which role: `links` the other way round."""
    run: list[str] = field(default_factory=list)
    """Its words in order, without marks."""
    place: dict[int, int] = field(default_factory=dict)
    """Where in `run` a token stands."""

    def holds(self, head: int, to: int) -> set[str]:
        """The roles that one word has for another."""
        return {link.role for link in self.links.get(head, ()) if link.to == to}

    @cached_property
    def pronouns(self) -> tuple[Node, ...]:
        """Its pronouns."""
        return tuple(node for node in self.nodes.values() if node.kind == "pronoun")

    @cached_property
    def looping(self) -> frozenset[int]:
        """Words in whose claim a word has a part that itself hangs by them: "the man who left"."""
        return frozenset(
            link.to for head, links in self.links.items() for link in links if any(back.to == head for back in self.links.get(link.to, ()))
        )

    def sharing(self, node: Node) -> list[Node]:
        """Its words that are the same as one of another reading."""
        return [self.nodes[i] for i in dict.fromkeys(i for key in node.keys for i in self.by_key.get(key, ()))]


@lru_cache(maxsize=_KEPT_READINGS)
def read(text: str) -> Reading:
    """Take a text apart."""
    document = parser()(_ordinary(text), disable=["ner"])
    forms = _merged(document)
    reading = Reading(document)
    heads = {token.i: _predicate(token) for token in document}
    for token in document:
        if not token.is_punct and not token.is_space:
            reading.place[token.i] = len(reading.run)
            reading.run.append(plain(token.text))
        if _is_node(token):
            node = _node(token, forms.get(token.i))
            reading.nodes[token.i] = node
            for key in node.keys:
                reading.by_key[key].append(token.i)
    for head, role, to in _links(document, heads, reading):
        if head in reading.nodes and to in reading.nodes and head != to and role not in reading.holds(head, to):
            reading.links[head].append(Link(role, to))
            reading.heads[to].append((head, role))
    for verb, complements in heads.items():
        for complement in complements:
            if complement != verb:
                reading.verb_of[complement] = verb
    for sentence in document.sents:
        reading.roots += [i for i in heads[sentence.root.i] if i in reading.nodes] or [
            t.i for t in sentence if t.i in reading.nodes and t.head == sentence.root
        ]
    return reading


def pronoun_class(word: str) -> str:
    """Whom a pronoun can stand for: first, second, he, she, they, it; empty for no pronoun."""
    for name, words in (("first", FIRST), ("second", SECOND), ("he", HE), ("she", SHE), ("they", THEY), ("it", IT)):
        if word in words:
            return name
    return ""


def _ordinary(text: str) -> str:
    """Text as the parser was trained on it: capitals throughout say nothing to it."""
    text = re.sub(r" (?=[,.;:!?)])", "", " ".join(text.split())).replace("’", "'").replace("``", '"').replace("''", '"')
    if not text.isupper():
        return text
    # Of a line with numbers, as on receipts, only the words: plates, codes and currencies stay as they are.
    return re.sub(r"\b[^\W\d_]{4,}\b", lambda word: word[0].capitalize(), text) if re.search(r"\d", text) else text.capitalize()


def _merged(document: Any) -> dict[int, str]:
    """Make one token of each date, sum and code; their values by token."""
    import spacy.util

    found = {}
    for start, end, form in values(document.text):
        span = document.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span) > 1:
            found[span.start, span.end] = (span, form)
        elif span is not None:
            found.setdefault((span.start, span.end), (span, form))
    chosen = spacy.util.filter_spans([span for span, _ in found.values()])
    starts = [(span.start_char, found[span.start, span.end][1]) for span in chosen]
    with document.retokenize() as retokenizer:
        for span in chosen:
            if len(span) > 1:
                retokenizer.merge(span, attrs={"LEMMA": span.text})
    at = {token.idx: token.i for token in document}
    return {at[start]: form for start, form in starts if start in at}


def _is_node(token: Any) -> bool:
    if token.is_space or token.is_punct or not any(map(str.isalnum, token.text)):
        return False
    if token.dep_ == "det":
        return token.lower_ in QUANTIFIERS - {"no", "any", "another", "other"}
    if token.dep_ == "advmod" and token.tag_ == "WRB":
        return False
    if token.dep_ == "prep" and token.pos_ == "VERB":
        return False
    if token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass"):
        return False
    return token.dep_ not in _SKIPPED and not (_is_copula(token) and _complements(token)) and token.pos_ != "PART"


def _node(token: Any, form: str | None) -> Node:
    written = plain(token.text)
    keys = {stem(token.text), plain(token.lemma_)} if form is None else {form}
    if form is None and is_number(token.text):
        keys = {number(token.text)}
    elif form is None and (digits := number_word(token.text)):
        keys.add(digits)
    if form is not None or is_number(token.text) or (token.pos_ == "NUM"):
        kind = "number"
    elif pronoun_class(written) and token.pos_ in ("PRON", "DET"):
        kind = "pronoun"
    else:
        kind = {"PROPN": "name", "NOUN": "noun", "VERB": "verb", "AUX": "verb", "PRON": "pronoun"}.get(token.pos_, "other")
    definite = kind in ("name", "pronoun") or any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"))
        for child in token.children
    )
    return Node(token.i, token.text, written, token.lemma_.lower(), frozenset(keys - {""}), kind, definite)


def _is_copula(token: Any) -> bool:
    return token.lemma_ == "be" and token.pos_ in ("AUX", "VERB")


def _complements(token: Any) -> list[Any]:
    return [child for child in token.children if child.dep_ in _COPULAR and child.tag_ not in ("WP", "WRB", "WDT")]


def _predicate(token: Any) -> list[int]:
    """What stands for a token as head: of a form of "be" what something is said to be."""
    complements = _complements(token) if _is_copula(token) else []
    return [c.i for complement in complements for c in (complement, *_joined(complement))] or [token.i]


def _joined(token: Any) -> Iterator[Any]:
    """Things joined to a token by "and" or "or"."""
    for child in token.children:
        if child.dep_ == "conj" and not _own_clause(child):
            yield child
            yield from _joined(child)


def _own_clause(token: Any) -> bool:
    return token.pos_ in ("VERB", "AUX") and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children)


def _links(document: Any, heads: dict[int, list[int]], reading: Reading) -> Iterator[tuple[int, str, int]]:
    for token in document:
        for head, role, to in _token_links(token):
            for h in heads[head.i]:
                yield h, role, to.i
                for other in _joined(to):
                    reading.coordinated[other.i] = to.i
                    yield h, role, other.i


def _token_links(token: Any) -> Iterator[tuple[Any, str, Any]]:
    dep, head = token.dep_, token.head
    if dep in ("nsubj", "csubj"):
        for verb in (head, *(_sharing_subject(head))):
            yield verb, "is" if _is_copula(verb) and _complements(verb) else "obj" if _is_bare_passive(verb) else "subj", _antecedent(token)
            if verb.lemma_ == "have":
                for child in verb.children:
                    if child.dep_ == "dobj":
                        yield child, "poss", _antecedent(token)
    elif dep in ("nsubjpass", "csubjpass"):
        for verb in (head, *(_sharing_subject(head))):
            copular = _is_copula(verb) and _complements(verb)
            yield verb, "is" if copular else "obj" if verb == head or _is_passive(verb) else "subj", _antecedent(token)
    elif dep in ("dobj", "oprd"):
        yield head, "obj" if dep == "dobj" else "comp", _antecedent(token)
        for child in head.children:
            if dep == "dobj" and child.dep_ == "xcomp" and _is_verbal(child) and child.i > token.i:  # "asked him to pay"
                yield child, "subj", token
    elif dep == "dative":
        yield from (
            ((head, "prep:to", child) for child in token.children if child.dep_ == "pobj")
            if token.pos_ == "ADP"
            else ((head, "prep:to", token),)
        )
    elif dep == "agent":
        yield from ((head, "subj", child) for child in token.children if child.dep_ == "pobj")
    elif dep in ("pobj", "pcomp") and head.dep_ not in ("agent", "dative"):
        governor = head.head
        while governor.dep_ == "prep" and governor.pos_ == "ADP":
            governor = governor.head
        yield governor, "prep:" + head.lower_, _antecedent(token)
    elif dep in ("attr", "acomp") and not _is_copula(head):
        yield head, "comp", token
    elif dep in _ROLES:
        yield head, _ROLES[dep], _antecedent(token)
    elif dep == "acl":
        yield token, "obj" if token.tag_ == "VBN" else "subj", head
        yield head, "free", token
    elif dep == "relcl":
        here = any(_antecedent(t) == head for child in token.children for t in (child, *child.children))
        if not here and not any(child.dep_ == "dobj" for child in token.children):
            yield token, "obj", head
        yield head, "free", token
    elif dep == "conj" and _is_verbal(token):
        yield head, "free", token
    elif dep == "det" and token.lower_ in QUANTIFIERS:
        yield head, "num", token


_ROLES = {
    "poss": "poss", "amod": "mod", "nummod": "num", "quantmod": "adv", "compound": "name", "nmod": "name", "appos": "is",
    "advmod": "adv", "npadvmod": "adv", "prt": "adv", "xcomp": "xcomp", "ccomp": "comp",
    "advcl": "free", "parataxis": "free", "meta": "free",
}  # fmt: skip


def _is_verbal(token: Any) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _is_bare_passive(verb: Any) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _is_passive(verb: Any) -> bool:
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def _sharing_subject(verb: Any) -> Iterator[Any]:
    """Verbs that have no subject of their own and share this one's: "came and went", "wanted to go"."""
    for child in verb.children:
        own = any(grand.dep_ in ("nsubj", "nsubjpass", "expl") for grand in child.children)
        if own or not _is_verbal(child):
            continue
        controlled = child.dep_ == "xcomp" and any(other.dep_ in ("dobj", "dative") for other in verb.children)
        if child.dep_ in ("conj", "advcl") or (child.dep_ == "xcomp" and not controlled):
            yield child
            yield from _sharing_subject(child)


def _antecedent(token: Any) -> Any:
    """What "who" or "which" stands for in its clause; else the token itself."""
    if token.lower_ in _WHO and token.tag_ in ("WP", "WDT", "WP$", "IN"):
        clause = token.head
        while clause.dep_ != "relcl" and clause.head != clause and clause.dep_ not in ("ROOT", "ccomp"):
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token
