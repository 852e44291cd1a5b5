"""Height and weight: what a population has, and how little a voice changes it.

The speaker's sex is never inferred. Across the sexes, what formants would add about height is that men's tracts are longer than
women's, which would be to infer sex and to call it height. So the estimate for a speaker whose sex is not known stays that of
the population, half women and half men; and for each sex, as an assumption that the officer may make on other grounds, the voice
moves it by the correlation published within that sex.
"""

from dataclasses import dataclass
from math import exp, log, log2, sqrt
from statistics import NormalDist

from tools.measures import BodyEstimate, Interval, Sex, Within
from tools.profile_voice.tract import Tract

VARIANCE_EXPLAINED = 0.10
"""Of height and of weight, within a sex, by the vocal-tract length from formants: the most that was found (Pisanski et al. 2014,
Animal Behaviour 95, 89-99, 295 correlations of 39 samples). Fundamental frequency explains less than 2 %, which is at most 0.015
bit, and is not used."""
WARNING = (
    "It must not be used to pick people, to narrow down a list or a gallery, or to rule anybody out: at most a tenth of the "
    "differences between people of one sex shows in the voice."
)
SOURCE = (
    "population: adults of 20 years and over, United States 2007-2010 (Fryar et al. 2012, Vital and Health Statistics 11/252, tables "
    "10, 12, 14 and 15); correlation: Pisanski et al. 2014, Animal Behaviour 95, 89-99; tract lengths: Hillenbrand et al. 1995, J. "
    "Acoust. Soc. Am. 97, 3099-3111"
)
_Z90 = NormalDist().inv_cdf(0.95)
_FARTHEST = 2.0


@dataclass(frozen=True)
class Population:
    """Adults of one sex."""

    sex: Sex
    height: NormalDist
    """cm."""
    log_weight: NormalDist
    """Natural logarithm of kg."""
    tract: NormalDist
    """cm, as it is estimated from formants."""


def _population(sex: Sex, height: float, height_ends: Interval, bmi_ends: Interval, tract: float, spread: float) -> Population:
    """From published means, 5th and 95th percentiles; weight as body mass index x height squared, the two independent."""
    tall = NormalDist(height, (height_ends[1] - height_ends[0]) / (2 * _Z90))
    bmi = NormalDist((log(bmi_ends[0]) + log(bmi_ends[1])) / 2, (log(bmi_ends[1]) - log(bmi_ends[0])) / (2 * _Z90))
    heavy = NormalDist(bmi.mean + 2 * log(height / 100), sqrt(bmi.stdev**2 + (2 * tall.stdev / height) ** 2))
    return Population(sex, tall, heavy, NormalDist(tract, spread * tract))


# Heights in inches and body mass indices: Fryar et al. 2012. Tract lengths: the mean F1 to F4 of twelve vowels of 48 women and 45 men
# (Hillenbrand et al. 1995) put through the same formula as a recording; their spread is that of F3 within a vowel, which is
# rather too wide and makes the voice count for less.
POPULATIONS = (
    _population("female", 63.8 * 2.54, (59.3 * 2.54, 68.4 * 2.54), (19.5, 42.0), 14.9, 0.064),
    _population("male", 69.3 * 2.54, (64.3 * 2.54, 74.1 * 2.54), (20.7, 39.2), 17.3, 0.058),
)


def after(prior: NormalDist, lengths: NormalDist, tract: Tract) -> tuple[NormalDist, float]:
    """A quantity after the voice was heard, within one sex, and the gain in bits.

    Both are taken as jointly normal with the published correlation, lessened by the error of this recording; departures beyond
    two standard deviations, where nothing was measured, count as two. The gain is the mutual information -log2(1 - r²)/2.
    """
    trust = lengths.variance / (lengths.variance + tract.extra_error**2)
    explained = VARIANCE_EXPLAINED * trust
    departure = (tract.length - lengths.mean) / sqrt(lengths.variance + tract.extra_error**2)
    departure = min(max(departure, -_FARTHEST), _FARTHEST)
    moved = NormalDist(prior.mean + sqrt(explained) * departure * prior.stdev, prior.stdev * sqrt(1 - explained))
    return moved, -log2(1 - explained) / 2


def height_of(tract: Tract | str) -> BodyEstimate:
    """The height of an adult speaker, cm."""
    within = [_within(people.sex, people.height, people.tract, tract, logarithmic=False) for people in POPULATIONS]
    mean = sum(people.height.mean for people in POPULATIONS) / len(POPULATIONS)
    return _estimate("height", "cm", mean, mixed([people.height for people in POPULATIONS]), within, tract)


def weight_of(tract: Tract | str) -> BodyEstimate:
    """The weight of an adult speaker, kg."""
    within = [_within(people.sex, people.log_weight, people.tract, tract, logarithmic=True) for people in POPULATIONS]
    low, high = mixed([people.log_weight for people in POPULATIONS])
    mean = sum(_mean(people.log_weight, logarithmic=True) for people in POPULATIONS) / len(POPULATIONS)
    return _estimate("weight", "kg", mean, (exp(low), exp(high)), within, tract)


def mixed(parts: list[NormalDist]) -> Interval:
    """The middle 90 % of equal parts of several normal distributions."""

    def quantile(share: float) -> float:
        low = min(part.inv_cdf(share) for part in parts)
        high = max(part.inv_cdf(share) for part in parts)
        for _ in range(60):
            middle = (low + high) / 2
            below = sum(part.cdf(middle) for part in parts) / len(parts) < share
            low, high = (middle, high) if below else (low, middle)
        return (low + high) / 2

    return quantile(0.05), quantile(0.95)


def _within(sex: Sex, prior: NormalDist, lengths: NormalDist, tract: Tract | str, *, logarithmic: bool) -> Within:
    posterior, gain = (prior, 0.0) if isinstance(tract, str) else after(prior, lengths, tract)
    return Within(
        sex=sex,
        before=_ends(prior, logarithmic=logarithmic),
        mean=round(_mean(posterior, logarithmic=logarithmic), 1),
        interval=_ends(posterior, logarithmic=logarithmic),
        gain_bits=round(gain, 3),
    )


def _estimate(name: str, unit: str, mean: float, interval: Interval, within: list[Within], tract: Tract | str) -> BodyEstimate:
    reason = "the speaker's sex is not known to this tool and is not inferred from the voice, so that the interval stays that of all adults"
    if isinstance(tract, str):
        reason = f"the voice adds nothing: no vocal-tract length ({tract})"
    low, high = round(interval[0], 1), round(interval[1], 1)
    return BodyEstimate(
        name=name,
        unit=unit,
        mean=round(mean, 1),
        interval=(low, high),
        meaning="90 % of adults, as many women as men",
        reason=reason,
        before=(low, high),
        gain_bits=0.0,
        within=tuple(within),
        source=SOURCE,
        warning=WARNING,
    )


def _ends(distribution: NormalDist, *, logarithmic: bool) -> Interval:
    low, high = distribution.inv_cdf(0.05), distribution.inv_cdf(0.95)
    return (round(exp(low), 1), round(exp(high), 1)) if logarithmic else (round(low, 1), round(high, 1))


def _mean(distribution: NormalDist, *, logarithmic: bool) -> float:
    return exp(distribution.mean + distribution.variance / 2) if logarithmic else distribution.mean
