"""Untrue sentences made mechanically of true ones: each mutator makes one kind of mistake that a language model makes.

A mutator gets a document's quotes and gives back sentences that these quotes do not support. It gives nothing where the mistake cannot
be made. Chances are drawn from a seeded generator, so that a run can be repeated.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import Any

from assistant.answer import Quote
from assistant.answer.hedges import HEDGES, REPORTING
from assistant.bench.claims.material import Told
from tools.english import parser

Mutator = Callable[[Sequence[Quote], Random], Iterator[Told]]

_NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?![\w/:-]|\.\d)")
_NUMBER_WORDS = "two three four five six seven eight nine ten twelve twenty thirty forty".split()
_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!\w)(?!I\b)[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*(?!\w)")
_ASKED = re.compile(r"\b(?:asked|know|see|sure|checked|check|ask|wondered) *$")
"""Words after which an "if" asks and sets no condition."""
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b|"
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?: ?, \d{4})?\b"
)
_COMPARED = (("more", "less"), ("before", "after"), ("over", "under"), ("above", "below"), ("earlier", "later"), ("most", "least"))
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|approximately|almost|nearly|at least|at most|up to|more than|less than) (?=\d|"
    + "|".join(_NUMBER_WORDS)
    + ")"
)


def number(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """A number becomes another."""
    for quote in quotes:
        if found := _NUMBER.search(quote.text):
            digits = found[0]
            at = chance.choice([i for i, character in enumerate(digits) if character.isdigit()])
            other = chance.choice([d for d in "123456789" if d != digits[at]])
            yield _told(quote, found, digits[:at] + other + digits[at + 1 :])
        for word in _NUMBER_WORDS:
            if found := re.search(rf"\b{word}\b", quote.text):
                yield _told(quote, found, chance.choice([other for other in _NUMBER_WORDS if not re.search(rf"\b{other}\b", quote.text)]))
                break


def number_of_another_thing(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """Two numbers of one quote change places."""
    for quote in quotes:
        found = list(_NUMBER.finditer(quote.text))
        for one, two in pairwise(found):
            if one[0] != two[0] and not _DATE.search(quote.text[one.start() - 1 : two.end() + 12]):
                yield Told(_exchanged(quote.text, one.span(), two.span()), (quote,))
                break


def date_of_another_event(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """The date of one quote stands in another; both are cited."""
    for one, two in pairwise([quote for quote in quotes if _DATE.search(quote.text)]):
        a, b = _DATE.search(one.text), _DATE.search(two.text)
        alike = set(one.text[: a.start()].split()) & set(two.text.split()) if a else set()
        if a and b and a[0] not in two.text and b[0] not in one.text and len(alike) < 3:  # else both may tell of one event
            yield Told(one.text[: a.start()] + b[0] + one.text[a.end() :], (one, two))


def fabricated(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """A noun that no quote has, told in quotation marks and without."""
    for quote in quotes:
        nouns = [token for token in _parse(quote.text) if token.pos_ == "NOUN" and token.text.islower() and len(token) > 3]
        if nouns:
            noun = chance.choice(nouns)
            text = quote.text[: noun.idx] + chance.choice(("zebra", "lantern", "ferry")) + quote.text[noun.idx + len(noun) :]
            inner = text.replace('"', "").replace("“", "").replace("”", "")
            yield Told(chance.choice((text, f'The statement says "{inner}"')), (quote,))


def fabricated_quotation(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """Words in quotation marks of which each stands in the quote, but not in this order."""
    for quote in quotes:
        said = re.findall(r"[\w'-]+", quote.text)
        if len(said) >= 7:
            start = chance.randrange(0, len(said) - 5)
            piece = said[start : start + 5]
            turned = [piece[0], piece[3], piece[2], piece[1], piece[4]]
            if [w.casefold() for w in turned] != [w.casefold() for w in piece]:
                yield Told(f'It says "{" ".join(turned)}".', (quote,))


def misattributed_place(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """The right words, cited from another place of the same exhibit."""
    for one, two in pairwise(quotes):
        if one.text not in two.text:
            yield Told(one.text, (two,))


def misattributed_exhibit(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """The right words and the right citation, and another exhibit named for them."""
    for quote in quotes:
        yield Told(f"According to EX-0009, {quote.text[0].lower()}{quote.text[1:]}", (quote,))


def negated(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """A denial is put in after the auxiliary, or lost."""
    for quote in quotes:
        for token in _parse(quote.text):
            if token.dep_ == "neg" and token.lower_ in ("not", "n't", "never"):
                bare = quote.text[: token.idx].rstrip() + " " + quote.text[token.idx + len(token) :].lstrip()
                yield Told(re.sub(r"\b([Cc]a|[Ww]o) ", lambda m: {"ca": "can ", "wo": "will "}[m[1].lower()], bare), (quote,))
                break
        else:
            if verb := next(
                (t for t in _parse(quote.text) if t.lower_ in ("is", "was", "were", "are", "had", "has", "will") and _asserts(t)), None
            ):
                end = verb.idx + len(verb)
                yield Told(quote.text[:end] + " not" + quote.text[end:], (quote,))


def negation_scope(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """What is denied and what is stated change places."""
    for one, two in pairwise(quotes):
        first, second = _plain_object(one.text, denied=True), _plain_object(two.text, denied=False)
        if first and second and first[1] != second[1]:
            yield Told(one.text[: first[0].start()] + second[1] + one.text[first[0].end() :], (one, two))


def swapped_names(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """Two names of one quote change places: who paid whom, whose brother."""
    for quote in quotes:
        found = list(_NAME.finditer(quote.text))
        for one, two in pairwise(found):
            between = quote.text[one.end() : two.start()]
            if one[0] != two[0] and not re.fullmatch(r"\s*,?\s*(?:and|or|&|,)\s*,?\s*", between) and re.search(r"[a-z]", between):
                yield Told(_exchanged(quote.text, one.span(), two.span()), (quote,))
                break


def swapped_roles(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """Who did it and to whom or what it was done change places."""
    for quote in quotes:
        for verb in _parse(quote.text):
            subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
            thing = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")), None)
            if subject and thing:
                a, b = _phrase(subject), _phrase(thing)
                if a[1] < b[0]:
                    yield Told(_exchanged(quote.text, a, b), (quote,))
                    break


def stitched(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """Who of one quote with what another quote tells of somebody else; both are cited."""
    for one, two in pairwise(quotes):
        a, b = _subject(one.text), _subject(two.text)
        if a and b and a[2] != b[2]:
            yield Told(f"{one.text[a[0] : a[1]]}{two.text[b[1] :]}", (one, two))


def stitched_cause(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """Two quotes told as cause and consequence."""
    for one, two in pairwise(quotes):
        if " because " not in one.text + two.text:
            yield Told(
                f"{one.text.rstrip('.!? ')} because {two.text[0].lower() if not two.text.startswith('I ') else 'I'}{two.text[1:]}",
                (one, two),
            )


def attribution_dropped(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """What somebody says is told as a fact."""
    for quote in quotes:
        if (clause := _reported(quote.text)) is not None:
            yield Told(clause[1], (quote,))


def attribution_changed(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """What one person says is told as another's word, whom the question names."""
    for quote in quotes:
        if (clause := _reported(quote.text)) is not None and "Miller" not in quote.text:
            yield Told(f"Peter Miller said that {clause[1][0].lower()}{clause[1][1:]}", (quote,), "What did Peter Miller say?")


def attribution_invented(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """What stands there as it is told as the word of somebody whom the question names."""
    for quote in quotes:
        if "Miller" not in quote.text + quote.title:
            yield Told(f"Peter Miller said that {quote.text[0].lower()}{quote.text[1:]}", (quote,), "What did Peter Miller say?")


def modality_dropped(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """May, might, probably, I think: left out."""
    for quote in quotes:
        text = re.sub(
            r"\b(?:[Pp]erhaps|[Mm]aybe|[Pp]robably|[Pp]ossibly|[Aa]llegedly|[Aa]pparently|[Rr]eportedly|I think(?: that)?|[Ll]ikely),? ",
            "",
            quote.text,
            count=1,
        )
        text = re.sub(r"\b(?:may|might|could|must|should) have ", "had ", text, count=1) if text == quote.text else text
        text = re.sub(r"\b(?:may|might|could|should) be\b", "is", text, count=1) if text == quote.text else text
        if text != quote.text:
            yield Told(text[0].upper() + text[1:], (quote,))


def modality_added(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """What is stated is told as only possible."""
    for quote in quotes:
        verb = next((t for t in _parse(quote.text) if t.dep_ == "ROOT" and t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP")), None)
        if verb is not None and not any(c.lower_ in HEDGES for c in verb.children):
            yield Told(quote.text[: verb.idx] + "possibly " + quote.text[verb.idx :], (quote,))


def roughly_dropped(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """About forty, at least two: told as exactly so many."""
    for quote in quotes:
        if _ROUGHLY.search(quote.text):
            yield Told(_ROUGHLY.sub("", quote.text, count=1), (quote,))


def compared(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """More becomes less, before becomes after."""
    for quote in quotes:
        for pair in _COMPARED:
            for word, other in (pair, pair[::-1]):
                if (found := re.search(rf"\b{word}\b", quote.text)) and not re.search(rf"\b{other}\b", quote.text):
                    yield _told(quote, found, other)


def condition_dropped(quotes: Sequence[Quote], chance: Random) -> Iterator[Told]:
    """What would hold on a condition is told without it."""
    for quote in quotes:
        if found := re.match(r"(?:If|Unless) [^,]+, (?:then )?(?=\w)", quote.text):
            rest = quote.text[found.end() :]
            yield Told(rest[0].upper() + rest[1:], (quote,))
        elif (found := re.search(r",? (?:if|unless) [^,.]+\.$", quote.text)) and not _ASKED.search(quote.text[: found.start()]):
            yield Told(quote.text[: found.start()] + ".", (quote,))


MUTATORS: tuple[Mutator, ...] = (
    fabricated, fabricated_quotation, number, negated, misattributed_place, misattributed_exhibit,
    number_of_another_thing, date_of_another_event, negation_scope, swapped_names, swapped_roles, stitched, stitched_cause,
    attribution_dropped, attribution_changed, attribution_invented, modality_dropped, modality_added, roughly_dropped, compared,
    condition_dropped,
)  # fmt: skip
"""All of them; the first six are those of which at least 97 of 100 must be found."""
CERTAIN = MUTATORS[:6]


def _parse(text: str) -> Any:
    return parser()(text, disable=["ner"])


def _told(quote: Quote, found: re.Match[str], instead: str) -> Told:
    return Told(quote.text[: found.start()] + instead + quote.text[found.end() :], (quote,))


def _exchanged(text: str, one: tuple[int, int], two: tuple[int, int]) -> str:
    (a, b), (c, d) = one, two
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _phrase(token: Any) -> tuple[int, int]:
    """Where a noun stands with what goes before it."""
    inside = [t for t in token.subtree if t.i <= token.i and token.i - t.i < 4]
    return min(t.idx for t in inside), token.idx + len(token)


def _subject(text: str) -> tuple[int, int, str] | None:
    """Where a sentence's subject ends that stands at its beginning, and its head; None where it is a pronoun or no such thing."""
    document = _parse(text)
    root = next(iter(document.sents)).root
    subject = next((c for c in root.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
    if subject is None or len(list(document.sents)) > 1:
        return None
    inside = list(subject.subtree)
    if inside[0].i != 0 or len(inside) > 6:
        return None
    return 0, inside[-1].idx + len(inside[-1]), subject.lower_


def _asserts(verb: Any) -> bool:
    """Whether a verb is the main one of a sentence that states something."""
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    return main.dep_ == "ROOT" and not verb.doc.text.rstrip().endswith("?") and not any(c.dep_ == "neg" for c in main.children)


def _plain_object(text: str, *, denied: bool) -> tuple[re.Match[str], str] | None:
    """The object of a sentence whose only verb is denied, or is not."""
    document = _parse(text)
    root = next(iter(document.sents)).root
    if root.pos_ != "VERB" or any(c.dep_ == "neg" for c in root.children) != denied:
        return None
    thing = next((c for c in root.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")), None)
    if thing is None:
        return None
    start, end = _phrase(thing)
    match = re.compile(re.escape(text[start:end])).search(text)
    return (match, text[start:end]) if match else None


def _reported(text: str) -> tuple[str, str] | None:
    """Who says something, and the clause that they say."""
    document = _parse(text)
    for verb in document:
        if verb.lemma_.lower() not in REPORTING - {"show", "indicate", "reveal", "remember", "recall", "read"} or verb.dep_ != "ROOT":
            continue
        speaker = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in ("i", "we")), None)
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
        if speaker is None or clause is None or not any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children):
            continue
        inside = [t for t in clause.subtree if t.dep_ != "mark" or t.head != clause]
        inside = [t for t in inside if t.text not in ('"', "“", "”")]
        if not inside or any(t.tag_ in ("WP", "WRB") or t.lower_ in ("whether", "if") for t in clause.children):
            continue
        told = text[inside[0].idx : inside[-1].idx + len(inside[-1])].strip(' ,.;:"“”')
        return text[: verb.idx], told[0].upper() + told[1:] + "."
    return None
