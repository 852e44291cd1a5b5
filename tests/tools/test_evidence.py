"""Evidence cannot exist without a place, and its id is what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tools.evidence import Citation, Place, TextLine

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
