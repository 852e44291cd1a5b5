"""Tables are told with their headings, and quoted as they stand in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.evidence import TextLine

Read = Callable[..., list[TextLine]]
ROWS = [["Name", "Straße", "Betrag"], ["Müller", "Am Kai 3", "1 200,50"], ["Özil", "", "80"], ["Peña", "Rua São João", "5"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_cells_are_told_with_their_headings(read: Read, delimiter: str, encoding: str) -> None:
    """With every delimiter and encoding, a row says what its cells are, leaves out empty ones, and cites its line word for word."""
    lines = [delimiter.join(row) for row in ROWS]
    found = read("table.csv", "\r\n".join(lines).encode(encoding))
    assert [line.text for line in found] == [
        "Name | Straße | Betrag",
        "Name: Müller; Straße: Am Kai 3; Betrag: 1 200,50",
        "Name: Özil; Betrag: 80",
        "Name: Peña; Straße: Rua São João; Betrag: 5",
    ]
    assert [(line.citations[0].place.line, line.citations[0].quote) for line in found] == list(enumerate(lines, start=1))


def test_a_cell_may_hold_delimiters_quotes_and_line_breaks(read: Read) -> None:
    """A quoted cell over two lines is one cell, cited at the line where its row begins; the rows after it keep their lines."""
    found = read("table.csv", 'who,what\nA,"said ""no"",\nthen left"\nB,nothing\n')
    assert [line.text for line in found] == ["who | what", 'who: A; what: said "no",\nthen left', "who: B; what: nothing"]
    assert [line.citations[0].place.line for line in found] == [1, 2, 4]
    assert found[1].citations[0].quote == 'A,"said ""no"",\nthen left"'


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_odd_marks_do_not_shift_the_quotes(read: Read, mark: str) -> None:
    """A cell with a mark that some programs take for a line end does not give the rows after it each other's words."""
    found = read("table.csv", f"who,what\nA,one{mark}two\nB,three\nC,four\n")
    assert [line.citations[0].quote for line in found][2:] == ["B,three", "C,four"]
    assert [line.citations[0].place.line for line in found] == [1, 2, 3, 4]


def test_a_quotation_mark_that_is_never_closed_loses_nothing(read: Read) -> None:
    """Late in a long table a stray quotation mark makes one cell of the rest; the rows before it and every word after it are read."""
    rows = [f"A{number},{number}" for number in range(40_000)]
    rows[20_000] = 'A20000,"stray'
    found = read("table.csv", "who,what\n" + "\n".join(rows) + "\n")
    assert [line.citations[0].quote for line in found[:20_001]] == ["who,what", *rows[:20_000]]
    assert "A39999,39999" in found[-1].text


def test_a_table_without_headings_is_told_as_it_is(read: Read) -> None:
    """A first row with a number is data: no row is told with another row's cells as headings."""
    found = read("table.csv", "Brooks,600\nLane,500\nMarsh,60\n")
    assert [line.text for line in found] == ["Brooks | 600", "Lane; 500", "Marsh; 60"]


def test_the_demo_incidents_are_all_there(read: Read, demo: Path) -> None:
    """Sixty incidents and their headings, each quoted as the file has it."""
    found = read(demo / "incidents.csv")
    lines = (demo / "incidents.csv").read_text().splitlines()
    assert len(found) == 61
    assert [line.citations[0].quote for line in found] == lines
    assert found[1].text.startswith("id: INC-001; date: 2026-01-")
