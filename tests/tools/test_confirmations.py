"""What people say of utterances: kept for good, applied to what the machine made, and never confused with it."""

import multiprocessing
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.saying import silence, transcribed
from tools import confirmations, results
from tools.case import Case, Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import Utterance
from tools.transcript import transcript

SAID = [
    ("I saw the van.", ()),
    ("It was a grave van.", ("low probability",)),
    ("Thank you for watching.", ("no speech",)),
    ("The plate was PA99 KTX.", ()),
]


@pytest.fixture
def recording(put: Callable[..., Exhibit], tmp_path: Path) -> Exhibit:
    """A recording without a transcript."""
    return put(silence(tmp_path))


@pytest.fixture
def made(case: Case, recording: Exhibit) -> list[Utterance]:
    """Its transcript: four utterances, two of them marked."""
    return transcribed(case, recording, SAID)


def say(case: Case, utterance: Utterance, verdict: confirmations.Verdict, text: str | None = None, **more: object) -> None:
    confirmations.add(case, "EX-0001", utterance.id, verdict, text, more.pop("officer", "ann"), **more)  # type: ignore[arg-type]


def read(case: Case) -> list[Utterance]:
    return [item for item in results.reading(case, "EX-0001") or [] if isinstance(item, Utterance)]


def test_a_confirmed_utterance_can_be_cited(case: Case, made: list[Utterance]) -> None:
    """It says who confirmed it, keeps its flags, words and text, and nothing else changes."""
    say(case, made[1], "confirmed")
    now = read(case)
    assert now[1] == made[1].model_copy(update={"citable": True, "confirmed_by": "ann"})
    assert (now[1].flags, now[1].heard) == (("low probability",), None)
    assert [now[n] for n in (0, 2, 3)] == [made[n] for n in (0, 2, 3)]


def test_a_correction_keeps_what_the_machine_wrote(case: Case, made: list[Utterance]) -> None:
    """The text, its citation's quote and its words are the person's, at the same place; the machine's text stays beside them."""
    say(case, made[1], "corrected", "It was a dark grey van.")
    now = read(case)[1]
    assert (now.text, now.citations[0].quote, now.heard) == ("It was a dark grey van.", "It was a dark grey van.", "It was a grave van.")
    assert (now.citations[0].fragment, now.start, now.end) == (made[1].citations[0].fragment, made[1].start, made[1].end)
    assert " ".join(word.text for word in now.words) == now.text
    assert [item for _, item in results.reading_as_made(case, "EX-0001") or []] == made


def test_offsets_are_those_of_the_corrected_text(case: Case, made: list[Utterance]) -> None:
    """After corrections that make texts longer and shorter, each utterance stands in the whole transcript where its offset says."""
    say(case, made[0], "corrected", "I saw it.")
    say(case, made[1], "corrected", "It was a very dark grey van, I am sure of that.")
    whole = "\n".join(item.text for item in read(case))
    for item in read(case):
        assert whole[item.offset : item.offset + len(item.text)] == item.text


def test_the_last_word_stands_and_taking_back_is_a_record(case: Case, made: list[Utterance]) -> None:
    """A later record stands in place of an earlier one; taken back, the machine's utterance is as it was, and all is kept."""
    say(case, made[1], "confirmed")
    say(case, made[1], "corrected", "It was a grey van.", officer="bob")
    assert (read(case)[1].text, read(case)[1].confirmed_by) == ("It was a grey van.", "bob")
    say(case, made[1], "withdrawn")
    assert read(case) == made
    [rows] = case.database.connection.execute("SELECT count(*) FROM confirmations").fetchone()
    assert rows == 3
    with pytest.raises(ToolError, match="nothing to take back"):
        say(case, made[1], "withdrawn")


def test_the_readings_key_follows(case: Case, made: list[Utterance]) -> None:
    """It changes with each confirmation and correction, and is again what it was when they are taken back."""
    keys = [results.reading_key(case, "EX-0001")]
    say(case, made[1], "confirmed")
    keys.append(results.reading_key(case, "EX-0001"))
    say(case, made[1], "corrected", "It was a grey van.")
    keys.append(results.reading_key(case, "EX-0001"))
    assert len(set(keys)) == 3
    say(case, made[1], "withdrawn")
    assert results.reading_key(case, "EX-0001") == keys[0]


def test_what_nobody_confirmed_is_counted(case: Case, made: list[Utterance]) -> None:
    """The marked utterances are counted with their seconds, until they are confirmed."""
    assert results.uncertain(case, "EX-0001") == results.Uncertain(2, 4.0)
    say(case, made[1], "confirmed")
    assert results.uncertain(case, "EX-0001") == results.Uncertain(1, 2.0)
    say(case, made[1], "withdrawn")
    assert results.uncertain(case, "EX-0001").stretches == 2


def test_a_recording_that_nobody_transcribed_has_nothing_uncertain(case: Case, recording: Exhibit) -> None:
    """Without a transcript there is nothing to count, and no transcript to show."""
    assert results.uncertain(case, recording.id) == results.Uncertain(0, 0.0)
    assert transcript(case, recording.id) is None


def test_transcribed_anew_old_confirmations_do_not_apply(case: Case, recording: Exhibit, made: list[Utterance]) -> None:
    """They stay on record and are listed as lapsed; those of utterances that came out the same still apply."""
    say(case, made[0], "confirmed")
    say(case, made[1], "corrected", "It was a grey van.")
    say(case, made[2], "confirmed")
    say(case, made[2], "withdrawn")
    transcribed(case, recording, [SAID[0], ("It was a great van.", ("low probability",))])
    found = transcript(case, recording.id)
    assert found is not None
    assert [line.stands.confirmed_by for line in found.lines] == ["ann", None]
    assert [record.evidence for record in found.lapsed] == [made[1].id]
    assert found.lines[1].stands.citable is False
    with pytest.raises(ToolError, match="earlier transcript"):
        found.line(made[1].id)


def test_a_line_is_found_by_both_of_its_ids(case: Case, made: list[Utterance]) -> None:
    """The machine's id and that of the utterance as it stands lead to the same line; another id is refused."""
    say(case, made[0], "corrected", "I saw it.")
    found = transcript(case, "EX-0001")
    assert found is not None
    assert found.line(made[3].id) is found.line(found.lines[3].stands.id) is found.lines[3]
    assert found.lines[3].stands.id != made[3].id
    with pytest.raises(ToolError, match="has no utterance 'ev-000000000000'"):
        found.line("ev-000000000000")


def test_a_letter_has_no_transcript(case: Case, put: Callable[..., Exhibit]) -> None:
    """Only recordings have one."""
    put("a.txt", "The van was grey.\n")
    with pytest.raises(ToolError, match="not a recording"):
        transcript(case, "EX-0001")


def test_who_was_slower_is_told(case: Case, made: list[Utterance]) -> None:
    """Of two people who looked at the same utterance, the second is told what the first did, and nothing is overwritten."""
    say(case, made[1], "corrected", "It was a grey van.", seen=0)
    with pytest.raises(ToolError, match="was corrected by ann meanwhile"):
        say(case, made[1], "corrected", "It was a green van.", officer="bob", seen=0)
    assert read(case)[1].text == "It was a grey van."
    say(case, made[1], "corrected", "It was a green van.", officer="bob", seen=1)
    assert read(case)[1].text == "It was a green van."


def _correct(folder: Path, evidence: str, officer: str, outcome: "multiprocessing.Queue[tuple[str, str]]") -> None:
    case = Case(folder)
    try:
        confirmations.add(case, "EX-0001", evidence, "corrected", f"said {officer}", officer, seen=0)
        outcome.put((officer, "kept"))
    except ToolError as error:
        outcome.put((officer, str(error)))


def test_two_at_the_same_moment(case: Case, made: list[Utterance]) -> None:
    """Of processes that correct the same utterance at once exactly one is heard, and the others are told whose correction stands."""
    spawn = multiprocessing.get_context("spawn")
    outcome = spawn.Queue()
    people = [spawn.Process(target=_correct, args=(case.folder, made[1].id, name, outcome)) for name in ("ann", "bob", "cat")]
    for person in people:
        person.start()
    told = dict(outcome.get(timeout=60) for _ in people)
    for person in people:
        person.join()
    [winner] = [name for name, said in told.items() if said == "kept"]
    assert read(case)[1].text == f"said {winner}"
    assert all(f"was corrected by {winner} meanwhile" in said for name, said in told.items() if name != winner)


def test_nothing_is_kept_that_could_not_be_recorded(case: Case, made: list[Utterance]) -> None:
    """Where the event cannot be written, the confirmation is not there either."""

    def full(record: confirmations.Confirmation) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        say(case, made[1], "confirmed", recorded=full)
    assert read(case) == made


@pytest.mark.parametrize("change", ["UPDATE confirmations SET text = 'It was a blue van.'", "DELETE FROM confirmations"])
def test_records_are_never_changed_or_deleted(case: Case, made: list[Utterance], change: str) -> None:
    """The database itself refuses."""
    say(case, made[1], "corrected", "It was a grey van.")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        case.database.connection.execute(change)


@pytest.mark.parametrize(
    "change", ["text = 'It was a blue van.'", "officer = 'bob'", "verdict = 'confirmed'", "at = 'x'", "evidence = 'ev-1'"]
)
def test_a_changed_record_is_not_believed(case: Case, made: list[Utterance], change: str) -> None:
    """A record that was changed past the program is an integrity failure, not a correction."""
    say(case, made[1], "corrected", "It was a grey van.")
    case.database.connection.execute("DROP TRIGGER confirmations_stay")
    case.database.connection.execute(f"UPDATE confirmations SET {change}")
    with pytest.raises(IntegrityError, match="stored confirmation"):
        results.reading(case, "EX-0001")
