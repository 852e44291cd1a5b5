"""Times of day are understood as people write and say them."""

import pytest

from tools.clock import clocks, minutes_apart


def at(*times: str) -> set[int]:
    return {int(time[:2]) * 60 + int(time[3:]) for time in times}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 17:45 on the road", at("17:45")),
        ("at half past six and", at("06:30", "18:30")),
        ("at eight o'clock that evening", at("20:00")),
        ("left at 6.15 am.", at("06:15")),
        ("about ten in the evening", at("22:00")),
        ("one in the morning", at("01:00")),
        ("a quarter to six in the evening", at("17:45")),
        ("twenty to two in the night", at("01:40")),
        ("around midnight", at("00:00")),
        ("at 12 pm", at("12:00")),
        ("at 12 am", at("00:00")),
        ("he came at nine, alone", at("09:00", "21:00")),
    ],
)
def test_a_time_is_understood(text: str, expected: set[int]) -> None:
    """Each form is the minutes that it may be: both halves of the day where nothing tells."""
    [clock] = clocks(text)
    assert clock.minutes == expected


@pytest.mark.parametrize("text", ["at four shops", "room 3", "41.2 l", "03.06.2025", "like three or four", "by 10 people", "coffee 2.40"])
def test_what_is_no_time_is_left_alone(text: str) -> None:
    """Counts, prices, dates and measures are no times of day."""
    assert clocks(text) == []


def test_the_distance_goes_round_midnight() -> None:
    """Ten to midnight and ten past are twenty minutes apart."""
    assert minutes_apart(frozenset({1430}), frozenset({10})) == 20
