"""What is found in an exhibit cites the line that it stands on, with its span in the exhibit's text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.errors import ToolError
from tools.evidence import Entity
from tools.extract_entities import extract_entities

pytestmark = needs_weights("named-entities")

Put = Callable[..., Exhibit]


def by_type(found: list[Entity], kind: str) -> set[str]:
    return {entity.value for entity in found if entity.type == kind}


def text_of(case: Case, exhibit: Exhibit) -> dict[int, str]:
    """The characters of an exhibit's text, by their offset."""
    lines = results.reading(case, exhibit.id) or []
    return {line.offset + number: sign for line in lines for number, sign in enumerate(line.text)}


@pytest.mark.parametrize("name", ["email_offer.eml", "witness_statement.docx"])
def test_spans_and_quotes_are_right(case: Case, keep: Put, demo: Path, name: str) -> None:
    """Every find of a demo document stands at its span, and is quoted from the line it cites."""
    exhibit = keep(demo / name)
    signs = text_of(case, exhibit)
    lines = {line.citations[0].fragment: line.text for line in results.reading(case, exhibit.id) or []}
    found = extract_entities(case, exhibit.id)
    assert len(found) > 8
    for entity in found:
        assert entity.citations
        for cited in entity.citations:
            assert cited.quote in lines[cited.fragment]
        written = "".join(signs.get(place, " ") for place in range(*entity.span))
        assert " ".join(written.split()) == " ".join(" ".join(cited.quote for cited in entity.citations).split())


def test_the_demo_offer_gives_its_numbers_and_names(case: Case, keep: Put, demo: Path) -> None:
    """The persons, account, telephone number, plate, addresses and sums of the e-mail are found in their standard form."""
    found = extract_entities(case, keep(demo / "email_offer.eml").id)
    assert by_type(found, "person") >= {"Victor Lane", "Peter Marsh"}
    assert by_type(found, "iban") == {"GB33BUKB20201555555555"}
    assert by_type(found, "vehicle_plate") == {"PA99KTX"}
    assert by_type(found, "email") == {"victor.lane@example.com", "peter.marsh@example.org"}
    assert by_type(found, "money") >= {"500.00 GBP", "4200.00 GBP"}
    assert any("900142" in number for number in by_type(found, "phone"))


def test_a_name_over_two_lines_cites_both(case: Case, keep: Put) -> None:
    """Where a line breaks inside a name, it is found whole and both lines are cited."""
    text = "I have known the driver of the van for two years; his name is Daniel\nBrooks and he delivers ice to the café on Mondays.\n"
    [entity] = [entity for entity in extract_entities(case, keep("a.txt", text).id) if entity.type == "person"]
    assert entity.value == "Daniel Brooks"
    assert [(cited.fragment, cited.quote) for cited in entity.citations] == [("line=1", "Daniel"), ("line=2", "Brooks")]
    assert text[slice(*entity.span)] == "Daniel\nBrooks"


def test_things_in_two_paragraphs_are_two_things(case: Case, keep: Put) -> None:
    """The last word of one paragraph and the first of the next do not make a name or number together."""
    found = extract_entities(case, keep("a.txt", "I live in London\n\nParis is far away.\n\nCall 01632\n\n960158 is the code.\n").id)
    assert by_type(found, "place") >= {"London", "Paris"}
    assert all(len(entity.citations) == 1 for entity in found)
    assert by_type(found, "phone") == set()


def test_a_broken_number_says_why(case: Case, keep: Put) -> None:
    """An account number whose check digits do not hold is shown as not valid, with the reason."""
    [entity] = [
        found for found in extract_entities(case, keep("a.txt", "Pay to GB34 BUKB 2020 1555 5555 55 now.\n").id) if found.type == "iban"
    ]
    assert entity.valid is False
    assert entity.note
    assert entity.note in entity.text


def test_what_was_not_read_cannot_be_gone_through(case: Case, put: Put) -> None:
    """An exhibit without a reading is answered with that, not with an empty list."""
    with pytest.raises(ToolError, match=r"EX-0001 \(document\) has no text"):
        extract_entities(case, put("a.txt", "Daniel Brooks\n").id)
