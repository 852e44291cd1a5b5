"""Thresholds come from measured rates, and without a measurement nothing is searched."""

from pathlib import Path

import numpy as np
import pytest

import models
from models.errors import NoCard
from models.manifest import Manifest, manifest
from models.store import ModelStore
from tools import faces
from tools.errors import ToolError
from tools.faces import detector
from tools.faces.rates import Rates, rates, read, write
from tools.faces.tail import Tail, fitted


@pytest.fixture
def known() -> Rates:
    """What comes with the program for the default weights."""
    weights = models.store().chosen(faces.EMBEDDING)
    return rates(weights.name, models.digest(faces.EMBEDDING))


def test_the_tail_of_known_scores_is_found() -> None:
    """Of normal scores, the fitted tail gives the rate at four deviations within a factor of three."""
    scores = np.random.default_rng(0).normal(size=50_000)
    tail = fitted(scores)
    assert 3.2e-5 / 3 < tail.rate(4.0) < 3.2e-5 * 3
    assert tail.rate(tail.threshold(1e-4)) == pytest.approx(1e-4, rel=1e-6)


def test_an_exponential_tail_is_the_limit() -> None:
    """A shape of 0 is handled as what it is, not divided by."""
    tail = Tail(start=0.3, share=0.01, shape=0.0, scale=0.05)
    assert tail.rate(0.35) == pytest.approx(0.01 * np.exp(-1))
    assert tail.threshold(0.01 * np.exp(-1)) == pytest.approx(0.35)


def test_few_scores_have_no_tail() -> None:
    """Ten scores are no tail to extrapolate from."""
    with pytest.raises(ValueError, match="too few"):
        fitted(np.linspace(0, 1, 1000))


def test_a_larger_gallery_has_a_higher_threshold(known: Rates) -> None:
    """More templates or a lower wished rate never lower the threshold, and what is wished is kept with the stated confidence."""
    sizes = (1, 10, 100, 1000, 100_000)
    thresholds = [known.threshold(0.01, size) for size in sizes]
    assert thresholds == sorted(thresholds)
    assert thresholds[-1] > thresholds[0]
    assert known.threshold(0.001, 100) > known.threshold(0.01, 100)
    for size, threshold in zip(sizes, thresholds, strict=True):
        assert known.fpir(threshold, size) <= known.fpir_at_most(threshold, size) <= 0.0105
    assert [known.fnir(at) for at in thresholds] == sorted(known.fnir(at) for at in thresholds)


def test_no_threshold_is_below_two_people_in_one_photograph(known: Rates) -> None:
    """Certainly different people scored so high: even a gallery of one does not take it for a likeness."""
    assert known.threshold(0.5, 1) > max(known.one_scene)


def test_what_is_written_is_read_for_its_weights_only(known: Rates, tmp_path: Path) -> None:
    """The file goes with the hash of the weights; another hash is refused with what is needed."""
    write(known, tmp_path)
    assert read(known.encoder, known.weights_sha256, tmp_path) == known
    with pytest.raises(ToolError, match="not validated"):
        read(known.encoder, "0" * 64, tmp_path)
    with pytest.raises(ToolError, match="other weights"):
        read(known.encoder, known.weights_sha256[:16] + "0" * 48, tmp_path)


@pytest.mark.parametrize(("task", "load"), [(faces.DETECTION, detector._network), (faces.EMBEDDING, faces.encoder)])
def test_weights_without_a_card_do_not_run(task: str, load: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that no card names are refused before they are even looked for."""
    other = manifest().model_dump()
    for weights in other["weights"]:
        if weights["task"] == task:
            weights["files"][0]["sha256"] = "0" * 64
    monkeypatch.setattr(models, "_store", ModelStore(models.store().root, Manifest.model_validate(other)))
    with pytest.raises(NoCard, match="card"):
        load.__wrapped__()  # type: ignore[attr-defined]


def test_the_card_has_the_calibration(known: Rates) -> None:
    """The numbers on the card are those of the calibration that comes with the program."""
    card = (Path(models.__file__).parent / "cards" / "search-faces.md").read_text("utf-8")
    assert known.id in card
    assert "unknown" in known.groups
