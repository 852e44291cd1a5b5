"""Both kinds of search together find no less than the better of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bench import retrieval
from tests.conftest import needs_weights
from tools.case import Case, Exhibit
from tools.index import Index
from tools.retrieval import index_of, retrieve
from tools.retrieval_fusion import fused, meaning_of

pytestmark = needs_weights("text-embedding", "named-entities")


def test_never_below_the_better_half_on_clapnq(shared: Path) -> None:
    """On CLAPnq's passages every measure is at least that of the better of dense and BM25 alone, and so it is on every random half."""
    found = retrieval.ranks_of(retrieval.clapnq(shared / "qa-clapnq"))
    for of in retrieval.METRICS.values():
        ours, *halves = (float(of(found[who]).mean()) for who in ("ours", "meaning", "words"))
        assert ours >= max(halves)
    assert retrieval.halves_below(found["ours"], found["meaning"], found["words"]) == 0


def test_both_count() -> None:
    """A passage that is nearer, and one that holds more of the words, comes first; neither kind of search alone decides."""
    assert fused(0.5, 0.2) > fused(0.4, 0.2) > fused(0.4, 0.1)
    assert fused(0.3, 0.9) > fused(0.5, 0.0)
    assert meaning_of(0.2, 0.6) == meaning_of(0.6, 0.2)


@pytest.mark.parametrize("half", ["_nearest", "scores"])
def test_nothing_found_is_never_said_after_one_search(
    case: Case, keep: Callable[..., Exhibit], monkeypatch: pytest.MonkeyPatch, half: str
) -> None:
    """When one kind of search fails there is no result at all: neither alone may say that nothing was found."""
    keep("note.txt", "The grey van left.\n")
    assert retrieve(case, "van", 3)

    def fails(*args: object) -> None:
        raise RuntimeError("this half cannot be done")

    if half == "_nearest":
        monkeypatch.setattr(Index, "_nearest", fails)
    else:
        monkeypatch.setattr("tools.index.index_words.scores", fails)
    with pytest.raises(RuntimeError, match="this half"):
        retrieve(case, "van", 3)
    with pytest.raises(RuntimeError, match="this half"):
        index_of(case).search("nothing of the kind", 3)
