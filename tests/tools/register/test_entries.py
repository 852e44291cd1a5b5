"""The register follows from what the exhibits name and from the decisions that stand, and from nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tools.register.conftest import decided, seed
from tools.register import Decision, assembled

SEEDS = [seed("phone", "+442079460958", f"EX-{number:04d}") for number in range(1, 7)]
IDS = [each.id for each in SEEDS]


def test_nothing_is_put_together_without_a_person() -> None:
    """The same number in six exhibits is six entries until somebody decides."""
    assert [entry.id for entry in assembled(SEEDS, []).entries] == IDS


def test_what_was_merged_is_one_entry() -> None:
    """It has the places of all its parts, is called by the first of them, and names the decision."""
    made = decided(1, "merged", (IDS[4],), (IDS[1],))
    entry = assembled(SEEDS, [made]).entry(IDS[4])
    assert (entry.id, entry.exhibits, entry.merged) == (IDS[1], ("EX-0002", "EX-0005"), (made,))


def test_merges_join_in_any_order() -> None:
    """Whichever was decided first, the entries are the same."""
    pairs = [(IDS[0], IDS[1]), (IDS[2], IDS[1]), (IDS[3], IDS[2])]
    forward = [decided(n, "merged", (a,), (b,)) for n, (a, b) in enumerate(pairs, 1)]
    backward = [decided(n, "merged", (b,), (a,)) for n, (a, b) in enumerate(reversed(pairs), 1)]
    found = [[[part.id for part in entry.seeds] for entry in assembled(SEEDS, made).entries] for made in (forward, backward)]
    assert found[0] == found[1] == [IDS[:4], [IDS[4]], [IDS[5]]]


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]), max_size=8), st.data())
def test_what_was_taken_back_leaves_nothing(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    """Whatever stands, one more decision and its undoing give the same entries and rejections as before."""
    made: list[Decision] = [decided(n, "merged", (a,), (b,)) for n, (a, b) in enumerate(pairs, 1)]
    before = assembled(SEEDS, made)
    a, b = data.draw(st.sampled_from([(IDS[0], IDS[5]), (IDS[2], IDS[3])]))
    verdict = data.draw(st.sampled_from(["merged", "rejected"]))
    made.append(decided(len(made) + 1, verdict, (a,), (b,)))
    made.append(decided(len(made) + 1, "undone", undoes=len(made)))
    after = assembled(SEEDS, made)
    assert (after.entries, after.rejected, after.lapsed) == (before.entries, before.rejected, before.lapsed)


def test_a_decision_on_something_that_is_gone_does_not_apply() -> None:
    """Where an exhibit, read anew, does not name a part any more, the decision is listed as lapsed and holds nothing together."""
    made = decided(1, "merged", (IDS[0],), ("en-000000000000",))
    found = assembled(SEEDS, [made])
    assert found.lapsed == (made,)
    assert len(found.entries) == 6


def test_ids_stay_when_an_exhibit_is_gone_through_anew() -> None:
    """An entry's id depends on what is named where, not on the run that found it: decisions live on."""
    again = seed("phone", "+442079460958", "EX-0001")
    assert again.id == IDS[0]
    assert seed("phone", "+442079460959", "EX-0001").id != IDS[0]


def test_what_was_told_apart_is_known_for_all_parts() -> None:
    """A rejection holds for everything that the two entries consisted of, in both directions, and for nothing else."""
    found = assembled(SEEDS, [decided(1, "merged", (IDS[0],), (IDS[1],)), made := decided(2, "rejected", (IDS[0], IDS[1]), (IDS[2],))])
    first, third, fourth = (found.entry(IDS[number]) for number in (1, 2, 3))
    assert found.told_apart(first, third) == found.told_apart(third, first) == made
    assert found.told_apart(first, fourth) is None
    apart = assembled(SEEDS, [made, *[decided(1, "merged", (IDS[0],), (IDS[1],)), decided(3, "undone", undoes=1)]])
    assert apart.told_apart(apart.entry(IDS[1]), apart.entry(IDS[2])) == made
