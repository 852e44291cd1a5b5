"""Telling speakers apart: equal error rate and Cllr of `compare_speakers` against the bare cosine of the same embeddings.

On trials.csv of `speaker-verification`, as recorded and in copies built from it: one side through a mobile telephone, and one side
with noise. The bare cosine has no calibration; its log LR is taken as the log odds of the cosine read as a probability, which suits
this encoder, whose cosines lie between 0 and 1. On the data that the calibration was learned from, the numbers flatter; the card has
those of held-out speakers.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.bench import folder, row
from assistant.documents import BenchRow
from tools.compare_speakers import likelihood_ratio, normalised
from tools.compare_speakers.calibration import Calibration, calibration
from tools.compare_speakers.copies import TELEPHONE, coded, hiss, noisy
from tools.compare_speakers.metrics import cllr, eer
from tools.compare_speakers.speech import net, stretches
from tools.compare_speakers.voice import Voice, voice
from tools.errors import ToolError
from tools.recordings import Samples, samples
from tools.voice_embedding import VoiceEncoder, encoder

_QUICK = 8
"""With `quick` every eighth trial."""
_NOISE_DB = 10.0
_PEER = "bare cosine of the same embeddings, log LR = log odds of the cosine"


@dataclass(frozen=True)
class Trial:
    """Two recordings, and whether the same speaker is heard in them."""

    first: str
    second: str
    same: bool


@dataclass(frozen=True)
class Scored:
    """One trial by ours and by the cosine."""

    same: bool
    uncut: float
    """Natural-log LR without the bounds: errors are counted by it, for at the bounds many are equal."""
    log10_lr: float
    """As the officer reads it."""
    cosine: float


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Rows for the trials as recorded, half by telephone, and half noisy; refused ones are counted apart."""
    place = folder(data, "speaker-verification")
    with (place / "trials.csv").open(newline="", encoding="utf-8") as lines:
        trials = [Trial(line["file_a"], line["file_b"], line["label"] == "1") for line in csv.DictReader(lines)]
    trials = trials[:: _QUICK if quick else 1]
    voices = encoder()
    known = calibration(voices.name, voices.sha256)
    sounds = {name: samples(place / name) for name in sorted({t.first for t in trials} | {t.second for t in trials})}
    plain = _voices(sounds, lambda sound: sound, voices)
    rows: list[BenchRow] = []
    for name, change in (("as recorded", None), ("one side by mobile telephone", _telephone), (f"one side at {_NOISE_DB:.0f} dB", _noise)):
        seconds = plain if change is None else _voices({t.second: sounds[t.second] for t in trials}, change, voices)
        rows += _rows(name, trials, plain, seconds, known)
    return rows


def _rows(
    name: str, trials: Sequence[Trial], first: dict[str, Voice | None], second: dict[str, Voice | None], known: Calibration
) -> list[BenchRow]:
    scored = [found for trial in trials if (found := _scored(trial, first[trial.first], second[trial.second], known)) is not None]
    same = np.array([one.same for one in scored])
    if not same.any() or same.all():
        raise ToolError(f"Too few of the trials ({name}) can be compared to measure on them.")
    ours = np.array([one.log10_lr for one in scored]) * np.log(10)
    uncut = np.array([one.uncut for one in scored])
    cosines = np.array([one.cosine for one in scored])
    bare = np.log(cosines) - np.log1p(-cosines)
    return [
        row(f"equal error rate, {name}", "share", eer(uncut, same), peer=eer(cosines, same), peer_name=_PEER, n=len(scored)),
        row(f"Cllr, {name}", "bit", cllr(ours, same), peer=cllr(bare, same), peer_name=_PEER, n=len(scored)),
        row(f"refused, {name}", "share", 1 - len(scored) / len(trials), n=len(trials)),
    ]


def _scored(trial: Trial, one: Voice | None, other: Voice | None, known: Calibration) -> Scored | None:
    """None where the tool refuses: too little speech, too noisy, not validated."""
    if one is None or other is None:
        return None
    try:
        measured = known.validation((one.band, other.band), min(one.snr_db, other.snr_db), min(one.net_seconds, other.net_seconds))
    except ToolError:
        return None
    score = normalised(one, other, known)
    log10_lr, _, _ = likelihood_ratio(score, known, measured)
    cosine = float(np.clip(one.vector @ other.vector, 1e-6, 1 - 1e-6))
    return Scored(trial.same, score * measured.slope + measured.intercept, log10_lr, cosine)


def _voices(sounds: dict[str, Samples], change: Callable[[Samples], Samples], voices: VoiceEncoder) -> dict[str, Voice | None]:
    return {name: voice(change(sound), voices) for name, sound in sounds.items()}


def _telephone(sound: Samples) -> Samples:
    return coded(sound, TELEPHONE[1])


def _noise(sound: Samples) -> Samples:
    spoken = net(sound, stretches(sound))
    return noisy(sound, spoken, hiss(sound.size, 1.0, seed=sound.size), _NOISE_DB) if spoken.size else sound
