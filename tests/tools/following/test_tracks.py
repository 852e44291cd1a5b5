"""What belongs to one thing is followed as one, and what is something else is not."""

from tests.conftest import needs_vision
from tools.following import RATE, Look, Seen, follow

pytestmark = needs_vision


def person(left: float, top: float = 100.0, confidence: float = 0.9, label: str = "person") -> Seen:
    return Seen(label=label, corners=(left, top, left + 60, top + 180), confidence=confidence)


def looks(*moments: tuple[Seen, ...]) -> list[Look]:
    return [Look(time=round(number / RATE, 3), seen=seen) for number, seen in enumerate(moments)]


def test_two_who_pass_each_other_are_two() -> None:
    """Two persons who walk in opposite directions at different distances are followed as two, each from end to end."""
    found = follow(looks(*((person(10 + 12 * step), person(500 - 12 * step, top=330)) for step in range(40))), RATE)
    assert [(track.label, track.start, track.end, track.looks) for track in found] == [("person", 0.0, 7.8, 40)] * 2


def test_a_short_gap_is_bridged_and_a_long_one_is_not() -> None:
    """Somebody hidden for a second goes on under the same number; who stands there after three seconds counts anew."""
    there, away = [(person(100),)] * 10, [()]
    assert len(follow(looks(*there, *away * 5, *there), RATE)) == 1
    assert len(follow(looks(*there, *away * 15, *there), RATE)) == 2


def test_what_is_seen_once_or_faintly_is_not_reported() -> None:
    """A single sight and a pattern that never looks certain are no tracks; a faint moment of a certain thing belongs to it."""
    assert follow(looks((), (person(100),), (), ()), RATE) == []
    assert follow(looks(*[(person(100, confidence=0.4),)] * 20), RATE) == []
    [track] = follow(looks(*[(person(100, confidence=0.2 if 5 < step < 9 else 0.8),) for step in range(20)]), RATE)
    assert track.looks == 20


def test_a_thing_keeps_one_label() -> None:
    """A van that is taken for a car and a truck by turns is one thing, with the label it mostly had; a person before it is another."""
    moments = [(person(100, label="truck" if step % 3 else "car"), person(110, top=105)) for step in range(20)]
    assert sorted(track.label for track in follow(looks(*moments), RATE)) == ["person", "truck"]


def test_what_stands_still_takes_no_memory() -> None:
    """A parked car keeps its first and last sight however long it stands, and no second is lost."""
    [track] = follow(looks(*[(person(100 + step % 2, label="car"),) for step in range(500)]), RATE)
    assert len(track.sights) <= 3
    assert (track.start, track.end, track.looks) == (0.0, 99.8, 500)
