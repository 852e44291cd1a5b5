"""An answer on the screen."""

import re

from assistant.answer import Answer, CallRecord, Coverage, Refusal, Sentence
from assistant.answer.document import NotSearched
from assistant.chat.answer_view import turn_view
from assistant.chat.conversation import Conversation, Ending, Turn
from tests.assistant.chat.test_escape import HOSTILE, read
from tools.evidence import Citation, SpeakerComparison


def citation(exhibit: str, fragment: str, quote: str = "words") -> Citation:
    return Citation(exhibit=exhibit, sha256="0" * 64, fragment=fragment, quote=quote)


AT = "/material/token/case"
LINE, PAGE, MOMENT = citation("EX-0002", "line=12"), citation("EX-0004", "page=1"), citation("EX-0005", "t=26.00,29.00")


def answer(**given: object) -> Answer:
    return Answer.model_validate({"question": "Who?", "status": "answered"} | given)


def measured() -> SpeakerComparison:
    """A comparison as the tool states it."""
    return SpeakerComparison(
        text="The recordings support neither.",
        citations=(MOMENT,),
        source="compare_speakers",
        propositions=("one voice", "two voices"),
        log10_lr=0.1,
        interval=(-0.2, 0.4),
        verbal="no support",
        capped=False,
        supported=(-1.0, 1.0),
        cllr=0.3,
        cllr_min=0.2,
        eer=0.1,
        net_speech_seconds=(9.0, 9.0),
        snr_db=(20.0, 20.0),
        band=("wide", "wide"),
        bandwidth_hz=(8000, 8000),
        population="thirty",
        calibration="c",
        conditions=(),
        pictures=("derived/compare_speakers/0a/det.png",),
    )


def chips(html: str) -> list[tuple[str, str]]:
    return re.findall(r'data-number="(\d+)"[^>]*><b>\d+</b>([^<]*)</button>', html)


def test_every_sentence_has_its_numbered_citations() -> None:
    """Places are numbered in the order in which they are cited; one that is cited twice keeps its number."""
    said = (Sentence(text="One.", citations=(LINE, PAGE)), Sentence(text="Two.", citations=(PAGE, MOMENT)))
    html = turn_view(Turn("Who?", answer(sentences=said)), 0, AT)
    assert chips(html) == [("1", "EX-0002 line 12"), ("2", "EX-0004 p.1"), ("2", "EX-0004 p.1"), ("3", "EX-0005 0:26")]


def test_a_click_on_a_chip_finds_its_citation() -> None:
    """The page sends a turn and a number, and the server knows the citation and the others of its sentence and exhibit."""
    other = citation("EX-0002", "line=14")
    said = (Sentence(text="One.", citations=(LINE, other, PAGE)),)
    conversation = Conversation([Turn("Who?", answer(sentences=said))])
    found = conversation.cited(0, 2)
    assert found is not None
    assert (found.citation, found.beside) == (other, (LINE,))
    assert [conversation.cited(*wrong) for wrong in ((0, 0), (0, 4), (1, 1), (-1, 1))] == [None] * 4


def test_words_of_the_exhibit_are_quotations() -> None:
    """A sentence that an exhibit says itself is told from one that was written."""
    html = turn_view(Turn("Who?", answer(sentences=(Sentence(text="Said.", citations=(LINE,), quoted=True),))), 0, AT)
    assert '<q class="words" dir="auto">Said.</q>' in html
    html = turn_view(Turn("Who?", answer(sentences=(Sentence(text="Written.", citations=(LINE,)),))), 0, AT)
    assert "<q" not in html


def test_what_speaks_against_stands_beside() -> None:
    """Counter evidence is shown at the side of the answer, in the same elements, with citations that can be clicked."""
    given = {"sentences": (Sentence(text="For.", citations=(LINE,)),), "counter": (Sentence(text="Against.", citations=(PAGE,)),)}
    html = turn_view(Turn("Who?", answer(**given)), 0, AT)
    assert html.index("What supports it") < html.index("For.") < html.index("What speaks against it") < html.index("Against.")
    assert [number for number, _ in chips(html)] == ["1", "2"]
    assert "What speaks against it" not in turn_view(Turn("Who?", answer(sentences=given["sentences"])), 0, AT)


def test_coverage_refusal_note_and_calls_are_told() -> None:
    """What was not searched is named with its reason, and so are a refusal, a note, and calls that failed."""
    given = answer(
        status="refused",
        refusal=Refusal(reason="identification", text="It does not identify people."),
        note="Ask otherwise.",
        coverage=Coverage(searched=("EX-0001",), not_searched=(NotSearched(exhibit="EX-0009", reason="not gone through yet"),)),
        calls=(CallRecord(tool="search_case", args={"query": "who"}, seconds=1.24, cached=False, evidence=(), error="no index"),),
        seconds=2.5,
        ledger_seq=31,
    )
    text = " ".join(read(turn_view(Turn("Who?", given), 0, AT)).text.split())
    for told in ("It does not identify people.", "Ask otherwise.", "searched 1 of 2", "EX-0009 – not gone through yet", "no index"):
        assert told in text
    assert "search_case(query='who')" in text
    assert "record no. 31" in text


def test_a_question_without_an_answer_says_why() -> None:
    """A stopped question and a failed integrity check are told, the second as an alarm."""
    assert "It was stopped." in turn_view(Turn("Who?", ending=Ending.STOPPED, reason="It was stopped."), 0, AT)
    html = turn_view(Turn("Who?", ending=Ending.NOT_INTACT, reason="Bytes changed."), 0, AT)
    assert 'class="ended not-intact" role="alert"' in html


def test_nothing_of_an_answer_becomes_markup() -> None:
    """Question, sentences, quotes, reasons and arguments of tool calls are text, whatever they say."""
    for text in HOSTILE:
        given = answer(
            question=text,
            sentences=(Sentence(text=text, citations=(citation("EX-0001", "line=1", text),)),),
            counter=(Sentence(text=text, citations=(citation("EX-0001", "line=2", text),), quoted=True),),
            coverage=Coverage(not_searched=(NotSearched(exhibit="EX-0002", reason=text),)),
            calls=(CallRecord(tool="search_case", args={"query": text}, seconds=0, cached=True, evidence=(), error=text),),
            refusal=Refusal(reason=text, text=text),
            note=text,
        )
        html = turn_view(Turn(text, given), 0, AT)
        assert not set("{}$`") & set(html)
        assert not {"img", "script", "textarea"} & set(read(html).elements)
        assert not [name for name, _ in read(html).attributes if name.startswith("on")]


def test_an_exhibit_that_was_searched_in_part_counts_once() -> None:
    """A recording of which uncertain speech was left out is among the searched ones, and the reason stands below."""
    left = NotSearched(exhibit="EX-0002", reason="2 stretches of speech (34 s) are uncertain and not confirmed")
    html = turn_view(Turn("Who?", answer(coverage=Coverage(searched=("EX-0001", "EX-0002"), not_searched=(left,)))), 0, AT)
    assert "searched 2 of 2" in html
    assert "EX-0002 – 2 stretches of speech (34 s) are uncertain and not confirmed" in read(html).text


def test_what_was_measured_says_so_and_shows_its_pictures() -> None:
    """A tool's own statement is not put in quotation marks, names the tool, and its pictures stand under it in words too."""
    found = measured()
    said = Sentence(text=found.text, citations=found.citations, measured_by=found.source)
    html = turn_view(Turn("Who?", answer(sentences=(said,), evidence=(found,))), 0, AT)
    assert "<q" not in html
    assert "measured by compare_speakers" in html
    assert f'src="{AT}/derived/compare_speakers/0a/det.png"' in html
    assert 'alt="DET plot: missed against false matches of held-out speakers"' in html
    assert "drawn" not in turn_view(Turn("Who?", answer(sentences=(said,))), 0, AT)
