"""Which quotes carry a sentence."""

from assistant.compose import Quotable
from assistant.compose.support import faults_of, instead, narrowed, nearest, telling
from tools.evidence import Citation


def quotable(text: str, line: int) -> Quotable:
    return Quotable(text, (Citation(exhibit="EX-0001", sha256="aa", fragment=f"line={line}", quote=text),))


VAN = quotable("The van was grey.", 1)
PLATE = quotable("Its plate was PA99 KTX.", 2)
RAIN = quotable("It was raining all night.", 3)
SHOWN = [VAN, PLATE, RAIN]


def test_a_citation_is_no_wider_than_what_it_supports() -> None:
    """Quotes that the model named without need are dropped; those that carry the sentence stay."""
    assert narrowed("The van was grey.", SHOWN, "") == (VAN,)
    assert narrowed("The plate of the grey van was PA99 KTX.", SHOWN, "") == (VAN, PLATE)
    assert narrowed("The van was grey.", [VAN], "") == (VAN,)


def test_the_nearest_quotes_support_together() -> None:
    """Quotes are taken by the words they add until the sentence is supported, and given in the order of the text."""
    assert nearest("The plate PA99 KTX was on the grey van.", SHOWN, "") == (VAN, PLATE)
    assert nearest("The van was grey.", SHOWN, "") == (VAN,)


def test_nothing_is_near_to_words_that_stand_nowhere() -> None:
    """A sentence that shares no word with any quote has no nearest quote."""
    assert nearest("Zebras graze.", SHOWN, "") == ()
    assert nearest("The van was grey.", [], "") == ()


def test_nearest_is_not_yet_support() -> None:
    """The quotes nearest to an untrue sentence are found, and the gate still refuses it."""
    near = nearest("The van was blue.", SHOWN, "")
    assert VAN in near
    assert [str(fault) for fault in faults_of("The van was blue.", near, "")] == ["word: blue"]


def test_the_text_of_a_finding_supports_as_its_quote_does() -> None:
    """Where a tool says in words what its quote shows (a row of a table with its headings), both count."""
    row = Quotable(
        "street: Mill Road; type: theft", (Citation(exhibit="EX-0001", sha256="aa", fragment="line=2", quote="Mill Road,theft"),)
    )
    assert faults_of("The theft was in this street: Mill Road.", [row], "") == []


def test_what_is_shown_instead_has_more_than_a_common_word() -> None:
    """In place of an unsupported sentence stand the quotes that hold its names, its numbers or several of its words; not one that shares
    a single ordinary word."""
    serial = quotable("The serial number of the motor is SK40.", 4)
    shown = [serial, *SHOWN]
    assert serial in nearest("The number on the blue van is PA99 KTX.", shown, "")
    assert instead("The number on the blue van is PA99 KTX.", shown, "") == (PLATE,)
    assert instead("The motor SK40 was on the van.", shown, "") == (serial,)
    assert instead("Zebras graze.", shown, "") == ()


def test_a_heading_answers_nothing() -> None:
    """A heading that holds only words of the question stands for nothing, unless it is all there is; a sentence of its words does."""
    heading, dated = quotable("Daniel Brooks.", 1), quotable("Brooks, 21:00", 3)
    told = quotable("He was with me in the Harbour Club.", 2)
    assert telling([heading, told, dated], "Does anyone speak for Daniel Brooks?") == [told, dated]
    assert telling([heading], "Does anyone speak for Daniel Brooks?") == [heading]
    assert telling(SHOWN, "Was the van grey?") == SHOWN
