"""What may be the same is suggested with what speaks for and against it, from texts as exhibits."""

from collections.abc import Callable

from tests.conftest import needs_weights
from tests.tools.register.conftest import decided
from tools.case import Case
from tools.register import Register, Suggestion, assembled, suggestions
from tools.register.collecting import seeds

pytestmark = needs_weights("named-entities")

GoneThrough = Callable[..., Register]
CALL = "Please call me on +44 7700 900142, best in the evening."


def of_type(case: Case, found: Register, kind: str) -> list[Suggestion]:
    return [each for each in suggestions(case, found) if each.entries[0].type == kind]


def test_one_number_in_two_exhibits_is_suggested(case: Case, gone_through: GoneThrough) -> None:
    """The same telephone number is suggested with the reason, cites both places, and stays two entries."""
    found = gone_through(f"{CALL}\n", "The number +447700900142 was rung at nine.\n")
    [each] = of_type(case, found, "phone")
    assert [entry.mentions[0].citations[0].exhibit for entry in each.entries] == ["EX-0001", "EX-0002"]
    assert [reason.kind for reason in each.reasons] == ["same number"]
    assert "+447700900142" in each.reasons[0].text
    assert len([entry for entry in found.entries if entry.type == "phone"]) == 2


def test_a_number_without_its_country_is_suggested(case: Case, gone_through: GoneThrough) -> None:
    """A national number is held against an international one."""
    [each] = of_type(case, gone_through(f"{CALL}\n", "The number 07700 900142 was rung at nine.\n"), "phone")
    assert [reason.kind for reason in each.reasons] == ["same but for the country"]


def test_many_entries_with_one_value_need_one_decision_each(case: Case, gone_through: GoneThrough) -> None:
    """Five exhibits with one number give four suggestions, not ten."""
    assert len(of_type(case, gone_through(*[f"{CALL} {number}\n" for number in range(5)]), "phone")) == 4


def test_a_rejected_suggestion_does_not_come_back(case: Case, gone_through: GoneThrough) -> None:
    """Told apart, two entries are not suggested again; the third is still suggested with each of them."""
    found = gone_through(*[f"{CALL} {number}\n" for number in range(3)])
    phones = [entry for entry in found.entries if entry.type == "phone"]
    told = assembled(seeds(case), [decided(1, "rejected", (phones[0].id,), (phones[1].id,))])
    pairs = [{entry.id for entry in each.entries} for each in of_type(case, told, "phone")]
    assert pairs == [{phones[0].id, phones[2].id}]
    told = assembled(seeds(case), [decided(n, "rejected", (phones[0].id,), (phones[n].id,)) for n in (1, 2)])
    assert [{entry.id for entry in each.entries} for each in of_type(case, told, "phone")] == [{phones[1].id, phones[2].id}]


def test_different_birth_dates_speak_against(case: Case, gone_through: GoneThrough) -> None:
    """Two persons with one name whose dates of birth differ are suggested with that against it, and both dates are cited."""
    found = gone_through(
        "I spoke with Daniel Brooks, born 3 May 1980, in the café.\n", "The driver was Daniel Brooks, born 4 June 1991, of Silver Bay.\n"
    )
    [each] = of_type(case, found, "person")
    [reason] = [reason for reason in each.against if reason.kind == "different birth date"]
    assert "1980-05-03" in reason.text
    assert {cited.exhibit for cited in reason.citations} == {"EX-0001", "EX-0002"}


def test_one_sentence_that_names_both_speaks_against(case: Case, gone_through: GoneThrough) -> None:
    """Who stands beside somebody in a sentence is hardly the same person."""
    found = gone_through("Yesterday Daniel Brooks came with Daniel Brookes to the harbour office.\n")
    [each] = of_type(case, found, "person")
    assert each.reasons[0].kind == "other spelling"
    assert [reason.kind for reason in each.against] == ["named side by side"]


def test_a_surname_that_fits_two_says_so(case: Case, gone_through: GoneThrough) -> None:
    """Mr Brooks may be Daniel or Peter: each suggestion names the other."""
    found = gone_through("I met Daniel Brooks. Then I met Peter Brooks.\n", "On Monday Mr Brooks paid the deposit to the bank.\n")
    against = {entry.name: [reason.kind for reason in each.against] for each in of_type(case, found, "person") for entry in each.entries}
    assert against["Daniel Brooks"] == against["Peter Brooks"] == ["fits others too"]


def test_mr_and_mrs_speak_against(case: Case, gone_through: GoneThrough) -> None:
    """A title for a man and one for a woman are against the same person."""
    found = gone_through("I saw Mr Peter Marsh at the pier.\n", "Later I spoke with Mrs Marsh about it at the pier.\n")
    [each] = of_type(case, found, "person")
    assert "different title" in [reason.kind for reason in each.against]


def test_a_broken_number_speaks_against(case: Case, gone_through: GoneThrough) -> None:
    """Two places with the same account number that cannot exist are suggested, with what is wrong with it."""
    found = gone_through("Pay to GB34 BUKB 2020 1555 5555 55 now.\n", "He wrote GB34BUKB20201555555555 down.\n")
    [each] = of_type(case, found, "iban")
    assert [reason.kind for reason in each.against] == ["not valid", "not valid"]


def test_the_name_of_an_identity_document_is_a_person(case: Case, gone_through: GoneThrough) -> None:
    """Surname and given names of a machine-readable zone become one person with the date of birth, and are held against a statement."""
    zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    found = gone_through(f"{zone}\n", "I spoke with Anna Eriksson at the harbour office on Monday.\n")
    [each] = of_type(case, found, "person")
    document = next(entry for entry in each.entries if entry.exhibits == ("EX-0001",))
    assert (document.name, document.mentions[0].born) == ("Anna Maria Eriksson", "1974-08-12")
    assert [reason.kind for reason in each.reasons] == ["name left out"]


def test_things_that_look_alike_are_not_suggested(case: Case, gone_through: GoneThrough) -> None:
    """Two grey vans, two knives, two dates and two sums are not one."""
    text = "On 3 May 2026 a grey van stopped, a man showed a knife and asked for 500 pounds.\n"
    assert suggestions(case, gone_through(text, "Again " + text)) == []
