"""Lines and zones that are drawn in a video count what went over and stayed in them."""

import pytest

from tools.detect_objects.counting import in_view, tally
from tools.detect_objects.drawn import crossings, points, stays
from tools.detect_objects.in_video import thinned
from tools.detect_objects.pictures import standing
from tools.errors import ToolError
from tools.following import Seen, Sight, Track


def walk(*ways: tuple[float, float, float]) -> Track:
    """A person whose feet are at (time, x, y)."""
    sights = tuple(Sight(time, Seen(label="person", corners=(x - 10, y - 60, x + 10, y), confidence=0.9)) for time, x, y in ways)
    return Track("person", sights, sights[0], len(sights))


RIGHTWARDS = walk(*((step / 5, 20.0 + 10 * step, 200.0) for step in range(20)))
LEFTWARDS = walk(*((step / 5, 210.0 - 10 * step, 150.0) for step in range(20)))
UPRIGHT_LINE = ((100, 300), (100, 0))
"""Drawn from below upwards: who stands at its first point and looks to its second has the picture's left on the left."""


def test_a_line_tells_the_direction() -> None:
    """Who goes over the line is counted once, to the side that it went to, at the time when it was seen there."""
    assert [(crossing.track, crossing.to) for crossing in crossings([RIGHTWARDS, LEFTWARDS], UPRIGHT_LINE)] == [(0, "right"), (1, "left")]
    [crossing] = crossings([RIGHTWARDS], UPRIGHT_LINE)
    assert crossing.time == pytest.approx(8.5 / 5, abs=0.5)
    assert [one.to for one in crossings([RIGHTWARDS], UPRIGHT_LINE[::-1])] == ["left"]


def test_who_does_not_cross_is_not_counted() -> None:
    """Turning round before the line, or passing beside its end, is no crossing."""
    turned = walk(*((step / 5, 90.0 - abs(10 - step) * 5, 200.0) for step in range(20)))
    assert crossings([turned], UPRIGHT_LINE) == []
    assert crossings([RIGHTWARDS], ((100, 100), (100, 0))) == []


def test_a_zone_tells_how_long() -> None:
    """The seconds from the first sight in the zone to the first outside it are counted, for each track by itself."""
    zone = ((50, 100), (105, 100), (105, 300), (50, 300))
    found = stays([RIGHTWARDS, walk((0, 300, 300), (9, 310, 300))], zone)
    assert [(stay.track, stay.first) for stay in found] == [(0, pytest.approx(0.6, abs=0.21))]
    assert found[0].seconds == pytest.approx(1.2, abs=0.21)


@pytest.mark.parametrize(
    ("text", "name", "least"),
    [
        ("1,2,3", "line", 2),
        ("1,2,3,x", "line", 2),
        ("1,2,3,4,5,6", "line", 2),
        ("1,2,3,4", "zone", 3),
        ("", "zone", 3),
        ("5,5,5,5", "line", 2),
        ("0,0,9,999", "line", 2),
        ("-1,0,9,9", "line", 2),
    ],
)
def test_what_is_no_line_or_zone_is_refused(text: str, name: str, least: int) -> None:
    """Too few points, no numbers or points outside the picture are an error that says what is wanted."""
    with pytest.raises(ToolError, match=name):
        points(text, name, "numbers", least, (640, 480))


def test_counts_follow_the_tracks() -> None:
    """At each moment as many are in view as there are tracks then; the total has the most, the first and the last."""
    one, other = walk((1.0, 0, 0), (3.0, 0, 0)), walk((2.0, 0, 0), (5.0, 0, 0))
    assert in_view([one, other]) == ((1.0, 1), (2.0, 2), (3.2, 1), (5.2, 0))
    count = tally([one, other], None, None)
    assert (count.things, count.most, count.most_at, count.first, count.last) == (2, 2, 2.0, 1.0, 5.0)
    assert count.to_left is None
    assert count.in_zone is None


def test_a_way_is_thinned_evenly() -> None:
    """A long way keeps its ends and at most forty places."""
    kept = thinned(walk(*((step / 5, step, 0.0) for step in range(500))).sights)
    assert len(kept) == 40
    assert (kept[0].time, kept[-1].time) == (0.0, 99.8)


def test_the_heat_map_holds_all_seconds() -> None:
    """Every second of every track lies somewhere on the map, also of feet below the picture's edge."""
    assert standing([RIGHTWARDS, walk((0, 300, 999), (9, 310, 999))], 640, 480).sum() == pytest.approx(3.8 + 9)
