"""Statements taken apart into clauses by spaCy's parser (the weights of the named-entity recogniser carry one)."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tools.clock import clocks
from tools.english import parser
from tools.find_contradictions import words
from tools.find_contradictions.frame import Frame
from tools.find_contradictions.sightings import seen_doing, sighting
from tools.recognisers.dates import dates
from tools.recognisers.found import Found, without_overlaps
from tools.recognisers.money import sums
from tools.recognisers.vehicles import plates

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty".split()
    )
} | {"once": 1, "twice": 2, "thrice": 3, "a dozen": 12, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_MEASURE = re.compile(r"(?<![\w.,:-])(\d+(?:[.,]\d+)?) ?(km/h|kph|mph|kg|km|cm|mm|metres?|meters?|m|litres?|g|grams?|%|years?|°C)(?!\w)")
_BEFORE = re.compile(
    r"^(?:according to [^,]{2,50},\s+|(?:so|no|yeah|yes|well|and|but|okay|ok|look)[, ]+(?=\w)|[A-Z][\w' ]{1,40}: (?=[A-Za-z]))",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r", (?:(?:said|says|according to|reports?|reported|stated|states|adds|added|claims|noted|notes|wrote|writes) [^,]{2,50}"
    r"|[^,]{2,40} (?:says|said|reports|reported|stated|wrote down|wrote|noted|claims|claimed|adds|added))\.?$"
    r"|, (?:all right)\?$",
    re.IGNORECASE,
)
_OBJECTS = frozenset({"him", "her", "it", "them"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_PERSON = re.compile(r"\b(?:mr|mrs|ms|miss|dr)\b\.?", re.IGNORECASE)


def parsed(texts: Sequence[str]) -> list[tuple[Frame, ...]]:
    """The clauses of each text. Questions, conditions and what is only possible state nothing and give none."""
    stripped = [_stated(text) for text in texts]
    return [tuple(_frames(document)) for document in parser().pipe(stripped, batch_size=64)]


def _stated(text: str) -> str:
    """A statement without who says it."""
    text = " ".join(text.split())
    text = _AFTER.sub(".", text)
    while (shorter := _BEFORE.sub("", text)) != text:
        text = shorter
    return text if text.endswith("?") else text[:1].upper() + text[1:]


def _frames(document: Any) -> Iterator[Frame]:
    if document.text.rstrip().endswith("?"):
        return
    heads = [token for token in document if _is_head(token)]
    values = without_overlaps(_longest_first([*dates(document.text), *sums(document.text), *plates(document.text)]))
    for head in heads:
        tokens = sorted(_own(head, heads), key=lambda token: token.i)
        # A relative clause says which one is meant, not what happened.
        if head.dep_ != "relcl" and not _is_asked(head) and not _is_hypothetical(head, tokens):
            frame = _frame(head, tokens, values, document)
            yield frame
            if (seen := sighting(head, frame)) is not None:
                yield seen
            for doing, what, said in seen_doing(head, frame):
                yield _frame(doing, said, values, document, what)


def _longest_first(found: Sequence[Found]) -> list[Found]:
    return sorted(found, key=lambda hit: hit.start - hit.end)


def _is_head(token: Any) -> bool:
    if token.dep_ == "ROOT":
        return token.lemma_.lower() not in words.REPORTING | words.DENYING or not any(child.dep_ == "ccomp" for child in token.children)
    return (
        token.pos_ in ("VERB", "AUX")
        and token.dep_ in ("ccomp", "conj", "advcl", "parataxis", "relcl")
        and any(child.dep_ in _SUBJECTS for child in token.children)
    )


def _own(head: Any, heads: Sequence[Any]) -> list[Any]:
    """The tokens of a clause without those of the clauses inside it."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child not in heads)
    return found


def _is_asked(head: Any) -> bool:
    """Whether a clause is an indirect question ("who cut the lock", "what we know"): it asserts nothing, whatever stands above it."""
    if head.dep_ not in ("ccomp", "pcomp", "dobj", "attr"):
        return False
    return any(child.tag_ in ("WP", "WRB", "WDT", "WP$") for child in head.children)


def _is_hypothetical(head: Any, tokens: Sequence[Any]) -> bool:
    if any(token.lower_ in words.MODAL and token.head == head for token in tokens):
        return True
    above = head
    while True:
        if any(child.dep_ == "mark" and child.lower_ in words.HYPOTHETICAL for child in above.children):
            return True
        if above.dep_ == "ROOT":
            # A condition makes what depends on it conditional too.
            return any(
                child.dep_ == "advcl" and any(mark.dep_ == "mark" and mark.lower_ in words.HYPOTHETICAL for mark in child.children)
                for child in above.children
            )
        above = above.head


def _frame(head: Any, tokens: Sequence[Any], values: Sequence[Found], document: Any, seen: Any = None) -> Frame:
    inside = {token.i for token in tokens}
    subject = seen or next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    attribute = next((child for child in head.children if child.dep_ == "attr"), None)
    if subject is None or subject.lower_ in ("it", "that", "this", "there"):
        subject = attribute if attribute is not None and (subject is None or head.lemma_ == "be") else subject
    taken: set[int] = set()

    def mark(start: int, end: int) -> bool:
        """Take the tokens of a value out of what the clause is about; whether it stands in this clause."""
        found = {token.i for token in document if token.idx < end and token.idx + len(token) > start}
        if not found & inside:
            return False
        taken.update(found)
        return True

    written: dict[str, str] = {}
    by_type: dict[str, set[str]] = {"date": set(), "money": set(), "vehicle_plate": set()}
    for value in values:
        if mark(value.start, value.end):
            by_type[value.type].add(value.value)
            aspect = {"date": "date", "money": "number", "vehicle_plate": "plate"}[value.type]
            written.setdefault(aspect, document.text[value.start : value.end])
    money_spans = [(value.start, value.end) for value in values if value.type in ("money", "date")]
    times = []
    for clock in clocks(document.text):
        if any(clock.start < end and clock.end > start for start, end in money_spans):
            continue
        if mark(clock.start, clock.end):
            times.append(clock.minutes)
            written.setdefault("time", document.text[clock.start : clock.end])
    counts = _counts(tokens, taken, document, written, inside)
    colours = _colours(tokens, subject, head, written)
    places, place_words = _places(tokens, taken, written)
    lowers = {token.lower_ for token in tokens}
    names = frozenset(token.lower_ for token in tokens if token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.i not in taken))
    subject_tokens = set() if subject is None else {token.i for token in subject.subtree} & inside
    if seen is not None:  # what it does hangs on it, and its day and colour are not part of its name
        subject_tokens -= {token.i for token in head.subtree}
        names -= words.WEEKDAYS | words.MONTHS | words.DAY_PARTS | words.COLOURS.keys()
    particle = "".join(f" {child.lower_}" for child in head.children if child.dep_ == "prt" and child.lower_ not in ("on", "off"))
    content = frozenset(
        token.lemma_.lower()
        for token in tokens
        if token.i not in taken and _is_content(token) and token != head and token.lower_ not in words.COLOURS
    )
    negated = bool(lowers & words.NEGATIONS) != _is_denied(head)
    if head.dep_ == "ccomp" and any(child.dep_ == "neg" for child in head.head.children):
        negated = not negated
    return Frame(
        verb=head.lemma_.lower() + particle if head.pos_ in ("VERB", "AUX") else "",
        subject="" if subject is None else subject.lemma_.lower(),
        pronoun=subject is None or subject.lower_ in words.PERSON_PRONOUNS | words.THINGS | words.NOBODY,
        named=names,
        subject_names=frozenset(
            token.lower_ for token in tokens if token.i in subject_tokens and (token.lower_ in names or _PERSON.match(token.text))
        ),
        content=content,
        negated=negated,
        states=frozenset(
            token.lower_ for token in tokens if token == head or token.dep_ in ("acomp", "prt", "advmod", "oprd", "prep", "conj")
        ),
        is_a=frozenset() if attribute is None else frozenset({attribute.lemma_.lower()}),
        objects=frozenset(token.lower_ for token in tokens if token.lower_ in _OBJECTS and token.dep_ in ("dobj", "dative", "pobj")),
        times=tuple(times),
        vague=bool(lowers & words.APPROXIMATE),
        dates=frozenset(by_type["date"]),
        money=frozenset(by_type["money"]),
        counts=counts,
        colours=colours,
        plates=frozenset(by_type["vehicle_plate"]),
        places=places,
        place_words=place_words,
        when=frozenset(lowers & (words.WEEKDAYS | words.MONTHS | words.DAY_PARTS)),
        relation=frozenset(token.lower_ for token in tokens if token.lower_ in ("before", "after", "until", "since")),
        exists=any(child.dep_ == "expl" for child in head.children),
        other=bool(lowers & words.OTHER_EVENT),
        written=written,
    )


def _is_denied(head: Any) -> bool:
    """Whether a clause is what somebody denies; after "denies it: …" follows what he says instead."""
    if head.dep_ != "ccomp" or head.head.lemma_.lower() not in words.DENYING:
        return False
    return not any(child.dep_ == "dobj" for child in head.head.children)


def _is_content(token: Any) -> bool:
    if token.lemma_.lower() in words.STOP or token.lower_ in words.WEEKDAYS | words.MONTHS | words.DAY_PARTS | words.NEGATIONS:
        return False
    if token.lower_ in _NUMBERS:
        return False
    return token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X") or token.lower_ in ("home", "abroad", "upstairs", "downstairs")


def _counts(tokens: Sequence[Any], taken: set[int], document: Any, written: dict[str, str], inside: set[int]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for match in _MEASURE.finditer(document.text):
        found = {token.i for token in document if token.idx < match.end() and token.idx + len(token) > match.start()}
        if found & inside and not found & taken:
            counts[match[2].lower().rstrip("s")] = float(match[1].replace(",", "."))
            taken.update(found)
            written.setdefault("number", match[0])
    for token in tokens:
        number = _number(token)
        if number is None or token.i in taken:
            continue
        if token.lower_ in ("once", "twice", "thrice"):
            noun = "time"
        elif token.dep_ == "nummod" and token.i < token.head.i:
            noun = token.head.lemma_.lower()
        else:
            continue
        counts[noun] = number
        taken.add(token.i)
        written.setdefault("number", token.text if noun == "time" and token.lower_ != "one" else f"{token.text} {token.head.text}")
    return counts


def _number(token: Any) -> float | None:
    if token.lower_ in _NUMBERS:
        return float(_NUMBERS[token.lower_])
    digits = token.text.replace(",", "")
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def _colours(tokens: Sequence[Any], subject: Any, head: Any, written: dict[str, str]) -> dict[str, frozenset[str]]:
    colours: dict[str, frozenset[str]] = {}
    for token in tokens:
        if (group := words.COLOURS.get(token.lower_)) is None:
            continue
        noun = token.head
        while noun.dep_ in ("amod", "compound") and noun.head != noun and noun.head in tokens:
            noun = noun.head
        if token.dep_ in ("acomp", "attr", "oprd", "ROOT") or noun == head:
            noun = subject
        if noun is not None and noun != token:
            key = noun.lemma_.lower()
            colours[key] = colours.get(key, frozenset()) | {group}
            written.setdefault("colour", token.text)
    return colours


def _places(tokens: Sequence[Any], taken: set[int], written: dict[str, str]) -> tuple[dict[str, str], frozenset[str]]:
    places: dict[str, str] = {}
    inside: set[str] = set()
    for token in tokens:
        if token.dep_ not in ("prep", "agent") or token.lower_ not in words.PLACE_PREPOSITIONS:
            continue
        for thing in (child for child in token.children if child.dep_ == "pobj"):
            part = [t for t in thing.subtree if t in tokens]
            if thing.i in taken or thing.lower_ in words.WEEKDAYS | words.MONTHS | words.DAY_PARTS or thing.ent_type_ in ("DATE", "TIME"):
                continue
            if thing.pos_ != "PROPN" and not (thing.pos_ == "NOUN" and _is_definite(thing)):
                continue
            places[" ".join(t.lemma_.lower() for t in part if t.pos_ in ("NOUN", "PROPN", "NUM"))] = " ".join(
                t.text for t in [token, *part]
            )
            inside.update(t.lemma_.lower() for t in part)
            written.setdefault("place", " ".join(t.text for t in [token, *part]))
    return places, frozenset(inside)


def _is_definite(noun: Any) -> bool:
    """Whether a noun is a certain place and not a manner ("under pressure")."""
    return noun.lemma_.lower() in ("work", "home", "school", "church", "bed") or any(
        child.dep_ in ("det", "poss", "nummod", "compound") for child in noun.children
    )
