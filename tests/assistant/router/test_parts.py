"""Questions that ask for several things, and the reasons for which one is refused."""

from collections.abc import Mapping

import numpy as np
import pytest

import prompts
from assistant.router.classifier import Reading
from assistant.router.clauses import divisions
from assistant.router.parts import parts
from assistant.router.refusals import reasons, refusal

CLASSES = ("read_document", "transcribe_audio", "refuse:guilt")


class ScriptedClassifier:
    """Reads a text by the first of its keys that the text holds, as surely as it is told."""

    def __init__(self, table: Mapping[str, str], sure: float = 1.9) -> None:
        self._table, self._sure = table, sure

    def __call__(self, question: str) -> Reading:
        return self.at_a_glance(question)

    def at_a_glance(self, question: str) -> Reading:
        name = next(name for key, name in self._table.items() if key in question)
        scores = np.array([self._sure / 2 if other == name else 0.0 for other in CLASSES])
        return Reading(CLASSES, None, scores, fact=False, foreign=False)


def found(question: str, table: Mapping[str, str], sure: float = 1.9) -> list[tuple[str, str]]:
    classifier = ScriptedClassifier(table, sure)
    whole = classifier(question)
    return [(text, reading.best[0]) for text, reading in parts(question, whole, classifier, lambda name: ":" not in name)]  # type: ignore[arg-type]


def test_two_wishes_are_two_parts() -> None:
    """What asks for two tools is divided where it changes, each part with its own words."""
    table = {"call": "transcribe_audio", "letter": "read_document"}
    assert found("Transcribe the call and then read the letter.", table) == [
        ("Transcribe the call", "transcribe_audio"),
        ("read the letter", "read_document"),
    ]


@pytest.mark.parametrize(
    ("question", "table", "sure"),
    [
        ("Read the letter and read the note.", {"letter": "read_document", "note": "read_document"}, 1.9),
        ("Read the letter and who is guilty then.", {"guilty": "refuse:guilt", "letter": "read_document"}, 1.9),
        ("Transcribe the call and read the letter.", {"call": "transcribe_audio", "letter": "read_document"}, 0.5),
    ],
    ids=["one tool", "one part would be refused", "not sure"],
)
def test_what_is_not_surely_two_stays_one(question: str, table: Mapping[str, str], sure: float) -> None:
    """A question for one tool, with a part that would be refused, or whose parts are not clear, is not divided."""
    assert [text for text, _ in found(question, table, sure)] == [question]


def test_divisions_keep_every_word() -> None:
    """However a question is divided, its parts hold its words in order, at least two each."""
    question = "Transcribe the call, then list the names and read the second letter."
    found = divisions(question)
    assert ["Transcribe the call", "list the names", "read the second letter"] in found
    for division in found:
        place = -1
        for part in division:
            assert len(part.split()) >= 2
            assert question.index(part) > place
            place = question.index(part)


@pytest.mark.parametrize("question", ["Read the letter.", "List names and dates.", "And?", ""])
def test_what_has_no_joint_is_not_divided(question: str) -> None:
    """A question without a connector between two stretches of words has one part."""
    assert divisions(question) == []


def test_every_refusal_that_is_learned_has_its_words() -> None:
    """Each reason in the example questions has a text that says what can be done instead."""
    learned = {example.refusal for example in prompts.examples() if example.refusal}
    assert learned <= set(reasons())
    for reason in reasons():
        assert refusal(reason).reason == reason
        assert len(refusal(reason).text) > 60
