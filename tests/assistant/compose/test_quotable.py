"""Evidence cut into sentences that can be quoted, each with exactly its places."""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant import execution
from assistant.compose import quotables
from assistant.execution import ToolCall
from assistant.session import Session
from tests.conftest import needs_weights
from tools.case import Exhibit
from tools.evidence import Citation, Entity, Evidence, Passage

pytestmark = needs_weights("named-entities")
LONG = "The grey van stopped at the head of North Pier at twenty past one. Two men got out"
WRAPPED = f"{LONG}\nand carried four motors to the van. Then they drove away towards the town.\n"


def places(citations: Sequence[Citation]) -> list[tuple[str, str]]:
    return [(citation.fragment, citation.quote) for citation in citations]


def test_sentences_have_the_lines_they_stand_in(read: Callable[..., Sequence[Evidence]]) -> None:
    """A line with two sentences gives two quotes; one that runs over two lines cites both, each with its own words."""
    found = {quotable.text: places(quotable.citations) for quotable in quotables(read(WRAPPED))}
    assert found["The grey van stopped at the head of North Pier at twenty past one."] == [
        ("line=1", "The grey van stopped at the head of North Pier at twenty past one.")
    ]
    assert found["Two men got out and carried four motors to the van."] == [
        ("line=1", "Two men got out"),
        ("line=2", "and carried four motors to the van."),
    ]


def test_every_quote_stands_in_its_line(session: Session, put: Callable[..., Exhibit], demo: Path) -> None:
    """In a real statement each quote is, word for word, part of what the tool read at that place, and no sentence is lost."""
    put(demo / "witness_statement.docx")
    evidence = execution.run(session, ToolCall("read_document", {"exhibit": "EX-0001"})).evidence
    read = [(item.citations[0].fragment, item.citations[0].quote) for item in evidence]
    found = quotables(evidence)
    for quotable in found:
        assert quotable.exhibit == "EX-0001"
        for fragment, quote in places(quotable.citations):
            assert any(fragment == place and quote in text for place, text in read)
    together = "".join("".join(quotable.text for quotable in found).split())
    assert together == "".join("".join(item.text for item in evidence).split())


def test_passages_keep_the_citations_of_each_sentence() -> None:
    """Of a passage that was found, every line becomes a quote with as many places as belong to it, and no more."""
    cited = [Citation(exhibit="EX-0007", sha256="aa", fragment=f"line={n}", quote=f"q{n}") for n in (1, 2, 3)]
    passage = Passage(text="q1\nq2 q3", citations=tuple(cited), parts=(1, 2), rank=1, source="search_case")
    assert [(q.text, q.citations) for q in quotables([passage])] == [("q1", (cited[0],)), ("q2 q3", (cited[1], cited[2]))]


def test_the_same_place_is_quoted_once() -> None:
    """A sentence that several passages hold is shown once; the order of the first is kept."""
    cited = [Citation(exhibit="EX-0007", sha256="aa", fragment=f"line={n}", quote=f"q{n}") for n in (1, 2, 3)]
    first = Passage(text="q1\nq2", citations=(cited[0], cited[1]), parts=(1, 1), rank=1, source="search_case")
    second = Passage(text="q2\nq3", citations=(cited[1], cited[2]), parts=(1, 1), rank=2, source="search_case")
    assert [quotable.text for quotable in quotables([first, second])] == ["q1", "q2", "q3"]


def test_findings_of_other_tools_are_quoted_as_they_are() -> None:
    """An entity is a quote by itself: nothing is cut."""
    place = Citation(exhibit="EX-0001", sha256="aa", fragment="line=1", quote="Call. Me. PA99 KTX")
    entity = Entity(
        text="vehicle plate: PA99 KTX. Seen.", citations=(place,), source="x", type="vehicle_plate", value="PA99KTX", span=(0, 3)
    )
    assert [(q.text, q.quotes) for q in quotables([entity])] == [(entity.text, (place.quote,))]


def test_nothing_found_gives_no_quotes() -> None:
    """Without evidence there is nothing to quote."""
    assert quotables([]) == []
