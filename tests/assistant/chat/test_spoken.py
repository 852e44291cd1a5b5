"""The words of an utterance on the screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.spoken import words_view
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.tools.saying import silence, utterance
from tools.case import Exhibit
from tools.correction import corrected
from tools.evidence import Utterance


@pytest.fixture
def said(put_in: Callable[..., Exhibit], tmp_path: Path) -> Utterance:
    """Four words, half a second each."""
    return utterance(put_in(silence(tmp_path)), "They drove out, Ann.", 10.0)


def words(html: str) -> list[tuple[str, str]]:
    return re.findall(r'data-t="([0-9.,]+)"[^>]*>([^<]*)</span>', html)


def test_every_word_has_its_seconds(said: Utterance) -> None:
    """Each word says when it begins and ends, and together they are the text letter for letter."""
    html = words_view(said, [])
    assert words(html) == [("10.00,10.50", "They"), ("10.50,11.00", "drove"), ("11.00,11.50", "out,"), ("11.50,12.00", "Ann.")]
    assert read(html).text == said.text


def test_one_word_is_reached_by_the_tabulator(said: Utterance) -> None:
    """The first word is in the order of the tabulator key, the others are reached from it; all are buttons."""
    html = words_view(said, ["out"])
    assert re.findall(r'role="button" tabindex="(-?\d)"', html) == ["0", "-1", "-1", "-1", "-1"]


@pytest.mark.parametrize(
    ("quote", "marked"),
    [("drove out", "drove out"), ("rove", "rove"), ("They drove out, Ann.", "They drove out, Ann."), ("flew", "They drove out, Ann.")],
)
def test_quotes_are_marked_among_the_words(said: Utterance, quote: str, marked: str) -> None:
    """A quote is marked exactly, also where it cuts a word; one that does not stand there marks the whole; no letter is lost."""
    html = words_view(said, [quote])
    assert read("".join(re.findall("<mark>(.*?)</mark>", html))).text == marked
    assert read(html).text == said.text


def test_unsure_words_say_so(said: Utterance) -> None:
    """A word below one half says its probability; one that a person wrote says that its time is estimated."""
    unsure = said.model_copy(
        update={
            "words": tuple(word.model_copy(update={"probability": p}) for word, p in zip(said.words, (0.49, 0.5, 0.9, 0.1), strict=True))
        }
    )
    html = words_view(unsure, [])
    assert re.findall(r'class="w unsure-word"[^>]*title="[^"]*?(0\.\d\d)', html) == ["0.49", "0.10"]
    typed = words_view(corrected(said, "They drove off, Ann."), [])
    assert re.findall(r'class="w typed"[^>]*>([^<]*)<', typed) == ["off,"]


def test_words_that_are_not_in_the_text_are_left_out(said: Utterance) -> None:
    """The text is what is shown, whatever the recogniser counts as words."""
    odd = said.words[0].model_copy(update={"text": "Mumble"})
    html = words_view(said.model_copy(update={"words": (odd, odd.model_copy(update={"text": ""}), *said.words[1:])}), [])
    assert [word for _, word in words(html)] == ["drove", "out,", "Ann."]
    assert read(html).text == said.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_do_nothing(said: Utterance, text: str) -> None:
    """Words that look like markup or templates are shown letter for letter, marked or not."""
    shown = " ".join(text.split())
    for quotes in ([], [shown.split()[0]], [shown]):
        html = words_view(corrected(said, shown), quotes)
        found = read(html)
        assert found.text == shown
        assert set(found.elements) <= {"span", "mark"}
        assert {name for name, _ in found.attributes} <= {"class", "role", "tabindex", "data-t", "title"}
        assert not set("{}$`") & set(html)
