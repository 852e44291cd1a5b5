"""What a question says of a patrol."""

import pytest

from assistant.router.shifts import hours_in, units_in


@pytest.mark.parametrize(
    ("question", "units", "hours"),
    [
        ("Three cars are on duty from 22 to 06. Where should they drive?", 3, "22-06"),
        ("patrol plan 4 units 8h", 4, "8"),
        ("wher shuld my too cars go tonite 22 til 6", 2, "22-06"),
        ("Dwa radiowozy na osiem godzin, zaproponuj trasy.", 2, "8"),
        ("Avec deux véhicules de 21 h à 5 h.", 2, "21-05"),
        ("Dove mandare l'unica pattuglia, dalle 23 alle 7?", 1, "23-07"),
        ("Spread three crews over midnight to five.", 3, "00-05"),
        ("A patrol plan for one foot patrol and two cars, 10pm to 6:30am.", 3, "22-06:30"),
        ("Plan a patrol for three cars, 22 to 06", 3, "22-06"),
        ("Plan a patrol tonight", 1, None),
        ("Six officers in three cars, a four-hour shift.", 3, "4"),
        ("Plan from 16 until 24 for 2 crews.", 2, "16-24"),
        ("Where should we patrol on 2026-03-12?", None, None),
        ("Send somebody after 22:30.", None, None),
    ],
)
def test_units_and_hours_are_read_as_they_are_said(question: str, units: int | None, hours: str | None) -> None:
    """Numbers of units and hours of a shift are found in figures and words, misspelt and in other languages; else there are none."""
    assert (units_in(question), hours_in(question)) == (units, hours)
