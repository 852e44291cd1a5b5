"""Speech that is uncertain is not cited anywhere until a person has confirmed it, and every answer says that it was left out."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant import confirmation, execution, ingest
from assistant.agent import _langchain_tool
from assistant.answer import Sentence
from assistant.compose import Composed, Quotable, quotables
from assistant.compose.answerable import Reading
from assistant.execution import ToolCall, ToolResult
from assistant.inquiry import Inquiry
from assistant.session import Session
from tests.assistant.scripted_router import ScriptedRouter, call
from tests.conftest import needs_weights
from tests.tools.saying import silence, transcribed
from tools import results
from tools.case import Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import Entity, Utterance
from tools.registry import get_tool
from tools.retrieval import index_of
from tools.search_case import search_case

pytestmark = needs_weights("named-entities", "text-embedding", "speech-to-text")
SAID = [
    ("The men came with a", ()),
    ("lorry of Helen Carter, 07700 900142.", ("low probability",)),
    ("grey van at nine.", ()),
    ("They took four outboard motors.", ("second pass disagrees",)),
]
HEAR = ToolCall("transcribe_audio", {"exhibit": "EX-0001"})
ENTITIES = ToolCall("extract_entities", {"exhibit": "EX-0001"})


@pytest.fixture
def made(session: Session, put: Callable[..., Exhibit], tmp_path: Path) -> list[Utterance]:
    """A recording's transcript with two marked utterances. Without marks the first three would be one sentence."""
    recording = put(silence(tmp_path))
    said = transcribed(session.case, recording, SAID)
    same = [item.model_copy(update={"speaker": "S1"}) for item in said]
    hearer = get_tool("transcribe_audio")
    results.save(session.case, results.key_of(session.case, hearer, HEAR.args), hearer, HEAR.args, 1.0, same)
    return same


def run(session: Session, wanted: ToolCall) -> ToolResult:
    result = execution.run(session, wanted)
    assert result.error is None
    return result


def quoted(session: Session) -> list[str]:
    return [quotable.text for quotable in quotables(run(session, HEAR).evidence)]


def test_it_is_no_quote(session: Session, made: list[Utterance]) -> None:
    """What can be quoted has no marked utterance, and no sentence runs on across one; confirmed, it is quoted as it stands."""
    assert quoted(session) == ["The men came with a", "grey van at nine."]
    confirmation.confirm(session, "EX-0001", made[3].id)
    assert quoted(session)[-1] == "They took four outboard motors."
    confirmation.confirm(session, "EX-0001", made[3].id, "They took forty motors.")
    assert quoted(session)[-1] == "They took forty motors."
    confirmation.withdraw(session, "EX-0001", made[3].id)
    assert quoted(session) == ["The men came with a", "grey van at nine."]


def test_it_is_not_found_by_a_search(session: Session, made: list[Utterance]) -> None:
    """No passage has it before it is confirmed; then the search finds it, in the corrected words, and not after it was taken back."""
    assert not any("motors" in passage.text for passage in search_case(session.case, "outboard motors"))
    confirmation.confirm(session, "EX-0001", made[3].id, "They took four outboard engines of the make Sirocco.")
    [passage] = search_case(session.case, "Sirocco engines")
    assert passage.text.split("\n")[-1] == "They took four outboard engines of the make Sirocco."
    assert passage.citations[-1].quote == passage.text.split("\n")[-1]
    confirmation.withdraw(session, "EX-0001", made[3].id)
    assert not any("Sirocco" in passage.text for passage in search_case(session.case, "Sirocco engines"))


def test_only_what_changed_is_embedded_anew(
    session: Session, put: Callable[..., Exhibit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one correction in a long transcript, the passages that are the same keep their embeddings."""
    made = transcribed(session.case, put(silence(tmp_path)), [
        (f"Sentence number {number} of a long recording, which goes on and on.", ()) for number in range(200)
    ])  # fmt: skip
    index = index_of(session.case)
    index.update()
    embedded: list[str] = []
    real = index.embed()
    monkeypatch.setattr(index, "embed", lambda: lambda texts: embedded.extend(texts) or real(texts))
    confirmation.confirm(session, "EX-0001", made[100].id, "Something else altogether is said here, you see.")
    assert index.update()
    assert len(embedded) < 100, "only the passage that changed, with its sentences, of 200 sentences and their passages"
    assert any("Something else altogether" in text for text in embedded)


def test_names_and_numbers_in_it_are_not_listed(session: Session, made: list[Utterance]) -> None:
    """No name or number is taken from marked speech; after a confirmation they are listed, at their place in the transcript."""
    assert not [item.text for item in run(session, ENTITIES).evidence if "Carter" in item.text or "900142" in item.text]
    confirmation.confirm(session, "EX-0001", made[0].id, "Well, then, and this I remember, the men came with a")
    confirmation.confirm(session, "EX-0001", made[1].id)
    reading = "\n".join(item.text for item in results.reading(session.case, "EX-0001") or [])
    found = [item for item in run(session, ENTITIES).evidence if isinstance(item, Entity)]
    assert {item.type for item in found} >= {"phone"}
    for item in found:
        assert reading[slice(*item.span)].replace("\n", " ") == " ".join(citation.quote for citation in item.citations)


def test_a_correction_while_a_tool_works(session: Session, made: list[Utterance], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a tool found in a text that was corrected meanwhile is not kept for the text as it was."""
    tool = get_tool("extract_entities")
    real, calls = tool.run, []

    def interrupted(case, exhibit):  # type: ignore[no-untyped-def]
        found = real(case, exhibit)
        if not calls:
            confirmation.confirm(session, "EX-0001", made[1].id)
        calls.append(exhibit)
        return found

    monkeypatch.setitem(tool.__dict__, "run", interrupted)
    assert any(isinstance(item, Entity) and item.type == "phone" for item in run(session, ENTITIES).evidence)
    assert len(calls) == 2
    confirmation.withdraw(session, "EX-0001", made[1].id)
    assert not any(isinstance(item, Entity) and item.type == "phone" for item in run(session, ENTITIES).evidence)


def test_a_text_that_never_stands_still_is_said(session: Session, made: list[Utterance], monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool does not begin again for ever."""
    tool = get_tool("extract_entities")
    words = iter(range(100))

    def restless(case, exhibit):  # type: ignore[no-untyped-def]
        confirmation.confirm(session, "EX-0001", made[1].id, f"word {next(words)}")
        return []

    monkeypatch.setitem(tool.__dict__, "run", restless)
    assert "is being corrected. Try again" in str(execution.run(session, ENTITIES).error)


class Careless:
    """A composer that cites what it is told to, whatever may be cited."""

    def __init__(self, utterance: Utterance) -> None:
        self._sentence = Sentence(text=utterance.text, citations=utterance.citations)

    def compose(self, question: str, found: Sequence[Quotable], titles: dict[str, str], *, ranked: bool) -> Composed:
        return Composed((self._sentence,), Reading.nothing())


def inquiry(session: Session, composer: object, **wanted: str) -> Inquiry:
    router = ScriptedRouter(call(wanted.pop("tool", "transcribe_audio"), **wanted))
    found = Inquiry(session, "What did they take?", router, composer, lambda event, what: None)  # type: ignore[arg-type]
    for routed in found.decide().calls:
        found.call(routed.call)
    found.compose()
    return found


def test_an_answer_that_rests_on_it_is_withheld(session: Session, made: list[Utterance]) -> None:
    """Whatever chose the citation, the last check does not let it pass; confirmed, the same answer is given."""
    with pytest.raises(IntegrityError, match="withheld"):
        inquiry(session, Careless(made[3]), exhibit="EX-0001").answer()
    confirmation.confirm(session, "EX-0001", made[3].id)
    assert inquiry(session, Careless(made[3]), exhibit="EX-0001").answer().status == "answered"


def test_words_that_were_corrected_are_not_cited_any_more(session: Session, made: list[Utterance]) -> None:
    """What the machine wrote cannot be cited once a person has said that something else is said there."""
    confirmation.confirm(session, "EX-0001", made[2].id, "red van at nine.")
    with pytest.raises(IntegrityError, match="withheld"):
        inquiry(session, Careless(made[2]), exhibit="EX-0001").answer()


@pytest.mark.parametrize("wanted", [{"exhibit": "EX-0001"}, {"tool": "search_case", "query": "motors"}])
def test_an_answer_says_what_was_left_out(session: Session, made: list[Utterance], wanted: dict[str, str]) -> None:
    """The exhibit was searched, but for its uncertain stretches, which the coverage counts until they are confirmed."""
    coverage = inquiry(session, Careless(made[2]), **wanted).answer().coverage
    assert coverage.searched == ("EX-0001",)
    [left] = coverage.not_searched
    assert (left.exhibit, left.reason) == ("EX-0001", "2 stretches of speech (4 s) are uncertain and not confirmed")
    confirmation.confirm(session, "EX-0001", made[1].id)
    assert ingest.not_confirmed(session) == {"EX-0001": "1 stretch of speech (2 s) is uncertain and not confirmed"}
    confirmation.confirm(session, "EX-0001", made[3].id)
    assert inquiry(session, Careless(made[2]), **wanted).answer().coverage.not_searched == ()


def test_what_found_nothing_says_so_too(session: Session, made: list[Utterance]) -> None:
    """Where nothing answers, the note says that uncertain speech was left out."""

    class Silent:
        def compose(self, *args: object, **more: object) -> Composed:
            return Composed((), Reading.nothing())

    note = inquiry(session, Silent(), tool="search_case", query="motors").answer().note
    assert note is not None
    left_out = "parts of EX-0001 left out (see what was not searched)"
    assert note.startswith(f"1 exhibit was searched by meaning and by words, {left_out}: nothing there answers")


def test_the_model_does_not_see_it(session: Session, made: list[Utterance]) -> None:
    """What a tool says to the language model is ids alone: no speech, marked or not, reaches it by that way."""
    tool = _langchain_tool(get_tool("transcribe_audio"), lambda wanted: run(session, wanted))
    told = tool.invoke({"name": tool.name, "args": {"exhibit": "EX-0001"}, "id": "1", "type": "tool_call"})
    assert told.content.split() == [item.id for item in made]


def test_a_correction_during_a_search_is_no_alarm(session: Session, made: list[Utterance], monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is corrected between the index and the comparison is searched again; it is not taken for a damaged index."""
    real, done = results.reading_at, []

    def corrected_meanwhile(case, exhibit, rows):  # type: ignore[no-untyped-def]
        if index_of(case).exhibits() and not done:
            done.append(1)
            confirmation.confirm(session, "EX-0001", made[2].id, "red van at ten.")
        return real(case, exhibit, rows)

    index_of(session.case).update()
    monkeypatch.setattr(results, "reading_at", corrected_meanwhile)
    [passage] = search_case(session.case, "van")
    assert done
    assert "red van at ten." in passage.text


def test_no_tool_error_hides_a_search_without_end(session: Session, made: list[Utterance], monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that is corrected without end is said, and the search gives up."""
    real, words = results.reading_at, iter(range(100))

    def restless(case, exhibit, rows):  # type: ignore[no-untyped-def]
        confirmation.confirm(session, "EX-0001", made[2].id, f"van {next(words)}.")
        return real(case, exhibit, rows)

    index_of(session.case).update()
    monkeypatch.setattr("tools.retrieval.results.reading_at", restless)
    with pytest.raises(ToolError, match="being corrected"):
        search_case(session.case, "van")


def test_an_answer_says_who_speaks(session: Session, made: list[Utterance]) -> None:
    """Each quoted sentence of a transcript names the voice beside its words, which stay as they are."""
    asked = inquiry(session, None, wants="whole", exhibit="EX-0001")
    found = [(sentence.spoken_by, sentence.text) for sentence in asked.answer().sentences]
    assert found == [(("S1 in EX-0001",), "The men came with a"), (("S1 in EX-0001",), "grey van at nine.")]


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Who spoke in EX-0001 and when?", True),
        ("Which speakers are heard in EX-0001?", True),
        ("Who talked about the van?", False),
        ("Who took the motors?", False),
    ],
)
def test_who_speaks_is_answered_with_the_transcript(session: Session, made: list[Utterance], question: str, whole: bool) -> None:
    """A question for who speaks when gets every sentence with its voice; one for what was said goes to the composer."""

    class Silent:
        def compose(self, *_: object, **__: object) -> Composed:
            return Composed((), Reading.nothing())

    asked = Inquiry(session, question, ScriptedRouter(call("transcribe_audio", exhibit="EX-0001")), Silent(), lambda *_: None)  # type: ignore[arg-type]
    for routed in asked.decide().calls:
        asked.call(routed.call)
    asked.compose()
    assert [sentence.spoken_by for sentence in asked.answer().sentences] == ([("S1 in EX-0001",)] * 2 if whole else [])
