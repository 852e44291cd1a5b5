"""The galleries of a case: making them, and looking them up."""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from tools.case import Case
from tools.errors import CaseError, IntegrityError, ToolError
from tools.galleries.gallery import Gallery, Kind

FPIR = 0.01
"""Wished for where nobody says otherwise: of a hundred searches with strangers' faces, one shows somebody."""
_DEFAULT_DAYS = 365
_LONGEST = 60
_LONGEST_TEXT = 500
_FIELDS = "id, name, kind, reason, legal_basis, owner, made_at, made_by, expires_at, fpir, revision, seal"


@dataclass(frozen=True)
class Terms:
    """What a gallery is held for, and how long."""

    kind: Kind = "other"
    reason: str = ""
    legal_basis: str = ""
    owner: str = ""
    expires_at: datetime | None = None
    """None: a year from now."""
    fpir: float = FPIR


def new(case: Case, name: str, terms: Terms, officer: str, *, recorded: Callable[[Gallery], object] = lambda gallery: None) -> Gallery:
    """Make an empty gallery.

    Args:
        case: the open case.
        name: what it is called; unique in the case, small and capital letters alike.
        terms: what it is held for.
        officer: who makes it; also the owner where the terms name none.
        recorded: hears of the gallery before it is final: where this fails, nothing is kept.

    Raises:
        ToolError: the name is taken or cannot be used, the expiry is past, or the rate is not between 0 and 1.
    """
    now = datetime.now(UTC)
    name = one_line(name, "The name of a gallery")
    for what, text in (("The reason", terms.reason), ("The legal basis", terms.legal_basis), ("The owner", terms.owner)):
        if len(text) > _LONGEST_TEXT:
            raise ToolError(f"{what} has {len(text):,} characters; {_LONGEST_TEXT} at most.")
    if not 0 < terms.fpir < 1:
        raise ToolError(
            f"The wished false-positive identification rate must lie between 0 and 1, not {terms.fpir}: 0.01 is one in a hundred."
        )
    expires = terms.expires_at or now + timedelta(days=_DEFAULT_DAYS)
    if expires <= now:
        raise ToolError(f"A gallery cannot expire in the past ({expires:%Y-%m-%d}). Give a later day.")
    made = Gallery(
        id=f"G-{secrets.token_hex(3)}",
        name=name,
        kind=terms.kind,
        reason=terms.reason.strip(),
        legal_basis=terms.legal_basis.strip(),
        owner=terms.owner.strip() or officer,
        made_at=now,
        made_by=officer,
        expires_at=expires,
        fpir=terms.fpir,
        revision=1,
    )
    values = {**asdict(made), "made_at": now.isoformat(), "expires_at": expires.isoformat(), "seal": case.seal.id}
    with case.database.write() as connection:
        if connection.execute("SELECT 1 FROM galleries WHERE name = ?", (name,)).fetchone():
            raise ToolError(f"There is a gallery {name!r} already. Choose another name, or remove it with `exhibit gallery remove`.")
        connection.execute(f"INSERT INTO galleries ({_FIELDS}, mark) VALUES ({', '.join('?' * 12)}, '')", list(values.values()))  # noqa: S608
        _mark(case, connection, made.id)
        recorded(made)
    return made


def galleries(case: Case) -> list[Gallery]:
    """All galleries of a case, by name.

    Raises:
        IntegrityError: one is not what was put there.
        CaseError: they were sealed by another station.
    """
    rows = case.database.connection.execute("SELECT * FROM galleries ORDER BY name").fetchall()
    return [_gallery(case, case.database.connection, row) for row in rows]


def names(case: Case) -> list[str]:
    """The names of the galleries of a case, expired ones too; needs no station's secret."""
    return [row["name"] for row in case.database.connection.execute("SELECT name FROM galleries ORDER BY name")]


def gallery(case: Case, name: str) -> Gallery:
    """One gallery by its name, also an expired one.

    Raises:
        ToolError: there is none; the message names those there are.
        IntegrityError: it is not what was put there.
        CaseError: it was sealed by another station.
    """
    row = case.database.connection.execute("SELECT * FROM galleries WHERE name = ?", (name.strip(),)).fetchone()
    if row is None:
        known = names(case)
        has = f"it has {', '.join(map(repr, known))}" if known else "it has none: make one with `exhibit gallery new`"
        raise ToolError(f"The case has no gallery {name!r}; {has}.")
    return _gallery(case, case.database.connection, row)


def searchable(case: Case, name: str) -> Gallery:
    """One gallery that may still be used; errors as for `gallery`, and ToolError when it has expired."""
    found = gallery(case, name)
    if found.expired:
        raise ToolError(
            f"The gallery {found.name!r} expired on {found.expires_at:%Y-%m-%d} and cannot be searched or added to. If it is still needed "
            f"and lawful, make a new one; otherwise remove it with `exhibit gallery remove`."
        )
    return found


def changed(case: Case, connection: sqlite3.Connection, gallery_id: str) -> None:
    """Count a change and mark the gallery's content anew; inside the transaction that changes it."""
    connection.execute("UPDATE galleries SET revision = revision + 1 WHERE id = ?", (gallery_id,))
    _mark(case, connection, gallery_id)


def one_line(text: str, what: str) -> str:
    """A text as one printable line; ToolError when it cannot be one."""
    kept = " ".join(text.split())
    if not kept or len(kept) > _LONGEST or not kept.isprintable():
        raise ToolError(f"{what} is one line of 1 to {_LONGEST} characters that can be seen, not {text!r}.")
    return kept


def _mark(case: Case, connection: sqlite3.Connection, gallery_id: str) -> None:
    row = connection.execute("SELECT * FROM galleries WHERE id = ?", (gallery_id,)).fetchone()
    connection.execute("UPDATE galleries SET mark = ? WHERE id = ?", (_expected(case, connection, row), gallery_id))


def _expected(case: Case, connection: sqlite3.Connection, row: sqlite3.Row) -> str:
    """The mark over a gallery's terms and over which faces of which persons it holds: no row can be added or taken away unseen."""
    held = connection.execute(
        "SELECT p.id, f.id FROM gallery_persons p LEFT JOIN gallery_faces f ON f.person = p.id WHERE p.gallery = ? ORDER BY p.id, f.id",
        (row["id"],),
    )
    digest = hashlib.sha256(json.dumps([tuple(pair) for pair in held]).encode()).hexdigest()
    return case.seal.mark("gallery", *(str(row[field]) for field in _FIELDS.split(", ")), digest)


def _gallery(case: Case, connection: sqlite3.Connection, row: sqlite3.Row) -> Gallery:
    if row["seal"] != case.seal.id:
        raise CaseError(
            f"The gallery {row['name']!r} was sealed by another station, with another secret. Open the case where the gallery was made."
        )
    if row["mark"] != _expected(case, connection, row):
        raise IntegrityError(
            f"The gallery {row['name']!r} is not what was put there: it was changed from outside. Nothing was done with it."
        )
    return Gallery(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        reason=row["reason"],
        legal_basis=row["legal_basis"],
        owner=row["owner"],
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
        expires_at=datetime.fromisoformat(row["expires_at"]),
        fpir=row["fpir"],
        revision=row["revision"],
    )
