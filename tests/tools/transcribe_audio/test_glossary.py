"""Names of the case help the recogniser, and the transcript says where they did."""

from collections.abc import Callable, Sequence

import pytest

from assistant import execution
from assistant.execution import ToolCall
from assistant.session import Session
from tests.conftest import needs_weights
from tests.tools.transcribe_audio.conftest import Write
from tools import results
from tools.case import Case, Exhibit
from tools.errors import CaseError
from tools.recordings import SAMPLE_RATE, Samples
from tools.registry import get_tool
from tools.transcribe_audio import recogniser, transcribe_audio
from tools.transcribe_audio.recogniser import Encoded, Reading


def test_the_glossary_is_kept_with_the_case(case: Case) -> None:
    """Names are kept once each in the order given, for whoever opens the case next; none takes them out again."""
    assert case.glossary == ()
    assert case.set_glossary(["Silver Bay", "Brooks", "Silver Bay "]) == ("Silver Bay", "Brooks")
    assert Case(case.folder).glossary == ("Silver Bay", "Brooks")
    assert case.set_glossary([]) == ()
    assert Case(case.folder).glossary == ()


@pytest.mark.parametrize("names", [[""], ["two\nlines"], ["x" * 61], [f"name {number}" for number in range(51)]])
def test_what_is_no_name_is_refused(case: Case, names: list[str]) -> None:
    """Empty, broken, endless or too many names change nothing and are answered with what is possible."""
    case.set_glossary(["Brooks"])
    with pytest.raises(CaseError, match="glossary"):
        case.set_glossary(names)
    assert case.glossary == ("Brooks",)


def test_a_transcript_belongs_to_its_glossary(case: Case, put: Callable[..., Exhibit], write: Write) -> None:
    """A changed glossary asks for a new transcript; tools that do not use it keep their results."""
    exhibit = put(write("a.wav", [0.0] * SAMPLE_RATE))
    hearer, reader = get_tool("transcribe_audio"), get_tool("extract_entities")
    before = [results.key_of(case, tool, {"exhibit": exhibit.id}) for tool in (hearer, reader)]
    case.set_glossary(["Brooks"])
    after = [results.key_of(case, tool, {"exhibit": exhibit.id}) for tool in (hearer, reader)]
    assert (before[0] == after[0], before[1] == after[1]) == (False, True)


@needs_weights("speech-to-text")
def test_a_name_heard_only_because_it_was_suggested_is_flagged(
    session: Session, put: Callable[..., Exhibit], write: Write, voicemail: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The utterance with the suggested name says so and cannot be cited; those that are heard without it stay as they were."""
    exhibit = put(write("a.wav", voicemail[: 6 * SAMPLE_RATE]))
    plain = transcribe_audio(session.case, exhibit.id)
    truly = recogniser.read
    hints: list[str | None] = []

    def suggestible(encoded: Encoded, spoken: Sequence[str], *, hint: str | None = None, beam: int = 5) -> list[Reading]:
        hints.append(hint)
        found = truly(encoded, spoken, beam=beam)
        if hint is None:
            return found
        return [Reading(one.language, tuple(_said_otherwise(one)), one.log_probability, one.no_speech) for one in found]

    monkeypatch.setattr(recogniser, "read", suggestible)
    session.case.set_glossary(["Bruchs"])
    result = execution.run(session, ToolCall("transcribe_audio", {"exhibit": exhibit.id}))
    assert "Bruchs" in hints
    flags = {one.text: (one.flags, one.citable) for one in result.evidence}  # type: ignore[attr-defined]
    [suggested] = [text for text in flags if "Bruchs" in text]
    assert "glossary" in flags[suggested][0]
    assert not flags[suggested][1]
    assert [one.text for one in plain if "Brooks" not in one.text] == [text for text in flags if "Bruchs" not in text]
    assert all("glossary" not in kept for text, (kept, _) in flags.items() if text != suggested)


def _said_otherwise(reading: Reading) -> list[int]:
    """The tokens of a reading with another name in place of the one that was said."""
    known = recogniser.tokenizer(reading.language)
    said, other = known.encode(" Brooks"), known.encode(" Bruchs")
    tokens = list(reading.tokens)
    for place in range(len(tokens)):
        if tokens[place : place + len(said)] == said:
            return tokens[:place] + other + tokens[place + len(said) :]
    return tokens
