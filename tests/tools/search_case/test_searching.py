"""A search finds passages by meaning and by word, and each passage says where every sentence of it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tests.tools.read_document.making import pdf
from tools import results
from tools.case import Case, Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import Utterance
from tools.registry import get_tool
from tools.retrieval import index_of
from tools.search_case import search_case

pytestmark = needs_weights("text-embedding", "named-entities")

Put = Callable[..., Exhibit]
TEXTS = {
    "ducks.txt": "Ducks are birds that swim on ponds. They eat weeds and snails.\n",
    "money.txt": "A deposit of 500 pounds was paid by bank transfer. The account is in the name of V. Lane.\n",
    "van.txt": "A grey lorry drove away from the harbour shortly before two in the morning. Nobody saw its number.\n",
    "serial.txt": "The serial number of the first motor is SK40-20719. It was bought second hand.\n",
}


@pytest.fixture
def filled(case: Case, keep: Put) -> Case:
    """A case of four notes."""
    for name, text in TEXTS.items():
        keep(name, text)
    return case


@pytest.mark.parametrize(
    ("query", "file"),
    [
        ("When did the vehicle leave the port?", "van.txt"),
        ("What do waterfowl feed on?", "ducks.txt"),
        ("Who received the cash?", "money.txt"),
    ],
)
def test_what_is_meant_is_found(filled: Case, query: str, file: str) -> None:
    """A question in other words than the exhibit's finds the passage first, by its meaning alone."""
    [hit, *_] = index_of(filled).by_meaning(query, 4) if index_of(filled).update() else []
    assert filled.look_up(hit.exhibit).file == file
    [passage, *_] = search_case(filled, query)
    assert filled.look_up(passage.citations[0].exhibit).file == file


@pytest.mark.parametrize("query", ["SK40-20719", "sk40 20719", "serial numbers", "MOTORS"])
def test_what_is_written_is_found(filled: Case, query: str) -> None:
    """A number or word, in any case and in singular or plural, finds the passage that has it, by its words alone."""
    index = index_of(filled)
    index.update()
    [hit, *_] = index.by_words(query, 4)
    assert filled.look_up(hit.exhibit).file == "serial.txt"
    assert search_case(filled, query)[0].citations[0].exhibit == hit.exhibit


@pytest.mark.parametrize("query", ["gray lorry", "the GRAY lorry by the harbor", "Which harbor was it?"])
def test_the_other_spelling_is_found(filled: Case, query: str) -> None:
    """A word in American spelling finds the passage that has the British one, by its words alone."""
    index = index_of(filled)
    index.update()
    [hit, *_] = index.by_words(query, 4)
    assert filled.look_up(hit.exhibit).file == "van.txt"


def test_a_name_is_looked_for_as_it_is_spelt(case: Case, keep: Put) -> None:
    """Gray, written as a name, does not find Grey: that is somebody else."""
    keep("a.txt", "Mr Grey came at two.\n")
    keep("b.txt", "Somebody called, perhaps Gray.\n")
    index = index_of(case)
    index.update()
    assert [case.look_up(hit.exhibit).file for hit in index.by_words("Gray", 4)] == ["b.txt"]


@pytest.mark.parametrize(
    "query", ['" OR *', "NEAR(ponds", "ponds AND NOT", "text:ponds", "{ponds}", "ponds' --", "^ponds*", "a" * 5000, "ponds " * 3000]
)
def test_signs_of_the_search_language_are_data(filled: Case, query: str) -> None:
    """Quotation marks, operators, stars and very long queries are looked for as words and never break the search."""
    found = search_case(filled, query)
    assert len(found) == 4
    if "ponds" in query:
        assert found[0].text.startswith("Ducks")


def test_ranks_count_from_one_and_scores_fall(filled: Case) -> None:
    """The passages come best first, none twice, at most eight, and the same query gives the same answer."""
    found = search_case(filled, "number of the motor")
    assert [passage.rank for passage in found] == list(range(1, len(found) + 1))
    scores = [passage.score or 0 for passage in found]
    assert scores == sorted(scores, reverse=True)
    assert len({passage.text for passage in found}) == len(found)
    assert search_case(filled, "number of the motor") == found


def test_each_sentence_cites_its_page(case: Case, keep: Put) -> None:
    """A passage of a PDF keeps page and box of every line, does not run over a page, and says which citation is whose."""
    lines = ["The camera over the gate keeps a log.", "It shows a grey van driving out at 02:25."]
    keep("a.pdf", pdf([["A letter from the harbour office about the gate."], lines]))
    [passage] = [passage for passage in search_case(case, "What does the camera show?") if "camera" in passage.text]
    assert passage.text.split("\n") == lines
    assert passage.parts == (1, 1)
    assert [cited.quote for cited in passage.citations] == lines
    assert all(cited.place.page == 2 and cited.place.xywh for cited in passage.citations)


def test_each_sentence_cites_its_seconds(case: Case, put: Put, demo: Path) -> None:
    """A passage of a transcript keeps the times of what was said."""
    exhibit = put(demo / "voicemail_driver.wav")
    said = [
        Utterance(
            text=text,
            citations=(exhibit.at(t=(start, start + 2.5), quote=text),),
            source="transcribe_audio",
            start=start,
            end=start + 2.5,
            language="en",
        )
        for start, text in ((1.0, "Hello Victor, this is Daniel."), (4.0, "The engines are in my van."))
    ]
    hearer, arguments = get_tool("transcribe_audio"), {"exhibit": exhibit.id}
    results.save(case, results.key_of(case, hearer, arguments), hearer, arguments, 0.0, said)
    [passage] = search_case(case, "Where are the engines?")
    assert [cited.place.t for cited in passage.citations] == [(1.0, 3.5), (4.0, 6.5)]


def test_a_changed_exhibit_is_not_quoted(filled: Case) -> None:
    """A passage from an exhibit whose bytes were changed stops the search."""
    exhibit = filled.exhibits()[0]
    exhibit.path.chmod(0o600)
    exhibit.path.write_text(TEXTS["ducks.txt"].replace("snails", "snakes"))
    with pytest.raises(IntegrityError, match="EX-0001"):
        search_case(filled, "ducks")


def test_an_empty_search_says_what_is_missing(case: Case, keep: Put) -> None:
    """Without a query, or before anything was read, the reason says what to do; once something was read it is found."""
    with pytest.raises(ToolError, match="something to look for"):
        search_case(case, " \n")
    with pytest.raises(ToolError, match="exhibit process"):
        search_case(case, "ducks")
    keep("ducks.txt", TEXTS["ducks.txt"])
    assert len(search_case(case, "ducks")) == 1


def test_words_that_stand_everywhere_are_left_out_in_large_cases(case: Case, keep: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word of most passages changes neither which are found nor their order, and a query of nothing else is still looked for."""
    for number, text in enumerate(("grey van", "red van", "van and boat", "van", "duck")):
        keep(f"{number}.txt", f"The {text} was there.\n")
    found = {}
    for many in (3, 1000):
        monkeypatch.setattr("tools.index_words._MANY", many)
        index = index_of(case)
        index.update()
        hits = index.search("the grey van and a duck", 5)
        found[many] = [(hit.exhibit, pytest.approx(score, abs=1e-5)) for hit, score in hits]
        assert len(index.by_words("van", 5)) == 4
        assert len(index.by_words("grey van", 5)) == (1 if many == 3 else 4)
    assert found[3] == found[1000]
