"""Galleries are held for a reason, until a day, and are what was put there."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from tools import galleries
from tools.case import Case
from tools.errors import CaseError, IntegrityError, ToolError
from tools.galleries import Gallery, Terms


def test_a_gallery_keeps_its_terms(case: Case, wanted: Gallery) -> None:
    """What was given comes back, the officer owns what nobody else does, and it ends within a year by itself."""
    found = galleries.gallery(Case(case.folder, case.secret), "WANTED")
    assert found == wanted
    assert (found.kind, found.reason, found.legal_basis, found.owner, found.fpir) == ("wanted", "robbery", "order 12", "tester", 0.01)
    assert timedelta(364) < found.expires_at - datetime.now(UTC) <= timedelta(365)
    assert galleries.names(case) == ["wanted"]


@pytest.mark.parametrize(
    ("name", "terms", "says"),
    [
        ("Wanted", Terms(), "already"),
        ("", Terms(), "one line"),
        ("a\u202eb", Terms(), "one line"),
        ("x" * 61, Terms(), "one line"),
        ("old", Terms(expires_at=datetime(2020, 1, 1, tzinfo=UTC)), "in the past"),
        ("sure", Terms(fpir=0), "between 0 and 1"),
        ("long", Terms(reason="x" * 501), "501 characters"),
    ],
)
def test_what_cannot_be_a_gallery(case: Case, wanted: Gallery, name: str, terms: Terms, says: str) -> None:
    """A taken or unreadable name, a past day, a rate of nothing: each is refused with its reason, and nothing is kept."""
    with pytest.raises(ToolError, match=says):
        galleries.new(case, name, terms, "tester")
    assert galleries.names(case) == ["wanted"]


def test_an_expired_gallery_is_not_searched(case: Case) -> None:
    """After its day it can be looked at and removed, and nothing else; the reason says so."""
    galleries.new(case, "short", Terms(expires_at=datetime.now(UTC) + timedelta(milliseconds=150)), "tester")
    assert not galleries.searchable(case, "short").expired
    while not galleries.gallery(case, "short").expired:
        pass
    with pytest.raises(ToolError, match="expired on"):
        galleries.searchable(case, "short")


def test_an_unknown_gallery_is_answered_with_the_known_ones(case: Case, wanted: Gallery) -> None:
    """The message names those there are, or how to make one."""
    with pytest.raises(ToolError, match="it has 'wanted'"):
        galleries.gallery(case, "nobody")
    galleries.remove(case, wanted)
    with pytest.raises(ToolError, match="gallery new"):
        galleries.gallery(case, "nobody")


@pytest.mark.parametrize("change", ["expires_at = '2099-01-01T00:00:00+00:00'", "fpir = 0.5", "legal_basis = 'mine'", "revision = 9"])
def test_terms_changed_from_outside_are_noticed(case: Case, wanted: Gallery, change: str) -> None:
    """Nobody prolongs a gallery or lowers its threshold with a database tool."""
    with case.database.write() as connection:
        connection.execute(f"UPDATE galleries SET {change}")
    with pytest.raises(IntegrityError, match="changed from outside"):
        galleries.gallery(case, "wanted")


def test_another_station_cannot_read_it(case: Case, wanted: Gallery) -> None:
    """With another secret the case opens, its galleries do not, and the reason says whose they are."""
    with pytest.raises(CaseError, match="another station"):
        galleries.gallery(Case(case.folder, os.urandom(32)), "wanted")
    assert galleries.names(Case(case.folder)) == ["wanted"]


def test_what_fails_to_be_recorded_is_not_made(case: Case) -> None:
    """Where the record cannot be written there is no gallery."""

    def fails(made: Gallery) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        galleries.new(case, "wanted", Terms(), "tester", recorded=fails)
    assert galleries.names(case) == []
