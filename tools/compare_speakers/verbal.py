"""Likelihood ratios in the words of the ENFSI Guideline for Evaluative Reporting in Forensic Science (2015)."""

from typing import Literal

_BANDS = (
    (6.0, "extremely strong support"),
    (4.0, "very strong support"),
    (3.0, "strong support"),
    (2.0, "moderately strong support"),
    (1.0, "moderate support"),
    (0.30103, "weak (slight) support"),
)
"""Lowest log10 LR of each band: 2, 10, 100, 1,000, 10,000 and 1,000,000 as LRs."""

Favoured = Literal["first", "second", "neither"]


def strength(log10_lr: float) -> str:
    """The band of an LR or, below 1, of its reciprocal: that of the other proposition."""
    return next((words for lowest, words in _BANDS if abs(log10_lr) >= lowest), "no support either way")


def favoured(log10_lr: float) -> Favoured:
    """Which proposition the findings support; neither where the LR lies between 1/2 and 2."""
    if abs(log10_lr) < _BANDS[-1][0]:
        return "neither"
    return "first" if log10_lr > 0 else "second"


def verbal(log10_lr: float) -> str:
    """The band with the proposition that it is about."""
    if favoured(log10_lr) == "neither":
        return "no support for either proposition over the other"
    return f"{strength(log10_lr)} for the {favoured(log10_lr)} proposition over the {'second' if log10_lr > 0 else 'first'}"


def times(log10_lr: float) -> str:
    """How many times more probable, as read aloud: two digits, `40 times`."""
    ratio = 10 ** abs(log10_lr)
    return f"{float(f'{ratio:.2g}'):,g} times"
