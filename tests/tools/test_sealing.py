"""What is sealed cannot be read, changed or moved without being noticed."""

import os

import pytest

from tools.case import Case
from tools.errors import CaseError, IntegrityError
from tools.sealing import SECRET_BYTES, Seal

SECRET = os.urandom(SECRET_BYTES)


def test_only_the_same_seal_opens() -> None:
    """The same secret and case open it; another secret, case or place does not, and neither does a changed bit."""
    seal = Seal(SECRET, "case-a")
    closed = seal.close(b"content", "template", "C-1")
    assert Seal(SECRET, "case-a").open(closed, "template", "C-1") == b"content"
    for other, place in (
        (Seal(os.urandom(SECRET_BYTES), "case-a"), ("template", "C-1")),
        (Seal(SECRET, "case-b"), ("template", "C-1")),
        (seal, ("template", "C-2")),
        (seal, ("template", "C-", "1")),
    ):
        with pytest.raises(IntegrityError, match="not what was put there"):
            other.open(closed, *place)
    for position in range(len(closed)):
        changed = bytearray(closed)
        changed[position] ^= 1
        with pytest.raises(IntegrityError):
            seal.open(bytes(changed), "template", "C-1")
    with pytest.raises(IntegrityError):
        seal.open(b"", "template", "C-1")


def test_nothing_shows_through() -> None:
    """The content is not in what is sealed, and sealing the same twice gives different bytes."""
    seal = Seal(SECRET, "case-a")
    one, two = (seal.close(b"a name that nobody may read", "name") for _ in range(2))
    assert b"name" not in one
    assert one != two


def test_a_mark_needs_the_secret() -> None:
    """The same words have the same mark under one seal and another under another."""
    assert Seal(SECRET, "a").mark("x", "y") == Seal(SECRET, "a").mark("x", "y")
    assert len({Seal(SECRET, "a").mark("x", "y"), Seal(SECRET, "b").mark("x", "y"), Seal(SECRET, "a").mark("xy")}) == 3


def test_without_the_secret_the_seal_stays_closed(case: Case) -> None:
    """A case opened without it says so; a secret of another length is a mistake of the program."""
    with pytest.raises(CaseError, match="without the station's secret"):
        _ = case.seal
    with pytest.raises(ValueError, match="32 bytes"):
        Seal(b"short", "a")
