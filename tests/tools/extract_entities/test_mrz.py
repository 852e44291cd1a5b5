"""Machine-readable zones are read field by field, and their check digits decide what is valid."""

import pytest

from tools.extract_entities.finding import _without_holders
from tools.recognisers.banking import bics
from tools.recognisers.found import Found
from tools.recognisers.mrz import check_digit, zones

# The specimens of ICAO Doc 9303, parts 4 to 7.
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
VISA = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
LONG = "I<UTOD23145890<AB112234566<<<<\n7408122F1204159UTO<<<<<<<<<<<4\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"


def fields(text: str) -> dict[str, Found]:
    return {hit.type: hit for hit in zones(text)}


def test_the_check_digit_is_that_of_the_standard() -> None:
    """The examples of the standard come out, with letters and fillers."""
    assert [check_digit(signs) for signs in ("520727", "AB2134<<<", "L898902C3")] == ["3", "5", "6"]


@pytest.mark.parametrize(("zone", "name", "number"), [(TD3, "TD3", "L898902C3"), (TD2, "TD2", "D23145890"), (TD1, "TD1", "D23145890")])
def test_each_form_is_read(zone: str, name: str, number: str) -> None:
    """Every field has its value, its place in the text and, where it has a check digit, that it holds."""
    found = fields(f"PASSPORT\n{zone}\nSpecimen")
    assert {key: (hit.value, hit.valid) for key, hit in found.items() if key not in ("document_type", "personal_number")} == {
        "country": ("UTO", None),
        "surname": ("ERIKSSON", None),
        "given_names": ("ANNA MARIA", None),
        "document_number": (number, True),
        "nationality": ("UTO", None),
        "birth_date": ("1974-08-12", True),
        "sex": ("F", None),
        "expiry_date": ("2012-04-15", True),
        "mrz": (name, True),
    }
    assert zone[found["surname"].start - 9 : found["surname"].end - 9] == "ERIKSSON"


def test_a_visa_has_no_check_over_all() -> None:
    """Visas have check digits of their own fields only."""
    found = fields(VISA)
    assert found["document_number"].valid is True
    assert found["birth_date"].value == "1940-09-07"
    assert "mrz" not in found


def test_a_wrong_check_digit_is_shown() -> None:
    """One changed digit makes its field and the check over all not valid; the others stay valid and nothing is dropped."""
    found = fields(TD3.replace("7408122", "7408132"))
    assert (found["birth_date"].value, found["birth_date"].valid) == ("1974-08-13", False)
    assert found["mrz"].valid is False
    assert found["document_number"].valid is True


def test_look_alikes_are_told_apart_only_with_proof() -> None:
    """A letter that the check digits alone allow is read and noted; a number that two readings could mend is left and not valid."""
    found = fields(TD3.replace("L898902C3", "L8989O2C3"))
    assert (found["document_number"].value, found["document_number"].valid) == ("L898902C3", True)
    assert "O read as 0" in (found["document_number"].note or "")
    assert "0 read as O" in (fields(TD3.replace("UTO", "UT0"))["nationality"].note or "")
    for unclear in ("LB98902C3", "L898702C3", "L8G8902C3"):
        left = fields(TD3.replace("L898902C3", unclear))["document_number"]
        assert (left.value, left.valid) == (unclear, False)


@pytest.mark.parametrize(
    "change", [("<<<<<<<<<<<<<<<<<<<\n", "<<<<<<<<<<<<<<<<<\n"), ("<<<<<10", "<<<<<<10"), ("P<UTO", "P < UTO"), ("<<A", "«A")]
)
def test_lost_and_added_fillers_do_no_harm(change: tuple[str, str]) -> None:
    """Fillers that recognition loses, adds or reads as another sign, and spaces, leave the fields as they are."""
    found = fields(TD3.replace(*change))
    assert found["document_number"].value == "L898902C3"
    assert found["mrz"].valid is True


def test_a_long_number_goes_on_in_the_optional_field() -> None:
    """A number of more than nine signs is read whole, with the check digit that stands behind it."""
    number = "D23145890AB11223456"
    zone = LONG.replace("AB112234566", f"AB11223456{check_digit(number)}")
    hit = fields(zone)["document_number"]
    assert (hit.value, hit.valid) == (number, True)


@pytest.mark.parametrize(
    "text",
    [
        "P<<" + "<" * 41 + "\n" + "1" * 44,
        "A" * 44 + "\n" + "B" * 44,
        "<" * 44 + "\n" + "<" * 44,
        "PRICE<<LIST<<A<B<C<D<E<F<G<H<I<J<K<L<M<N<O<\n" + "12<" * 14 + "12",
    ],
)
def test_other_rows_are_no_zone(text: str) -> None:
    """Rows that are as wide and say something else are no document."""
    assert list(zones(text)) == []


def test_the_name_on_a_document_is_no_bank_code() -> None:
    """A surname that has the form of a BIC is one only where no document says that it is a name."""
    codes = list(bics("ERIKSSON\nDEUTDEFF"))
    assert [hit.value for hit in _without_holders(codes)] == ["ERIKSSON", "DEUTDEFF"]
    assert [hit.value for hit in _without_holders([*codes, *zones(TD3)]) if hit.type == "bic"] == ["DEUTDEFF"]
