"""What an examiner may say, and what two of them make of a candidate."""

from itertools import product
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from tools.verification import SCALE, Feature, Judgement, Opened, outcome
from tools.verification.scale import Judged
from tools.verification.wording import percent

SIMILAR = {"feature": "nose", "finding": "similar"}
DIFFERENT = {"feature": "ears", "finding": "different", "remark": "lobes attached, free in the other"}


def judgement(verdict: int) -> Judgement:
    return Judgement.model_validate({"verdict": verdict, "features": [SIMILAR, DIFFERENT]})


@pytest.mark.parametrize(("first", "second"), list(product(SCALE, SCALE)))
def test_what_two_verdicts_come_to(first: int, second: int) -> None:
    """Only two of the same sign decide; a single 0 or two signs are inconclusive, whoever judged first."""
    made = outcome((judgement(first), judgement(second)))
    assert made == outcome((judgement(second), judgement(first)))
    assert (made == "verified lead") == (min(first, second) > 0)
    assert (made == "not supported") == (max(first, second) < 0)
    assert made != "unverified"


@pytest.mark.parametrize("verdict", list(SCALE))
def test_one_verdict_decides_nothing(verdict: int) -> None:
    """Whatever one examiner says, the candidate stays unverified."""
    assert outcome((judgement(verdict),)) == outcome(()) == "unverified"


def test_the_scale_is_whole_and_in_order() -> None:
    """Every verdict from -3 to 3 has words of its own."""
    assert sorted(SCALE) == sorted(get_args(Judged)) == list(range(-3, 4))
    assert len(set(SCALE.values())) == 7


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"verdict": 2}, r"\+2 needs at least one feature that was found similar"),
        ({"verdict": -1, "features": [SIMILAR]}, "-1 needs at least one feature that was found different"),
        ({"verdict": 1, "features": [SIMILAR, {"feature": "ears", "finding": "different", "remark": " "}]}, "why ears differs"),
        ({"verdict": 1, "features": [SIMILAR, SIMILAR]}, "nose is named twice"),
        ({"verdict": 4, "features": [SIMILAR]}, "Input should be"),
        ({"verdict": 1, "features": [SIMILAR | {"feature": "aura"}]}, "Input should be"),
        ({"verdict": 0, "remark": "x" * 2001}, "at most 2000"),
    ],
)
def test_judgements_that_contradict_themselves(said: dict[str, Any], says: str) -> None:
    """A verdict without a feature that speaks for it, an unexplained difference, or a feature that is on no list is refused."""
    with pytest.raises(ValidationError, match=says):
        Judgement.model_validate(said)


def test_what_was_not_assessed_is_told() -> None:
    """Of every feature of the list either something is said, or that nothing was."""
    given = judgement(1)
    assert set(given.not_assessed) == set(get_args(Feature)) - {"nose", "ears"}


def test_a_commitment_binds() -> None:
    """Another verdict, examiner, candidate, case or salt has another commitment; the same has the same."""
    opened = Opened(judgement=judgement(1), salt="0" * 64)
    bound = opened.commitment("case", "ev-1", "ann")
    assert bound == Opened(judgement=judgement(1), salt="0" * 64).commitment("case", "ev-1", "ann")
    others = [
        Opened(judgement=judgement(2), salt="0" * 64).commitment("case", "ev-1", "ann"),
        Opened(judgement=judgement(1), salt="1" * 64).commitment("case", "ev-1", "ann"),
        opened.commitment("case", "ev-1", "bob"),
        opened.commitment("case", "ev-2", "ann"),
        opened.commitment("other", "ev-1", "ann"),
    ]
    assert len({bound, *others}) == 6


@pytest.mark.parametrize(
    ("rate", "words"), [(0.0123, "1.23 %"), (0.00083, "0.083 %"), (0.0, "0 %"), (1e-6, "0.0001 %"), (0.995, "99.5 %"), (1.0, "100 %")]
)
def test_a_small_rate_is_never_told_as_none(rate: float, words: str) -> None:
    """A rate that was measured above zero is told as above zero."""
    assert percent(rate) == words
