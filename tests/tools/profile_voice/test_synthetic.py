"""Made-up voices, whose pitch, resonances and tract are known exactly, are measured rightly."""

import numpy as np
import pytest

from assistant.bench.voices.vowels import Vowel, neutral, sequence, spoken
from tests.tools.profile_voice.measuring import measured, telephone, whole
from tools.profile_voice.tract import Tract

VOICES = [(95.0, 18.5), (120.0, 17.3), (165.0, 16.0), (205.0, 15.0), (240.0, 14.0)]
# Relative to an even tube, F1 to F4 of six vowels, as those of "heed", "had", "hod", "hood", "who'd" and "hud" are.
SHAPES = (
    (0.65, 1.5, 1.15, 1.0),
    (1.15, 1.25, 1.03, 1.02),
    (1.45, 0.85, 1.0, 1.02),
    (0.9, 0.75, 0.97, 0.97),
    (0.75, 0.7, 0.95, 0.97),
    (1.2, 0.8, 1.0, 1.0),
)


def vowels(f0: float, length: float) -> np.ndarray:
    """Six vowels of one speaker, with melody."""
    even = neutral(length)
    made = [Vowel(f0, (*(even[n] * shape[n] for n in range(4)), *even[4:]), wobble=0.08) for shape in SHAPES]
    return sequence(made, 2 / 3)  # two whole turns of the melody, so that its median is its mean


@pytest.mark.parametrize(("f0", "length"), VOICES)
@pytest.mark.parametrize("wobble", [0.0, 0.1], ids=["held", "moving"])
def test_a_neutral_vowel_is_measured(f0: float, length: float, wobble: float) -> None:
    """The median pitch is right to 1 %, F2 to F4 and the tract to 5 %; F1 to half the distance of two harmonics, between which it hides."""
    found = measured(whole(spoken(Vowel(f0, neutral(length), wobble), 3.0)))
    assert found.pitch.median == pytest.approx(f0, rel=0.01)
    for number, truth in enumerate(neutral(length)[:4]):
        assert found.formants[number].mean == pytest.approx(truth, rel=0.05, abs=f0 / 2 if number == 0 else 0)
    assert isinstance(found.tract, Tract)
    assert found.tract.length == pytest.approx(length, rel=0.05)


@pytest.mark.parametrize(("f0", "length"), VOICES)
def test_the_tract_is_found_over_several_vowels(f0: float, length: float) -> None:
    """From vowels in which the tongue moves every formant, the length still comes out within 5 %, with no sex told."""
    found = measured(whole(vowels(f0, length)))
    assert found.pitch.median == pytest.approx(f0, rel=0.02)
    assert isinstance(found.tract, Tract)
    assert found.tract.length == pytest.approx(length, rel=0.05)
    assert found.tract.interval[0] < length < found.tract.interval[1]


@pytest.mark.parametrize(("f0", "length"), VOICES)
def test_a_telephone_leaves_pitch_and_two_formants(f0: float, length: float) -> None:
    """Pitch is still right to 2 %; F1 and F4 have a reason instead of a number, and the tract's interval is wider for it."""
    found = measured(whole(telephone(vowels(f0, length))))
    assert found.band.low_cut
    assert found.band.high_cut
    assert found.pitch.median == pytest.approx(f0, rel=0.02)
    first, second, third, fourth = found.formants
    assert (first.mean, fourth.mean) == (None, None)
    assert "telephone" in (first.reason or "")
    assert "telephone" in (fourth.reason or "")
    full = measured(whole(vowels(f0, length)))
    assert second.mean == pytest.approx(full.formants[1].mean, rel=0.1)
    assert third.mean == pytest.approx(full.formants[2].mean, rel=0.1)
    assert isinstance(found.tract, Tract)
    assert isinstance(full.tract, Tract)
    assert found.tract.interval[1] - found.tract.interval[0] > full.tract.interval[1] - full.tract.interval[0]
    assert {measure.name for measure in found.harmonics if measure.mean is None} == {"H1-H2", "H1-H3", "H1-H4"}


def test_breath_lowers_the_harmonics_to_noise_ratio() -> None:
    """The ratio follows the noise that was put in, to 2 dB."""
    for level in (10.0, 20.0):
        found = measured(whole(spoken(Vowel(120, neutral(17), noise_db=-level), 3)))
        assert found.harmonics[0].mean == pytest.approx(level, abs=2)


def test_the_first_harmonics_are_read_as_they_were_made() -> None:
    """H1-H2 of a made-up voice is the difference that its source and resonances give, to 1 dB."""
    formants, f0 = neutral(17), 110.0
    levels = []
    for frequency in (f0, 2 * f0):
        gain = 1.0
        for centre in formants:
            pole = complex(-np.pi * (50 + 0.02 * centre), 2 * np.pi * centre)
            s = 2j * np.pi * frequency
            gain *= abs(abs(pole) ** 2 / ((s - pole) * (s - pole.conjugate())))
        levels.append(20 * np.log10(gain / (frequency / f0)))
    found = {measure.name: measure for measure in measured(whole(spoken(Vowel(f0, formants), 3))).harmonics}
    assert found["H1-H2"].mean == pytest.approx(levels[0] - levels[1], abs=1)


def test_too_little_voice_has_a_reason() -> None:
    """On half a second of voice nothing is measured, and every field says how much is needed."""
    found = measured(whole(sequence([Vowel(120, neutral(17), 0.1)] * 2, 0.28)))
    assert found.pitch.mean is None
    assert "1 s" in (found.pitch.reason or "")
    assert all("needed" in (measure.reason or "") for measure in (*found.formants, *found.harmonics))
    assert "2 s are needed" in str(found.tract)


def test_noise_has_a_reason() -> None:
    """In noise as strong as the voice no formant is given, and in speech that hardly stands out of its pauses nothing at all."""
    rng = np.random.default_rng(1)
    clean = vowels(120, 17)
    found = measured(whole(clean + clean.std() * rng.standard_normal(clean.size)))
    assert all(measure.mean is None and "4 dB are needed" in (measure.reason or "") for measure in found.formants)
    found = measured(whole(clean, clearness=8.0))
    for measure in (found.pitch, *found.formants, *found.harmonics):
        assert measure.mean is None
        assert "only 8 dB above the quiet moments" in (measure.reason or "")
    assert "12 dB are needed" in str(found.tract)
