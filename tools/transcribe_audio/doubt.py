"""Why what was heard should not be relied on. What is flagged stays in the transcript and cannot be cited until a person confirms it."""

import re
from collections.abc import Sequence
from math import exp, log

from rapidfuzz.distance import Levenshtein

from tools.evidence import Word
from tools.transcribe_audio.language import is_loop

NO_SPEECH = "no speech"
LOW_PROBABILITY = "low probability"
REPETITION = "repetition"
DISAGREES = "second pass disagrees"
GLOSSARY = "glossary"

_LEAST = 0.4
"""Probability of an utterance (geometric mean of its words) below which it is flagged."""
_DOUBTFUL = 0.7
"""… below which it is read a second time."""
_AGREEING = 0.5
"""Share of words that a second reading must have in common with the first."""
_NO_SPEECH = 0.6
"""Whisper's own threshold for its token of no speech, which counts where its words are doubtful too."""
_VOICED = 0.5
"""Probability of Silero from which 32 ms of sound hold a voice (its default)."""
_LEAST_VOICED = 0.25
"""Share of an utterance in which a voice must be heard."""
_AGAIN = re.compile(r"\b(\w+(?:\W+\w+){0,5}?)(?:\W+\1\b){3}", re.IGNORECASE)
"""One to six words four times in a row."""
_FASTEST = 9.0
"""Words a second; fast speech has 5."""


def probability(words: Sequence[Word]) -> float:
    """Geometric mean of the words' probabilities; 0 without words."""
    heard = [word.probability for word in words if word.probability is not None]
    return exp(sum(log(max(each, 1e-4)) for each in heard) / len(heard)) if heard else 0.0


def is_doubtful(words: Sequence[Word], no_speech: float) -> bool:
    """Whether an utterance should be read a second time."""
    return probability(words) < _DOUBTFUL or no_speech > _NO_SPEECH


def low_probability(words: Sequence[Word]) -> bool:
    """Whether the recogniser itself hardly believes an utterance."""
    return probability(words) < _LEAST


def repeats(text: str, words: Sequence[Word]) -> bool:
    """Whether an utterance goes round in circles, or has more words than anybody can say in its time."""
    seconds = words[-1].end - words[0].start if words else 0.0
    return bool(_AGAIN.search(text)) or is_loop(text) or len(words) > max(_FASTEST * seconds, 5)


def voiceless(voice: Sequence[float], words: Sequence[Word], no_speech: float) -> bool:
    """Whether an utterance was heard where nobody speaks: by the voice detector, or by Whisper where it doubts its words.

    Args:
        voice: the detector's probability for each 32 ms of the utterance.
        words: those of the utterance.
        no_speech: Whisper's probability for its window.
    """
    share = sum(value >= _VOICED for value in voice) / len(voice) if len(voice) else 0.0
    return share < _LEAST_VOICED or (no_speech > _NO_SPEECH and probability(words) < _DOUBTFUL)


def disagree(first: str, second: str) -> bool:
    """Whether two readings of the same sound have too few words in common."""
    one, other = _words(first), _words(second)
    return Levenshtein.normalized_similarity(one, other) < _AGREEING


def _words(text: str) -> list[str]:
    """Words as they are compared: small letters, no marks; of a script without spaces, its letters."""
    plain = re.findall(r"\w+", text.lower())
    return plain if len(plain) != 1 else list(plain[0])
