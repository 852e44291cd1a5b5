"""The words of an utterance: each can be clicked to hear it, and lights up when it is played."""

from collections.abc import Iterable, Iterator

from assistant.chat.escape import Html, escape, join, tag
from assistant.chat.marking import places
from tools.evidence import Utterance, Word

UNSURE = 0.5
"""A word is shown as unsure when the recogniser itself thinks that another word is more likely than not."""

_Placed = tuple[int, int, Word]
"""Where in the text a word begins and ends."""


def words_view(said: Utterance, quotes: Iterable[str]) -> Html:
    """The text of an utterance letter for letter, its words apart, and quotes marked in it."""
    placed = list(_placed(said))
    first = placed[0][2] if placed else None
    parts: list[Html] = []
    end = 0
    for start, stop in places(said.text, quotes):
        parts += _pieces(said.text, end, start, placed, first)
        parts.append(tag("mark", *_pieces(said.text, start, stop, placed, first)))
        end = stop
    return join((*parts, *_pieces(said.text, end, len(said.text), placed, first)))


def _placed(said: Utterance) -> Iterator[_Placed]:
    """The words that stand in the text, in its order; what the recogniser counts as no word stands between them."""
    end = 0
    for word in said.words:
        start = said.text.find(word.text, end) if word.text else -1
        if start >= 0:
            end = start + len(word.text)
            yield start, end, word


def _pieces(text: str, start: int, stop: int, placed: Iterable[_Placed], first: Word | None) -> Iterator[Html]:
    """A stretch of the text: its words, and what is between them. A word that a mark cuts is two pieces."""
    at = start
    for begin, end, word in placed:
        begin, end = max(begin, start), min(end, stop)
        if begin < end:
            yield escape(text[at:begin])
            yield _word(text[begin:end], word, in_reach=word is first)
            at = end
    if at < stop:
        yield escape(text[at:stop])


def _word(text: str, word: Word, *, in_reach: bool) -> Html:
    """One word. The first of an utterance can be reached with the tabulator key, the others from there with the arrow keys."""
    kind, why = "w", None
    if word.probability is None:
        kind, why = "w typed", "Written by a person; when it is said is estimated"
    elif word.probability < UNSURE:
        kind, why = "w unsure-word", f"Unsure: probability {word.probability:.2f} by the recogniser's own reckoning"
    return tag(
        "span", text, class_=kind, role="button", tabindex=0 if in_reach else -1, data_t=f"{word.start:.2f},{word.end:.2f}", title=why
    )
