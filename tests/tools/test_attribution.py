"""What was said is given to who said it, and nothing of it is lost or moved."""

from itertools import pairwise

import pytest

from tools.diarisation import OVERLAPPED, Diarisation, Overlap, Turn, attribute
from tools.evidence import Citation, Utterance, Word

TWO = Diarisation((Turn(0, 2, "S1"), Turn(2, 4, "S2"), Turn(5, 6, "S1")), ())


def said(text: str, start: float, end: float, *, words: bool = True, offset: int = 0, fragment: str | None = None) -> Utterance:
    """An utterance whose words last equally long."""
    spoken = text.split()
    step = (end - start) / len(spoken)
    return Utterance(
        text=text,
        citations=(Citation(exhibit="EX-0001", sha256="0" * 64, fragment=fragment or f"t={start:.2f},{end:.2f}", quote=text),),
        source="transcribe_audio",
        start=start,
        end=end,
        language="en",
        offset=offset,
        words=tuple(
            Word(text=word, start=start + number * step, end=start + (number + 1) * step, probability=0.9)
            for number, word in enumerate(spoken)
        )
        if words
        else (),
    )


def test_an_utterance_is_split_where_the_speaker_changes() -> None:
    """Each part has its speaker, words, time, and a citation of its own with the words that are said there."""
    first, second = attribute([said("Who is there? It is me, Tom.", 0.5, 4.0)], TWO)
    assert [(part.speaker, part.text) for part in (first, second)] == [("S1", "Who is there?"), ("S2", "It is me, Tom.")]
    for part in (first, second):
        [cited] = part.citations
        assert cited.quote == part.text
        assert cited.place.t == pytest.approx((part.start, part.end), abs=0.01)
        assert " ".join(word.text for word in part.words) == part.text
        assert (part.start, part.end) == (part.words[0].start, part.words[-1].end)
    assert first.id != second.id


def test_nothing_is_lost_and_offsets_count_the_transcript() -> None:
    """The words of all parts are those that came in, in order, and each offset is where its text stands in the transcript."""
    given = [said("One two three four five six", 0, 6), said("Seven eight", 7, 8, offset=28), said("Nine", 9, 9.5, offset=40)]
    found = attribute(given, TWO)
    transcript = "\n".join(part.text for part in found)
    assert len(found) > len(given)
    assert [word for part in found for word in part.words] == [word for part in given for word in part.words]
    assert all(transcript[part.offset :].startswith(part.text) for part in found)
    assert all(before.offset < after.offset for before, after in pairwise(found))


def test_other_parts_of_a_fragment_stay() -> None:
    """Only the time of a split citation changes."""
    found = attribute([said("One two three four", 0, 4, fragment="t=0.00,4.00&line=3")], TWO)
    assert [part.citations[0].fragment for part in found] == ["t=0.00,2.00&line=3", "t=2.00,4.00&line=3"]


@pytest.mark.parametrize("text", ["one two three", "one  two\tthree"])
def test_text_that_its_words_do_not_spell_is_not_split(text: str) -> None:
    """Without word times, or with words that are not the text, an utterance goes whole to who speaks longest in it."""
    plain = said(text, 0.5, 3.0, words=False)
    other = said(text, 0.5, 3.0).model_copy(update={"text": "something else", "words": said(text, 0.5, 3.0).words})
    for utterance in (plain, other):
        [part] = attribute([utterance], TWO)
        assert (part.text, part.start, part.end, part.citations) == (utterance.text, 0.5, 3.0, utterance.citations)
        assert part.speaker == "S1"


def test_a_short_word_at_the_edge_of_a_turn_does_not_split() -> None:
    """A change of speaker for less than 0.4 s within an utterance is taken for an inexact boundary."""
    [part] = attribute([said("a b c d e f g h", 0.2, 2.2)], TWO)
    assert part.speaker == "S1"


def test_overlapped_speech_is_marked_and_not_citable() -> None:
    """An utterance that mostly lies where several speak is flagged, once, and may not be cited; another one is left as it is."""
    both = Diarisation(TWO.turns, (Overlap(0.0, 1.5, ("S1", "S2")),))
    inside, outside = attribute([said("over and over", 0.0, 2.0), said("clear words", 2.5, 3.5)], both)
    assert (inside.flags, inside.citable) == ((OVERLAPPED,), False)
    assert (outside.flags, outside.citable) == ((), True)
    [again] = attribute([inside], both)
    assert again.flags == (OVERLAPPED,)


@pytest.mark.parametrize(
    ("together", "marked"),
    [(((0.0, 9.0), (10.5, 11.8)), True), (((9.0, 10.4), (11.9, 13.0)), False), ((), False)],
)
def test_overlap_is_measured_in_the_utterance(together: tuple[tuple[float, float], ...], marked: bool) -> None:
    """More than half of an utterance under another voice is overlapped speech; a touch at its end is not."""
    turns = Diarisation((Turn(9, 13, "S1"),), tuple(Overlap(*each, ("S1", "S2")) for each in together))
    [one] = attribute([said("over and over", 10.0, 12.0)], turns)
    assert (OVERLAPPED in one.flags, one.citable) == (marked, not marked)


def test_what_was_not_citable_stays_so() -> None:
    """Giving speakers never lifts a mark that was there before."""
    marked = said("mumbled words", 2.5, 3.5).model_copy(update={"flags": ("low probability",), "citable": False})
    [part] = attribute([marked], TWO)
    assert (part.flags, part.citable, part.speaker) == (("low probability",), False, "S2")


def test_words_between_turns_go_to_the_nearest_and_none_without_turns() -> None:
    """Speech that no turn covers is given to the nearest turn; without any turn nobody is named."""
    [late] = attribute([said("hello again", 6.5, 7.0)], TWO)
    assert late.speaker == "S1"
    [nobody] = attribute([said("hello", 0, 1)], Diarisation((), ()))
    assert nobody.speaker is None
