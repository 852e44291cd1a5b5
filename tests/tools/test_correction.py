"""The words of a corrected utterance and when they are said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.saying import silence, utterance
from tools.case import Exhibit
from tools.correction import corrected
from tools.evidence import Utterance


@pytest.fixture
def made(put: Callable[..., Exhibit], tmp_path: Path) -> Utterance:
    """Four words, half a second each."""
    return utterance(put(silence(tmp_path)), "It was grave, Ann.", 10.0)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It was grave, Ann.", "It 10.0-10.5 0.9|was 10.5-11.0 0.9|grave, 11.0-11.5 0.9|Ann. 11.5-12.0 0.9"),
        ("It was grey, Ann.", "It 10.0-10.5 0.9|was 10.5-11.0 0.9|grey, 11.0-11.5 None|Ann. 11.5-12.0 0.9"),
        ("it was Grave – Ann!", "it 10.0-10.5 0.9|was 10.5-11.0 0.9|Grave 11.0-11.5 0.9|– 11.5-11.5 None|Ann! 11.5-12.0 0.9"),
        ("It was a blue, Ann.", "It 10.0-10.5 0.9|was 10.5-11.0 0.9|a 11.0-11.08 None|blue, 11.08-11.5 None|Ann. 11.5-12.0 0.9"),
        ("Ann.", "Ann. 11.5-12.0 0.9"),
        ("No", "No 10.0-12.0 None"),
        ("Well it was grave, Ann.", "Well 10.0-10.0 None|it 10.0-10.5 0.9|was 10.5-11.0 0.9|grave, 11.0-11.5 0.9|Ann. 11.5-12.0 0.9"),
    ],
)
def test_words_keep_their_times(made: Utterance, text: str, times: str) -> None:
    """Words that the machine heard too keep their seconds; others share the stretch between and have no probability."""
    told = "|".join(f"{word.text} {word.start}-{word.end} {word.probability}" for word in corrected(made, text).words)
    assert told == times


def test_every_text_has_its_words_in_order_and_in_time(made: Utterance) -> None:
    """Whatever is written, the words are those of the text, in order, inside the utterance, and none ends before it starts."""
    for text in ("a " * 300, "??? !!!", "grave grave It was It was", "\u05d0\u05d1 \u05d2", "x" * 2000):
        now = corrected(made, " ".join(text.split()))
        assert [word.text for word in now.words] == text.split()
        moments = [moment for word in now.words for moment in (word.start, word.end)]
        assert moments == sorted(moments)
        assert made.start <= moments[0]
        assert moments[-1] <= made.end


def test_an_utterance_without_words_gets_none(made: Utterance) -> None:
    """Where the recogniser gave no times for words, none are made up."""
    assert corrected(made.model_copy(update={"words": ()}), "No").words == ()
