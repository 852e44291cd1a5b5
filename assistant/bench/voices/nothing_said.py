"""Sounds in which nobody says a word, made by formula: silence, noise, mains hum, music."""

from collections.abc import Callable

import numpy as np

from tools.recordings import SAMPLE_RATE, Samples

_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_BASS = 130.8
"""Hertz of the C below middle C."""


def silence(seconds: float) -> Samples:
    """Nothing but the last bit of a converter."""
    return white_noise(seconds, 1e-5)


def white_noise(seconds: float, level: float) -> Samples:
    """White noise; `level` is its standard deviation, 1 being full scale."""
    made = np.random.default_rng(7).standard_normal(int(seconds * SAMPLE_RATE)) * level
    return made.astype(np.float32)


def mains_hum(seconds: float, hertz: float = 50.0) -> Samples:
    """The mains frequency with seven harmonics, slowly swelling, in a little noise."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    tones = sum(np.sin(2 * np.pi * hertz * harmonic * time + harmonic) / harmonic for harmonic in range(1, 9))
    swell = 1 + 0.1 * np.sin(2 * np.pi * 0.3 * time)
    return (0.1 * tones * swell + white_noise(seconds, 0.002)).astype(np.float32)


def music(seconds: float, beats_a_minute: float = 110.0, seed: int = 1) -> Samples:
    """Chords, drums and a melody with vibrato, like a band without a singer."""
    chance = np.random.default_rng(seed)
    beat = 60 / beats_a_minute
    made = np.zeros(int(seconds * SAMPLE_RATE), np.float32)

    def play(at: float, sound: Samples) -> None:
        start = min(int(at * SAMPLE_RATE), made.size)
        made[start : start + sound.size] += sound[: made.size - start]

    for bar in range(int(seconds / (4 * beat)) + 1):
        root = (0, 5, 7, 9, 0, 7)[bar % 6]
        for step in (0, 4, 7):
            play(4 * beat * bar, _struck(_BASS * 2 ** ((root + step) / 12), 4 * beat))
        for half in range(8):
            at = beat * (4 * bar + half / 2)
            play(at, _noise_burst(chance, 0.05, 0.08, 90))
            if half % 2 == 0:
                play(at, _kick() if half % 4 == 0 else _noise_burst(chance, 0.15, 0.25, 30))
            if chance.random() < 0.7:
                tone = root + _MAJOR[chance.integers(7)] + 12 * chance.integers(2)
                play(at, _sung(2 * _BASS * 2 ** (tone / 12), beat * chance.choice((0.5, 1.0, 1.5))))
    return made * np.float32(0.7 / np.abs(made).max())


def arpeggios(seconds: float, beats_a_minute: float = 132.0) -> Samples:
    """Broken chords of a plucked string, four notes a beat, without drums or melody."""
    each = 15 / beats_a_minute
    made = np.zeros(int(seconds * SAMPLE_RATE), np.float32)
    for number in range(int(seconds / each)):
        root = (0, 9, 5, 7)[number // 16 % 4]
        step = (0, 4, 7, 12, 16, 12, 7, 4)[number % 8] - (1 if root == 9 and number % 8 in (1, 4, 7) else 0)
        start = int(number * each * SAMPLE_RATE)
        note = _struck(_BASS * 2 ** ((root + step) / 12), 4 * each)
        made[start : start + note.size] += note[: made.size - start]
    return made * np.float32(0.5 / np.abs(made).max())


def _time(seconds: float) -> Samples:
    return np.arange(int(seconds * SAMPLE_RATE), dtype=np.float32) / np.float32(SAMPLE_RATE)


def _struck(hertz: float, seconds: float) -> Samples:
    time = _time(seconds)
    tones = sum(np.sin(2 * np.pi * hertz * harmonic * time) / harmonic**1.3 for harmonic in range(1, 7))
    return np.asarray(0.08 * tones * np.minimum(time / 0.02, 1) * np.exp(-2 * time / seconds), np.float32)


def _sung(hertz: float, seconds: float) -> Samples:
    time = _time(seconds)
    phase = 2 * np.pi * np.cumsum(hertz * (1 + 0.01 * np.sin(2 * np.pi * 5.5 * time))) / SAMPLE_RATE
    tones = sum(np.sin(phase * harmonic) / harmonic for harmonic in range(1, 5))
    return np.asarray(0.15 * tones * np.minimum(time / 0.03, 1) * np.clip((seconds - time) / 0.05, 0, 1), np.float32)


def _kick() -> Samples:
    time = _time(0.25)
    return np.asarray(0.5 * np.sin(2 * np.pi * (50 + 60 * np.exp(-30 * time)) * time) * np.exp(-18 * time), np.float32)


def _noise_burst(chance: np.random.Generator, seconds: float, level: float, decay: float) -> Samples:
    time = _time(seconds)
    return np.asarray(level * chance.standard_normal(time.size) * np.exp(-decay * time), np.float32)


NOTHING_SAID: dict[str, Callable[[float], Samples]] = {
    "silence": silence,
    "white noise, soft": lambda seconds: white_noise(seconds, 0.003),
    "white noise": lambda seconds: white_noise(seconds, 0.05),
    "white noise, loud": lambda seconds: white_noise(seconds, 0.3),
    "mains hum": mains_hum,
    "music": music,
    "music, slow": lambda seconds: music(seconds, 70.0, 2),
    "music, soft": lambda seconds: np.float32(0.03) * music(seconds, 96.0, 3),
    "music, arpeggios": arpeggios,
}
"""What is made for the benchmark, by name."""
