"""Everything that is found in the text of one exhibit: by exact rules, by the model, and by what both together say."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tools.extract_entities import names
from tools.extract_entities.known import by_rule, is_no_name, is_organisation, is_person, is_street
from tools.recognisers import (
    addresses,
    banking,
    crypto,
    dates,
    documents,
    internet,
    money,
    mrz,
    relative,
    telephony,
    things,
    times,
    vehicles,
)
from tools.recognisers.found import Found, without_overlaps

EXACT = (
    mrz.zones,
    internet.emails,
    internet.urls,
    banking.ibans,
    telephony.imeis,
    banking.cards,
    crypto.crypto_addresses,
    documents.document_numbers,
    addresses.addresses,
    telephony.phones,
    internet.ips,
    dates.dates,
    relative.relative_dates,
    times.times,
    money.sums,
    vehicles.plates,
    things.vehicles,
    things.weapons,
    things.drugs,
    banking.bics,
)
"""From the most exact to the least: where two overlap, the first stands."""
_NAMES = frozenset({"person", "organisation", "place"})
_SHORTEST = 4
"""Letters of a name that is looked for again in the rest of the text."""


def find(blocks: Sequence[tuple[int, str]]) -> list[Found]:
    """What stands in a text, in its order, nothing over another.

    Args:
        blocks: its stretches of running text, each with where it starts in the whole.
    """
    text = "\n".join(block for _, block in blocks)
    found = _without_holders([hit for recogniser in EXACT for hit in recogniser(text)])
    told = by_rule(text)
    seen = [right for hit in names.names(blocks) if (right := _corrected(hit)) is not None]
    kept = without_overlaps([*found, *told, *seen])
    return relative.with_years(text, without_overlaps([*kept, *_again(text, kept)]))


def _without_holders(found: Sequence[Found]) -> list[Found]:
    """Without the bank codes that are the name on an identity document: ERIKSSON has the form of one."""
    holders = {word for hit in found if hit.type in ("surname", "given_names") for word in hit.value.split()}
    return [hit for hit in found if hit.type != "bic" or hit.value not in holders]


def _corrected(hit: Found) -> Found | None:
    """What the model took for something else, where a word of the name says what it is; None where it is no name at all."""
    if is_no_name(hit.value) or (hit.type == "person" and any(map(str.isdigit, hit.value))):
        return None
    if hit.type == "person" and is_street(hit.value):
        return replace(hit, type="place")
    if hit.type != "person" and is_person(hit.value):
        return replace(hit, type="person")
    if hit.type != "organisation" and is_organisation(hit.value):
        return replace(hit, type="organisation")
    return hit


def _again(text: str, kept: Sequence[Found]) -> list[Found]:
    """Names that were found once in a text, at the other places where they stand; and the last word of a person's name alone, which is
    how texts go on speaking of somebody. What was found as several things is what it was found as most often."""
    kinds: dict[str, Counter[str]] = {}
    for hit in kept:
        if hit.type in _NAMES:
            kinds.setdefault(hit.value, Counter())[hit.type] += 1
            if hit.type == "person" and len(parts := hit.value.split()) > 1 and len(parts[-1]) >= _SHORTEST:
                kinds.setdefault(parts[-1], Counter())["person"] += 1
    known = {name: counted.most_common(1)[0][0] for name, counted in kinds.items() if len(name) >= _SHORTEST and name[0].isupper()}
    if not known:
        return []
    ordered = sorted(known, key=len, reverse=True)
    form = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")
    return [Found(known[match[0]], match.start(), match.end(), match[0]) for match in form.finditer(text)]
