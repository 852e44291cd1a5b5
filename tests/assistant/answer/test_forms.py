"""The claim gate on dates, sums, plates and numbers: another form passes, another value does not."""

import pytest

from assistant.answer import faults


def kinds(sentence: str, quote: str) -> list[str]:
    return [fault.kind for fault in faults(sentence, [quote], "")]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The van came on 12 March 2026.", "2026-03-12: the van came"),
        ("The van came on March 12, 2026.", "The van came on 12/03/2026 or 12.03.2026, which is 12 March 2026."),
        ("The van came on 2026-03-12.", "The van came on 12 MAR 2026."),
        ("He asked for £1,150.", "He asked for 1,150 pounds."),
        ("He asked for 1150 pounds.", "He asked for 1,150 pounds."),
        ("He asked for 1,150.00 pounds.", "He asked for 1150 pounds."),
        ("He paid 500 euros.", "He paid €500."),
        ("Four motors were stolen.", "4 motors were stolen."),
        ("4 motors were stolen.", "Four motors were stolen."),
        ("PA99KTX was seen.", "PA99 KTX was seen."),
        ("PA99 KTX was seen.", "PA99KTX was seen."),
        ("pa99-ktx was seen.", "PA99 KTX was seen."),
        ("Call 07700900142.", "Call 07700 900142."),
        ("Call 07700 900 142.", "Call (07700) 900142."),
        ("Pay GB33 BUKB 2020 1555 5555 55.", "Pay GB33BUKB20201555555555."),
    ],
)
def test_another_form_of_the_same_passes(sentence: str, quote: str) -> None:
    """Dates, sums of money, counts, plates and telephone numbers are compared by what they mean, not by how they are written."""
    assert kinds(sentence, quote) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The van came on 12 March 2025.", "2026-03-12: the van came"),
        ("The van came on 13 March 2026.", "2026-03-12: the van came"),
        ("He asked for £1,150.", "He asked for 1,510 pounds."),
        ("He asked for £500.", "He asked for 500 euros."),
        ("He asked for €500.", "He asked for 500."),
        ("He asked for 20%.", "He asked for 20."),
        ("He asked for 4,200 pounds.", "He asked for 14,200 pounds."),
        ("He asked for 4,200 pounds.", "He asked for 42,001 pounds."),
        ("He asked for 115.0 pounds.", "He asked for 1150 pounds."),
        ("Five motors were stolen.", "4 motors were stolen."),
        ("PA99KTX was seen.", "PA99 KTY was seen."),
        ("PA9 KTX was seen.", "PA99 KTX was seen."),
        ("Call 07700900143.", "Call 07700 900142."),
        ("Call 0770090014.", "Call 07700 900142."),
    ],
)
def test_another_value_does_not(sentence: str, quote: str) -> None:
    """One digit more, less or other, another year, another currency: each is a fault."""
    assert "number" in kinds(sentence, quote) or "word" in kinds(sentence, quote)


def test_a_held_date_supports_nothing_but_itself() -> None:
    """The digits of a date that stands in the quote are no support for a number elsewhere in the sentence."""
    assert kinds("On 21 March 2026 he sold 2 motors.", "On 2026-03-21 he sold four motors.") == ["number"]
    assert kinds("On 21 March 2026 he sold four motors.", "On 2026-03-21 he sold four motors.") == []


def test_a_time_is_read_as_a_whole() -> None:
    """Hours and minutes are one number: neither half of another time supports it."""
    assert kinds("It came at 01:40.", "It came at 01:20, and at 02:40.") == ["number"]
    assert kinds("It came at 01:40.", "It came at 01:20, and at 01:40.") == []
