"""The last check of an answer: every citation once more against what the tools found."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from assistant.answer import Sentence
from assistant.compose import Composed, Quotable
from assistant.compose.answerable import Reading
from assistant.inquiry import Inquiry
from assistant.session import Session
from tests.assistant.scripted_router import ScriptedRouter, call
from tests.conftest import needs_weights
from tools.case import Exhibit
from tools.errors import IntegrityError
from tools.evidence import Citation

pytestmark = needs_weights("named-entities")


class Inventor:
    """A composer that changes the citations it is given."""

    def __init__(self, change: Mapping[str, str]) -> None:
        self._change = dict(change)

    def compose(self, question: str, found: Sequence[Quotable], titles: Mapping[str, str], *, ranked: bool) -> Composed:
        if not found:
            return Composed((), Reading.nothing())
        cited = Citation.model_validate(found[0].citations[0].model_dump() | self._change)
        return Composed((Sentence(text=found[0].text, citations=(cited,)),), Reading.nothing())


def inquiry(session: Session, router: ScriptedRouter, composer: Any) -> Inquiry:
    found = Inquiry(session, "What colour was the van?", router, composer, lambda event, what: None)  # type: ignore[arg-type]
    for routed in found.decide().calls:
        found.call(routed.call)
    found.compose()
    return found


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "The van was blue."},
        {"fragment": "line=2"},
        {"fragment": "page=1"},
        {"exhibit": "EX-0002"},
        {"exhibit": "EX-0099"},
        {"sha256": "0" * 64},
    ],
)
def test_a_citation_that_no_tool_produced_withholds_the_answer(
    session: Session, put: Callable[..., Exhibit], change: dict[str, str]
) -> None:
    """An invented citation is an error on record, not an answer; it is never quietly left out."""
    put("a.txt", "The van was grey.\nThe boat left.\n")
    put("b.txt", "The van was green.\n")
    asked = inquiry(session, ScriptedRouter(call("read_document", exhibit="EX-0001")), Inventor(change))
    with pytest.raises(IntegrityError, match="No tool found"):
        asked.answer()
    last = json.loads(session.ledger.path.read_text().splitlines()[-1])
    assert last["event"] == "integrity_failure"
    assert "No tool found" in last["data"]["error"]


def test_an_unchanged_citation_passes(session: Session, put: Callable[..., Exhibit]) -> None:
    """The same way with a citation as the tool made it gives an answer."""
    put("a.txt", "The van was grey.\n")
    answer = inquiry(session, ScriptedRouter(call("read_document", exhibit="EX-0001")), Inventor({})).answer()
    assert (answer.status, answer.sentences[0].citations[0].quote) == ("answered", "The van was grey.")


def test_part_of_what_stands_there_may_be_quoted(session: Session, put: Callable[..., Exhibit]) -> None:
    """A quote that is a stretch of the line that was found is held."""
    put("a.txt", "The van was grey.\n")
    answer = inquiry(session, ScriptedRouter(call("read_document", exhibit="EX-0001")), Inventor({"quote": "van was grey"})).answer()
    assert answer.status == "answered"


def test_only_the_kinds_that_were_asked_for_are_told(session: Session, put: Callable[..., Exhibit]) -> None:
    """Of everything that stands in an exhibit, a question for plates is answered with the plates."""
    put("a.txt", "Helen Carter saw PA99 KTX at 01:20. Call 07700 900142.\n")
    wanted = call("extract_entities", wants="whole", types=("phone",), exhibit="EX-0001")
    answer = inquiry(session, ScriptedRouter(wanted), Inventor({})).answer()
    assert answer.sentences
    assert all("900142" in sentence.citations[0].quote for sentence in answer.sentences)
    assert len(answer.evidence) > len(answer.sentences)


def test_every_exhibit_is_covered_once(session: Session, put: Callable[..., Exhibit]) -> None:
    """Read, searched or left out: each exhibit of the case stands in the coverage exactly once, left out ones with a reason."""
    for number in range(4):
        put(f"{number}.txt", f"The van number {number} was grey.\n")
    for router in (
        ScriptedRouter(call("read_document", exhibit="EX-0002"), call("read_document", exhibit="EX-0002", page=1)),
        ScriptedRouter(call("read_document", exhibit="EX-0003"), call("search_case", query="van")),
        ScriptedRouter(call("read_document", exhibit="EX-0003", page=9)),
    ):
        coverage = inquiry(session, router, Inventor({})).answer().coverage
        assert sorted([*coverage.searched, *(left.exhibit for left in coverage.not_searched)]) == [f"EX-000{n}" for n in (1, 2, 3, 4)]
        assert all(left.reason for left in coverage.not_searched)
