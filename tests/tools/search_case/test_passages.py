"""Passages are whole sentences, none lost and none told twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tools.evidence import Citation
from tools.passages import LENGTH, chunks
from tools.sentences import Sentence


def sentence(text: str, page: int | None = None) -> Sentence:
    fragment = f"page={page}" if page else "line=1"
    return Sentence(text, (Citation(exhibit="EX-0001", sha256="0" * 64, fragment=fragment, quote=text),))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 1500), st.integers(1, 3)).map(lambda drawn: sentence("x" * drawn[0], drawn[1]))))
def test_every_sentence_is_in_one_passage(sentences: list[Sentence]) -> None:
    """Put together, the passages are the sentences in order; each is of one page and no longer than one sentence or the limit."""
    made = list(chunks(sentences))
    assert [each for chunk in made for each in chunk.sentences] == sentences
    for chunk in made:
        assert chunk.sentences
        assert len({each.citations[0].place.page for each in chunk.sentences}) == 1
        assert len(chunk.sentences) == 1 or sum(len(each.text) for each in chunk.sentences) <= LENGTH


def test_short_sentences_share_a_passage() -> None:
    """Sentences that fit are kept together, one a line."""
    [chunk] = chunks([sentence("He left."), sentence("She stayed.")])
    assert chunk.text == "He left.\nShe stayed."
