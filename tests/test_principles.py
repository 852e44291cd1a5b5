"""The table of principles: every row is there, says whether it is met, and names tests that exist."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "principles.md"
REQUIRED = (
    *(f"Lawfulness: {name}" for name in ("Legitimacy", "Necessity", "Proportionality")),
    *(
        f"Minimization of harm: {name}"
        for name in ("Robustness and Safety", "Accuracy", "Efficiency", "Human and Environmental Well-being")
    ),
    *(f"Human autonomy: {name}" for name in ("Human Control and Oversight", "Human Agency", "Privacy", "Transparency and Explainability")),
    *(
        f"Fairness: {name}"
        for name in ("Equality and Non-discrimination", "Protection of Vulnerable Groups", "Diversity and Accessibility")
    ),
    "Fairness: Contestability and Redress",
    *(f"Good governance: {name}" for name in ("Accountability", "Traceability and Auditability")),
    *(f"AI Act, Article {number}" for number in ("9", "10", "11", "12", "13", "14", "15", "26(10)")),
    "LED, Article 25",
)
"""The instrumental principles as INTERPOL's training on the toolkit lists them, and the articles."""
STATES = ("met", "partly", "not met")
_NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    name: str
    state: str
    done: str
    missing: str
    tests: str

    @property
    def nodes(self) -> list[tuple[str, str]]:
        """Each test as its file and its name."""
        return _NODE.findall(self.tests)

    def faults(self) -> list[str]:
        """What is wrong with it."""
        found = []
        if self.state not in STATES:
            found.append(f"its state is {self.state!r}")
        if self.state != "met" and not self.missing:
            found.append("it does not say what is missing")
        if self.state == "met" and self.missing:
            found.append("it is called met and something is missing")
        if not self.done:
            found.append("it does not say what is done")
        if not self.nodes or self.tests != " ".join(f"`{file}::{name}`" for file, name in self.nodes):
            found.append("it has no tests, or something else stands there")
        found += [f"there is no {file}::{name}" for file, name in self.nodes if name not in functions(ROOT / file)]
        return found


@cache
def functions(file: Path) -> frozenset[str]:
    """The names of the tests in a file."""
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def rows(text: str) -> list[Row]:
    """The rows of all tables of a text but their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Row(*row) for row in cells if row[0] not in ("principle", "article") and not row[0].startswith("---")]


ROWS = rows(TABLE.read_text("utf-8"))


def test_every_principle_and_article_has_one_row() -> None:
    """None is left out and none is there twice; a row is named by what stands before its title."""
    names = [row.name if row.name in REQUIRED else row.name.partition(": ")[0] for row in ROWS]
    assert sorted(names) == sorted(REQUIRED)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_row_says_what_shows_it(row: Row) -> None:
    """It has a state, says what is missing where it is not met, and names tests that exist."""
    assert row.faults() == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("| X | met | something | | |", "it has no tests, or something else stands there"),
        ("| X | met | something | | see the tests |", "it has no tests, or something else stands there"),
        ("| X | met | something | | `tests/test_principles.py::test_gone` |", "there is no tests/test_principles.py::test_gone"),
        ("| X | met | something | | `tests/gone.py::test_it` |", "there is no tests/gone.py::test_it"),
        ("| X | fine | something | | `tests/test_principles.py::test_the_check_finds_faults` |", "its state is 'fine'"),
        ("| X | partly | something | | `tests/test_principles.py::test_the_check_finds_faults` |", "it does not say what is missing"),
        ("| X | met | | | `tests/test_principles.py::test_the_check_finds_faults` |", "it does not say what is done"),
    ],
)
def test_the_check_finds_faults(line: str, fault: str) -> None:
    """A row without a test, with a test that is not there, or that does not say what is missing is a fault."""
    [row] = rows(line)
    assert fault in row.faults()
