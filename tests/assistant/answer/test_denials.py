"""The claim gate on denials and on words in quotation marks."""

import pytest

from assistant.answer import faults


def kinds(sentence: str, *quotes: str) -> list[str]:
    return [fault.kind for fault in faults(sentence, quotes, "")]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("He took the motors.", "He never took the motors."),
        ("He did take the motors.", "He didn't take the motors."),
        ("Anybody saw the van.", "Nobody saw the van; anybody would say so."),
        ("He bought the motors.", "He denied that he bought the motors."),
        ("He came with a key.", "He came without a key."),
        ("He paid.", "He refused; others paid."),
    ],
)
def test_a_denial_may_not_be_lost(sentence: str, quote: str) -> None:
    """What the exhibit denies must not be told as a fact."""
    assert "negation" in kinds(sentence, quote)


@pytest.mark.parametrize("sentence", ["He never took the motors.", "He didn't take the motors.", "He cannot take the motors."])
def test_a_denial_may_not_be_put_in(sentence: str) -> None:
    """What the exhibit states must not be told as denied."""
    assert "negation" in kinds(sentence, "He did take the motors; he took the motors.")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("He denied taking the motors.", "I did not take the motors."),
        ("He didn’t take the motors.", "He did not take the motors."),
        ("She never saw who cut the lock.", "I did not see who cut the lock; I never saw it."),
    ],
)
def test_a_denial_may_be_told_in_other_words(sentence: str, quote: str) -> None:
    """A denial told as a denial passes, with the contraction or verb that suits."""
    assert kinds(sentence, quote) == []


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "«{}»"])
def test_words_in_quotation_marks_stand_there_as_they_are(marks: str) -> None:
    """Inside quotation marks the order and every small word count, in whichever marks."""
    quote = "The man with the hood said: leave it in the van."
    assert kinds(f"The man said {marks.format('leave it in the van')}.", quote) == []
    assert kinds(f"The man said {marks.format('Leave it in the van')}.", quote) == []
    assert kinds(f"The man said {marks.format('leave the van')}.", quote) == ["quote"]
    assert kinds(f"The man said {marks.format('leave it with the van')}.", quote) == ["quote"]


def test_quoted_words_are_whole_and_from_one_quote() -> None:
    """A part of a word, or the end of one quote with the start of the next, is nobody's words."""
    assert kinds('He said "he left".', "She left; he said so.") == ["quote"]
    assert kinds('It says "Tom saw the van".', "Tom saw", "the van was there, it says") == ["quote"]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The café was open.", "The café was open."),
        ("The cafe was open.", "The café was open."),
        ("The ﬁrm was closed.", "The firm was closed."),
        ("Ünal's van left.", "UNAL’S van left."),
        ("Der Wagen fuhr um 01:20 ab.", "Der Wagen fuhr um 01:20 ab."),
        ("他在1:20离开", "他在1:20离开"),
    ],
)
def test_letters_are_compared_by_what_they_are(sentence: str, quote: str) -> None:
    """Accents, ligatures and apostrophes of another encoding are no difference; other scripts work."""
    assert kinds(sentence, quote) == []
