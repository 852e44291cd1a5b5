"""What is known of one incident: when, where, and where in the exhibit it stands. Never who."""

from dataclasses import dataclass
from datetime import datetime

from tools.case import Exhibit
from tools.evidence import Citation


@dataclass(frozen=True)
class Incident:
    """One row."""

    line: int
    """Line of the file, or number of the record, counted from 1."""
    quote: str
    """The row as it stands there."""
    when: datetime | None
    """Wall-clock time of the place, carried as UTC; None where the exhibit gives no dates."""
    lat: float | None
    lon: float | None
    area: str = ""
    """What the exhibit calls the area, where it has areas."""
    by_police: bool | None = None
    """Whether police found it themselves; None where no column says."""


@dataclass(frozen=True)
class BadRow:
    """A row that could not be used."""

    line: int
    reason: str


@dataclass(frozen=True)
class Incidents:
    """The rows of one exhibit."""

    exhibit: Exhibit
    rows: tuple[Incident, ...]
    bad: tuple[BadRow, ...]
    headings: tuple[str, ...]
    area_heading: str = ""
    source_heading: str = ""
    """The column that says who found the incident; empty where there is none."""
    timed: bool = True
    """Whether times of day are given, not days only."""

    def cite(self, row: Incident) -> Citation:
        """The place of a row."""
        return self.exhibit.at(line=row.line, quote=row.quote)
