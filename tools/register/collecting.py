"""What the exhibits of a case name, gathered from what `extract_entities` has found in each."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tools import results
from tools.case import Case
from tools.evidence import Entity
from tools.register.keys import key_of
from tools.register.mention import Mention, Seed
from tools.register.persons import BEFORE
from tools.register.texts import Text, text_of

_BORN = re.compile(r"\b(?:born|d\.? ?o\.? ?b\.?|date of birth|birth ?date|geboren|née?)\b[^\n.;]{0,25}$", re.IGNORECASE)
_NEAR = 60
"""Characters between a name and the date of birth that is stated with it."""
_ZONE = frozenset({"surname", "given_names", "birth_date", "expiry_date", "nationality", "country", "sex", "document_type", "mrz"})
"""Fields of a machine-readable zone: they describe the person whose name stands there, and are no entries of their own."""


def seeds(case: Case) -> list[Seed]:
    """Everything that the exhibits name, in their order; what one exhibit calls by one value is together."""
    found: dict[tuple[str, str, str], list[Mention]] = {}
    for exhibit in case.exhibits():
        for mention in mentions(case, exhibit.id):
            key = key_of(mention.type, mention.value) + (f" *{mention.born}" if mention.born else "")
            found.setdefault((mention.type, key, exhibit.id), []).append(mention)
    return [Seed(kind, key, exhibit, tuple(together)) for (kind, key, exhibit), together in found.items()]


def mentions(case: Case, exhibit: str) -> list[Mention]:
    """What one exhibit names, in the order of its text."""
    made = results.newest(case, "extract_entities", exhibit)
    entities = sorted((item for item in made or () if isinstance(item, Entity)), key=lambda item: item.span)
    if not entities:
        return []
    text = text_of(case, exhibit)
    births = [item for item in entities if item.type == "date" and _BORN.search(text.whole[max(item.span[0] - 40, 0) : item.span[0]])]
    plain = (_mention(item, exhibit, text, births) for item in entities if item.type not in _ZONE)
    return sorted((*plain, *_of_documents(entities, exhibit)), key=lambda mention: mention.span)


def _mention(item: Entity, exhibit: str, text: Text, births: Sequence[Entity]) -> Mention:
    title = born = None
    if item.type == "person":
        before = BEFORE.search(text.whole[max(item.span[0] - 20, 0) : item.span[0]])
        title = before[1] if before else None
        born = _born(item, births)
    return Mention(
        evidence=(item.id,),
        exhibit=exhibit,
        type=item.type,
        value=item.value,
        written=_written([item]),
        citations=item.citations,
        span=item.span,
        valid=item.valid,
        note=item.note,
        title=title,
        born=born,
    )


def _born(person: Entity, births: Sequence[Entity]) -> str | None:
    """The date of birth that follows a name closely on the same line or in the same sentence's stretch."""
    near = [date for date in births if 0 <= date.span[0] - person.span[1] <= _NEAR]
    return near[0].value if near and re.fullmatch(r"\d{4}-\d\d-\d\d", near[0].value) else None


def _of_documents(entities: Sequence[Entity], exhibit: str) -> Iterator[Mention]:
    """The persons whose names stand in machine-readable zones, with their dates of birth."""
    fields = [item for item in entities if item.type in _ZONE]
    for position, surname in enumerate(fields):
        if surname.type != "surname":
            continue
        rest = list(_until_next(fields[position + 1 :]))
        # In cards of three rows the name stands last, and the date of birth before it.
        earlier = list(_until_next(reversed(fields[:position])))
        given = next((item for item in rest if item.type == "given_names"), None)
        birth = next((item for item in (*rest, *earlier) if item.type == "birth_date" and item.valid is not False), None)
        parts = [surname] if given is None else [given, surname]
        yield Mention(
            evidence=tuple(item.id for item in parts),
            exhibit=exhibit,
            type="person",
            value=" ".join(item.value for item in parts).title(),
            written=_written(parts),
            citations=tuple(dict.fromkeys(cited for item in parts for cited in item.citations)),
            span=(surname.span[0], max(item.span[1] for item in parts)),
            note="from the machine-readable zone of an identity document",
            born=birth.value if birth is not None else None,
        )


def _until_next(fields: Iterable[Entity]) -> Iterator[Entity]:
    for item in fields:
        if item.type == "surname":
            return
        yield item


def _written(parts: Sequence[Entity]) -> str:
    return " ".join(cited.quote for item in parts for cited in item.citations)
