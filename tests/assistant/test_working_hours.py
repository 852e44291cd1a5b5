"""Working hours as a station sets them."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from assistant.settings import Settings

HOURS = Settings(shifts="Mon-Fri 07:00-19:00, Sat 08:00-12:00; ann=Fri-Mon 22:00-06:00", shift_zone="Europe/Berlin").working_hours


@pytest.mark.parametrize(
    ("officer", "at", "outside"),
    [
        ("bob", "2026-11-27T06:30", False),  # Friday 07:30 in Berlin
        ("bob", "2026-11-27T05:59", True),
        ("bob", "2026-11-27T18:00", True),  # 19:00: the end is not part of it
        ("bob", "2026-11-28T08:00", False),  # Saturday
        ("bob", "2026-11-29T08:00", True),  # Sunday
        ("bob", "2026-06-26T05:30", False),  # in summer Berlin is two hours ahead
        ("ann", "2026-11-30T23:00", False),  # Tuesday 00:00 in Berlin: the shift that began on Monday
        ("ann", "2026-12-01T06:00", True),
        ("ann", "2026-12-01T22:00", True),  # Tuesday: not one of her days
    ],
)
def test_hours_hold_in_their_time_zone(officer: str, at: str, outside: bool) -> None:
    """Days, summer time, nights that end on another day, and hours of one's own."""
    assert HOURS.outside(officer, datetime.fromisoformat(at).replace(tzinfo=UTC)) is outside


def test_without_hours_nothing_is_outside() -> None:
    """Nobody can be outside hours that were never set; hours of one officer are not those of others."""
    now = datetime.now(UTC)
    assert Settings(shifts="").working_hours.outside("bob", now) is None
    assert Settings(shifts="ann=Mon 07:00-08:00").working_hours.outside("bob", now) is None


@pytest.mark.parametrize(
    "setting",
    [
        {"shifts": "always"},
        {"shifts": "Mon-Fri 07:00-25:00"},
        {"shifts": "Foo-Bar 07:00-19:00"},
        {"shifts": "Mon 07:00-08:00; Tue 07:00-08:00"},
        {"shift_zone": "Nowhere/Atall"},
        {"shift_zone": ""},
        {"shift_zone": "../etc/passwd"},
    ],
    ids=str,
)
def test_settings_of_another_form_are_refused(setting: dict[str, str]) -> None:
    """A station that means to set hours and mistypes them is told so, and not left without."""
    with pytest.raises(ValidationError, match=r"set like|hours are set|no time zone"):
        Settings(**setting)  # type: ignore[arg-type]
