"""Parts of an unfinished run are there whole or not at all, and only for the run that made them."""

from pydantic import BaseModel

from tools.case import Case
from tools.partial import Partial


class Heard(BaseModel):
    text: str


def partial(case: Case, key: str = "a" * 64) -> Partial[Heard]:
    return Partial(case, key, Heard)


def test_a_part_is_found_again(case: Case) -> None:
    """What was kept comes back as it was, in another process too: only the folder knows it."""
    partial(case).save("0-1", Heard(text="Wrong number – wait"))
    assert partial(case).load("0-1") == Heard(text="Wrong number – wait")
    assert partial(case).load("0-2") is None


def test_another_run_has_parts_of_its_own(case: Case) -> None:
    """Another version, exhibit or argument gives another key, and never the parts of this one."""
    partial(case).save("0-1", Heard(text="a"))
    assert partial(case, "b" * 64).load("0-1") is None


def test_a_part_that_is_not_as_it_was_written_is_missing(case: Case) -> None:
    """A part that was cut short, changed or is of another type is worked out again, not believed."""
    kept = partial(case)
    kept.save("0-1", Heard(text="He left at two"))
    [file] = (case.folder / "partial").rglob("*.json")
    whole = file.read_bytes()
    for broken in (whole[:-4], whole.replace(b"two", b"ten"), b""):
        file.write_bytes(broken)
        assert kept.load("0-1") is None
    file.write_bytes(whole)
    assert kept.load("0-1") is not None
    assert Partial(case, "a" * 64, type("Other", (BaseModel,), {"__annotations__": {"words": int}})).load("0-1") is None


def test_nothing_stays_of_a_run_that_is_done(case: Case) -> None:
    """Discarding removes the parts of this run and of no other; discarding nothing is no error."""
    partial(case).save("0-1", Heard(text="a"))
    partial(case, "b" * 64).save("0-1", Heard(text="b"))
    partial(case).discard()
    partial(case).discard()
    assert partial(case).load("0-1") is None
    assert partial(case, "b" * 64).load("0-1") == Heard(text="b")
