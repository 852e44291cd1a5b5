"""A citation is held only if a tool found these words at this place."""

import pytest

from tools.evidence import Citation, TextLine, Utterance
from tools.places import Places

LINE = Citation(exhibit="EX-0001", sha256="aa", fragment="page=2&line=4", quote="The boat left at nine.")
SPOKEN = Citation(exhibit="EX-0002", sha256="bb", fragment="t=10.00,14.00", quote="I saw the van at the pier.")
PLACES = Places(
    [
        TextLine(text=LINE.quote, citations=(LINE,), source="read_document"),
        Utterance(text=SPOKEN.quote, citations=(SPOKEN,), source="transcribe_audio", start=10, end=14, language="en"),
    ]
)


@pytest.mark.parametrize("quote", ["The boat left at nine.", "left at nine", "The"])
def test_all_or_part_of_what_stands_there_is_held(quote: str) -> None:
    """The words at a place, or a stretch of them, may be quoted."""
    assert PLACES.hold(LINE.model_copy(update={"quote": quote}))


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "The boat left at five."},
        {"quote": "the boat left at nine."},
        {"quote": "boat at nine"},
        {"fragment": "page=2&line=5"},
        {"fragment": "page=3&line=4"},
        {"exhibit": "EX-0002"},
        {"sha256": "ab"},
    ],
)
def test_anything_else_is_not(change: dict[str, str]) -> None:
    """Another word, another place, another exhibit or other bytes: each alone is enough to refuse a citation."""
    assert not PLACES.hold(LINE.model_copy(update=change))


@pytest.mark.parametrize(
    ("fragment", "held"),
    [
        ("t=10.00,14.00", True),
        ("t=11.50,12.00", True),
        ("t=9.90,12.00", False),
        ("t=13.00,14.10", False),
        ("line=1", False),
    ],
)
def test_a_stretch_of_time_must_lie_inside(fragment: str, held: bool) -> None:
    """A sentence of an utterance may be cited by its own seconds, as long as they lie within what was found."""
    assert PLACES.hold(SPOKEN.model_copy(update={"fragment": fragment, "quote": "the van"})) is held


def test_nothing_found_holds_nothing() -> None:
    """Without evidence there is no citation."""
    assert not Places([]).hold(LINE)


def test_speech_that_is_uncertain_is_not_held() -> None:
    """What a recogniser marked and nobody confirmed cannot be cited; confirmed, it can."""
    marked = Utterance(
        text=SPOKEN.quote,
        citations=(SPOKEN,),
        source="transcribe_audio",
        start=10,
        end=14,
        language="en",
        flags=("no speech",),
        citable=False,
    )
    assert not Places([marked]).hold(SPOKEN)
    assert Places([marked.model_copy(update={"citable": True, "confirmed_by": "ann"})]).hold(SPOKEN)
