"""The speakers that comparisons are calibrated against, read from the folders of labelled recordings that are at hand.

`speaker-verification` (LibriSpeech), `asr-clips`, `asr-digits-accented-8k`, `asr-telephone-prompts` and `diarization-ami`, each as
its ground truth describes it. A person is counted once, whatever recordings or languages they speak in.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from tools.compare_speakers.speech import Stretch, stretches
from tools.recordings import SAMPLE_RATE, Samples, samples

Sex = Literal["female", "male"]


@dataclass(frozen=True, eq=False)
class Recording:
    """One recording of a speaker."""

    sound: Samples
    spoken: tuple[Stretch, ...]
    """Where the speaker is heard and nobody else."""
    heard: tuple[Stretch, ...]
    """Where anybody is heard."""


@dataclass(frozen=True, eq=False)
class Speaker:
    """One person."""

    name: str
    source: str
    """The folder."""
    sex: Sex | None
    recordings: tuple[Recording, ...]


def speakers(data: Path) -> list[Speaker]:
    """All speakers of the folders below `data` that are there, in a fixed order; FileNotFoundError when there are none."""
    found = [speaker for read in (_verification, _clips, _digits, _prompts, _meetings) for speaker in read(data)]
    if not found:
        raise FileNotFoundError(f"{data} has none of the folders with labelled speakers")
    return found


def _verification(data: Path) -> Iterator[Speaker]:
    yield from _grouped(data / "speaker-verification", "clips.jsonl", lambda clip: clip["speaker"], lambda clip: clip["gender"])


def _clips(data: Path) -> Iterator[Speaker]:
    yield from _grouped(data / "asr-clips", "references.jsonl", lambda clip: clip["speaker"], lambda _: None)


def _digits(data: Path) -> Iterator[Speaker]:
    """Each clip is one word and nothing else, too short for finding speech in it: a speaker's are joined, and all of it is speech."""
    for speaker in _grouped(data / "asr-digits-accented-8k", "references.jsonl", lambda clip: clip["speaker"], lambda clip: clip["gender"]):
        words = np.concatenate([recording.sound for recording in speaker.recordings])
        whole = (Stretch(0.0, words.size / SAMPLE_RATE),)
        yield replace(speaker, recordings=(Recording(words, whole, whole),))


def _prompts(data: Path) -> Iterator[Speaker]:
    """Voices are named `en_US_f_Allison`: the same name in two languages is the same person."""
    yield from _grouped(
        data / "asr-telephone-prompts",
        "references.jsonl",
        lambda clip: clip["speaker"].rpartition("_")[2],
        lambda clip: clip["speaker"].split("_")[-2],
    )


def _grouped(folder: Path, index: str, name: Any, sex: Any) -> Iterator[Speaker]:
    if not (folder / index).is_file():
        return
    by_name: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / index).read_text("utf-8").splitlines():
        clip = json.loads(line)
        by_name.setdefault(name(clip), []).append(clip)
    for person, clips in by_name.items():
        sounds = [samples(folder / clip["file"]) for clip in clips]
        spoken = [stretches(sound) for sound in sounds]
        recordings = tuple(Recording(sound, where, where) for sound, where in zip(sounds, spoken, strict=True))
        yield Speaker(person, folder.name, _sex(sex(clips[0])), recordings)


def _meetings(data: Path) -> Iterator[Speaker]:
    """Speakers of the AMI clips by their RTTM, where they speak alone. AMI's names begin with F or M, for the sex."""
    for rttm in sorted((data / "diarization-ami").glob("*.rttm")):
        [recording] = [p for suffix in (".flac", ".wav") if (p := rttm.with_suffix(suffix)).is_file()]
        turns: dict[str, list[Stretch]] = {}
        for line in rttm.read_text("utf-8").splitlines():
            field = line.split()
            turns.setdefault(field[7], []).append(Stretch(float(field[3]), float(field[3]) + float(field[4])))
        sound = samples(recording)
        heard = stretches(sound)
        for person, own in turns.items():
            others = [turn for name, theirs in turns.items() if name != person for turn in theirs]
            alone = tuple(part for turn in own for cut in _without(turn, others) for part in _common(cut, heard))
            yield Speaker(person, "diarization-ami", _sex(person[0]) if person[0] in "FM" else None, (Recording(sound, alone, heard),))


def _without(turn: Stretch, others: Sequence[Stretch]) -> list[Stretch]:
    """What is left of a turn when others speak in it."""
    left = [turn]
    for other in others:
        cut = [(Stretch(part.start, min(part.end, other.start)), Stretch(max(part.start, other.end), part.end)) for part in left]
        left = [part for pair in cut for part in pair if part.seconds > 0]
    return left


def _common(turn: Stretch, heard: Sequence[Stretch]) -> list[Stretch]:
    both = [Stretch(max(turn.start, other.start), min(turn.end, other.end)) for other in heard]
    return [part for part in both if part.seconds > 0]


def _sex(word: str | None) -> Sex | None:
    return None if word is None else "female" if word.lower().startswith("f") else "male"
