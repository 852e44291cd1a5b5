"""Filling the arguments of a tool from a question."""

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.router.arguments import Asked, fill
from assistant.router.mentions import mentions
from tests.assistant.router.register import SLIPWAY, exhibit
from tests.assistant.scripted_model import ScriptedModel
from tools.case import Exhibit
from tools.registry import get_tool


def filled(tool: str, question: str, model: ScriptedModel | None = None, exhibits: Sequence[Exhibit] = SLIPWAY) -> list[dict[str, Any]]:
    return fill(get_tool(tool), Asked(question, None, mentions(question, exhibits)), exhibits, model or ScriptedModel())


@pytest.mark.parametrize(
    ("tool", "question", "args"),
    [
        ("read_document", "What does EX-0004 say?", {"exhibit": "EX-0004"}),
        ("read_document", "What is on page 2 of EX-0004?", {"exhibit": "EX-0004", "page": 2}),
        ("transcribe_audio", "Transcribe EX-0005, they speak Polish.", {"exhibit": "EX-0005", "language": "pl"}),
        ("transcribe_audio", "Write down the voicemail of Daniel Brooks.", {"exhibit": "EX-0006"}),
        ("extract_entities", "Which plates are in receipt_photo.jpg?", {"exhibit": "EX-0003"}),
    ],
)
def test_what_the_words_say_needs_no_model(tool: str, question: str, args: dict[str, Any]) -> None:
    """Exhibits, pages and languages that a question names outright are taken by rule; the model is not asked."""
    assert filled(tool, question) == [args]


def test_a_search_takes_the_officers_words() -> None:
    """What is looked for is what was asked, word for word."""
    assert filled("search_case", "Who paid the deposit?") == [{"query": "Who paid the deposit?"}]


def test_a_search_in_another_language_has_both_wordings() -> None:
    """A translated question is looked for as it was asked and in English."""
    question = "¿Quién pagó el depósito?"
    asked = Asked(question, "Who paid the deposit?", mentions(question, SLIPWAY))
    [args] = fill(get_tool("search_case"), asked, SLIPWAY, ScriptedModel())
    assert question in args["query"]
    assert "Who paid the deposit?" in args["query"]


def test_the_model_chooses_only_among_exhibits_that_fit() -> None:
    """Where words do not tell which recording is meant, the model chooses one of the recordings and can name nothing else."""
    model = ScriptedModel(chooses=lambda options: max(options))
    assert filled("transcribe_audio", "Write down what was said.", model) == [{"exhibit": "EX-0006"}]
    assert set(model.options[0]) == {"EX-0005", "EX-0006"}


def test_the_only_one_that_fits_is_meant() -> None:
    """With one recording in the case, the recording is that one, and nobody need be asked."""
    assert filled("transcribe_audio", "Write down what was said.", exhibits=SLIPWAY[:5]) == [{"exhibit": "EX-0005"}]


@pytest.mark.parametrize(("tool", "named"), [("read_document", "EX-0099"), ("transcribe_audio", "EX-0004"), ("read_document", "EX-0005")])
def test_a_wrong_exhibit_is_kept_as_it_was_named(tool: str, named: str) -> None:
    """An exhibit that is not there, or of another medium, is not replaced by a guess: the officer is told."""
    assert filled(tool, f"What does {named} say?") == [{"exhibit": named}]


def test_two_exhibits_are_two_calls() -> None:
    """A tool that takes one exhibit is used once for each that is named, in the order of the question."""
    assert filled("transcribe_audio", "Transcribe EX-0006 and EX-0005.") == [{"exhibit": "EX-0006"}, {"exhibit": "EX-0005"}]


def test_all_of_a_kind_are_as_many_calls() -> None:
    """Both letters are two calls, and nothing else is read."""
    letters = [
        *SLIPWAY[:3],
        exhibit(4, "document", "Letter of March", kind="letter"),
        exhibit(5, "document", "Letter of May", kind="letter"),
    ]
    assert filled("read_document", "Read both letters.", exhibits=letters) == [{"exhibit": "EX-0004"}, {"exhibit": "EX-0005"}]


def test_nothing_that_fits_leaves_the_argument_out() -> None:
    """With no recording in the case no recording is named."""
    assert filled("transcribe_audio", "Write down what was said.", exhibits=SLIPWAY[:4]) == [{}]


def test_both_in_another_language_are_two_calls() -> None:
    """A part of a question that is not in English asks for both letters as well."""
    letters = [exhibit(1, "document", "Drohbrief März"), exhibit(2, "document", "Drohbrief Mai"), exhibit(3, "document", "Aussage Brodahl")]
    question = "Lies beide Drohbriefe vor"
    asked = Asked(question, None, mentions(question, letters), foreign=True)
    found = fill(get_tool("read_document"), asked, letters, ScriptedModel())
    assert found == [{"exhibit": "EX-0001"}, {"exhibit": "EX-0002"}]


def test_a_place_is_not_made_of_the_numbers_of_a_question() -> None:
    """A start whose only words that stand in the question are those of the hours was made up by the model, and is left out."""
    question = "Plan a patrol for three cars, 22 to 06"
    asked = Asked(question, None, mentions(question, []))
    invented = ScriptedModel(writes=[{"start": "town hall, 22 to 06"}])
    assert fill(get_tool("plan_patrol"), asked, [], invented) == [{"units": 3, "hours": "22-06"}]
    question = "Plan a patrol for three cars from the town hall, 22 to 06"
    told = ScriptedModel(writes=[{"start": "town hall"}])
    assert fill(get_tool("plan_patrol"), Asked(question, None, mentions(question, [])), [], told)[0]["start"] == "town hall"
