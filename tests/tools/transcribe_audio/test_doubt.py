"""What is flagged, and what is not."""

from collections.abc import Sequence

import pytest

from tools.evidence import Word
from tools.transcribe_audio import doubt


def words(text: str, probabilities: Sequence[float] | float = 0.9, seconds: float = 0.4) -> list[Word]:
    spoken = text.split()
    each = [probabilities] * len(spoken) if isinstance(probabilities, float) else probabilities
    return [
        Word(text=word, start=number * seconds, end=(number + 1) * seconds, probability=p)
        for number, (word, p) in enumerate(zip(spoken, each, strict=True))
    ]


def test_probability_is_the_geometric_mean() -> None:
    """One word that is hardly believed pulls the whole utterance down."""
    assert doubt.probability(words("a b", [0.9, 0.1])) == pytest.approx(0.3)
    assert doubt.probability([]) == 0


def test_hardly_believed_words_are_flagged() -> None:
    """An utterance is flagged by its own words, not by those of its neighbours."""
    assert doubt.low_probability(words("the lame tree", 0.2))
    assert not doubt.low_probability(words("the lake is three", 0.8))


@pytest.mark.parametrize(
    "text",
    ["no no no no no", "thank you, thank you, thank you, thank you", "and then he left and then he left and then he left and then he left"],
)
def test_going_round_in_circles_is_flagged(text: str) -> None:
    """The same one to six words four times in a row are what a recogniser writes when it has lost the thread."""
    assert doubt.repeats(text, words(text))


@pytest.mark.parametrize(
    "text", ["no, no, no, not that one", "press 1 to go on, press 2 to go back, press 3 to hear it again", "he had had enough"]
)
def test_people_may_repeat_themselves(text: str) -> None:
    """Words said three times, and sentences of one pattern, are speech."""
    assert not doubt.repeats(text, words(text))


def test_more_words_than_can_be_said_are_flagged() -> None:
    """Twelve words in half a second were not said."""
    text = "one two three four five six seven eight nine ten eleven twelve"
    assert doubt.repeats(text, words(text, seconds=0.04))
    assert not doubt.repeats(text, words(text, seconds=0.25))


def test_words_without_a_voice_are_flagged() -> None:
    """An utterance where the detector hears nobody is no speech, and so is one where Whisper hears none and doubts its words."""
    said = words("thanks for watching", 0.9)
    assert doubt.voiceless([0.1, 0.0, 0.2, 0.1], said, 0.0)
    assert not doubt.voiceless([0.9, 0.8, 0.2, 0.9], said, 0.9)
    assert doubt.voiceless([0.9, 0.8, 0.2, 0.9], words("thanks for watching", 0.5), 0.9)
    assert doubt.voiceless([], said, 0.0)


def test_two_readings_may_differ_in_form_only() -> None:
    """Marks and capitals do not count; other words do."""
    assert not doubt.disagree("Two men, in a van.", "two men in the van")
    assert doubt.disagree("Terra-thin sheet", "tear a thin chic")
    assert doubt.disagree("Leave at once.", "")
    assert not doubt.disagree("我在家里", "我在家裡")
