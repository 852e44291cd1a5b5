"""The claim gate: what a sentence may say is what its quotes say."""

import pytest

from assistant.answer import Quote, faults
from tests.data.demo_case import texts

QUOTE = "At 01:20 a grey van with plate PA99 KTX stopped; two men carried four motors, worth 4,200 pounds, to it."


def kinds(sentence: str, *quotes: str, question: str = "") -> list[str]:
    return [fault.kind for fault in faults(sentence, quotes or (QUOTE,), question)]


@pytest.mark.parametrize(
    "sentence",
    [
        QUOTE,
        "A grey van stopped at 01:20.",
        "Two men carried four motors to a grey van.",
        "The motors were worth 4,200 pounds.",
        "According to EX-0003, two men carried the motors.",
        "TWO MEN CARRIED FOUR MOTORS.",
        "The van’s plate was PA99 KTX.",
    ],
)
def test_what_the_quote_says_passes(sentence: str) -> None:
    """A sentence in the words of its quote passes, whatever its order, endings, capitals and the exhibit it names."""
    assert kinds(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A grey van stopped at 01:40.", "number"),
        ("The motors were worth 4,300 pounds.", "number"),
        ("The motors were worth 200 pounds.", "number"),
        ("Two men carried 5 motors.", "number"),
        ("Two men carried five motors.", "word"),
        ("Two men carried one motor.", "word"),
        ("The plate was PA98 KTX.", "number"),
        ("The plate was PA99 KTZ.", "name"),
        ("The van belonged to Daniel Brooks.", "name"),
        ("Two masked men carried four motors.", "word"),
        ("Two women carried four motors.", "word"),
    ],
)
def test_one_changed_word_is_named(sentence: str, kind: str) -> None:
    """A number, name or other word that the quote does not have is found, and the fault says what kind of thing it is."""
    assert kind in kinds(sentence)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The gray van stopped.", "The grey van stopped."),
        ("He lost his driver's license.", "He lost his driver's licence."),
        ("It stopped 40 kilometers away.", "It stopped 40 kilometres away."),
        ("They recognized the neighbor.", "They recognised the neighbour."),
        ("Grey was the van.", "The van was grey."),
        ("GRAY IS THE VAN.", "The van is grey."),
    ],
)
def test_a_word_may_be_spelt_in_american_or_british(sentence: str, quote: str) -> None:
    """A word that the two spell differently is the same word."""
    assert kinds(sentence, quote) == []
    assert kinds(quote, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "quote"), [("It was Gray.", "It was Grey."), ("Peter stopped.", "Petre stopped."), ("Gray came.", "Grey came.")]
)
def test_a_name_is_spelt_in_one_way(sentence: str, quote: str) -> None:
    """What is written as a name may be another person's where one letter differs."""
    assert kinds(sentence, quote) != []


def test_the_fault_names_the_word() -> None:
    """What is wrong is said in the word itself, so that the model can be told and the officer can check."""
    assert [str(fault) for fault in faults("A blue van stopped.", [QUOTE], "")] == ["word: blue"]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("She left after nine.", "She left before nine."),
        ("He paid more than 500 pounds.", "He paid less than 500 pounds."),
        ("The sum was over 500 pounds.", "The sum was under 500 pounds."),
        ("She came earlier.", "She came later."),
    ],
)
def test_small_words_that_turn_a_claim_round_are_words_too(sentence: str, quote: str) -> None:
    """Before is not after and more is not less, though both are words that carry no content of their own."""
    assert kinds(sentence, quote) == ["word"]
    assert kinds(quote, quote) == []


def test_the_question_is_no_support() -> None:
    """What the officer supposes does not become true by being asked: only the name of the person asked about may be taken over."""
    question = "Was the van that Peter Marsh drove blue, and did it come at 02:15?"
    assert kinds("The van was blue.", "He drove the van.", question=question) == ["word"]
    assert kinds("He drove the van at 02:15.", "He drove the van.", question=question) == ["number"]
    assert kinds("Peter Marsh drove the van.", "He drove the van.", question=question) == []
    assert kinds("Peter Miller drove the van.", "He drove the van.", question=question) == ["name"]


def test_without_a_quote_nothing_passes() -> None:
    """A sentence that cites nothing is refused, however harmless it is."""
    assert [fault.kind for fault in faults("It was so.", [], "Was it so?")] == ["uncited"]


def test_several_quotes_support_together() -> None:
    """A sentence may draw on all the quotes it cites, and on no other."""
    assert kinds("Tom and Helen saw the van.", "Tom saw the van.", "Helen saw it.") == []
    assert kinds("Tom and Helen saw the van.", "Tom saw the van.") == ["name"]


@pytest.mark.parametrize("text", [*texts.STATEMENT_PARAGRAPHS, *texts.EMAIL_LINES, *(said for _, said, _ in texts.CALL_LINES)])
def test_an_exhibit_supports_its_own_words(text: str) -> None:
    """Whatever stands in a real exhibit, told word for word, passes with itself as the quote."""
    assert kinds(text, text) == []


@pytest.mark.parametrize("bare", ["No", "No.", "Yes, he did.", "It was not."])
def test_a_bare_answer_says_nothing_that_could_be_checked(bare: str) -> None:
    """Yes and no, which leave out who says so, do not pass; where the quote itself is no more than that, they do."""
    question = "Did Marek Nowak sell the phone?"
    assert [fault.kind for fault in faults(bare, ["He said that he sold no phone."], question)] == ["empty"]
    assert faults(bare, [bare], question) == []


@pytest.mark.parametrize(
    ("sentence", "quote", "holds"),
    [
        ("The number plate of the grey van is PA99 KTX.", "He has a grey van, plate PA99 KTX.", True),
        ("The van's registration plate is PA99 KTX.", "He has a grey van, plate PA99 KTX.", True),
        ("The plate of the boat is PA99 KTX.", "He has a grey van, plate PA99 KTX, and a boat.", False),
        ("The plate of the grey van is PB12 ABC.", "He has a grey van, plate PA99 KTX, and a red car, plate PB12 ABC.", False),
        ("The plate of the grey van is not PA99 KTX.", "He has a grey van, plate PA99 KTX.", False),
        ("The total on the receipt is GBP 97.89.", "TOTAL GBP 97.89", True),
        ("The total is 42,000.", "TOTAL 42,000", True),
        ("The cash is GBP 97.89.", "TOTAL GBP 97.89", False),
    ],
)
def test_labels_and_lines_in_capitals_are_read(sentence: str, quote: str, holds: bool) -> None:
    """A label beside a thing, and a line of a receipt, are told as what they say, and of nothing else."""
    assert (not faults(sentence, [Quote(quote, "EX-0001", "Receipt")], "")) == holds
