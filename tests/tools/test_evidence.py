"""Evidence cannot exist without a place, and its id is what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tools.evidence import Citation, Place, TextLine, Utterance, Word

SHA = "a" * 64
WHERE = Citation(exhibit="EX-0001", sha256=SHA, fragment="line=1", quote="words")


def test_there_is_no_evidence_without_a_citation() -> None:
    """A statement without a place is a type error, not a statement."""
    with pytest.raises(ValidationError):
        TextLine(text="words", citations=(), source="read_document")
    with pytest.raises(ValidationError):
        Citation(exhibit="EX-0001", sha256=SHA, fragment="line=1", quote="")


def test_the_id_is_a_hash_of_the_content() -> None:
    """The same statement has the same id, and any change gives another one."""
    first = TextLine(text="words", citations=(WHERE,), source="read_document")
    assert first.id == TextLine(text="words", citations=(WHERE,), source="read_document").id
    assert first.id != TextLine(text="word", citations=(WHERE,), source="read_document").id
    assert first.id != TextLine(text="words", citations=(WHERE.model_copy(update={"sha256": "b" * 64}),), source="read_document").id
    assert first.model_dump()["id"] == first.id
    assert first.model_dump()["kind"] == "TextLine"


@given(
    t=st.none() | st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda p: (min(p) / 100, max(p) / 100)),
    page=st.none() | st.integers(1, 9999),
    xywh=st.none() | st.tuples(*[st.integers(0, 9999)] * 4),
    line=st.none() | st.integers(1, 10**6),
)
def test_fragments_are_read_as_they_are_written(
    t: tuple[float, float] | None, page: int | None, xywh: tuple[int, int, int, int] | None, line: int | None
) -> None:
    """Every place that can be written is read back the same; a place that is nowhere is refused."""
    if (t, page, xywh, line) == (None, None, None, None):
        with pytest.raises(ValidationError):
            Place()
        return
    place = Place(t=t, page=page, xywh=xywh, line=line)
    assert Place.parse(str(place)) == place


@pytest.mark.parametrize("fragment", ["", "page=", "page=0", "t=5,2", "xywh=1,2,3", "line=1&", "page=1&page", "javascript:x"])
def test_what_is_no_fragment_is_refused(fragment: str) -> None:
    """Broken fragments raise instead of pointing somewhere else."""
    with pytest.raises(ValueError):
        Place.parse(fragment)


def test_ids_of_stored_utterances_hold() -> None:
    """An utterance that was stored before there were confirmations has the id that it was stored under; a confirmed one has another."""
    words = (Word(text="Good", start=1.0, end=1.4, probability=0.9), Word(text="morning.", start=1.4, end=2.0, probability=0.8))
    cited = Citation(exhibit="EX-0001", sha256=SHA, fragment="t=1.00,2.00", quote="Good morning.")
    said = Utterance(text="Good morning.", citations=(cited,), source="transcribe_audio", start=1.0, end=2.0, language="en", words=words)
    assert said.id == "ev-24e14351ee42"
    assert said.model_copy(update={"confirmed_by": "ann"}).id != said.id
    assert said.model_copy(update={"heard": "Good evening."}).id != said.id
