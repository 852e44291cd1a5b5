"""An officer reads what was found, for which proposition, and what it does not say."""

import pytest

from tools.compare_speakers.calibration import Population, Record, Validation
from tools.compare_speakers.condition import Condition
from tools.compare_speakers.statement import propositions, statement
from tools.compare_speakers.verbal import strength, times, verbal

MEASURED = Validation(
    condition=Condition(bands=("wide", "wide"), snr_from=17, snr_below=1000, seconds=3),
    slope=1, intercept=0, lowest=-1.0, highest=1.6, population=31, held_out=20, held_out_same=18, same=500, different=2000,
    cllr=0.15, cllr_min=0.03, eer=0.012, cllr_shuffled=1.02, cosine_eer=0.012,
)  # fmt: skip
RECORD = Record(
    encoder="made-up", weights_sha256="0" * 64, date="2026-01-01", codecs=(), one_voice_cosine=0.7, one_voice_kept=1, two_voices_found=1,
    population=Population(description="31 made-up speakers", speakers=31, female=15, male=16), validations=(MEASURED,),
)  # fmt: skip
STATED = propositions("EX-0001", "EX-0002")


@pytest.mark.parametrize(
    ("log10_lr", "words"),
    [
        (0.0, "no support either way"),
        (0.29, "no support"),
        (0.31, "weak"),
        (1.0, "moderate"),
        (1.99, "moderate "),
        (2.0, "moderately strong"),
        (3.0, "strong"),
        (4.5, "very strong"),
        (6.0, "extremely strong"),
    ],
)
def test_the_bands_of_the_guideline(log10_lr: float, words: str) -> None:
    """Each order of magnitude has the words of the ENFSI guideline, the same for an LR and its reciprocal."""
    assert strength(log10_lr).startswith(words)
    assert strength(-log10_lr) == strength(log10_lr)


def test_the_proposition_is_named() -> None:
    """Support for the second proposition is not told as weak support for the first."""
    assert verbal(1.2) == "moderate support for the first proposition over the second"
    assert verbal(-1.2) == "moderate support for the second proposition over the first"
    assert verbal(-0.1) == "no support for either proposition over the other"
    assert times(1.5) == "32 times"


def told(log10_lr: float, interval: tuple[float, float], *, capped: bool = False) -> str:
    return statement(STATED, log10_lr, interval, capped, RECORD, MEASURED)


def test_both_propositions_and_the_numbers_are_told() -> None:
    """The statement has both propositions, LR, interval, band, population and error rates."""
    text = told(1.2, (0.9, 1.4))
    for part in (*STATED, "16 times more probable", "moderate support", "+1.20", "+0.90 to +1.40", "31 made-up speakers", "1.2%", "0.15"):
        assert part in text


def test_the_other_proposition_stands_first_where_it_is_supported() -> None:
    """An LR below 1 is told as support for different speakers."""
    text = told(-0.8, (-1.0, -0.5))
    assert text.index(STATED[1]) < text.index(STATED[0])
    assert "proposition 2" in text


def test_neutral_findings_are_called_neutral() -> None:
    """An LR near 1 supports neither, and an interval on both sides of 0 is said to leave it open."""
    text = told(0.1, (-0.3, 0.5))
    assert "supports neither" in text
    assert "it is open which" in text


def test_a_cut_lr_is_said_to_be_cut() -> None:
    """Where validation supports no more, the statement says at least, and why not more."""
    text = told(1.6, (1.5, 1.6), capped=True)
    assert "at least 40 times" in text
    assert "-1.00 to +1.60" in text


@pytest.mark.parametrize("log10_lr", [-1.0, 0.0, 1.6])
def test_nothing_is_identified(log10_lr: float) -> None:
    """No statement speaks of a match, and each says that it is no probability of the same person."""
    text = told(log10_lr, (log10_lr, log10_lr))
    assert "match" not in text.lower()
    assert "identifies nobody" in text
    assert "does not say how probable it is that the same person speaks" in text
