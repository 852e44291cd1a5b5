"""What is deleted is gone from every byte of the case folder, whatever happens in between, and nothing else is."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tests.tools.retention.conftest import HEARD, OPEN, SECRET, Due, Filled, everything, traces
from tools import confirmations, results, speaker_names, tombstone
from tools.case import Case, Exhibit
from tools.errors import CaseError, Deleted, IntegrityError
from tools.index import Index
from tools.registry import get_tool
from tools.retention import rules
from tools.retention.planning import plan
from tools.retention.removal import Gone, finish, remove

pytestmark = needs_weights("text-embedding", "named-entities")
Deletes = Callable[..., Gone]
ROOT = Path(__file__).parents[3]


def test_it_is_there_before(case: Case, filled: Filled) -> None:
    """Everything that is looked for afterwards can be found before: the search for traces is able to find them."""
    case.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with closing(Index(case)._open()) as text:
        text.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert len(traces(case.folder, filled)) == 13
    assert SECRET.encode() in everything(case.folder)


def test_nothing_is_left(case: Case, filled: Filled, deleted: Deletes) -> None:
    """Bytes, readings, pictures, parts, index entries, vectors, corrections and names of voices are gone; the other note is still found."""
    gone = deleted("exhibits:statement", "exhibits:audio")
    assert [stone.subject for stone in gone.tombstones] == ["EX-0001", "EX-0003"]
    assert traces(case.folder, filled) == []
    assert not filled.secret.path.exists()
    assert not filled.call.path.exists()
    assert [exhibit.id for exhibit in case.exhibits()] == ["EX-0002"]
    found = Index(case)
    assert [hit.exhibit for hit in found.by_meaning("brooch", 9)] == ["EX-0002"]
    assert [hit.chunk.text for hit in found.by_words("van", 9)] == [OPEN]
    assert found.by_words("brooch", 9) == []
    assert not found.update()


def test_a_tombstone_says_what_was_done(case: Case, filled: Filled, deleted: Deletes) -> None:
    """Whoever looks the exhibit up reads when it was deleted, under which rule and by whom, and its hash is kept."""
    deleted("EX-0001")
    with pytest.raises(Deleted, match=r"EX-0001 was deleted on .* under rule 1 \(EX-0001: 0 days, section 75 .*\) by supervisor"):
        case.look_up("EX-0001")
    [stone] = case.deleted()
    assert (stone.sha256, stone.about, stone.officer) == (filled.secret.sha256, filled.secret.media, "supervisor")


def test_a_tombstone_cannot_be_changed(case: Case, filled: Filled, deleted: Deletes) -> None:
    """The database refuses to change or delete one, and one that was changed past it is not believed."""
    deleted("EX-0001")
    connection = case.database.connection
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("UPDATE tombstones SET officer = 'nobody'")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        connection.execute("DELETE FROM tombstones")
    connection.execute("DROP TRIGGER tombstones_stay")
    connection.execute("UPDATE tombstones SET officer = 'nobody'")
    with pytest.raises(IntegrityError, match="is not what was left there"):
        tombstone.of(connection, "exhibit", "EX-0001")


def test_an_id_is_not_given_again(case: Case, filled: Filled, deleted: Deletes, put: Callable[..., Exhibit]) -> None:
    """After the last exhibit was deleted the next one has the next number, also one with the same bytes."""
    deleted("exhibits:statement", "exhibits:audio")
    again = put("brooch.txt", SECRET + "\n")
    assert again.id == "EX-0004"
    assert again.sha256 == filled.secret.sha256
    again.verify()


def test_what_people_said_stays_while_the_recording_is_kept(case: Case, filled: Filled, deleted: Deletes) -> None:
    """Deleting one exhibit lets nobody delete the corrections or names of another."""
    deleted("EX-0001")
    for table in ("confirmations", "speaker_names"):
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            case.database.connection.execute(f"DELETE FROM {table}")
    assert confirmations.last(case, "EX-0003") == 1


def test_a_name_that_rested_on_it_is_taken_back(case: Case, filled: Filled, deleted: Deletes) -> None:
    """A voice of a recording that is kept loses the name that rested on a comparison with what was deleted."""
    assert deleted("EX-0001").taken_back == 1
    assert speaker_names.last(case, "EX-0003") == 2


def test_a_transcript_goes_without_its_recording(case: Case, filled: Filled, deleted: Deletes) -> None:
    """A rule for transcripts takes the words, corrections and names of voices; the recording stays and can be transcribed again."""
    deleted("transcripts")
    left = traces(case.folder, filled)
    assert "what was heard" not in left
    assert "what was corrected" not in left
    assert "the name of a voice" not in left
    assert "its words" in left
    assert results.reading(case, "EX-0003") is None
    case.exhibit("EX-0003")


def test_what_cannot_be_recorded_is_not_deleted(case: Case, filled: Filled, due: Due) -> None:
    """Where the record cannot be written everything stays."""
    items = due("EX-0001")

    def fails(gone: Gone) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        remove(case, lambda: items, "supervisor", fails)
    case.exhibit("EX-0001").verify()
    assert tombstone.of(case.database.connection, "exhibit", "EX-0001") is None
    assert results.reading(case, "EX-0001") is not None


STEPS = {
    "before the rows are gone": "removal._delete = die",
    "before it is final": "recorded = die",
    "before the files": "removal.finish = die",
    "before what tools left": "removal.leftovers.sweep = die",
    "before the index": "Index.purge = die",
    "inside the index, before it is made anew": "Meaning.remake = die",
    "inside the index, without meaning": "BaseProcess.start = die",
    "before the database is written anew": "Database.rewrite = die",
}


@pytest.mark.parametrize("step", list(STEPS.values()), ids=list(STEPS))
def test_a_killed_deletion_is_finished_later(case: Case, filled: Filled, due: Due, step: str) -> None:
    """A process that is killed at any step has deleted nothing, or leaves what `finish` brings to its end."""
    due("exhibits:statement", "exhibits:audio")
    code = (
        "import sys, os, signal; from datetime import UTC, datetime; from pathlib import Path\n"
        "from multiprocessing.process import BaseProcess\n"
        "from tools.case import Case; from tools.database import Database; from tools.index import Index\n"
        "from tools.index_meaning import Meaning; from tools.retention import removal; from tools.retention.planning import plan\n"
        "die = lambda *_: os.kill(os.getpid(), signal.SIGKILL); recorded = lambda gone: None\n"
        f"{step}\n"
        "case = Case(Path(sys.argv[1]))\n"
        "removal.remove(case, lambda: plan(case, datetime.now(UTC)).going, 'supervisor', recorded)"
    )
    case.database.close()
    ran = subprocess.run(
        [sys.executable, "-c", code, str(case.folder)], check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    again = Case(case.folder)
    finish(again)
    if step.startswith(("removal._delete", "recorded")):
        assert [exhibit.id for exhibit in again.exhibits()] == ["EX-0001", "EX-0002", "EX-0003"]
        again.exhibit("EX-0001").verify()
        return
    assert traces(case.folder, filled) == []
    assert [hit.exhibit for hit in Index(again).by_meaning("brooch", 9)] == ["EX-0002"]
    assert again.database.connection.execute("SELECT 1 FROM facts WHERE name = 'retention_removal'").fetchone() is None
    again.database.close()


def test_a_full_disk_is_told_and_made_good(case: Case, filled: Filled, due: Due) -> None:
    """Where no file can grow the deletion says so, and it is brought to its end when there is room."""
    due("exhibits:statement", "exhibits:audio")
    code = (
        "import sys, resource, signal; from datetime import UTC, datetime; from pathlib import Path\n"
        "from tools.case import Case; from tools.database import Database; from tools.retention import removal\n"
        "from tools.retention.planning import plan; from tools.errors import CaseError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); rewrite = Database.rewrite\n"
        "def full(self):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.getrlimit(resource.RLIMIT_FSIZE)[1])); rewrite(self)\n"
        "Database.rewrite = full; case = Case(Path(sys.argv[1]))\n"
        "try:\n"
        "    removal.remove(case, lambda: plan(case, datetime.now(UTC)).going, 'supervisor', lambda gone: None)\n"
        "except CaseError as error:\n"
        "    print(error); sys.stdout.flush(); import os; os._exit(7)\n"
    )
    case.database.close()
    ran = subprocess.run(
        [sys.executable, "-c", code, str(case.folder)], check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True
    )
    assert ran.returncode == 7, ran.stderr.decode()
    assert b"could not be written anew" in ran.stdout
    again = Case(case.folder)
    finish(again)
    assert traces(case.folder, filled) == []
    again.database.close()


def test_nothing_comes_back_from_memory(case: Case, filled: Filled, deleted: Deletes, keep: Callable[..., Exhibit]) -> None:
    """A program that has read what was deleted goes on writing to the index: nothing of its memory gets into the files."""
    deleted("exhibits:statement", "exhibits:audio")
    for number in range(4):
        texts = [f"{SECRET} {HEARD} corrected words EX-0001/0 {each}".encode() for each in range(2000)]
        del texts  # freed memory full of it
        keep(f"note{number}.txt", f"Note {number} on the weather.\n")
        found = Index(case)
        found.update()
        found.meaning.forget()
        assert traces(case.folder, filled) == []


def test_what_is_just_being_worked_out_is_not_kept(case: Case, filled: Filled, deleted: Deletes) -> None:
    """A tool that goes through an exhibit while it is deleted keeps nothing of it, neither its result nor its files."""
    reader, args = get_tool("read_document"), {"exhibit": "EX-0001"}
    key = results.key_of(case, get_tool("extract_entities"), args)
    found = reader.run(case, "EX-0001")
    deleted("exhibits:statement", "exhibits:audio")
    place = case.folder / "derived" / "extract_entities" / "0123456789abcdef"
    place.mkdir(parents=True)
    (place / "x.png").write_bytes(b"picture of the brooch")
    with pytest.raises(Deleted, match="while extract_entities went through it"):
        results.save(case, key, get_tool("extract_entities"), args, 0.0, found)
    assert traces(case.folder, filled) == []


def test_bytes_that_came_back_are_not_deleted(
    case: Case, filled: Filled, due: Due, put: Callable[..., Exhibit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the rows and the files of a killed deletion somebody adds the same bytes: they stay."""
    items = due("EX-0001")
    with monkeypatch.context() as patch:
        patch.setattr("tools.retention.removal.finish", lambda case: None)
        remove(case, lambda: items, "supervisor", lambda gone: None)
    again = put("brooch.txt", SECRET + "\n")
    finish(case)
    again.verify()


def test_of_two_deletions_at_once_one_is_refused(case: Case, filled: Filled, due: Due) -> None:
    """What is to go is asked while nobody else can write: a second deletion of the same finds nothing to do."""
    due("EX-0001")
    first = remove(case, lambda: plan(case, datetime.now(UTC)).going, "a", lambda gone: None)
    second = remove(case, lambda: plan(case, datetime.now(UTC)).going, "b", lambda gone: None)
    assert (len(first.tombstones), len(second.tombstones)) == (1, 0)


def test_a_reader_at_work_is_told(case: Case, filled: Filled, due: Due, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that is reading keeps the old pages: the deletion says that files are to be written anew, and does it later."""
    items = due("exhibits:statement", "exhibits:audio")
    monkeypatch.setattr("sqlite3.connect", _impatient(sqlite3.connect))
    case.database.close()
    reader = Case(case.folder)
    reader.database.connection.execute("BEGIN")
    reader.database.connection.execute("SELECT count(*) FROM exhibits").fetchone()
    with pytest.raises(CaseError, match="could not be written anew"):
        remove(case, lambda: items, "supervisor", lambda gone: None)
    reader.database.connection.execute("COMMIT")
    finish(case)
    reader.database.close()
    assert traces(case.folder, filled) == []


def _impatient(connect: Callable[..., object]) -> Callable[..., object]:
    return lambda *args, **options: connect(*args, **(options | {"timeout": 0.2}))


def test_rules_alone_delete_nothing(case: Case, filled: Filled) -> None:
    """A rule makes things due; what is due lies there until somebody has it deleted."""
    rules.set_rule(case, "exhibits", 0, "section 75 of the police act", "", "supervisor")
    plan(case, datetime.now(UTC))
    assert len(case.exhibits()) == 3
