"""Who was seen somewhere was there: a sighting speaks against an alibi of the same day and time."""

import pytest

from tests.conftest import needs_weights
from tools.find_contradictions.comparing import conflict
from tools.find_contradictions.parsing import parsed

pytestmark = needs_weights("named-entities")
SEEN = "On 11 March 2026 at 21:00 I saw Marek Nowak outside the Harbour Cafe in Leeds."


@pytest.mark.parametrize(
    ("alibi", "conflicts"),
    [
        ("Marek Nowak said that he was at home in Bradford on 11 March 2026 at 21:00.", True),
        ("Marek Nowak was in Bradford at 21:00 on 11 March 2026.", True),
        ("Marek Nowak was in Bradford at 21:00 on 12 March 2026.", False),
        ("On 11 March 2026 at 20:00 Marek Nowak was in Bradford.", False),
        ("Daniel Brooks was in Bradford at 21:00 on 11 March 2026.", False),
        ("On 11 March 2026 at 21:00 Marek Nowak was in Leeds.", False),
    ],
)
def test_a_sighting_is_held_against_where_somebody_says_he_was(alibi: str, conflicts: bool) -> None:
    """Another place at the same day and time is a conflict; another time, another person or the same town is none."""
    found = conflict(*parsed([alibi, SEEN]), strangers=True)
    assert (found is not None and found.aspect == "place") == conflicts


@pytest.mark.parametrize("said", [SEEN.replace("saw", "did not see"), SEEN.replace("saw Marek Nowak", "saw the van"), "I saw Marek Nowak."])
def test_what_is_no_sighting_of_a_person_at_a_place_says_nothing_of_it(said: str) -> None:
    """Not having seen somebody, having seen a thing, or nowhere in particular, is no statement of where a person was."""
    [frames] = parsed([said])
    assert [frame.verb for frame in frames] == ["see"]


@pytest.mark.parametrize(
    ("said", "conflicts"),
    [
        ("It shows a grey van, plate PA99 KTX, driving in at 02:05 and driving out at 02:25 on Thursday 12 March.", True),
        ("The camera filmed the van driving out at 02:25.", True),
        ("It shows a grey van, plate PA99 KTX, driving in at 02:25.", False),
        ("It shows a grey van, plate PA99 KTX, driving in at 01:10 and driving out at 01:40 on Thursday 12 March.", False),
        ("It shows a taxi, plate PA99 KTX, driving out at 02:25.", False),
        ("It does not show a van, plate PA99 KTX, driving out at 02:25.", False),
        ("It never showed a van, plate PA99 KTX, driving out at 02:25.", False),
    ],
)
def test_what_something_was_seen_doing_is_a_statement_of_it(said: str, conflicts: bool) -> None:
    """What a camera shows a van doing, and when, is held against what a witness says that it did."""
    one, other = parsed(["The van drove out through the main gate at 01:40.", said])
    assert (conflict(one, other, strangers=True) is not None) == conflicts
