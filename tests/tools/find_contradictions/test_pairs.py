"""On labelled pairs of statements conflicts are found with the precision and recall that the card reports.

The pairs of `held_out.jsonl` were written before the rules and are for measuring only: no rule was made by them.
"""

import json
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools.find_contradictions.comparing import conflict
from tools.find_contradictions.parsing import parsed

pytestmark = needs_weights("named-entities")

PAIRS = Path(__file__).parents[2] / "data" / "contradictions"


@pytest.mark.parametrize(("part", "precision", "recall"), [("development", 0.95, 0.70), ("held_out", 0.90, 0.40)])
def test_labelled_pairs(part: str, precision: float, recall: float) -> None:
    """Of the pairs that are called conflicts few are none, and of the conflicts a known share is found."""
    pairs = [json.loads(line) for line in (PAIRS / f"{part}.jsonl").read_text("utf-8").splitlines()]
    called = [
        conflict(one, other) is not None
        for one, other in zip(parsed([pair["a"] for pair in pairs]), parsed([pair["b"] for pair in pairs]), strict=True)
    ]
    right = sum(pair["conflict"] and call for pair, call in zip(pairs, called, strict=True))
    assert right >= precision * sum(called)
    assert right >= recall * sum(pair["conflict"] for pair in pairs)
