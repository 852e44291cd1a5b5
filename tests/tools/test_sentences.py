"""Sentences: whole, with every place that holds them."""

from tests.conftest import needs_weights
from tools.evidence import Citation, TextLine, Utterance, Word
from tools.sentences import blocks, sentences

pytestmark = needs_weights("named-entities")
SHA = "0" * 64


def line(text: str, number: int, offset: int = 0) -> TextLine:
    citation = Citation(exhibit="EX-0001", sha256=SHA, fragment=f"line={number}", quote=text)
    return TextLine(text=text, citations=(citation,), source="read_document", offset=offset)


def box(text: str, x: int, y: int, w: int, h: int = 20) -> TextLine:
    citation = Citation(exhibit="EX-0001", sha256=SHA, fragment=f"page=1&xywh={x},{y},{w},{h}", quote=text)
    return TextLine(text=text, citations=(citation,), source="read_document", page=1, box=(x, y, w, h))


def test_a_paragraph_on_one_line_is_cut() -> None:
    """Each sentence cites the line and quotes only itself; abbreviations do not end a sentence."""
    text = "Mr. Smith left at 9 p.m. on Friday. He took the grey van. Nobody saw him again."
    found = sentences([line(text, 4)])
    assert [s.text for s in found] == ["Mr. Smith left at 9 p.m. on Friday.", "He took the grey van.", "Nobody saw him again."]
    assert [(c.fragment, c.quote) for s in found for c in s.citations] == [("line=4", s.text) for s in found]


def test_a_sentence_over_two_lines_cites_both() -> None:
    """Hard-wrapped text is joined, and a broken sentence has a citation for each of its lines."""
    found = sentences(
        [
            line("I saw a grey van stop at the head of the pier with its lights off, and", 1),
            line("two men got out. They carried four motors.", 2),
        ]
    )
    assert [s.text for s in found] == [
        "I saw a grey van stop at the head of the pier with its lights off, and two men got out.",
        "They carried four motors.",
    ]
    assert [c.fragment for c in found[0].citations] == ["line=1", "line=2"]
    assert [c.quote for c in found[0].citations] == [
        "I saw a grey van stop at the head of the pier with its lights off, and",
        "two men got out.",
    ]


def test_items_of_a_list_stand_for_themselves() -> None:
    """Short lines are not glued together, and a blank line ends a paragraph."""
    found = sentences([line("Total 13.10", 1), line("Cash 20.10", 2), line("Change 7.00", 3)])
    assert [s.text for s in found] == ["Total 13.10", "Cash 20.10", "Change 7.00"]


def test_columns_of_a_receipt_make_one_row() -> None:
    """A label and the sum at the other margin are one line, with both boxes cited from left to right."""
    found = sentences([box("13.10", 544, 775, 80), box("TOTAL:MYR", 313, 774, 140), box("Thank you", 400, 900, 90)])
    assert [s.text for s in found] == ["TOTAL:MYR 13.10", "Thank you"]
    assert [c.quote for c in found[0].citations] == ["TOTAL:MYR", "13.10"]


def utterance(text: str, start: float, end: float) -> Utterance:
    said = text.split()
    each = (end - start) / len(said)
    words = (
        Word(text=w, start=round(start + n * each, 2), end=round(start + (n + 1) * each, 2), probability=0.9) for n, w in enumerate(said)
    )
    where = Citation(exhibit="EX-0001", sha256=SHA, fragment=f"t={start:.2f},{end:.2f}", quote=text)
    return Utterance(text=text, citations=(where,), source="x", start=start, end=end, language="en", words=tuple(words))


def test_speech_is_cited_to_the_second_of_its_words() -> None:
    """Two sentences in one utterance get the times of their own words; one broken over two utterances cites both."""
    found = sentences([utterance("Hello Victor. It is ten past", 0.0, 6.0), utterance("three on Thursday.", 6.5, 8.0)])
    assert [s.text for s in found] == ["Hello Victor.", "It is ten past three on Thursday."]
    assert found[0].citations[0].fragment == "t=0.00,2.00"
    assert [c.fragment for c in found[1].citations] == ["t=2.00,6.00", "t=6.50,8.00"]


def test_the_sides_of_a_call_do_not_run_into_each_other() -> None:
    """An utterance without a full stop goes on in the next one of its channel, never in one of the other channel."""
    first = utterance("The boat is", 0.0, 2.0).model_copy(update={"channel": 1})
    other = utterance("at the pier.", 2.5, 4.0)
    apart = sentences([first, other.model_copy(update={"channel": 2})])
    together = sentences([first, other.model_copy(update={"channel": 1})])
    assert [s.text for s in apart] == ["The boat is", "at the pier."]
    assert [s.text for s in together] == ["The boat is at the pier."]


def test_places_of_a_stretch_are_found_back() -> None:
    """A find inside a block is traced to its line and to its characters in the exhibit's text."""
    [block] = blocks([line("The white boat that belongs to the harbour master lay at", 1), line("North Pier.", 2, offset=57)])
    start = block.text.index("North")
    assert [c.quote for c in block.cite(start, start + 10)] == ["North Pier"]
    assert block.span(start, start + 10) == (57, 67)
