"""Transcribing: seconds and word errors against bare faster-whisper with its defaults and the same weights, and false words."""

import tempfile
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import models
from assistant.bench import folder, records, row
from assistant.bench.voices.nothing_said import NOTHING_SAID
from assistant.bench.voices.words import correct, errors, normalised
from assistant.documents import BenchRow
from tools.case import Case
from tools.evidence import Utterance
from tools.intake import Labels, add
from tools.recordings import SAMPLE_RATE, Samples, samples
from tools.transcribe_audio import transcribe_audio

_PEER = "bare faster-whisper, its defaults, same weights"
_BETWEEN = SAMPLE_RATE // 2
"""Samples of silence between the clips of a long recording."""


@dataclass
class _Score:
    """What was measured on a set of recordings, by who did it."""

    seconds: dict[str, float] = field(default_factory=lambda: {"ours": 0.0, "peer": 0.0})
    errors: dict[str, int] = field(default_factory=lambda: {"ours": 0, "peer": 0})
    words: int = 0
    audio: float = 0.0
    right: int = 0
    """Words that ours has right."""
    lost: int = 0
    """… of these, in utterances that cannot be cited."""

    def rows(self, what: str, n: int) -> list[BenchRow]:
        """Speed and errors as rows of the benchmark."""
        ours, peer = self.seconds["ours"] / self.audio, self.seconds["peer"] / self.audio
        wrong, wrongly = self.errors["ours"] / self.words, self.errors["peer"] / self.words
        return [
            row(f"{what}: seconds a second of recording", "s/s", ours, peer=peer, peer_name=_PEER, n=n),
            row(f"{what}: word errors", "share", wrong, peer=wrongly, peer_name=_PEER, n=self.words),
            row(f"{what}: right words that cannot be cited", "share", self.lost / max(self.right, 1), n=self.right),
        ]


def clips(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Short clear clips, each a recording of its own."""
    return _each(data, "asr-clips", "short clips", 4 if quick else None)


def telephone(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Prompts of telephone systems in five languages, which neither side is told."""
    return _each(data, "asr-telephone-prompts", "telephone prompts", 4 if quick else None)


def ten_minutes(data: Path, quick: bool) -> Sequence[BenchRow]:
    """One recording of ten minutes, of the short clips said again and again; quick: of one minute."""
    place = folder(data, "asr-clips")
    texts: list[str] = []
    sounds: list[Samples] = []
    told = records(place / "references.jsonl")
    length, number = (60 if quick else 600) * SAMPLE_RATE, 0
    heard = {clip["file"]: samples(place / clip["file"]) for clip in told}
    while sum(sound.size for sound in sounds) < length:
        clip = told[number % len(told)]
        sounds += [heard[clip["file"]], np.zeros(_BETWEEN, np.float32)]
        texts.append(clip["text"])
        number += 1
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "long.wav"
        seconds = _write(path, np.concatenate(sounds))
        score = _measured([(path, " ".join(texts), seconds)], Path(scratch))
    return score.rows("one minute" if quick else "ten minutes", 1)


def no_speech(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Five minutes each of silence, noise, mains hum and music, in which nobody says a word; quick: two of them, 20 seconds each."""
    seconds = 20 if quick else 300
    sounds = list(NOTHING_SAID.items())[: 2 if quick else None]
    cited = {"ours": 0, "peer": 0}
    with tempfile.TemporaryDirectory() as scratch:
        case = Case.new(Path(scratch) / "case", "Nothing said")
        for name, sound in sounds:
            path = Path(scratch) / f"{name}.wav"
            _write(path, sound(seconds))
            cited["ours"] += sum(len(said.words) for said in _ours(case, path)() if said.citable)
            cited["peer"] += len(_bare_text(path).split())
    total = len(sounds) * seconds // 60 or 1
    return [row("no speech: words that can be cited", "words", cited["ours"], peer=cited["peer"], peer_name=_PEER, n=total)]


def _each(data: Path, name: str, what: str, most: int | None) -> list[BenchRow]:
    place = folder(data, name)
    told = records(place / "references.jsonl")[:most]
    with tempfile.TemporaryDirectory() as scratch:
        score = _measured([(place / clip["file"], clip["text"], clip["seconds"]) for clip in told], Path(scratch))
    return score.rows(what, len(told))


def _measured(recordings: Sequence[tuple[Path, str, float]], scratch: Path) -> _Score:
    """Each recording by ours (hashing, word times, second pass, evidence) and by the peer, in turns."""
    case = Case.new(scratch / "case", "Bench")
    score = _Score()
    _warm(recordings[0][0], scratch)
    for number, (path, text, seconds) in enumerate(recordings):
        ours = _ours(case, path)
        for who in ("ours", "peer") if number % 2 else ("peer", "ours"):
            started = time.perf_counter()
            said = ours() if who == "ours" else []
            heard = " ".join(one.text for one in said) if who == "ours" else _bare_text(path)
            score.seconds[who] += time.perf_counter() - started
            score.errors[who] += errors(text, heard)
            if who == "ours":
                marked = list(_marked(said))
                right = correct(text, heard)
                score.right += len(right)
                score.lost += sum(not marked[word] for word in right)
        score.words += len(normalised(text))
        score.audio += seconds
    return score


def _ours(case: Case, path: Path) -> Callable[[], list[Utterance]]:
    [exhibit] = add(case, [path], Labels("bench")).added
    return lambda: transcribe_audio(case, exhibit.id)


def _marked(said: Sequence[Utterance]) -> Iterator[bool]:
    """For each normalised word of a transcript, whether it can be cited."""
    for one in said:
        yield from [one.citable] * len(normalised(one.text))


def _warm(path: Path, scratch: Path) -> None:
    """Load both sides' weights before anything is timed."""
    first = scratch / "first.wav"
    _write(first, samples(path)[: 2 * SAMPLE_RATE])
    _ours(Case.new(scratch / "warm", "Warm"), first)()
    _bare_text(first)


def _bare_text(path: Path) -> str:
    return " ".join(segment.text for segment in _bare().transcribe(str(path))[0])


@cache
def _bare() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(models.path("speech-to-text")), device="auto", compute_type="int8")


def _write(path: Path, sound: Samples) -> float:
    """Write sound as 16 bit WAV; its seconds."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return len(sound) / SAMPLE_RATE
