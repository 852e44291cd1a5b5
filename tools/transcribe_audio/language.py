"""Which language is spoken: found for each window, by what Whisper hears in it and, where that is unclear, by what can be read."""

from collections.abc import Iterator, Mapping, Sequence
from math import log

import numpy as np

from tools.recordings import SAMPLE_RATE
from tools.transcribe_audio import recogniser
from tools.transcribe_audio.cuts import Window
from tools.transcribe_audio.recogniser import Encoded, Reading

CLEAR = 0.8
"""Probability from which a window's language is taken as it is heard."""
_MIXED = 2 * SAMPLE_RATE
"""Samples of a cut from which its language may differ from that of the other cuts in its window."""
_OPEN = 0.6
"""Probability below which the languages that Whisper knows best are tried too, whatever it heard."""
_KNOWN_BEST = ("en", "es", "fr", "de", "it", "pt", "ru", "pl", "nl")
"""Languages with the lowest word error rates and the most hours of training (Radford et al. 2022, appendices D and E)."""
_UNLIKELY = 0.005
_POSSIBLE = 0.03
_WEIGHT = 0.1
"""Weight of the logarithm of a language's probability beside the mean log probability of what is read in it."""
_OTHER = "another"
"""Stands for the language of a cut that is not clear, but another than its neighbours'."""
_NOT_SPOKEN = frozenset(("la", "sa"))
"""Latin and Sanskrit: never found by itself, though they may be given."""


def in_its_language(encoded: Encoded, given: str | None, known: Mapping[str, float], hint: str | None = None) -> list[Reading]:
    """Read each window in its language.

    Args:
        encoded: the windows.
        given: the language, where it is known.
        known: seconds of speech heard so far in the recording, by language.
        hint: words that may occur.
    """
    if given is not None:
        return recogniser.read(encoded, [given] * len(encoded), hint=hint)
    heard = [_with(one, known) for one in probabilities(encoded)]
    readings = recogniser.read(encoded, [max(one, key=one.__getitem__) for one in heard], hint=hint)
    for place, one in enumerate(heard):
        if max(one.values()) < CLEAR:
            readings[place] = _most_readable(encoded[place : place + 1], one, readings[place], hint)
    return readings


def probabilities(encoded: Encoded) -> list[dict[str, float]]:
    """For each window, the probability of each spoken language."""
    found = recogniser.language_probabilities(encoded)
    return [{language: p for language, p in one.items() if language not in _NOT_SPOKEN} for one in found]


def divided(window: Window, encoded: Encoded) -> Iterator[Window]:
    """A window in parts of one language each: the window itself unless its cuts are clearly in different languages.

    Each cut's language is heard from its share of the window's encoding (shape (frames, 512)), which costs no encoding of its own.
    A cut that sounds most like another language than the clear ones beside it is a part of its own too: which language it is in
    is found when it is heard alone, and read in its neighbours' it would be nonsense.
    """
    spoken: list[tuple[str, float] | None] = []
    place = 0.0
    for start, end in window.cuts:
        frames = encoded[None, int(50 * place) : int(50 * (place + end - start))]
        place += end - start
        if (end - start) * SAMPLE_RATE >= _MIXED and len(window.cuts) > 1:
            spoken.append(max(probabilities(np.ascontiguousarray(frames))[0].items(), key=lambda pair: pair[1]))
        else:
            spoken.append(None)
    clear = {heard[0] for heard in spoken if heard and heard[1] >= CLEAR}
    marks = [heard and (heard[0] if heard[1] >= CLEAR else None if heard[0] in clear else _OTHER) for heard in spoken]
    if not clear or len({mark for mark in marks if mark is not None}) < 2:
        yield window
        return
    first, current = 0, marks[0]
    for number, mark in enumerate([*marks[1:], "end"], start=1):
        if mark is not None and current is not None and mark != current:
            yield _part(window, first, number)
            first = number
        current = current if mark is None else mark


def _part(window: Window, first: int, last: int) -> Window:
    lengths = [round((end - start) * SAMPLE_RATE) for start, end in window.cuts]
    return Window(window.sound[sum(lengths[:first]) : sum(lengths[:last])], window.cuts[first:last])


def _with(heard: Mapping[str, float], known: Mapping[str, float]) -> dict[str, float]:
    """What is heard in a window, weighed with what was clear in the recording so far, where the window itself is unclear."""
    total = sum(known.values())
    if not total or max(heard.values()) >= CLEAR:
        return dict(heard)
    return {language: (p + known.get(language, 0.0) / total) / 2 for language, p in heard.items()}


def _most_readable(encoded: Encoded, heard: Mapping[str, float], first: Reading, hint: str | None) -> Reading:
    """Of the languages that one window may be in, the reading in the one that fits its sound and its words best."""
    likely = {language for language, p in heard.items() if p >= _POSSIBLE}
    if max(heard.values()) < _OPEN:
        likely |= {language for language in _KNOWN_BEST if heard.get(language, 0.0) >= _UNLIKELY}
    others = sorted(likely - {first.language})
    if not others:
        return first
    tried: Sequence[Reading] = recogniser.read(np.repeat(encoded, len(others), axis=0), others, hint=hint)
    sound = [reading for reading in tried if not is_loop(recogniser.text_of(reading))]
    return max([first, *sound], key=lambda reading: reading.log_probability + _WEIGHT * log(max(heard[reading.language], 1e-9)))


def is_loop(text: str) -> bool:
    """Whether a text repeats itself as Whisper does when it has lost the thread (its threshold: zlib compresses it 2.4 times)."""
    from faster_whisper.transcribe import get_compression_ratio

    return bool(get_compression_ratio(text) > 2.4)
