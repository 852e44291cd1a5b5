"""Logins: who has shown to be who, for how long."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.accounts.errors import NotLoggedIn
from tools.database import Database


@dataclass(frozen=True)
class Login:
    """One login. Its token is the only proof of it and is shown nowhere."""

    account: str
    token: str = field(repr=False)
    ends_at: datetime


@dataclass(frozen=True)
class Lasting:
    """How long a login lasts."""

    whole: timedelta
    """From the login on."""
    idle: timedelta
    """From the last thing done on."""


def begin(database: Database, account: str, now: datetime, lasting: Lasting) -> Login:
    """Let somebody in. The database keeps the SHA-256 of the token (256 random bits), which opens nothing."""
    token = secrets.token_urlsafe(32)
    with database.write() as connection:
        connection.execute("DELETE FROM logins WHERE made_at < ?", ((now - lasting.whole).isoformat(),))
        connection.execute("INSERT INTO logins VALUES (?, ?, ?, ?)", (_mark(token), account, now.isoformat(), now.isoformat()))
    return Login(account, token, now + lasting.whole)


def account_of(database: Database, token: str, now: datetime, lasting: Lasting, *, used: bool = True) -> str:
    """The account of a login that has not ended.

    Args:
        database: of the accounts.
        token: of the login.
        now: the time.
        lasting: how long logins last.
        used: somebody has just done something on it; a page that looks for news by itself has not.

    Raises:
        NotLoggedIn: there is no such login, it has ended, or its account is locked.
    """
    row = database.connection.execute(
        "SELECT account, logins.made_at, seen_at, locked FROM logins JOIN accounts ON name = account WHERE mark = ?", (_mark(token),)
    ).fetchone()
    if row is None or row["locked"]:
        raise NotLoggedIn("You are not logged in, or your login was ended: log in again (`exhibit login NAME`, or on the page).")
    made, seen = datetime.fromisoformat(row["made_at"]), datetime.fromisoformat(row["seen_at"])
    if now >= made + lasting.whole or now >= seen + lasting.idle:
        end(database, token)
        raise NotLoggedIn("Your login has ended: log in again (`exhibit login NAME`, or on the page).")
    if used and now - seen > lasting.idle / 60:  # not a write for every look
        with database.write() as connection:
            connection.execute("UPDATE logins SET seen_at = ? WHERE mark = ?", (now.isoformat(), _mark(token)))
    return str(row["account"])


def end(database: Database, token: str) -> None:
    """End one login."""
    with database.write() as connection:
        connection.execute("DELETE FROM logins WHERE mark = ?", (_mark(token),))


def end_all(database: Database, account: str) -> None:
    """End all logins of an account: it was locked, or its password changed."""
    with database.write() as connection:
        connection.execute("DELETE FROM logins WHERE account = ?", (account,))


def _mark(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
