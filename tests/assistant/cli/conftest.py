"""The command line as a station runs it: each command a process of its own, with files and settings in temporary folders."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.scripted_model import said
from tests.assistant.scripted_server import Asked, Reply, Server, serving
from tools.case import Case
from tools.intake import Labels, add

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Ran:
    """What came of one command."""

    status: int
    stdout: str
    stderr: str

    @property
    def documents(self) -> list[Any]:
        """Standard output, each line one JSON document."""
        return [json.loads(line) for line in self.stdout.splitlines()]

    @property
    def document(self) -> Any:
        """The only document."""
        [found] = self.documents
        return found


@dataclass(frozen=True)
class Station:
    """Where commands are run."""

    folder: Path
    cache: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *command: str | Path, **settings: str) -> Ran:
        """Run `exhibit` with --json; keywords are further settings."""
        return self.plain(*command, "--json", **settings)

    def plain(self, *command: str | Path, **settings: str) -> Ran:
        """Run `exhibit` as a person does."""
        own = {"EXHIBIT_STATE": str(self.folder / "state"), "EXHIBIT_CACHE": str(self.cache), "EXHIBIT_OFFICER": "tester"}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("EXHIBIT_")}
        environment = clean | own | {"PYTHONPATH": str(ROOT)} | self.settings | settings
        ran = subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, command)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=environment,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)


def answering(asked: Asked) -> Reply:
    """A language model on a server: it says yes to every question and gives the first quote word for word."""
    schema = asked.get("response_format", {}).get("json_schema", {}).get("schema", {})
    if "sentences" not in schema.get("properties", {}):
        return Reply("yes", {"yes": -0.001, "no": -7.0})
    quote = re.search(r"\[1\] (.*)", asked["messages"][-1]["content"])
    assert quote is not None
    return Reply(json.dumps(said((quote[1], [1]))))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A language model's server on this machine."""
    with serving(answering) as running:
        yield running


@pytest.fixture
def station(tmp_path: Path, cache: Path) -> Station:
    """A station with nothing on it."""
    return Station(tmp_path, cache)


@pytest.fixture
def filled(station: Station) -> Path:
    """A case with two exhibits that nobody has gone through, and three events on record."""
    files = {"a.txt": "The van was grey.\n\nHelen Carter saw PA99 KTX.\n", "b.txt": "The boat left at nine.\n"}
    case = Case.new(station.folder / "case", "Test")
    session = Session.open(case.folder, Settings(state=station.folder / "state", officer="tester"))
    session.record("case_new", {"title": case.title})
    for name, text in files.items():
        (station.folder / name).write_text(text)
        [exhibit] = add(case, [station.folder / name], Labels("tester")).added
        session.record("exhibit_added", {"exhibit": exhibit.id, "file": exhibit.file})
    session.ledger.close()
    case.database.close()
    return case.folder
