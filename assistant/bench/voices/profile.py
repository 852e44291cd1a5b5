"""The voice profile: made-up voices against bare parselmouth with its defaults, and how well the height interval holds."""

from collections.abc import Sequence
from math import log2
from pathlib import Path

import numpy as np

from assistant.bench import row
from assistant.bench.voices.profile_copies import copies
from assistant.bench.voices.vowels import Vowel, Wave, neutral, sequence
from assistant.documents import BenchRow
from tools.profile_voice.band import band_of
from tools.profile_voice.body import POPULATIONS, VARIANCE_EXPLAINED, after
from tools.profile_voice.formants import ODD, formants_of
from tools.profile_voice.pitch import voiced
from tools.profile_voice.speech import Speech, Stretch
from tools.profile_voice.tract import SPEED_OF_SOUND, Tract, tract_of
from tools.recordings import SAMPLE_RATE

_PEER = "bare parselmouth, its defaults"
_DRAWS = 10_000


def rows(data: Path, quick: bool) -> Sequence[BenchRow]:
    """Rows on made-up voices, on people drawn from the published model, and on telephone copies of real clips."""
    return [*voices(2 if quick else 8), *heights(), *copies(data, 2 if quick else 12)]


def voices(count: int) -> Sequence[BenchRow]:
    """Median relative errors over voices from a long tract and low pitch to a short tract and high pitch."""
    errors: dict[str, list[float]] = {name: [] for name in ("f0", "f0 bare", "formants", "formants bare", "tract", "tract bare")}
    for f0, length in zip(np.geomspace(90, 250, count), np.linspace(18.5, 13.5, count), strict=True):
        sound = sequence([Vowel(float(f0), neutral(float(length)), wobble=0.08)] * 6, 2 / 3)
        truth = np.array(neutral(float(length))[:4])
        for name, (pitch, formants, tract) in ((" bare", _bare(sound)), ("", _ours(sound))):
            errors[f"f0{name}"].append(abs(pitch / f0 - 1))
            errors[f"formants{name}"].append(float(np.abs(formants / truth - 1).mean()))
            errors[f"tract{name}"].append(abs(tract / length - 1))
    return [
        row(
            f"{title}, mean error on made-up voices",
            "share",
            _mean(errors[name]),
            peer=_mean(errors[f"{name} bare"]),
            peer_name=_PEER,
            n=count,
        )
        for title, name in (("fundamental frequency", "f0"), ("formants F1 to F4", "formants"), ("vocal-tract length", "tract"))
    ]


def _mean(errors: Sequence[float]) -> float:
    return float(np.mean(errors))


def _ours(sound: Wave) -> tuple[float, Wave, float]:
    seconds = sound.size / SAMPLE_RATE
    stretches = Speech((Stretch(0.0, 0.0, seconds, sound.astype(np.float32)),), seconds, seconds).stretches
    parts = voiced(stretches, low_cut=False)
    found = formants_of(parts, band_of(stretches), None, None)
    tract = tract_of(found, None)
    assert not isinstance(found, str), found
    assert not isinstance(tract, str), tract
    return float(np.median(np.concatenate([part.hertz for part in parts]))), found.chosen.medians, tract.length


def _bare(sound: Wave) -> tuple[float, Wave, float]:
    import parselmouth

    heard = parselmouth.Sound(sound, SAMPLE_RATE)
    pitch = heard.to_pitch()
    hertz = pitch.selected_array["frequency"]
    formant = heard.to_formant_burg()
    rows = np.array([[formant.get_value_at_time(number, time) for number in range(1, 5)] for time in pitch.xs()[hertz > 0]])
    medians = np.nanmedian(rows, axis=0)
    return float(np.median(hertz[hertz > 0])), medians, SPEED_OF_SOUND / (2 * float(ODD @ medians / (ODD @ ODD)))


def heights() -> Sequence[BenchRow]:
    """Coverage of the 90 % interval of height, its width before and after, and the gain, over both sexes."""
    rng = np.random.default_rng(0)
    held, before, behind, gains = 0, [], [], []
    for people in POPULATIONS:
        body, own = rng.standard_normal((2, _DRAWS // len(POPULATIONS)))
        voice = np.sqrt(VARIANCE_EXPLAINED) * body + np.sqrt(1 - VARIANCE_EXPLAINED) * own
        for height, length in zip(
            people.height.mean + people.height.stdev * body, people.tract.mean + people.tract.stdev * voice, strict=True
        ):
            moved, gain = after(people.height, people.tract, Tract(float(length), 0.0))
            low, high = moved.inv_cdf(0.05), moved.inv_cdf(0.95)
            held += low <= height <= high
            behind.append(high - low)
            before.append(people.height.inv_cdf(0.95) - people.height.inv_cdf(0.05))
            gains.append(gain)
    most = -log2(1 - VARIANCE_EXPLAINED) / 2
    name = "the population, no voice heard"
    return [
        row("heights inside their 90 % interval, drawn from the published model", "share", held / _DRAWS, higher_is_better=True, n=_DRAWS),
        row("width of the 90 % interval of height within a sex", "cm", _mean(behind), peer=_mean(before), peer_name=name, n=_DRAWS),
        row(
            "gain on height",
            "bit",
            _mean(gains),
            peer=most,
            peer_name="the most that the correlation allows",
            higher_is_better=True,
            n=_DRAWS,
        ),
    ]
