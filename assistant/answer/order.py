"""Text whose grammar is not read: another language, a row of a table. Only its own words in their own order pass."""

import re
from collections.abc import Sequence

from assistant.answer.fault import Fault
from assistant.answer.lexical import squeezed
from assistant.answer.quote import Quote
from assistant.answer.words import FUNCTION, is_number, number_word, plain, words

_SHARED = frozenset("a am an as also die do had has hat he i in is it its man me no on over per so un via war was us will y".split())
"""English function words that are words of neighbouring languages too, and so show nothing."""
_END = re.compile(r"[.!?…;|\n。！？]+(?=\s|$|[^\d\s])")
_ENGLISH_SHARE = 0.1
_PROSE = 3
"""Words in small letters from which a text is prose and not a row or a heading."""
_SHORT = 6
"""Words of a text in which one of `_MOSTLY` shows English: it has no room for many small words."""
_MOSTLY = frozenset("had has he him his i it its me was".split())


def is_english(text: str) -> bool:
    """Whether a text is English as far as its small words show; a text of names and numbers alone is not."""
    said = [plain(word) for word in words(text)]
    shown = sum((word in FUNCTION and word not in _SHARED) or number_word(word) is not None for word in said)
    if len(said) <= _SHORT and _MOSTLY & set(said):
        shown += 1
    foreign = sum(not word.isascii() for word in said)
    return bool(said) and shown >= max(1, _ENGLISH_SHARE * len(said)) and foreign <= 0.3 * len(said)


def order(sentence: str, quotes: Sequence[Quote]) -> list[Fault]:
    """What a sentence in an unread language takes out of its order.

    Prose must be whole sentences of one quote, for half a sentence may lack who says it or that it is denied; a row or heading may be
    any stretch of one.
    """
    told = squeezed(sentence)
    if not told:
        return []
    row = sum(word.islower() and not is_number(word) for word in words(sentence)) < _PROSE
    for quote in quotes:
        for text in quote.texts:
            if row and not text.rstrip().endswith((".", "!", "?")) and f" {told} " in f" {squeezed(text)} ":
                return []
            whole = [unit for part in _END.split(text) if (unit := squeezed(part))]
            if any(" ".join(whole[a:b]) == told for a in range(len(whole)) for b in range(a + 1, len(whole) + 1)):
                return []
    return [Fault("order", "its words stand in no quote in this order")]
