"""What a citation of a stretch of sound quotes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.saying import silence, utterance
from tools.case import Exhibit
from tools.evidence import Word
from tools.transcript import heard


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0.0, 9.0, "a box-car, locked"), (0.5, 1.5, "box-car,"), (1.4, 2.0, "locked"), (5.0, 9.0, "[speech, 4.0 s]")],
)
def test_words_are_quoted_as_the_text_spells_them(
    put: Callable[..., Exhibit], tmp_path: Path, start: float, end: float, quote: str
) -> None:
    """What the recogniser counts as two words stays one word, and where no word is known the quote says that there is speech."""
    times = [("a", 0.0, 0.5), ("box", 0.5, 1.0), ("-car,", 1.0, 1.4), ("locked", 1.4, 2.0)]
    words = tuple(Word(text=text, start=begin, end=stop, probability=0.9) for text, begin, stop in times)
    said = utterance(put(silence(tmp_path)), "a box-car, locked", 0.0).model_copy(update={"words": words})
    assert heard([said], start, end) == quote
