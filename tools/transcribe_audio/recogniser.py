"""Whisper through faster-whisper: windows of sound in, words with times and probabilities out, many windows at a time."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

import models
from tools.evidence import Word
from tools.recordings import Samples

Encoded = npt.NDArray[np.float32]
"""What the encoder makes of windows; shape (windows, 50 frames a second, 512)."""

Result = TypeVar("Result")

BEAM = 5
_FULL = 3000
"""Frames of 10 ms that Whisper hears at once."""
_ROOM, _LESS_ROOM = 600, 400
"""Frames of silence after a window, and after one of 8 s or more.

Whisper was trained on 30 s, padded with silence; the encoder's time grows faster than its frames. With 6 s of silence the telephone
prompts (1 to 11 s) had no more word errors than with all 30 (25 of 327 and 27), with 3 s or 1 s more of them and loops. Windows of 10
to 16 s with 4 s of silence had as many errors as bare faster-whisper (6 of 178)."""
_LONG = 800
"""Frames from which less silence is enough."""
_FRAMES_A_SECOND = 50
_TOKENS = 12
"""Most tokens a second, time marks included: fast Russian, the densest of the prompts, has 8. A loop ends there."""
_MOST_WORKERS = 4
_PREPENDED, _APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"


@dataclass(frozen=True)
class Segment:
    """A stretch of speech as Whisper divides it; times in seconds of the window."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Reading:
    """One way to read a window."""

    language: str
    tokens: tuple[int, ...]
    log_probability: float
    """Mean of its tokens, its end included."""
    no_speech: float
    """Probability of Whisper's token for that."""


def languages() -> frozenset[str]:
    """ISO 639-1 codes of the languages that it knows."""
    return frozenset(whisper().supported_languages)


def encode(sounds: Sequence[Samples], *, whole: bool = False) -> Encoded:
    """Encode windows together, shorter ones padded to the longest; `whole` pads to all that Whisper hears at once."""
    from faster_whisper.audio import pad_or_trim

    model = whisper()
    features = [model.feature_extractor(sound)[..., :-1].astype(np.float32) for sound in sounds]
    longest = max(feature.shape[-1] for feature in features)
    frames = _FULL if whole else min(longest + (_ROOM if longest < _LONG else _LESS_ROOM), _FULL)
    frames += frames % 2
    stacked = np.stack([pad_or_trim(feature, frames) for feature in features])
    parts = _shared(lambda part: model.model.encode(_storage(stacked[part]), to_cpu=True), len(stacked))
    return np.concatenate([np.array(part, dtype=np.float32) for part in parts])


def language_probabilities(encoded: Encoded) -> list[dict[str, float]]:
    """For each window, the probability of each language."""
    found = whisper().model.detect_language(_storage(encoded))
    return [{token[2:-2]: float(probability) for token, probability in one} for one in found]


def read(encoded: Encoded, spoken: Sequence[str], *, hint: str | None = None, beam: int = BEAM) -> list[Reading]:
    """Read windows, each in its language; `hint` are words that may occur (faster-whisper's hotwords)."""
    from faster_whisper.transcribe import get_suppressed_tokens

    model = whisper()
    prompts = [model.get_prompt(tokenizer(language), [], without_timestamps=False, hotwords=hint) for language in spoken]
    suppressed = get_suppressed_tokens(tokenizer(spoken[0]), [-1])

    def generated(part: slice) -> Any:
        return model.model.generate(
            _storage(encoded[part]),
            prompts[part],
            beam_size=beam,
            max_length=min(model.max_length, len(prompts[0]) + _TOKENS * encoded.shape[1] // _FRAMES_A_SECOND),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=suppressed,
            max_initial_timestamp_index=_FRAMES_A_SECOND,
        )

    readings = []
    for language, result in zip(spoken, chain.from_iterable(_shared(generated, len(prompts))), strict=True):
        tokens = tuple(result.sequences_ids[0])
        log_probability = result.scores[0] * len(tokens) / (len(tokens) + 1)
        readings.append(Reading(language, tokens, log_probability, result.no_speech_prob))
    return readings


def text_of(reading: Reading) -> str:
    """What a reading says."""
    return str(tokenizer(reading.language).decode(list(reading.tokens))).strip()


def segments(encoded: Encoded, readings: Sequence[Reading], seconds: Sequence[float]) -> list[list[Segment]]:
    """The segments of each window with the times of their words, from the decoder's attention.

    Args:
        encoded: the windows.
        readings: one for each.
        seconds: the length of each.
    """
    found: list[list[Segment]] = [[] for _ in readings]
    for language in dict.fromkeys(reading.language for reading in readings):
        places = [place for place, reading in enumerate(readings) if reading.language == language and _divided(reading)]
        if places:

            def timed(part: slice, places: Sequence[int] = places) -> list[list[Segment]]:
                some = places[part]
                return _timed(encoded[some], [readings[place] for place in some], [seconds[place] for place in some])

            for place, one in zip(places, chain.from_iterable(_shared(timed, len(places))), strict=True):
                found[place] = one
    return found


def _timed(encoded: Encoded, readings: Sequence[Reading], seconds: Sequence[float]) -> list[list[Segment]]:
    """`segments` for windows of one language."""
    model, language = whisper(), readings[0].language
    subsegments: list[list[dict[str, Any]]] = [
        [{"seek": 0, "start": start, "end": end, "tokens": tokens} for start, end, tokens in _divided(reading)] for reading in readings
    ]
    frames = [min(int(np.ceil(length * 100)), 2 * encoded.shape[1]) for length in seconds]
    model.add_word_timestamps(subsegments, tokenizer(language), _storage(encoded), frames, _PREPENDED, _APPENDED, 0.0)
    found = []
    for one, length in zip(subsegments, seconds, strict=True):
        heard = []
        for sub in one:
            words = tuple(_word(word, length) for word in sub["words"] if word["word"].strip())
            text = tokenizer(language).decode(sub["tokens"]).strip()
            if text and words:
                heard.append(Segment(text, words[0].start, max(words[-1].end, words[0].start), words))
        found.append(heard)
    return found


def _word(word: dict[str, Any], length: float) -> Word:
    start = min(max(float(word["start"]), 0.0), length)
    end = min(max(float(word["end"]), start), length)
    return Word(text=word["word"].strip(), start=start, end=end, probability=float(np.clip(word["probability"], 0, 1)))


def _divided(reading: Reading) -> list[tuple[float, float, list[int]]]:
    """Start, end and text tokens of what stands between the tokens of time."""
    known = tokenizer(reading.language)
    found: list[tuple[float, float, list[int]]] = []
    start = 0.0
    text: list[int] = []
    for token in reading.tokens:
        if token >= known.timestamp_begin:
            time = (token - known.timestamp_begin) / _FRAMES_A_SECOND
            if text:
                found.append((start, time, text))
                text = []
            start = time
        elif token < known.eot:
            text.append(token)
    return [*found, (start, start, text)] if text else found


def _shared(work: Callable[[slice], Result], count: int) -> list[Result]:
    """What `work` gives for each worker's share of `count` windows, in their order; the shares are worked on at once."""
    bounds = np.linspace(0, count, min(_workers(), count) + 1).round().astype(int)
    shares = [slice(first, behind) for first, behind in pairwise(map(int, bounds))]
    if len(shares) == 1:
        return [work(shares[0])]
    with ThreadPoolExecutor(len(shares)) as pool:
        return list(pool.map(work, shares))


def _workers() -> int:
    """Copies of the decoder that work side by side: one a processor, at most four. (They share the weights.)"""
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _storage(array: npt.NDArray[Any]) -> Any:
    import ctranslate2

    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array))


@cache
def tokenizer(language: str) -> Any:
    """The tokens of a language."""
    from faster_whisper.tokenizer import Tokenizer

    return Tokenizer(whisper().hf_tokenizer, True, task="transcribe", language=language)


@cache
def whisper() -> Any:
    """The model, loaded once."""
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(models.path("speech-to-text")),
        device="auto",
        compute_type="int8",
        cpu_threads=max((os.cpu_count() or 1) // _workers(), 1),
        num_workers=_workers(),
        local_files_only=True,
    )
    # Summed in 64 bits and then rounded, the spectrum is the same however many threads the sum is spread over. In 32 bits it is not,
    # and in 8-bit arithmetic the last digit decides between "Thursday morning" and "3rd morning".
    model.feature_extractor.mel_filters = model.feature_extractor.mel_filters.astype(np.float64)
    return model
