"""The index is derived: it grows with what is read, and whatever happens to its files it is built again."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools import results
from tools.case import Case, Exhibit
from tools.errors import IntegrityError
from tools.index import Index
from tools.registry import get_tool
from tools.search_case import search_case

pytestmark = needs_weights("text-embedding", "named-entities")

Put = Callable[..., Exhibit]
FIRST = "The grey van left the marina at night. Helen saw it from her kitchen.\n"
SECOND = "Ducks are birds that swim on ponds.\n"


@pytest.fixture
def index(case: Case, keep: Put) -> Index:
    """The index of two notes."""
    keep("first.txt", FIRST)
    keep("second.txt", SECOND)
    made = Index(case)
    made.update()
    return made


def seen(index: Index) -> tuple[list[str], list[str]]:
    """What a search finds by meaning and by word."""
    return [hit.chunk.text for hit in index.by_meaning("van", 9)], [hit.chunk.text for hit in index.by_words("van ducks", 9)]


def test_what_is_read_later_is_put_in(case: Case, keep: Put, index: Index) -> None:
    """A new exhibit is found after the next update, and the others are not embedded again."""
    before = seen(index)
    keep("third.txt", "A red van stood at the slipway.\n")
    embedded: list[str] = []
    put = index._put
    index._put = lambda text, exhibit, run, found: (embedded.append(exhibit), put(text, exhibit, run, found))[1]  # type: ignore[method-assign]
    assert index.update()
    assert embedded == ["EX-0003"]
    assert not index.update()
    after = seen(index)
    assert [set(new) - set(old) for new, old in zip(after, before, strict=True)] == [{"A red van stood at the slipway."}] * 2
    assert index.exhibits() == {"EX-0001", "EX-0002", "EX-0003"}


def test_what_is_read_anew_takes_the_place_of_the_old(case: Case, index: Index) -> None:
    """A later reading of an exhibit replaces its passages in both kinds of search."""
    exhibit = case.exhibit("EX-0001")
    [line] = [line for line in results.reading(case, exhibit.id) or [] if line.kind == "TextLine"]
    corrected = line.model_copy(
        update={"text": "The blue van came back.", "citations": (exhibit.at(quote="The blue van came back.", line=1),)}
    )
    results.save(case, "another", get_tool("read_document"), {"exhibit": exhibit.id}, 0.0, [corrected])
    assert index.update()
    assert set(seen(index)[0]) == set(seen(index)[1]) == {"The blue van came back.", SECOND.strip()}


def _nothing(folder: Path) -> None:
    """The whole index is gone."""
    shutil.rmtree(folder)


def _no_meaning(folder: Path) -> None:
    shutil.rmtree(folder / "meaning")


def _no_text(folder: Path) -> None:
    (folder / "text.sqlite").unlink()


def _text_is_junk(folder: Path) -> None:
    (folder / "text.sqlite").write_bytes(b"junk" * 3000)


def _meaning_is_junk(folder: Path) -> None:
    (folder / "meaning" / "chroma.sqlite3").write_bytes(b"junk" * 3000)


def _pages_are_junk(folder: Path, name: str = "text.sqlite") -> None:
    with sqlite3.connect(folder / name) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with (folder / name).open("r+b") as stream:
        stream.seek(4096 + 100)
        stream.write(b"\xaa" * ((folder / name).stat().st_size - 4096 - 100))


def _meaning_pages_are_junk(folder: Path) -> None:
    _pages_are_junk(folder, "meaning/chroma.sqlite3")


@pytest.mark.parametrize("running", [True, False], ids=["running", "started anew"])
@pytest.mark.parametrize(
    "harm", [_nothing, _no_meaning, _no_text, _text_is_junk, _meaning_is_junk, _pages_are_junk, _meaning_pages_are_junk]
)
def test_a_damaged_index_is_built_again(case: Case, index: Index, harm: Callable[[Path], None], running: bool) -> None:
    """With files deleted or overwritten, in a program that runs or is started later, the same passages are found as before."""
    before = seen(index)
    assert all(before)
    if not running:
        index.meaning.forget()
        index = Index(case)
    harm(case.folder / "index")
    index.update()
    assert seen(index) == before
    index.meaning.forget()
    assert seen(Index(case)) == before


def test_another_process_sees_what_this_one_reads(case: Case, keep: Put, index: Index) -> None:
    """What one process puts in while another has the index open is found by the other."""
    seen(index)
    keep("third.txt", "A red van stood at the slipway.\n")
    code = (
        "import sys; from pathlib import Path; from tools.case import Case; from tools.retrieval import index_of;"
        "print(index_of(Case(Path(sys.argv[1]))).update())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, case.folder], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert done.stdout.strip() == "True"
    assert not index.update()
    assert all("A red van stood at the slipway." in found for found in seen(index))


def test_a_full_disk_is_not_taken_for_damage(case: Case, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that cannot be written to now is not thrown away."""

    def full() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(index, "_update", full)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        index.update()
    assert seen(Index(case)) == seen(index) != ([], [])


def test_a_forged_index_is_not_believed(case: Case, index: Index) -> None:
    """A passage that was changed in the index is found out: it is held against what was read."""
    with sqlite3.connect(index.folder / "text.sqlite") as connection:
        connection.execute("UPDATE passages SET text = replace(text, 'grey', 'blue'), sentences = replace(sentences, 'grey', 'blue')")
    with pytest.raises(IntegrityError, match="Delete the folder"):
        search_case(case, "van")
