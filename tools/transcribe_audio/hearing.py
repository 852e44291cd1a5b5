"""What is said in one stretch of a track: read in batches of windows, read again where it is doubtful, flagged where it stays so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from tools.evidence import Word
from tools.recordings import SAMPLE_RATE, Samples
from tools.transcribe_audio import doubt, language, recogniser
from tools.transcribe_audio.cuts import Stretch, Window, windows
from tools.transcribe_audio.recogniser import Reading, Segment
from tools.transcribe_audio.said import Said
from tools.voice_activity import probabilities

_BATCH = 8
"""Windows that are read together."""
_UNREAD = 2.0
"""Seconds at the end of a window that Whisper left without words; longer ones are read again as a window of their own."""
_MARGIN = 0.3
"""Seconds of sound around an utterance that is read a second time."""
_LEAST_LOG_PROBABILITY = -1.0
"""Whisper's own threshold for a failed reading."""


@dataclass(frozen=True)
class Wanted:
    """How a recording is to be heard."""

    language: str | None
    """ISO 639-1; None where it is to be found."""
    glossary: tuple[str, ...]
    """Names that may occur."""

    @property
    def hint(self) -> str | None:
        """The glossary as the recogniser takes it."""
        return ", ".join(self.glossary) or None


def hear(stretch: Stretch, wanted: Wanted, known: Mapping[str, float], tell: Callable[[float], object]) -> Iterator[Said]:
    """What is said in a stretch, in order of time.

    Args:
        stretch: the sound.
        wanted: how it is to be heard.
        known: seconds of speech heard so far in the recording, by language; not changed.
        tell: hears how many seconds of the track are done.
    """
    heard = dict(known)
    queue = windows(stretch)
    found: list[Said] = []
    speech, done = sum(window.seconds for window in queue), stretch.start / SAMPLE_RATE
    while queue:
        left = sum(window.seconds for window in queue)
        done = max(done, (stretch.start + (1 - left / speech) * stretch.sound.size) / SAMPLE_RATE)
        queue.sort(key=lambda window: -window.seconds)  # windows of a batch are padded to its longest
        batch, queue = queue[:_BATCH], queue[_BATCH:]
        tell(done)
        # A single window has the silence that Whisper was trained with: it costs a second, and short clips have fewer word errors.
        encoded = recogniser.encode([window.sound for window in batch], whole=len(batch) == 1 and not queue)
        if wanted.language is None:
            parts = [list(language.divided(window, one)) for window, one in zip(batch, encoded, strict=True)]
            if any(len(part) > 1 for part in parts):
                queue = [window for part in parts if len(part) > 1 for window in part] + queue
                keep = [place for place, part in enumerate(parts) if len(part) == 1]
                batch, encoded = [batch[place] for place in keep], encoded[keep]
                if not batch:
                    continue
        readings = language.in_its_language(encoded, wanted.language, heard)
        readings = [_rescued(window, reading) for window, reading in zip(batch, readings, strict=True)]
        timed = recogniser.segments(encoded, readings, [window.seconds for window in batch])
        for window, reading, segments in zip(batch, readings, timed, strict=True):
            heard[reading.language] = heard.get(reading.language, 0.0) + window.seconds
            after = segments[-1].end if segments else window.seconds
            trusted = after > window.seconds / 4 and not _failed(reading)  # else noise would be read again and again
            if trusted and window.seconds - after > _UNREAD and (rest := window.rest(after)) is not None:
                queue.insert(0, rest)
        found += _said(batch, readings, timed, wanted, encoded, partial(tell, done))
    yield from sorted(found, key=lambda said: (said.start, said.end))


def _rescued(window: Window, reading: Reading) -> Reading:
    """A reading that failed is tried once more with the silence that Whisper was trained with; the better one stays."""
    if not _failed(reading):
        return reading
    full = recogniser.encode([window.sound], whole=True)
    again = recogniser.read(full, [reading.language])[0]
    if language.is_loop(recogniser.text_of(again)):
        return reading
    loop = language.is_loop(recogniser.text_of(reading))
    return again if loop or again.log_probability > reading.log_probability else reading


def _failed(reading: Reading) -> bool:
    return reading.log_probability < _LEAST_LOG_PROBABILITY or language.is_loop(recogniser.text_of(reading))


def _said(
    batch: Sequence[Window],
    readings: Sequence[Reading],
    timed: Sequence[Sequence[Segment]],
    wanted: Wanted,
    encoded: recogniser.Encoded,
    tell: Callable[[], object],
) -> Iterator[Said]:
    """The utterances of a batch with their flags; `tell` is called before each second reading."""
    doubtful = [
        (window, segment, reading)
        for window, reading, segments in zip(batch, readings, timed, strict=True)
        for segment in segments
        if doubt.is_doubtful(segment.words, reading.no_speech)
    ]
    again: dict[int, str] = {}
    for start in range(0, len(doubtful), _BATCH):
        some = doubtful[start : start + _BATCH]
        tell()
        cut = recogniser.encode([_around(window, segment) for window, segment, _ in some])
        for (_, segment, _), second in zip(some, recogniser.read(cut, [reading.language for *_, reading in some], beam=1), strict=True):
            again[id(segment)] = recogniser.text_of(second)
    hinted = _with_glossary(encoded, readings, batch, wanted)
    for place, (window, reading, segments) in enumerate(zip(batch, readings, timed, strict=True)):
        for segment in hinted.get(place, segments):
            flags = [doubt.GLOSSARY] if place in hinted and not _same(segment, segments) else []
            yield _one(window, reading, segment, flags + _flags(window, reading, segment, again.get(id(segment))))


def _with_glossary(
    encoded: recogniser.Encoded, readings: Sequence[Reading], batch: Sequence[Window], wanted: Wanted
) -> dict[int, list[Segment]]:
    """The segments of those windows that are read differently when the names of the glossary are suggested."""
    if wanted.hint is None:
        return {}
    hinted = recogniser.read(encoded, [reading.language for reading in readings], hint=wanted.hint)
    places = [
        place
        for place, (plain, other) in enumerate(zip(readings, hinted, strict=True))
        if _helped(recogniser.text_of(plain), recogniser.text_of(other), wanted.glossary)
    ]
    if not places:
        return {}
    timed = recogniser.segments(encoded[places], [hinted[place] for place in places], [batch[place].seconds for place in places])
    return dict(zip(places, timed, strict=True))


def _helped(plain: str, hinted: str, glossary: Sequence[str]) -> bool:
    """Whether a name of the glossary is heard only when it is suggested, in a reading that is no loop of names."""
    one, other = plain.casefold(), hinted.casefold()
    return not language.is_loop(hinted) and any(other.count(name.casefold()) > one.count(name.casefold()) for name in glossary)


def _same(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether the words of a segment were heard at the same place without the glossary."""
    around = [one.text for one in segments if one.start < segment.end + 1 and one.end > segment.start - 1]
    return segment.text.casefold() in " ".join(around).casefold()


def _flags(window: Window, reading: Reading, segment: Segment, second: str | None) -> list[str]:
    flags = []
    if doubt.is_doubtful(segment.words, reading.no_speech):
        sound = np.pad(_around(window, segment, 0.0), (0, 1))  # never whole frames: silence ends it, as in Silero's own reader
        if doubt.voiceless(probabilities(sound).tolist(), segment.words, reading.no_speech):
            flags.append(doubt.NO_SPEECH)
    if doubt.low_probability(segment.words):
        flags.append(doubt.LOW_PROBABILITY)
    if doubt.repeats(segment.text, segment.words):
        flags.append(doubt.REPETITION)
    if second is not None and doubt.disagree(segment.text, second):
        flags.append(doubt.DISAGREES)
    return flags


def _one(window: Window, reading: Reading, segment: Segment, flags: Sequence[str]) -> Said:
    words = tuple(_placed(window, word) for word in segment.words)
    return Said(
        text=segment.text,
        start=words[0].start,
        end=max(word.end for word in words),
        language=reading.language,
        words=words,
        flags=tuple(flags),
    )


def _placed(window: Window, word: Word) -> Word:
    start, end = window.places(word.start, word.end)
    sure = word.probability and round(word.probability, 3)
    return word.model_copy(update={"start": round(start, 2), "end": round(end, 2), "probability": sure})


def _around(window: Window, segment: Segment, margin: float = _MARGIN) -> Samples:
    """The sound of a segment and of a margin around it."""
    start = max(int((segment.start - margin) * SAMPLE_RATE), 0)
    return window.sound[start : max(int((segment.end + margin) * SAMPLE_RATE), start + SAMPLE_RATE // 10)]
