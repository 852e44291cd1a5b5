"""Which entries may be the same, with what speaks for and what against it. Nothing is put together here: that is for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from tools.case import Case
from tools.register.against import NUMBERS, Surroundings, against
from tools.register.entries import Entry, Register
from tools.register.kinds import KINDS, Form, Kind
from tools.register.persons import PersonName
from tools.register.reason import For, Reason

_ORDER: Mapping[str, int] = {kind: number for number, kind in enumerate(get_args(For))}
_SHORT_OF = frozenset({"surname alone", "given name alone", "initials", "name left out"})
"""Reasons by which a short name may be that of several people."""


@dataclass(frozen=True)
class Suggestion:
    """Two entries that may be the same."""

    entries: tuple[Entry, Entry]
    """In the order of the register."""
    reasons: tuple[Reason, ...]
    """What speaks for it, the strongest first."""
    against: tuple[Reason, ...]
    """What speaks against it, as far as the exhibits show."""


def suggestions(case: Case, found: Register) -> list[Suggestion]:
    """What a person may put together: the strongest reasons first, of equals those with less against them.

    Where many entries have one value, each is suggested with one other, so that as many decisions as needed are asked for. What stands
    rejected is not suggested.
    """
    order = {entry.id: number for number, entry in enumerate(found.entries)}
    surroundings = Surroundings(case)
    made = []
    for kind, rules in KINDS.items():
        entries = [entry for entry in found.entries if entry.type == kind]
        for pair, (reasons, rivals) in _pairs(entries, rules, found).items():
            a, b = sorted(map(found.entry, pair), key=lambda entry: order[entry.id])
            pro = sorted((*reasons, *_shared(a, b, found, surroundings)), key=lambda reason: _ORDER[reason.kind])
            made.append(Suggestion((a, b), tuple(pro), (*rivals, *against(a, b, surroundings))))
    return sorted(made, key=lambda each: (_ORDER[each.reasons[0].kind], len(each.against), *(order[entry.id] for entry in each.entries)))


_Found = dict[frozenset[str], tuple[list[Reason], list[Reason]]]
"""By the ids of two entries, what speaks for them and what against."""


def _pairs(entries: Sequence[Entry], kind: Kind, found: Register) -> _Found:
    """The pairs of entries of one type that have something in common, with the reasons and the other names that fit as well."""
    holders: dict[Form, list[Entry]] = {}
    for entry in entries:
        for form in dict.fromkeys(form for mention in entry.mentions if (form := kind.form(mention)) is not None):
            holders.setdefault(form, []).append(entry)
    pairs: _Found = {}
    for form, together in holders.items():
        for number, entry in enumerate(together[1:], start=1):
            if (partner := _partner(entry, together[:number], found)) is not None:
                _note(pairs, partner, entry, [kind.same(form)])
    alike = _alike(holders, kind)
    for (one, other), reasons in alike.items():
        if {entry.id for entry in holders[one]} & {entry.id for entry in holders[other]}:
            continue
        rivals = _rivals(one, other, alike) if reasons[0].kind in _SHORT_OF else []
        for entry in holders[other]:
            near = [each for each in holders[one] if set(each.exhibits) & set(entry.exhibits)]
            others = [] if reasons[0].kind == "given name alone" else [each for each in holders[one] if each not in near]
            if (partner := _partner(entry, [*near, *others], found)) is not None:
                _note(pairs, partner, entry, reasons, rivals)
    return pairs


def _alike(holders: Mapping[Form, Sequence[Entry]], kind: Kind) -> dict[tuple[Form, Form], list[Reason]]:
    """Pairs of different forms that are alike; the one that says more stands first."""
    index: dict[object, list[Form]] = {}
    for form in holders:
        for key in dict.fromkeys(kind.keys(form)):
            index.setdefault(key, []).append(form)
    alike: dict[tuple[Form, Form], list[Reason]] = {}
    for forms in index.values():
        for a, b in combinations(forms, 2):
            one, other = sorted((a, b), key=lambda form: -_length(form))
            if (one, other) not in alike:
                exhibits = [{each for entry in holders[form] for each in entry.exhibits} for form in (one, other)]
                alike[one, other] = list(kind.alike(one, other, bool(exhibits[0] & exhibits[1])))
    return {pair: reasons for pair, reasons in alike.items() if reasons}


def _length(form: Form) -> int:
    return len(form.parts if isinstance(form, PersonName) else str(form))


def _rivals(one: Form, short: Form, alike: Mapping[tuple[Form, Form], Sequence[Reason]]) -> list[Reason]:
    """Other full names that a short one fits as well, and that are not themselves like the one it is compared with."""
    others = [full for full, each in alike if each == short and full != one and (full, one) not in alike and (one, full) not in alike]
    if not others:
        return []
    names = ", ".join(" ".join(full.parts).title() for full in others)
    return [Reason("fits others too", f"“{' '.join(short.parts).title()}” may as well be {names}")]


def _partner(entry: Entry, others: Sequence[Entry], found: Register) -> Entry | None:
    """The first of other entries that nobody has told apart from this one."""
    return next((each for each in others if each.id != entry.id and found.told_apart(each, entry) is None), None)


def _note(pairs: _Found, a: Entry, b: Entry, reasons: Sequence[Reason], rivals: Sequence[Reason] = ()) -> None:
    pro, contra = pairs.setdefault(frozenset((a.id, b.id)), ([], []))
    pro.extend(reason for reason in reasons if reason.kind not in {each.kind for each in pro})
    contra.extend(reason for reason in rivals if reason not in contra)


def _shared(a: Entry, b: Entry, found: Register, surroundings: Surroundings) -> Iterator[Reason]:
    """Numbers and addresses that stand in a sentence with each of two persons or organisations."""
    if a.type not in ("person", "organisation"):
        return
    beside = [_beside(entry, found, surroundings) for entry in (a, b)]
    for number in sorted(beside[0] & beside[1]):
        yield Reason("shared number", f"both stand in one sentence with {number}")


def _beside(entry: Entry, found: Register, surroundings: Surroundings) -> set[str]:
    places = surroundings.by_place(entry)
    return {
        mention.value
        for place in places
        for mention in found.in_exhibit(place[0])
        if mention.type in NUMBERS and place[1][0] <= mention.span[0] < place[1][1]
    }
