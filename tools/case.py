"""The case: a folder that holds its exhibits, database, index and ledger."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from tools import tombstone
from tools.database import Database
from tools.errors import CaseError, Deleted, IntegrityError, NoSuchCase, NoSuchExhibit, Withheld
from tools.evidence import Citation, Place
from tools.progress import heed
from tools.sealing import Seal
from tools.tombstone import Tombstone

Media = Literal["audio", "video", "image", "document", "email", "table"]

_PIECE = 1 << 20
_SELECT = (
    "SELECT *, (SELECT container FROM contained WHERE contained.exhibit = exhibits.id ORDER BY container LIMIT 1) AS parent,"
    " (SELECT nullif(reason, '') FROM locks WHERE lock = 'quarantine' AND subject = exhibits.id AND verdict IN ('held', 'kept')"
    "  AND number = (SELECT max(number) FROM locks WHERE lock = 'quarantine' AND subject = exhibits.id)) AS withheld FROM exhibits"
)
_UNNAMED = "name withheld"
_LONGEST_NAME = 60
_MOST_NAMES = 50


@dataclass(frozen=True)
class Exhibit:
    """One item of material. Its bytes never change; `path` may be read but never written."""

    id: str
    sha256: str
    size: int
    """Bytes."""
    media: Media
    mime: str
    title: str
    file: str
    """The name it had when it was added: data, never a path to open."""
    kind: str
    """What the person who added it calls it (statement, receipt, …); may be empty."""
    source: str
    """Where it comes from, as the person who added it said; may be empty."""
    added_at: datetime
    added_by: str
    path: Path
    facts: dict[str, str | int | float] = field(default_factory=dict, hash=False)
    """What was seen when it was added: `encoding`, `pages`, `seconds`, `width`, `height`, as fits."""
    parent: str | None = None
    """The mail or archive that it came out of, by its id; the first one, where there are several."""
    withheld: str | None = None
    """Why it lies in quarantine as privileged; None where it does not. Its bytes are then opened by nobody (see `tools.locks`)."""

    def at(
        self,
        *,
        quote: str,
        t: tuple[float, float] | None = None,
        page: int | None = None,
        xywh: tuple[int, int, int, int] | None = None,
        line: int | None = None,
    ) -> Citation:
        """A citation of one place in this exhibit; the arguments are those of `Place`."""
        place = Place(t=t, page=page, xywh=xywh, line=line)
        return Citation(exhibit=self.id, sha256=self.sha256, fragment=str(place), quote=quote)

    def open_or_refuse(self) -> None:
        """Pass, or say why nobody may open it.

        Raises:
            Withheld: it lies in quarantine.
        """
        if self.withheld is not None:
            raise Withheld(
                f"{self.id} lies in quarantine as privileged: {self.withheld}. It is not opened, indexed or searched. A custodian who "
                f"does not work on this enquiry can release it (`exhibit release CASE {self.id} --reason … --by NAME`)."
            )

    def verify(self) -> None:
        """Hash the bytes again; IntegrityError when they are not the ones that were added, Stopped when the user has asked to stop."""
        digest = hashlib.sha256()
        try:
            with self.path.open("rb") as stream:
                while piece := stream.read(_PIECE):
                    heed()
                    digest.update(piece)
        except FileNotFoundError:
            raise IntegrityError(f"The bytes of {self.id} ({self.title}) are gone from the case folder.") from None
        if digest.hexdigest() != self.sha256:
            raise IntegrityError(
                f"The bytes of {self.id} ({self.title}) are not the ones that were added on {self.added_at:%Y-%m-%d}: "
                f"SHA-256 is {digest.hexdigest()}, recorded {self.sha256}. Nothing was done with it."
            )


@dataclass(frozen=True)
class Member:
    """An exhibit that came out of another one, such as a mail's attachment."""

    exhibit: str
    name: str
    """Its name inside: data, never a path to open."""


def no_such_case(folder: Path) -> NoSuchCase:
    """What is said of a folder that is no case, and word for word of a case that somebody has no role in."""
    return NoSuchCase(f"{folder} is not a case. Make one with `exhibit case new {folder} --title TITLE`.")


class Case:
    """An open case.

    Layout of the folder: `case.sqlite`, `exhibits/<first two digits>/<sha256>`, `incoming/` (files being added),
    `index/`, `partial/` (parts of unfinished runs), `ledger.jsonl` and `ledger.head`.
    """

    def __init__(self, folder: Path, secret: bytes | None = None) -> None:
        """Open the case in `folder`.

        Args:
            folder: of the case.
            secret: the station's, for what lies sealed in the case; without it that stays closed.

        Raises:
            NoSuchCase: there is none.
            CaseError: its database is damaged or of another version.
        """
        self.folder = folder.resolve()
        if not (self.folder / "case.sqlite").is_file():
            raise no_such_case(folder)
        self.database = Database(self.folder / "case.sqlite")
        self.database.check()
        facts = dict(self.database.connection.execute("SELECT name, value FROM facts").fetchall())
        self.id: str = facts["id"]
        self.title: str = facts["title"]
        self.secret = secret
        """The station's, as it was given: another process needs it to open the case in the same way."""

    @cached_property
    def seal(self) -> Seal:
        """Closes and opens what lies sealed in the case; CaseError when it was opened without the station's secret."""
        if self.secret is None:
            raise CaseError("This case was opened without the station's secret: galleries cannot be read or changed.")
        return Seal(self.secret, self.id)

    @classmethod
    def new(cls, folder: Path, title: str, secret: bytes | None = None) -> "Case":
        """Make a case in a folder that does not exist or is empty. `secret` as for opening one.

        Raises:
            CaseError: the folder holds something, cannot be made, or the title is empty.
        """
        if not title.strip():
            raise CaseError("A case needs a title: give one with --title.")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CaseError(f"{folder} exists and is not an empty folder. Choose another place for the case.")
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in ("exhibits", "incoming", "index"):
                (folder / name).mkdir(mode=0o700)
        except OSError as error:
            raise CaseError(f"{folder} cannot be made: {error.strerror}.") from error
        database = Database(folder / "case.sqlite.new")
        database.create()
        with database.write() as connection:
            facts = {
                "id": f"case-{uuid.uuid4().hex[:12]}",
                "title": title.strip(),
                "created": datetime.now(UTC).isoformat(),
            }
            connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
        database.close()
        database.path.replace(folder / "case.sqlite")  # a case appears whole or not at all
        return cls(folder, secret)

    # -- settings -------------------------------------------------------------------------------------------------------

    @property
    def glossary(self) -> tuple[str, ...]:
        """Names that may be said in the recordings of the case; a transcript made with them depends on them."""
        row = self.database.connection.execute("SELECT value FROM facts WHERE name = 'glossary'").fetchone()
        return () if row is None else tuple(json.loads(row["value"]))

    def set_glossary(self, names: Sequence[str]) -> tuple[str, ...]:
        """Replace the glossary and give it as it is kept: each name once, in the order given.

        Raises:
            CaseError: a name is empty, longer than 60 characters or no single line, or there are more than 50. (The recogniser
                reads them before each window and has room for 223 tokens.)
        """
        kept = tuple(dict.fromkeys(" ".join(name.split(" ")).strip() for name in names))
        for name in kept:
            if not name or len(name) > _LONGEST_NAME or not name.isprintable():
                raise CaseError(f"{name!r} cannot be in the glossary: a name is one line of 1 to {_LONGEST_NAME} characters.")
        if len(kept) > _MOST_NAMES:
            raise CaseError(f"The glossary takes {_MOST_NAMES} names, {len(kept)} were given. Keep those that are hard to hear.")
        with self.database.write() as connection:
            connection.execute("DELETE FROM facts WHERE name = 'glossary'")
            connection.execute("INSERT INTO facts VALUES ('glossary', ?)", (json.dumps(kept, ensure_ascii=False),))
        return kept

    # -- register -------------------------------------------------------------------------------------------------------

    def exhibits(self) -> list[Exhibit]:
        """All exhibits in the order they were added."""
        rows = self.database.connection.execute(f"{_SELECT} ORDER BY number").fetchall()
        return [self._exhibit(row) for row in rows]

    def look_up(self, exhibit: str) -> Exhibit:
        """The record of one exhibit; NoSuchExhibit when there is none, Deleted when there is none any more. Its bytes are not looked at."""
        row = self.database.connection.execute(f"{_SELECT} WHERE id = ?", (exhibit,)).fetchone()
        if row is None:
            if (stone := tombstone.of(self.database.connection, "exhibit", exhibit)) is not None:
                raise Deleted(f"{exhibit} was {stone.words}.")
            first, last = self.database.connection.execute(
                "SELECT (SELECT id FROM exhibits ORDER BY number LIMIT 1), (SELECT id FROM exhibits ORDER BY number DESC LIMIT 1)"
            ).fetchone()
            known = f"it has {first} to {last}" if first else "it has no exhibits yet: add some with `exhibit add`"
            raise NoSuchExhibit(f"The case has no exhibit {exhibit!r}; {known}.")
        return self._exhibit(row)

    def exhibit(self, exhibit: str) -> Exhibit:
        """One exhibit whose bytes have just been hashed and are the ones that were added.

        Raises:
            NoSuchExhibit: there is none.
            Withheld: it lies in quarantine.
            IntegrityError: its bytes are not what they were.
        """
        found = self.look_up(exhibit)
        found.open_or_refuse()
        found.verify()
        return found

    def deleted(self) -> list[Tombstone]:
        """What is left of the exhibits that were deleted, in the order in which that was done."""
        return [stone for stone in tombstone.all_of(self.database.connection) if stone.kind == "exhibit"]

    def members(self, exhibit: str) -> list[Member]:
        """What came out of an exhibit, in its order there; nothing where it is no mail or archive."""
        rows = self.database.connection.execute(
            "SELECT exhibit, name FROM contained WHERE container = ? ORDER BY position", (exhibit,)
        ).fetchall()
        return [Member(row["exhibit"], row["name"]) for row in rows]

    def containers(self, exhibit: str) -> list[str]:
        """The mails and archives that an exhibit came out of, by their ids."""
        rows = self.database.connection.execute("SELECT DISTINCT container FROM contained WHERE exhibit = ? ORDER BY 1", (exhibit,))
        return [row["container"] for row in rows]

    def place_of(self, sha256: str) -> Path:
        """Where bytes with this hash lie or would lie."""
        return self.folder / "exhibits" / sha256[:2] / sha256

    def _exhibit(self, row: sqlite3.Row) -> Exhibit:
        # What an attachment is called stands in the mail that it came with: where that is withheld, so is the name.
        unnamed = row["withheld"] is not None and row["parent"] is not None
        return Exhibit(
            id=row["id"],
            sha256=row["sha256"],
            size=row["size"],
            media=row["media"],
            mime=row["mime"],
            title=_UNNAMED if unnamed else row["title"],
            file=_UNNAMED if unnamed else row["file"],
            kind=row["kind"],
            source=row["source"],
            added_at=datetime.fromisoformat(row["added_at"]),
            added_by=row["added_by"],
            path=self.place_of(row["sha256"]),
            facts=json.loads(row["facts"]),
            parent=row["parent"],
            withheld=row["withheld"],
        )
