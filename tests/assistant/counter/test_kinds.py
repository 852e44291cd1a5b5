"""Sentences that may clear somebody are known by their words, as often as the card says."""

import json
from pathlib import Path

import pytest

from assistant.counter.kinds import kind_of

SENTENCES = Path(__file__).parents[2] / "data" / "counter" / "sentences.jsonl"


@pytest.mark.parametrize(("part", "precision", "recall"), [("development", 1.0, 1.0), ("held_out", 0.95, 0.85)])
def test_labelled_sentences(part: str, precision: float, recall: float) -> None:
    """Of the sentences that are called clearing few are none, and of those that are a known share is found."""
    sentences = [line for line in map(json.loads, SENTENCES.read_text("utf-8").splitlines()) if line["part"] == part]
    assert len(sentences) >= 40
    called = [kind_of(sentence["text"]) is not None for sentence in sentences]
    right = sum(call and sentence["against"] is not None for sentence, call in zip(sentences, called, strict=True))
    assert right >= precision * sum(called)
    assert right >= recall * sum(sentence["against"] is not None for sentence in sentences)


def test_a_question_states_nothing() -> None:
    """What somebody was asked clears nobody, in whatever words it was asked."""
    assert kind_of("He was at home all evening.") == "alibi"
    assert kind_of("Was he at home all evening?") is None
    assert kind_of("If he was at home all evening, who drove?") is None
