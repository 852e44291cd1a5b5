"""For each type of entry: what is compared, and which entries are compared at all."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from tools.register.alike_persons import alike
from tools.register.alike_words import (
    LEGAL,
    alike_addresses,
    alike_organisations,
    alike_phones,
    alike_places,
    alike_plates,
    looks,
    street,
)
from tools.register.keys import key_of, words
from tools.register.mention import Mention
from tools.register.persons import PersonName, full_forms, person_name
from tools.register.reason import Reason
from tools.register.spelling import shortened

Form = Any
"""What is compared of a mention: hashable."""


@dataclass(frozen=True)
class Kind:
    """How entries of one type are compared."""

    form: Callable[[Mention], Form | None]
    """What is compared; None where nothing is left to compare."""
    same: Callable[[Form], Reason]
    """Why two entries with the same form may be the same."""
    keys: Callable[[Form], Iterator[Hashable]]
    """Two different forms are compared where they have one of these in common."""
    alike: Callable[[Form, Form, bool], Iterator[Reason]]
    """Why two entries with different forms may be the same; the last argument says whether some exhibit has both."""


def _person(mention: Mention) -> PersonName | None:
    found = person_name(mention.value, mention.title)
    return None if found is None else PersonName(found.parts, frozenset())  # titles speak against, and are looked at there


def _person_keys(name: PersonName) -> Iterator[Hashable]:
    yield "surname", name.surname
    yield "order", tuple(sorted(name.parts))
    for word in shortened(name.surname):
        yield name.given, word
    for word in full_forms(name.parts[0]):
        yield "given", word


def _persons(a: PersonName, b: PersonName, one_exhibit: bool) -> Iterator[Reason]:
    return alike(a, b, one_exhibit=one_exhibit)


def _word_keys(name: str) -> Iterator[Hashable]:
    found = words(name)
    for place, word in enumerate(found):
        for left in shortened(word):
            yield (*found[:place], left, *found[place + 1 :])
    yield "initials", "".join(word[0] for word in name.split() if word[0].isupper()) if len(found) > 1 else name.upper()


def _organisation_keys(name: str) -> Iterator[Hashable]:
    yield "bare", tuple(word for word in words(name) if word not in LEGAL)
    yield from _word_keys(name)


def _place_keys(name: str) -> Iterator[Hashable]:
    yield "bare", tuple(word for word in words(name) if word != "the")
    yield from _word_keys(name)


def _phone_keys(number: str) -> Iterator[Hashable]:
    yield number[-6:]


def _none(form: Form) -> Iterator[Hashable]:
    return iter(())


def _never(a: Form, b: Form, one_exhibit: bool) -> Iterator[Reason]:
    return iter(())


def _value(mention: Mention) -> str:
    return key_of(mention.type, mention.value)


def _number(words_for_it: str) -> Kind:
    return Kind(_value, lambda form: Reason("same number", f"both have the same {words_for_it}: {form.upper()}"), _none, _never)


KINDS: dict[str, Kind] = {
    "person": Kind(_person, lambda name: Reason("same name", f"both are called “{' '.join(name.parts).title()}”"), _person_keys, _persons),
    "organisation": Kind(
        lambda mention: mention.value,
        lambda name: Reason("same name", f"both are called “{name}”"),
        _organisation_keys,
        lambda a, b, _: alike_organisations(a, b),
    ),
    "place": Kind(
        lambda mention: mention.value,
        lambda name: Reason("same name", f"both are called “{name}”"),
        _place_keys,
        lambda a, b, _: alike_places(a, b),
    ),
    "address": Kind(
        lambda mention: mention.value,
        lambda written: Reason("same address", f"both are written “{written}”"),
        lambda written: iter([street(written)] if street(written) else []),
        lambda a, b, _: alike_addresses(a, b),
    ),
    "phone": Kind(
        lambda mention: mention.value,
        lambda number: Reason("same number", f"both are {number}" + (" (E.164)" if number.startswith("+") else ", the country not stated")),
        _phone_keys,
        lambda a, b, _: alike_phones(a, b),
    ),
    "vehicle_plate": Kind(
        lambda mention: mention.value,
        lambda plate: Reason("same number", f"both plates are {plate}, without spaces and hyphens"),
        lambda plate: iter([looks(plate)]),
        lambda a, b, _: alike_plates(a, b),
    ),
    "email": Kind(_value, lambda form: Reason("same number", f"both are the e-mail address {form}"), _none, _never),
    "url": Kind(_value, lambda form: Reason("same number", f"both are the web address {form}"), _none, _never),
    "ip": _number("IP address"),
    "iban": _number("IBAN"),
    "bic": _number("BIC"),
    "card": _number("card number"),
    "crypto_address": Kind(
        lambda mention: mention.value, lambda form: Reason("same number", f"both are the crypto address {form}"), _none, _never
    ),
    "imei": Kind(_value, lambda form: Reason("same number", f"both are the device with the first 14 digits {form}"), _none, _never),
    "document_number": _number("document number"),
}
"""Dates, sums, weapons, drugs and descriptions of vehicles are not among them: two grey vans are not one grey van."""
