"""A calibration that does not hold blocks the tool, and the one that comes with the program holds."""

from dataclasses import replace

import numpy as np
import pytest

import models
from tools.compare_speakers import likelihood_ratio
from tools.compare_speakers.calibration import Calibration, assembled, calibration
from tools.compare_speakers.comparisons import Comparisons
from tools.compare_speakers.fitting import fit, folds_of, held_out
from tools.compare_speakers.metrics import cllr
from tools.compare_speakers.validating import shuffled_cllr
from tools.errors import ToolError

PEOPLE = 30


@pytest.fixture(scope="module")
def shipped() -> Calibration:
    """The calibration of the default weights."""
    chosen = models.store().chosen("voice-embedding")
    return calibration(chosen.name, models.digest("voice-embedding"))


@pytest.fixture(scope="module")
def made_up() -> Comparisons:
    """Comparisons of 30 speakers, three of each with herself and one of each two, whose scores tell them apart."""
    random = np.random.default_rng(2)
    pairs = [(a, b) for a in range(PEOPLE) for b in range(a, PEOPLE) for _ in range(3 if a == b else 1)]
    speakers = np.array(pairs)
    scores = random.normal(np.where(speakers[:, 0] == speakers[:, 1], 3.0, 0.0), 1.0)
    return Comparisons(speakers, scores, scores / 10)


def test_a_good_score_calibrates(made_up: Comparisons) -> None:
    """On held-out speakers the fitted line costs little, near to what the true model would."""
    log_lr = held_out(made_up, made_up.same, folds_of(PEOPLE, 10, 0))
    true = 3.0 * made_up.scores - 4.5  # two normal distributions with means 3 and 0 and deviation 1
    weights = made_up.weights()
    assert cllr(log_lr, made_up.same, weights) < cllr(true, made_up.same, weights) + 0.1


def test_shuffled_labels_teach_nothing(made_up: Comparisons) -> None:
    """With the answers shuffled among the speakers the whole procedure costs 1 bit or more."""
    assert shuffled_cllr(made_up, folds_of(PEOPLE, 10, 0)) >= 1


def test_no_speaker_is_in_the_fit_that_judges_her(made_up: Comparisons) -> None:
    """Changing a speaker's own scores changes no line that she is judged by."""
    folds = np.arange(PEOPLE)
    hers = (made_up.speakers == 0).any(axis=1)
    changed = replace(made_up, scores=np.where(hers, made_up.scores + 5.0, made_up.scores))
    one, two = (held_out(c, c.same, folds) for c in (made_up, changed))
    same = hers & made_up.same
    weights = made_up.weights()
    line = fit(made_up.scores[~hers], made_up.same[~hers], weights[~hers])
    assert one[same] == pytest.approx(line(made_up.scores[same]))
    assert two[same] == pytest.approx(line(changed.scores[same]))


def test_every_shipped_condition_holds(shipped: Calibration) -> None:
    """At least 30 speakers, Cllr below 1, shuffled labels at 1 or more, Cllr-min below Cllr, bounds on both sides of 0."""
    assert shipped.record.population.speakers >= 30
    for found in shipped.record.validations:
        assert found.objection is None
        assert found.population >= 30
        assert found.cllr_min <= found.cllr < 1 <= found.cllr_shuffled
        assert found.lowest <= 0 <= found.highest


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"cllr": 1.0}, "worse than none"),
        ({"cllr_shuffled": 0.9}, "shuffled labels"),
        ({"population": 29}, "29 speakers and 30 are needed"),
        ({"held_out_same": 5}, "5 speakers were held out"),
    ],
)
def test_a_validation_that_fails_blocks_the_tool(shipped: Calibration, change: dict[str, float], reason: str) -> None:
    """Where a check of the validation fails, no comparison under that condition is made, and the officer reads why."""
    bad = tuple(v.model_copy(update=change) for v in shipped.record.validations)
    blocked = replace(shipped, record=shipped.record.model_copy(update={"validations": bad}))
    with pytest.raises(ToolError, match=reason):
        blocked.validation(("wide", "wide"), 30.0, 10.0)


def test_the_longest_validated_length_is_taken(shipped: Calibration) -> None:
    """Ten seconds are judged by pieces of six, four by pieces of three, two by none."""
    assert shipped.validation(("wide", "wide"), 30.0, 10.0).condition.seconds == 6
    assert shipped.validation(("wide", "wide"), 30.0, 4.0).condition.seconds == 3
    with pytest.raises(ToolError, match="3 s is the least"):
        shipped.validation(("wide", "wide"), 30.0, 2.9)


def test_bands_that_were_not_validated_together_are_refused(shipped: Calibration) -> None:
    """Without a validation of telephone against wide band such a comparison is refused with what is needed."""
    same_band = tuple(v for v in shipped.record.validations if v.condition.bands[0] == v.condition.bands[1])
    without = replace(shipped, record=shipped.record.model_copy(update={"validations": same_band}))
    with pytest.raises(ToolError, match=r"wide with telephone band was not validated\. Needed"):
        without.validation(("wide", "telephone"), 30.0, 10.0)


def test_other_weights_are_refused() -> None:
    """Weights without a validation of their own give no comparison, whatever their scores."""
    with pytest.raises(ToolError, match=r"have no validation.*Needed: .*learn"):
        calibration("other", "f" * 64)


def test_extreme_scores_are_cut(shipped: Calibration) -> None:
    """A score far beyond those of the population gets the bound and no more, on both sides."""
    measured = shipped.validation(("wide", "wide"), 30.0, 10.0)
    for score, bound in ((50.0, measured.highest), (-50.0, measured.lowest)):
        log10_lr, interval, capped = likelihood_ratio(score, shipped, measured)
        assert capped
        assert log10_lr == bound
        assert measured.lowest <= interval[0] <= interval[1] <= measured.highest


def test_the_interval_holds_the_lr(shipped: Calibration) -> None:
    """Whatever the score, the LR lies in its interval."""
    for measured in shipped.record.validations:
        for score in np.linspace(-5, 10, 31):
            log10_lr, (low, high), _ = likelihood_ratio(float(score), shipped, measured)
            assert low <= log10_lr <= high


def test_the_identity_covers_the_numbers(shipped: Calibration) -> None:
    """Another coefficient or another cohort is another calibration."""
    numbers = {f"cohort_{a}_{b}": cohort.vectors for (a, b), cohort in shipped.cohort.items()}
    for k, condition in enumerate(shipped.resampled):
        numbers |= {
            f"lines_{k}": shipped.resampled[condition],
            f"same_{k}": shipped.same[condition],
            f"different_{k}": shipped.different[condition],
        }
    before = assembled(shipped.record, numbers).id
    numbers["cohort_wide_clear"] = numbers["cohort_wide_clear"] * np.float32(1.001)
    assert assembled(shipped.record, numbers).id != before
