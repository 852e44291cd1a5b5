"""Whether quotes answer is judged by what the model says of them, how near they are, and how well they were found."""

import json
from importlib import resources

import pytest

from assistant.compose import Quotable
from assistant.compose.answerable import Calibration, Judge, Weights, default_calibration
from tests.assistant.scripted_model import ScriptedModel
from tests.conftest import needs_weights
from tools.evidence import Citation

BLIND = Weights(intercept=0.0, log_odds=0.0, cosine=0.0, together=0.0, retrieved=0.0, threshold=0.9)
BY_SCORE = BLIND.model_copy(update={"intercept": -5.0, "retrieved": 10.0, "threshold": 0.5})


def quote(score: float | None) -> Quotable:
    place = Citation(exhibit="EX-0001", sha256="aa", fragment="line=1", quote="The van was green.")
    return Quotable("The van was green.", (place,), score=score)


@needs_weights("text-embedding")
@pytest.mark.parametrize(("scores", "answers"), [((0.9, 0.2), True), ((0.4, 0.2), False), ((None,), False)])
def test_the_best_score_of_a_search_counts(scores: tuple[float | None, ...], answers: bool) -> None:
    """Of quotes that a search found, the best passage's score is weighed; quotes without one count as badly found."""
    judge = Judge(ScriptedModel(odds=0.0), Calibration(search=BY_SCORE, named=BLIND, sure=1.0))
    reading = judge("Which colour was the van?", [quote(score) for score in scores], [], ranked=True)
    assert (reading.answers, reading.seen.retrieved) == (answers, max((score for score in scores if score), default=0.0))


@needs_weights("text-embedding")
def test_the_model_is_asked_only_where_its_word_counts() -> None:
    """Where what the model says has no weight it is not asked, and where it has it is."""
    counts = BY_SCORE.model_copy(update={"log_odds": 1.0})
    for search, asked in ((BY_SCORE, 0), (counts, 1)):
        model = ScriptedModel(odds=0.0)
        Judge(model, Calibration(search=search, named=BLIND, sure=1.0))("Which colour was the van?", [quote(0.9)], [], ranked=True)
        assert model.count("log_odds") == asked


def test_the_default_calibration_is_whole() -> None:
    """The file has every weight of both kinds of questions, and thresholds that are probabilities."""
    calibration = default_calibration()
    assert 0 < calibration.named.threshold < 1
    assert 0 < calibration.search.threshold < 1
    assert calibration.named.retrieved == 0, "an exhibit that is named was not searched for"
    assert set(json.loads(resources.files("assistant.compose").joinpath("calibration.json").read_text())) == {"search", "named", "sure"}
