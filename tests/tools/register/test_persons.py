"""Names of persons are compared as people write them."""

import pytest

from tools.register.alike_persons import alike
from tools.register.persons import person_name


def kinds(a: str, b: str, *, one_exhibit: bool = True) -> set[str]:
    one, other = person_name(a), person_name(b)
    assert one is not None
    assert other is not None
    return {reason.kind for reason in alike(one, other, one_exhibit=one_exhibit)}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Daniel Brooks", "Daniel Brooks", {"same name"}),
        ("Mr Daniel Brooks", "DANIEL BROOKS", {"same name"}),
        ("Jindřich Holinka", "Jindrich Holinka", {"same name"}),
        ("Brooks, Daniel", "Daniel Brooks", {"same name"}),
        ("Brooks Daniel", "Daniel Brooks", {"other order"}),
        ("D. Brooks", "Daniel Brooks", {"initials"}),
        ("D.J. Brooks", "Daniel James Brooks", {"initials"}),
        ("Daniel James Brooks", "Daniel Brooks", {"name left out"}),
        ("J. Brooks", "Daniel James Brooks", {"name left out", "initials"}),
        ("Tom Porter", "Thomas Porter", {"short form"}),
        ("Daniel Brooks", "Daniel Brookes", {"other spelling"}),
        ("Katherine Hale", "Catherine Hale", {"other spelling"}),
        ("Mr Brooks", "Daniel Brooks", {"surname alone"}),
        ("Tom", "Thomas Porter", {"given name alone"}),
        ("Daniel Brooks", "Peter Brooks", set()),
        ("E. Brooks", "Daniel Brooks", set()),
        ("Daniel Brooks", "Daniel Marsh", set()),
        ("Ann Lee", "Ann Lea", set()),
    ],
)
def test_names_are_alike_or_not(a: str, b: str, expected: set[str]) -> None:
    """Initials, order, titles, accents, short forms and one letter are seen; other names of the same family are not the same."""
    assert kinds(a, b) == kinds(b, a) == expected


def test_a_given_name_alone_says_who_only_in_its_own_exhibit() -> None:
    """Tom in one exhibit is not Tom Porter of another; nor is Mr Tom."""
    assert kinds("Tom", "Tom Porter", one_exhibit=False) == set()
    assert kinds("Mr Tom", "Tom Porter") == set()


@pytest.mark.parametrize("words", ["Mr", "Dr. Prof.", "—"])
def test_titles_are_no_names(words: str) -> None:
    """Where nothing but titles or marks is written there is no name."""
    assert person_name(words) is None


def test_titles_and_additions_are_taken_off() -> None:
    """They are kept beside the name: they may speak against."""
    name = person_name("Dr. Ahmed Murad Jr", "Mr")
    assert name is not None
    assert (name.parts, name.titles, name.suffix) == (("ahmed", "murad"), {"dr", "mr"}, "jr")
