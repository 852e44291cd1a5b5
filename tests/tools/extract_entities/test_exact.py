"""The exact recognisers: their own rules decide what is a number of their kind, and whether it is valid."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.extract_entities import EXACT
from tools.recognisers.addresses import addresses
from tools.recognisers.banking import bics, cards, ibans
from tools.recognisers.crypto import crypto_addresses
from tools.recognisers.dates import dates
from tools.recognisers.documents import document_numbers
from tools.recognisers.found import Found, without_overlaps
from tools.recognisers.internet import emails, ips, urls
from tools.recognisers.money import sums
from tools.recognisers.telephony import imeis, phones
from tools.recognisers.things import drugs, vehicles, weapons
from tools.recognisers.vehicles import plates

Recogniser = Callable[[str], Iterator[Found]]


def found(text: str) -> list[Found]:
    return without_overlaps([hit for recogniser in EXACT for hit in recogniser(text)])


@pytest.mark.parametrize(
    ("recogniser", "text", "expected"),
    [
        (ibans, "to GB33 BUKB 2020 1555 5555 55 on Monday", [("GB33 BUKB 2020 1555 5555 55", "GB33BUKB20201555555555", True)]),
        (ibans, "IBAN DE89370400440532013000.", [("DE89370400440532013000", "DE89370400440532013000", True)]),
        (ibans, "GB34 BUKB 2020 1555 5555 55", [("GB34 BUKB 2020 1555 5555 55", "GB34BUKB20201555555555", False)]),
        (ibans, "It is in the SE12 area", []),
        (bics, "SWIFT code DEUTDEFF500", [("DEUTDEFF500", "DEUTDEFF500", None)]),
        (bics, "THIS DOCUMENT IS FOR Mr SANDBERG", []),
        (cards, "card 4111 1111 1111 1111 was used", [("4111 1111 1111 1111", "4111111111111111", True)]),
        (cards, "card 4111 1111 1111 1112 was used", [("4111 1111 1111 1112", "4111111111111112", False)]),
        (cards, "order 4111 1111 1111 1112", []),
        (crypto_addresses, "pay to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 now", [("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",) * 2 + (True,)]),
        (crypto_addresses, "pay to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 now", [("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",) * 2 + (False,)]),
        (crypto_addresses, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", [("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",) * 2 + (True,)]),
        (crypto_addresses, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed", [("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed",) * 2 + (False,)]),
        (crypto_addresses, "to TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", [("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",) * 2 + (True,)]),
        (crypto_addresses, "sum 3333333333333333333333333333 and 1abcdefghijkmnopqrstuvwxyzab", []),
        (addresses, "lives at Flat 3, 12 Mill Street, Hull HU1 2AB since", [("Flat 3, 12 Mill Street, Hull HU1 2AB",) * 2 + (None,)]),
        (addresses, "in der Hauptstraße 12a, 10115 Berlin wohnt", [("Hauptstraße 12a, 10115 Berlin",) * 2 + (None,)]),
        (addresses, "He walked down the Main Street at 12 and 14 others", []),
        (document_numbers, "passport no. L898902C3, ID card: T22-00129", [("L898902C3",) * 2 + (None,), ("T22-00129", "T2200129", None)]),
        (document_numbers, "his passport was stolen in 2024", []),
        (vehicles, "a blue Ford Transit van and a white lorry", [("blue Ford Transit van",) * 2 + (None,), ("white lorry",) * 2 + (None,)]),
        (vehicles, "Mr Ford took a seat; a man left", []),
        (weapons, "two knives, a Glock 17 and begun", [("knives",) * 2 + (None,), ("Glock 17", "glock 17", None)]),
        (drugs, "9 bags of cannabis at high speed", [("cannabis",) * 2 + (None,)]),
        (phones, "ring +44 20 7946 0958 now", [("+44 20 7946 0958", "+442079460958", True)]),
        (phones, "ring 0044 20 7946 0958 now", [("0044 20 7946 0958", "+442079460958", True)]),
        (phones, "My number is 01632 960158.", [("01632 960158", "01632960158", None)]),
        (phones, "(305) 555-0123 or 305-555-0123", [("(305) 555-0123", "3055550123", None), ("305-555-0123", "3055550123", None)]),
        (phones, "between 2010-2015 and on 12.03.2026", []),
        (imeis, "IMEI 35-209900-176148-1", [("35-209900-176148-1", "352099001761481", True)]),
        (imeis, "IMEI: 352099001761482", [("352099001761482", "352099001761482", False)]),
        (imeis, "invoice 352099001761482", []),
        (emails, "write to v.lane@Example.ORG, please", [("v.lane@Example.ORG", "v.lane@example.org", None)]),
        (urls, "(see https://example.org/a_(b)?c=1).", [("https://example.org/a_(b)?c=1",) * 2 + (None,)]),
        (ips, "from 192.0.2.17 and 2001:DB8::1, version 1.2.3", [("192.0.2.17",) * 2 + (None,), ("2001:DB8::1", "2001:db8::1", None)]),
        (ips, "999.1.1.1", []),
        (dates, "on 12 March 2026", [("12 March 2026", "2026-03-12", None)]),
        (dates, "the 3rd of May and May 5, 2026", [("3rd of May", "--05-03", None), ("May 5, 2026", "2026-05-05", None)]),
        (dates, "2026-03-12T01:20", [("2026-03-12", "2026-03-12", None)]),
        (dates, "25/03/2026, 03/04/2026, 31.2.2026", [("25/03/2026", "2026-03-25", None), ("03/04/2026", "2026-04-03", None)]),
        (dates, "03/25/2026, 03/04/2026", [("03/25/2026", "2026-03-25", None), ("03/04/2026", "2026-03-04", None)]),
        (dates, "they may 5 times march 12 miles", [("march 12", "--03-12", None)]),
        (sums, "paid £1,250.50 and 600 pounds", [("£1,250.50", "1250.50 GBP", None), ("600 pounds", "600.00 GBP", None)]),
        (sums, "RM 13.10, 4.5k USD", [("RM 13.10", "13.10 MYR", None), ("4.5k USD", "4500.00 USD", None)]),
        (sums, "1.250,00 € and $5", [("1.250,00 €", "1250.00 EUR", None), ("$5", "5.00 $", None)]),
        (plates, "a grey van, plate PA99 KTX,", [("PA99 KTX", "PA99KTX", None)]),
        (plates, "registration number 4711 was not a plate; EX-0001 neither", []),
        (plates, "B-MW 1234 and AA-123-BC", [("AA-123-BC", "AA123BC", None), ("B-MW 1234", "BMW1234", None)]),
    ],
)  # fmt: skip
def test_a_recogniser_finds_its_kind(recogniser: Recogniser, text: str, expected: list[tuple[str, str, bool | None]]) -> None:
    """Each kind is found with its place, its standard form and its validity, and near misses are left alone."""
    hits = sorted({(text[hit.start : hit.end], hit.value, hit.valid) for hit in without_overlaps(list(recogniser(text)))}, key=str)
    assert hits == sorted(expected, key=str)


def test_an_ambiguous_date_says_so() -> None:
    """A date that could be read two ways names both readings and keeps its form."""
    [hit] = dates("03/04/2026")
    assert (hit.value, hit.note) == ("03/04/2026", "2026-03-04 or 2026-04-03")


def test_dates_of_one_exhibit_are_read_alike() -> None:
    """A date that leaves no doubt says how the others with its mark are read, and the note names it; where two disagree none does."""
    last = list(dates("13/03/2026 and 03/04/2026"))[-1]
    assert (last.value, last.note) == ("2026-04-03", "read like 13/03/2026 in the same exhibit")
    assert [hit.value for hit in dates("03/04/2026", "13/03/2026 came before 03/04/2026")] == ["2026-04-03"]
    assert list(dates("13/03/2026, 03/13/2026, 03/04/2026"))[-1].value == "03/04/2026"
    assert list(dates("13.03.2026 and 03/04/2026"))[-1].value == "03/04/2026"


def test_of_overlapping_finds_the_most_exact_stands() -> None:
    """A card number is not also a telephone number, nor an IBAN's digits a date."""
    text = "card 4111 1111 1111 1111, IBAN GB33 BUKB 2020 1555 5555 55, tel 01632 960158"
    assert [hit.type for hit in found(text)] == ["card", "iban", "phone"]


def test_identifiers_with_known_truth(shared: Path) -> None:
    """On published lists of valid and broken numbers, alone in a line as those lists have them, at least 99 % are judged right."""
    names = {"bitcoin": "crypto_address"}
    right, wrong = 0, []
    for line in (shared / "identifiers" / "identifiers.jsonl").read_text().splitlines():
        item = json.loads(line)
        hits = [hit for hit in found(item["text"]) if hit.type == names.get(item["kind"], item["kind"])]
        judged = bool(hits) and item["text"][hits[0].start : hits[0].end] == item["text"] and hits[0].valid is not False
        if judged == item["valid"]:
            right += 1
        else:
            wrong.append(item)
    assert right >= 0.99 * (right + len(wrong)), wrong
