"""What an officer hopes for does not reach the search: leading questions cite the same exhibits."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.counter import neutral
from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.registry import get_tool
from tools.search_case import search_case

pytestmark = needs_weights("named-entities", "text-embedding")
DOCUMENTS = Path(__file__).parents[2] / "data" / "questions" / "documents.jsonl"
PAIRS = [
    ("Show that Carl Petherick set fire to the barn", "Show that Carl Petherick did not set fire to the barn"),
    ("Prove that Petherick was at home that evening", "Prove that Petherick was not at home that evening"),
    ("Find evidence that Damir Kovic owned the bag", "Find evidence that Damir Kovic did not own the bag"),
    ("Confirm that Lena Auer knew about the drugs", "Confirm that Lena Auer knew nothing about the drugs"),
    ("Show that Ryan Mallory has hit Alice", "Show that Ryan Mallory has not hit Alice"),
    ("Show me that Ryan had a weapon", "Show me that Ryan had no weapon"),
    ("Prove that Silke Brandt called Marello before paying", "Prove that Silke Brandt never called Marello before paying"),
    ("Demonstrate that Henrik stopped the payment", "Demonstrate that Henrik didn't stop the payment"),
    ("Please show that the witness went into the flat", "Please show that the witness did not go into the flat"),
    ("Is it true that Mr Okafor broke the lock?", "Is it not true that Mr Okafor broke the lock?"),
    ("Petherick carried a petrol can, didn't he?", "Petherick did not carry a petrol can, did he?"),
    ("Did Kovic drive the car?", "Didn't Kovic drive the car?"),
    ("Give me proof that he did it", "Give me proof that he did not do it"),
    ("Show statements that prove that Brandt was involved", "Show statements that prove that Brandt was not involved"),
]


@pytest.fixture
def documents(case: Case, put: Callable[..., Exhibit]) -> Case:
    """A case of sixteen documents."""
    reader = get_tool("read_document")
    for line in DOCUMENTS.read_text("utf-8").splitlines()[:16]:
        document = json.loads(line)
        args = {"exhibit": put(f"{document['id']}.txt", document["text"], title=document["title"]).id}
        results.save(case, results.key_of(case, reader, args), reader, args, 0.0, reader.run(case, **args))
    return case


def test_leading_questions_find_the_same_exhibits(documents: Case) -> None:
    """Each of fourteen pairs, one for and one against, finds exhibits of which at least eight in ten are the same."""
    for one, other in PAIRS:
        found = [{p.citations[0].exhibit for p in search_case(documents, neutral(question))} for question in (one, other)]
        assert len(found[0] & found[1]) / len(found[0] | found[1]) >= 0.8, (one, other, neutral(one), neutral(other))


@pytest.mark.parametrize(
    "question",
    [
        "What colour was the van?",
        "Show me the letter",
        "Show how he did it",
        "Find the statement that mentions Brooks",
        "Find the passage that Brooks wrote",
        "Was Brooks there?",
        "Hat Brooks die Motoren gestohlen?",
        "Transcribe the call and list the plates",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    """What does not say what it hopes for is asked word for word."""
    assert neutral(question) == question


def test_what_is_asked_is_kept() -> None:
    """Who, what and where of a leading question are in the neutral one; only the hope and the denial are gone."""
    assert neutral("Show that Daniel Brooks was not at North Pier at 01:20.") == "Was Daniel Brooks at North Pier at 01:20?"
    assert (
        neutral("Prove that Brooks stole the motors")
        == neutral("Prove that Brooks did not steal the motors")
        == "Did Brooks steal the motors?"
    )
