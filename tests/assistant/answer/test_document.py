"""The answer as a document."""

import pytest
from pydantic import ValidationError

from assistant.answer import Answer, Sentence
from tools.evidence import Citation

CITATION = Citation(exhibit="EX-0001", sha256="aa", fragment="line=1", quote="q")


def test_a_sentence_without_a_citation_cannot_exist() -> None:
    """The type itself refuses a claim without a place."""
    with pytest.raises(ValidationError, match="citations"):
        Sentence(text="He did it.", citations=())
    with pytest.raises(ValidationError, match="citations"):
        Sentence.model_validate({"text": "He did it."})


def test_a_citation_without_words_cannot_exist() -> None:
    """A place with nothing quoted at it supports nothing."""
    with pytest.raises(ValidationError, match="quote"):
        CITATION.model_validate(CITATION.model_dump() | {"quote": ""})


def test_an_answer_survives_its_json() -> None:
    """Written as JSON and read again it is the same answer."""
    answer = Answer(question="Who “did” it?\n{{x}}", status="answered", sentences=(Sentence(text="Ünal.", citations=(CITATION,)),))
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_an_answer_cannot_be_changed_afterwards() -> None:
    """What passed the gate stays as it passed."""
    sentence = Sentence(text="He left.", citations=(CITATION,))
    with pytest.raises(ValidationError, match="frozen"):
        sentence.text = "He stayed."  # type: ignore[misc]
    with pytest.raises(ValidationError, match="status"):
        Answer(question="?", status="perhaps")  # type: ignore[arg-type]
