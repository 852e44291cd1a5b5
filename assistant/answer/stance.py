"""How a clause is claimed: denied or not, as possible, believed, wanted or conditional, and on whose word."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.answer.hedges import (
    ACCUSING,
    BELIEF,
    CLAIMS,
    CONDITIONS,
    DENYING,
    HEDGES,
    INTENT,
    NEGATIVE_ADVERBS,
    NEGATIVE_DETERMINERS,
    NOBODY,
    REPORTING,
    SEEMING,
    UNDONE,
)
from assistant.answer.reading import Reading
from assistant.answer.words import stem

_ARGUMENTS = frozenset("nsubj nsubjpass dobj attr pobj dative oprd".split())
_INNER = frozenset("relcl acl advcl conj appos parataxis amod".split())


@dataclass(frozen=True)
class Source:
    """On whose word something is told."""

    word: str
    """In small letters; empty where it is not said ("it is said that")."""
    names: frozenset[str]
    """Stems of the words of its name."""
    i: int


@dataclass(frozen=True)
class Stance:
    """How one clause is claimed."""

    denied: bool
    hedges: frozenset[str]
    sources: tuple[Source, ...]


@lru_cache(maxsize=16384)
def stance(reading: Reading, i: int) -> Stance:
    """How a word of a text is claimed there: of a predicate its clause, of another word the clause around it, without what
    the verb alone denies or hedges ("did not see the grey van" does not deny that it is grey)."""
    token = reading.document[reading.verb_of.get(i, i)]
    return _predicate(token) if heads_clause(token) or i in reading.verb_of else _around(reading.document[i])


def heads_clause(token: Any) -> bool:
    """Whether a verb stands for a clause and does not only describe a noun ("the coming weeks")."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")


def _predicate(token: Any) -> Stance:
    denied, hedges = _own(token)
    return _combined(token, denied, hedges)


def _around(token: Any) -> Stance:
    """What holds for everything in a clause: whose word it is, and on what condition."""
    while not heads_clause(token) and token.head != token:
        token = token.head
    if not heads_clause(token):
        return Stance(False, frozenset(), ())
    whole = _predicate(token)
    return Stance(False, whole.hedges & {"believed", "alleged", "if", "asked"}, whole.sources)


def _combined(token: Any, denied: bool, hedges: set[str]) -> Stance:
    """With what the clauses above make of it."""
    head, dep = token.head, token.dep_
    sources: list[Source] = list(_beside(token))
    if dep == "ROOT" or head == token:
        if token.sent.text.rstrip().endswith("?"):
            hedges.add("asked")
        return Stance(denied, frozenset(hedges), tuple(sources))
    lemma = head.lemma_.lower()
    if dep in ("xcomp", "ccomp", "pcomp", "csubj", "acomp", "oprd", "attr", "dobj"):
        flips = False
        if dep == "pcomp":
            flips = head.lower_ == "without"
            if head.head.lemma_.lower() in ACCUSING:
                hedges.add("alleged")
            elif head.head.lemma_.lower() in UNDONE:
                flips = True
            above = _predicate(head.head) if heads_clause(head.head) else _around(head.head)
            above = Stance(False, above.hedges & {"believed", "alleged", "if", "asked"}, above.sources)
        elif dep == "ccomp" and _is_beside(token):
            return Stance(denied, frozenset(hedges), tuple(sources))
        else:
            above = _predicate(head) if heads_clause(head) else _around(head)
        if lemma in DENYING:
            flips = True
            sources += _speaker(head)
        elif dep == "ccomp" and lemma in BELIEF:
            hedges.add("believed")
        elif lemma in SEEMING and dep in ("xcomp", "ccomp", "oprd", "acomp"):
            hedges.add("probable")
        elif dep == "ccomp" and lemma in REPORTING:
            sources += _speaker(head)
        elif dep == "xcomp" and lemma in UNDONE:
            flips = True
        elif dep == "xcomp" and lemma in REPORTING and _is_passive(head):
            hedges.add("alleged")
            sources += _speaker(head)
        elif dep in ("xcomp", "ccomp") and lemma in INTENT:
            hedges.add("intended")
        elif (dep == "xcomp" and lemma in ("be", "have")) or (dep == "xcomp" and head.pos_ == "ADJ"):
            hedges |= {HEDGES[head.lower_]} if head.lower_ in HEDGES else set()
        return Stance(denied != (flips != above.denied), frozenset(hedges | above.hedges), tuple(sources) + above.sources)
    if dep in _INNER or head.pos_ in ("NOUN", "PROPN"):
        above = _around(head)
        if dep in ("acl", "relcl") and _is_told(token):
            teller = _verb_above(head)
            if head.lemma_.lower() in CLAIMS:
                hedges.add("alleged")
            elif teller is not None and teller.lemma_.lower() in REPORTING:  # "stated on the phone that …", hung on the phone
                sources += _speaker(teller)
        if dep == "conj" and heads_clause(head):
            beside = _predicate(head)
            if any(child.lower_ in ("or", "nor") for child in (*head.children, *token.children)) and not _has_subject(token):
                denied = denied or beside.denied
            shared = {"will", "can", "must", "possible", "intended"} if not _has_subject(token) and not _has_auxiliary(token) else set()
            hedges |= beside.hedges & shared
        return Stance(denied, frozenset(hedges | above.hedges), tuple(sources) + above.sources)
    return Stance(denied, frozenset(hedges), tuple(sources))


def _own(token: Any) -> tuple[bool, set[str]]:
    """What a clause's own words deny and hedge."""
    denied, hedges = False, set()
    for child in token.children:
        word = child.lower_
        if (
            child.dep_ == "neg"
            or word in NEGATIVE_ADVERBS
            or (child.dep_ in _ARGUMENTS and (word in NOBODY or any(grand.lower_ in NEGATIVE_DETERMINERS for grand in child.children)))
        ):
            denied = not denied
        elif child.dep_ == "prep":
            denied ^= any(
                thing.dep_ == "pobj" and (thing.lower_ in NOBODY or any(grand.lower_ == "no" for grand in thing.children))
                for thing in child.children
            )
        if word in HEDGES and child.dep_ in ("aux", "advmod", "acomp", "neg", "attr"):
            hedges.add(HEDGES[word])
        if child.dep_ == "mark" and word in CONDITIONS:
            hedges.add("if")
        if child.dep_ == "advcl" and any(grand.dep_ == "mark" and grand.lower_ in ("if", "unless") for grand in child.children):
            hedges.add("if")
    return denied, hedges


def _beside(token: Any) -> Iterator[Source]:
    """Who is named for a clause from outside of it: "according to Tom", "…, Tom said", "I think" put in."""
    for child in token.children:
        if child.lower_ == "according":
            for preposition in child.children:
                yield from (_source(thing) for thing in preposition.children if thing.dep_ == "pobj")
        elif (child.dep_ == "parataxis" and child.lemma_.lower() in REPORTING) or (
            child.dep_ == "ccomp" and _is_beside(child) and child.lemma_.lower() in REPORTING
        ):
            yield from _speaker(child)


def _is_beside(token: Any) -> bool:
    """Whether a clause only stands beside the next, as before a semicolon, though the parser takes it into it."""
    head = token.head
    if token.i > head.i or head.lemma_.lower() in REPORTING | BELIEF:
        return False
    return any(between.text in (";", ",", ":", "-", "--", ".") for between in token.doc[token.i + 1 : head.i])


def _speaker(verb: Any) -> list[Source]:
    """The subject of a verb of telling; without one, that of the verb that it shares it with; else nobody in particular."""
    token = verb
    while True:
        for child in token.children:
            if child.dep_ == "nsubj":
                return [_source(child)]
            if child.dep_ == "agent":
                return [_source(thing) for thing in child.children]
        if token.dep_ in ("conj", "xcomp", "advcl") and token.head != token:
            token = token.head
        elif token.dep_ == "acl":
            return [_source(token.head)]
        else:
            return [Source("", frozenset(), verb.i)]


def _source(token: Any) -> Source:
    names = frozenset(stem(part.text) for part in (token, *(child for child in token.children if child.dep_ in ("compound", "appos"))))
    return Source(token.lower_, names, token.i)


def _is_told(token: Any) -> bool:
    """Whether a clause after "that" says something whole, and not of the noun before it."""
    thats = [child for child in token.children if child.lower_ == "that"]
    whole = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ != "that"]
    objects = [child for child in token.children if child.dep_ in ("dobj", "attr", "acomp", "prep") and child.lower_ != "that"]
    return bool(thats and whole) and (thats[0].dep_ == "mark" or bool(objects))


def _verb_above(token: Any) -> Any:
    while not heads_clause(token) and token.head != token:
        token = token.head
    return token if heads_clause(token) else None


def _is_passive(verb: Any) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def _has_subject(token: Any) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children)


def _has_auxiliary(token: Any) -> bool:
    return any(child.dep_ == "aux" for child in token.children)
