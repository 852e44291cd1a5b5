"""The record: nothing can be edited, removed, reordered or cut off without being named."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ledger import Ledger, LedgerDamaged, LedgerEvent, StationKey
from tests.assistant.ledger.recording import CASE, check, rewrite


def test_an_untouched_record_is_intact(ledger: Ledger, key: StationKey) -> None:
    """What was written verifies, with its number of events and its head."""
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.events, verdict.first_bad) == (True, 6, None)
    assert verdict.head == LedgerEvent.parse(ledger.path.read_text().rstrip("\n").splitlines()[-1]).hash


@pytest.mark.parametrize("position", range(6))
def test_an_edited_event_is_named(ledger: Ledger, key: StationKey, position: int) -> None:
    """Changing one word of any event is found, and that event is named."""
    rewrite(ledger, lambda lines: lines.__setitem__(position, lines[position].replace(f"number {position + 1}", "number 9")))
    assert (check(ledger, key).ok, check(ledger, key).first_bad) == (False, position + 1)


@pytest.mark.parametrize("position", range(6))
def test_a_removed_event_is_named(ledger: Ledger, key: StationKey, position: int) -> None:
    """Removing any event is found at its place; removing the last ones is found by the signed head."""
    rewrite(ledger, lambda lines: lines.pop(position))
    assert check(ledger, key).first_bad == position + 1


@pytest.mark.parametrize("position", range(5))
def test_reordered_events_are_named(ledger: Ledger, key: StationKey, position: int) -> None:
    """Swapping two neighbours is found at the first of them."""

    def swap(lines: list[str]) -> None:
        lines[position], lines[position + 1] = lines[position + 1], lines[position]

    rewrite(ledger, swap)
    assert check(ledger, key).first_bad == position + 1


@pytest.mark.parametrize("kept", range(6))
def test_a_record_cut_off_at_its_end_is_noticed(ledger: Ledger, key: StationKey, kept: int) -> None:
    """Keeping only the first events is found, and the first missing one is named."""
    rewrite(ledger, lambda lines: lines.__delitem__(slice(kept, None)))
    verdict = check(ledger, key)
    assert (verdict.ok, verdict.first_bad, verdict.events) == (False, kept + 1, kept)


def test_an_edit_with_recomputed_hashes_is_named(ledger: Ledger, key: StationKey) -> None:
    """Whoever edits an event and computes all hashes anew still has no key: the signature gives it away."""

    def forge(lines: list[str]) -> None:
        previous = None
        for position in range(2, 6):
            content = json.loads(lines[position])
            content["data"] = {"question": "harmless"}
            content["previous"] = previous or content["previous"]
            event = LedgerEvent(**content)
            content["hash"] = previous = event.digest()
            lines[position] = LedgerEvent(**content).line()

    rewrite(ledger, forge)
    assert check(ledger, key).first_bad == 3


def test_a_forged_record_of_another_key_is_named(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """A whole record written with somebody else's key is not trusted, from its first event."""
    ledger.path.unlink()
    ledger.head_path.unlink()
    other = Ledger(tmp_path / "case", CASE, StationKey(tmp_path / "other"), tmp_path / "other heads")
    for _ in range(9):
        other.append("question", {}, "officer")
    assert check(ledger, key).first_bad == 1


def test_an_older_copy_of_the_whole_folder_is_noticed(ledger: Ledger, key: StationKey) -> None:
    """Record and head put back together to an earlier state contradict the head that the station keeps."""
    old = ledger.path.read_bytes(), ledger.head_path.read_bytes()
    ledger.append("answer", {}, "officer")
    ledger.path.write_bytes(old[0])
    ledger.head_path.write_bytes(old[1])
    assert check(ledger, key).first_bad == 7
    with pytest.raises(LedgerDamaged):
        ledger.append("question", {}, "officer")


def test_nothing_is_added_to_a_cut_record(ledger: Ledger) -> None:
    """A record that lost its end is not continued as if nothing had happened."""
    rewrite(ledger, lambda lines: lines.pop())
    with pytest.raises(LedgerDamaged, match="cut off"):
        ledger.append("question", {}, "officer")


_TEXT = st.text(st.characters(exclude_categories=("Cs",)))
_DATA = st.dictionaries(_TEXT | st.sampled_from(["key", "time"]), st.recursive(_TEXT | st.integers() | st.none(), st.lists))


@given(data=_DATA, officer=_TEXT | st.just('","key":"'), kind=_TEXT)
def test_a_sealed_line_is_the_event_in_canonical_form(data: dict, officer: str, kind: str) -> None:
    """Whatever stands in an event, also the marks that its line is put together by, its line is that of its fields and can be read."""
    event, line = LedgerEvent(1, "2026-01-01T00:00:00+00:00", CASE, officer, kind, data, "0" * 64, "key").sealed(lambda digest: "signature")
    assert line == event.line()
    assert LedgerEvent.parse(line) == event
    assert event.hash == event.digest()


def test_the_private_key_is_readable_by_its_owner_only(key: StationKey, tmp_path: Path) -> None:
    """Nobody else on the station can sign in its name, and the key stays the same."""
    assert (tmp_path / "state" / "key").stat().st_mode & 0o077 == 0
    assert StationKey(tmp_path / "state" / "key").public == key.public


def test_a_copied_case_folder_cannot_be_continued_beside_the_first(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """Of two copies of a case at one station, both open, only the one that is written to first goes on: the other is refused."""
    shutil.copytree(tmp_path / "case", tmp_path / "copy")
    copy = Ledger(tmp_path / "copy", CASE, key, tmp_path / "state" / "heads")
    ledger.append("question", {"question": "here"}, "officer")
    with pytest.raises(LedgerDamaged, match="ends at event 6"):
        copy.append("question", {"question": "there"}, "officer")
    ledger.append("question", {"question": "and here"}, "officer")
    assert check(ledger, key).ok


def test_a_longer_fork_is_named(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """A copy that went on at another station and comes back is not continued, although it is the longer one."""
    shutil.copytree(tmp_path / "case", tmp_path / "copy")
    elsewhere = Ledger(tmp_path / "copy", CASE, key, tmp_path / "elsewhere")
    for number in range(3):
        elsewhere.append("question", {"question": f"elsewhere {number}"}, "officer")
    elsewhere.close()
    ledger.append("question", {"question": "here"}, "officer")
    back = Ledger(tmp_path / "copy", CASE, key, tmp_path / "state" / "heads")
    with pytest.raises(LedgerDamaged, match="another copy of the case folder"):
        back.append("question", {"question": "back"}, "officer")
