"""The case's database: durable, shared, and clear about what it cannot do."""

import multiprocessing
import sqlite3
import threading
from pathlib import Path

import pytest

from tools import database as format_of
from tools.database import VERSION, Database
from tools.errors import CaseError


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A new database."""
    made = Database(tmp_path / "case.sqlite")
    made.create()
    return made


def count(database: Database) -> int:
    [found] = database.connection.execute("SELECT count(*) FROM facts").fetchone()
    return int(found)


def test_what_is_committed_survives_a_power_cut(database: Database) -> None:
    """Every connection writes ahead and waits for the disk, also one of another thread."""
    seen = []

    def look() -> None:
        seen.extend([database.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")])
        database.close()

    look()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["wal", 2, "wal", 2]


def _write(path: Path, name: str) -> None:
    database = Database(path)
    for number in range(100):
        with database.write() as connection:
            [before] = connection.execute("SELECT count(*) FROM facts").fetchone()
            connection.execute("INSERT INTO facts VALUES (?, ?)", (f"{name}{number}", str(before)))


def test_two_processes_take_turns(database: Database) -> None:
    """Of two processes that count and write at once, neither loses a row nor sees the other's half."""
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_write, args=(database.path, name)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    values = sorted(int(row[0]) for row in database.connection.execute("SELECT value FROM facts"))
    assert values == list(range(200))


def test_a_transaction_happens_whole_or_not_at_all(database: Database) -> None:
    """An error in the middle takes back what was written before it, and the next transaction works."""
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.execute("INSERT INTO facts VALUES ('a', '1')")
        raise ZeroDivisionError
    assert count(database) == 0
    with database.write() as connection:
        connection.execute("INSERT INTO facts VALUES ('a', '1')")
    assert count(database) == 1


def test_readers_never_wait(database: Database) -> None:
    """While one connection is writing, another reads what was there before."""
    other = Database(database.path)
    with database.write() as connection:
        connection.execute("INSERT INTO facts VALUES ('a', '1')")
        assert count(other) == 0
    assert count(other) == 1
    other.close()


def test_a_full_disk_is_said(database: Database) -> None:
    """When the file cannot grow, the reason says what to do and nothing was changed."""
    [pages] = database.connection.execute("PRAGMA page_count").fetchone()
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CaseError, match=r"full\. Nothing was changed\. Free space"), database.write() as connection:
        connection.execute("INSERT INTO facts VALUES ('a', ?)", ("x" * 100_000,))
    assert count(database) == 0


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    """A file that is no database is answered with that the exhibits are not affected."""
    (tmp_path / "case.sqlite").write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(CaseError, match=r"is damaged .*Restore it"):
        Database(tmp_path / "case.sqlite").check()


def test_another_format_is_not_touched(database: Database) -> None:
    """A database of a later version of the program is refused with both numbers, and one is never made over another."""
    database.check()
    with sqlite3.connect(database.path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(CaseError, match=f"has format {VERSION + 1}, .* reads format {VERSION}"):
        database.check()
    with pytest.raises(FileExistsError):
        database.create()


def _first_format(path: Path) -> None:
    """A database as the first version of the program made it, with something in it."""
    with sqlite3.connect(path) as connection:
        connection.executescript(f"PRAGMA user_version = 1; {format_of._FIRST}")
        connection.execute("INSERT INTO facts VALUES ('title', 'Old case')")
    connection.close()


def test_an_old_case_is_brought_up_to_date(tmp_path: Path) -> None:
    """A database of the first format gets what it lacks and keeps what it has; doing it twice changes nothing."""
    _first_format(tmp_path / "case.sqlite")
    old, new = Database(tmp_path / "case.sqlite"), Database(tmp_path / "new.sqlite")
    new.create()
    for _ in range(2):
        old.check()
        assert old.connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert count(old) == 1
        schemas = [{row[0] for row in found.connection.execute("SELECT sql FROM sqlite_master")} for found in (old, new)]
        assert schemas[0] == schemas[1]


def _open(path: Path) -> None:
    Database(path).check()


def test_two_processes_open_an_old_case(tmp_path: Path) -> None:
    """Of two programs that open it at once one brings it up to date, and both go on."""
    _first_format(tmp_path / "case.sqlite")
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_open, args=(tmp_path / "case.sqlite",)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert Database(tmp_path / "case.sqlite").connection.execute("SELECT count(*) FROM confirmations").fetchone()[0] == 0
