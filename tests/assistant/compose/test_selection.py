"""What the model is shown of a long text: little, in order, and with the answer in it."""

import random

import pytest

from assistant.compose import Quotable
from assistant.compose.selection import BUDGET, overlap, select
from tests.conftest import needs_weights
from tools.evidence import Citation

pytestmark = needs_weights("text-embedding")

FILLER = """
The harbour office opens at eight and closes at five on working days.
The lamp beside the slipway was repaired in the first week of February.
The café on the quay sells bread and cake from six in the morning.
Visitors leave their cars in the car park behind the church.
Rain is expected for most of the coming week along the coast.
The school choir sings in the market hall on the second Sunday of the month.
Members pay the yearly fee by bank transfer before the end of March.
The hedge along the footpath has been cut back by the gardener.
""".strip().splitlines()
ANSWERS = {
    "What was the colour of the van?": "The van that stopped at the pier was dark green.",
    "How much did Victor Lane ask for the motors?": "Lane wanted 1,150 pounds for each of the engines.",
    "Who cut the lock?": "It was Daniel Brooks who cut through the lock.",
}


def quotable(text: str, line: int, exhibit: str = "EX-0001") -> Quotable:
    return Quotable(text, (Citation(exhibit=exhibit, sha256="aa", fragment=f"line={line}", quote=text),))


def long_text(answer: str, place: int) -> list[Quotable]:
    lines = [f"{text} ({number})" for number, text in enumerate(random.Random(1).choices(FILLER, k=100))]
    lines.insert(place, answer)
    return [quotable(text, number) for number, text in enumerate(lines, start=1)]


@pytest.mark.parametrize("place", [0, 50, 100])
@pytest.mark.parametrize("question", ANSWERS)
def test_the_answer_is_shown(question: str, place: int) -> None:
    """Of a hundred sentences, the one that answers is among the few that are shown, wherever it stands."""
    found = long_text(ANSWERS[question], place)
    assert ANSWERS[question] in [shown.text for shown in select(question, found, ranked=False)]


@pytest.mark.parametrize("ranked", [False, True])
def test_little_is_shown_in_order(ranked: bool) -> None:
    """The model reads no more than the budget, each quote once, in the order of the text."""
    found = long_text("The van was dark green.", 60)
    shown = select("What was the colour of the van?", found, ranked=ranked)
    assert 0 < sum(len(chosen.text) for chosen in shown) <= BUDGET
    places = [found.index(chosen) for chosen in shown]
    assert places == sorted(set(places))


def test_a_short_text_is_shown_whole() -> None:
    """What fits is not picked from."""
    found = [quotable("The van was grey.", 1), quotable("It left at nine.", 2)]
    assert select("Who sings on Sunday?", found, ranked=False) == found


def test_one_long_sentence_is_still_shown() -> None:
    """A sentence longer than the whole budget is shown rather than nothing."""
    found = [quotable("van " * BUDGET, 1)]
    assert select("Which van?", found, ranked=False) == found


def test_nothing_found_shows_nothing() -> None:
    """Without quotes there is no selection."""
    assert select("Which van?", [], ranked=False) == []


def test_overlap_counts_content_words() -> None:
    """Small words, endings and capitals do not matter; what is shared is a share of the question."""
    assert overlap("Where were the motors stolen?", "STOLEN motor") == 1.0
    assert overlap("Where were the motors stolen?", "The motor is red") == 0.5
    assert overlap("What is it?", "It is what it is") == 0.0
