"""Organisations, places, addresses and numbers are compared by what stays when the way of writing is taken away."""

from collections.abc import Callable, Iterator

import pytest

from tools.register.alike_words import alike_addresses, alike_organisations, alike_phones, alike_places, alike_plates
from tools.register.keys import key_of
from tools.register.reason import Reason
from tools.register.spelling import near, shortened


@pytest.mark.parametrize(
    ("alike", "a", "b", "expected"),
    [
        (alike_organisations, "Gull Point Fuel Ltd", "The Gull Point Fuel Limited", ["same name"]),
        (alike_organisations, "PAP", "Port Avel Police", ["abbreviation"]),
        (alike_organisations, "Port Avel Marina", "Port Avell Marina", ["other spelling"]),
        (alike_organisations, "Port Avel Marina", "Port Avel Police", []),
        (alike_organisations, "Unit 12 Holdings", "Unit 13 Holdings", []),
        (alike_places, "the Silver Bay", "Silver Bay", ["same name"]),
        (alike_places, "Silver Bay", "Silver Bey", []),
        (alike_places, "Silver Bay", "Silvar Bay", ["other spelling"]),
        (alike_addresses, "Flat 3, 14 Customs Quay", "14 Customs Quay, Port Avel", ["same address"]),
        (alike_addresses, "12 Mill St., Hull HU1 2AB", "12 Mill Street", ["same address"]),
        (alike_addresses, "Hauptstr. 12a, 10115 Berlin", "Hauptstraße 12a", []),
        (alike_addresses, "12 Mill Street", "14 Mill Street", []),
        (alike_phones, "+447700900142", "07700900142", ["same but for the country"]),
        (alike_phones, "+447700900142", "07700900143", []),
        (alike_phones, "07700900142", "7700900142", []),
        (alike_plates, "PA99KTX", "PA99KTX", []),
        (alike_plates, "PA99KTO", "PA99KT0", ["same but for look-alike signs"]),
        (alike_plates, "PA99KTX", "PA99KTY", []),
    ],
)
def test_what_is_alike(alike: Callable[[str, str], Iterator[Reason]], a: str, b: str, expected: list[str]) -> None:
    """Each way of writing is seen through from both sides, and nothing more."""
    assert [reason.kind for reason in alike(a, b)] == [reason.kind for reason in alike(b, a)] == expected


@pytest.mark.parametrize(
    ("kind", "a", "b", "same"),
    [
        ("email", "Ann@Example.org", "ann@example.org", True),
        ("url", "https://www.Example.org/a/", "http://example.org/a", True),
        ("url", "https://example.org/a", "https://example.org/A", False),
        ("imei", "352099001761481", "3520990017614823", True),
        ("person", "Ann  Lee", "ann lee", True),
        ("crypto_address", "1BvBM", "1BvBm", False),
    ],
)
def test_when_two_values_of_one_exhibit_are_shown_as_one(kind: str, a: str, b: str, same: bool) -> None:
    """Case and spaces do not count where they mean nothing, and count where they do."""
    assert (key_of(kind, a) == key_of(kind, b)) is same


def test_near_words_share_a_shortened_form() -> None:
    """Pairs that differ by one letter are found through what is left without it; short words and numbers are not near."""
    for a, b in [("brooks", "brookes"), ("harding", "hardnig"), ("katherine", "catherine")]:
        assert near(a, b)
        assert set(shortened(a)) & set(shortened(b))
    assert not near("lee", "lea")
    assert not near("ab12", "ab13")
