"""The register of accounts: one for the station, in its folder, with a signed record of its own."""

import os
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from assistant.accounts import backoff, logins, passwords, totp
from assistant.accounts.account import Account
from assistant.accounts.errors import LoginRefused
from assistant.accounts.logins import Lasting, Login
from assistant.accounts.roles import Right, Role
from assistant.accounts.schema import STATION, STEPS
from assistant.ledger import Ledger, StationKey
from assistant.secret_file import secret
from assistant.settings import Settings
from tools.database import Database
from tools.errors import CaseError
from tools.sealing import SECRET_BYTES, Seal

FILE = "accounts.sqlite"
RECORD = "station"
"""Folder of the station's own record, and the id of its "case"."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_WRONG = "The name, the password or the code is wrong."


class Register:
    """The accounts of a station.

    Args:
        station: the settings.
        clock: gives the time.
    """

    def __init__(self, station: Settings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        file, record = station.state / FILE, station.state / RECORD
        record.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.database = Database(file, STEPS)
        if file.exists():
            self.database.check()
        else:
            _make(self.database)
        self.ledger = Ledger(record, RECORD, StationKey(station.key_file), station.heads)
        self._seal = Seal(secret(station.gallery_key_file, lambda: os.urandom(SECRET_BYTES)), "accounts")
        self._issuer = station.oidc_issuer
        self._lasting = Lasting(timedelta(hours=station.login_hours), timedelta(minutes=station.login_idle_minutes))
        self._clock = clock

    # -- the accounts ---------------------------------------------------------------------------------------------------

    def all(self) -> list[Account]:
        """Every account by name."""
        rows = self.database.connection.execute("SELECT * FROM accounts ORDER BY name").fetchall()
        return [self._account(row) for row in rows]

    def find(self, name: str) -> Account:
        """One account; CaseError when there is none."""
        row = self.database.connection.execute("SELECT * FROM accounts WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise CaseError(f"There is no account {name!r} at this station (`exhibit accounts list`).")
        return self._account(row)

    def new(self, name: str, password: str | None, by: str, subject: str | None = None) -> Account:
        """Make an account. The first one of a station is its administrator.

        Args:
            name: letters, digits, dots, dashes; another spelling of a name that is taken is the same name.
            password: None for one that logs in only at the station's provider.
            by: who makes it.
            subject: whom the provider calls so (`sub` of OpenID Connect).

        Raises:
            CaseError: the name or the password cannot be used, or the name is taken.
        """
        if not _NAME.fullmatch(name):
            raise CaseError(f"{name!r} cannot be the name of an account: letters, digits, dots and dashes, 40 at most.")
        if password is None and subject is None:
            raise CaseError("An account needs a password, or a subject at the station's provider.")
        kept = None if password is None else passwords.hashed(password, name)
        try:
            with self.database.write() as connection:
                [count] = connection.execute("SELECT count(*) FROM accounts").fetchone()
                connection.execute(
                    "INSERT INTO accounts (name, password, subject, made_at, made_by) VALUES (?, ?, ?, ?, ?)",
                    (name, kept, self._called(subject), self._clock().isoformat(), by),
                )
                if not count:
                    connection.execute("INSERT INTO roles VALUES (?, ?, ?)", (name, STATION, Role.ADMINISTRATOR))
                self._record("account_new", {"account": name, "administrator": not count, "by_provider": subject is not None}, by)
        except sqlite3.IntegrityError:
            raise CaseError(f"There is an account {name!r}, or one with this subject, already.") from None
        return self.find(name)

    def grant(self, name: str, role: Role, case: str, by: str) -> Account:
        """Give a role in a case, by its id; errors as for `find` and `_place`."""
        account, place = self.find(name), _place(role, case)
        with self.database.write() as connection:
            connection.execute("INSERT OR IGNORE INTO roles VALUES (?, ?, ?)", (account.name, place, role))
            self._record("role_given", {"account": account.name, "role": role, "place": place}, by)
        return self.find(name)

    def revoke(self, name: str, role: Role, case: str, by: str) -> Account:
        """Take a role back; CaseError for the last administrator."""
        account, place = self.find(name), _place(role, case)
        with self.database.write() as connection:
            connection.execute("DELETE FROM roles WHERE account = ? AND place = ? AND role = ?", (account.name, place, role))
            self._keep_an_administrator(connection)
            self._record("role_taken", {"account": account.name, "role": role, "place": place}, by)
        return self.find(name)

    def lock(self, name: str, by: str, *, locked: bool = True) -> Account:
        """Lock an account, which ends its logins, or open it again; CaseError for the last administrator."""
        account = self.find(name)
        with self.database.write() as connection:
            connection.execute("UPDATE accounts SET locked = ? WHERE name = ?", (locked, account.name))
            self._keep_an_administrator(connection)
            self._record("account_locked" if locked else "account_opened", {"account": account.name}, by)
        logins.end_all(self.database, account.name)
        if not locked:
            backoff.forget(self.database, self._mark(account.name))
        return self.find(name)

    def set_password(self, name: str, password: str, by: str) -> None:
        """Set another password, which ends all logins; errors as in `new`."""
        account = self.find(name)
        kept = passwords.hashed(password, account.name)
        with self.database.write() as connection:
            connection.execute("UPDATE accounts SET password = ? WHERE name = ?", (kept, account.name))
            self._record("password_set", {"account": account.name}, by)
        logins.end_all(self.database, account.name)

    def set_subject(self, name: str, subject: str | None, by: str) -> Account:
        """Say whom the station's provider calls by a subject, or that it lets this account in no more, which ends all its logins.

        Raises:
            CaseError: there is no such account, another one has this subject, or nothing would let this one in any more.
        """
        account = self.find(name)
        try:
            with self.database.write() as connection:
                connection.execute("UPDATE accounts SET subject = ? WHERE name = ?", (self._called(subject), account.name))
                [left] = connection.execute(
                    "SELECT password IS NOT NULL OR subject IS NOT NULL FROM accounts WHERE name = ?", (account.name,)
                ).fetchone()
                if not left:
                    raise CaseError(f"{account.name} has no password: set one first (`exhibit accounts password`).")
                self._record("subject_set", {"account": account.name, "by_provider": subject is not None}, by)
        except sqlite3.IntegrityError:
            raise CaseError("Another account has this subject already.") from None
        logins.end_all(self.database, account.name)
        return self.find(name)

    def set_second_factor(self, name: str, secret_: str | None, by: str) -> None:
        """Ask for the codes of a secret (`totp.new_secret`) at every login from now on, or no more."""
        account = self.find(name)
        sealed = None if secret_ is None else self._seal.close(secret_.encode(), "totp", account.name.casefold())
        with self.database.write() as connection:
            connection.execute("UPDATE accounts SET totp = ?, totp_step = 0 WHERE name = ?", (sealed, account.name))
            self._record("second_factor", {"account": account.name, "asked": secret_ is not None}, by)

    def holders(self, right: Right, case: str) -> list[str]:
        """Names of those who hold a right in a case and are not locked."""
        return [account.name for account in self.all() if not account.locked and account.standing(case).holds(right)]

    # -- logins ---------------------------------------------------------------------------------------------------------

    def log_in(self, name: str, password: str, code: str | None = None) -> Login:
        """Let somebody in by password, and by the code of the second factor where the account has one.

        Raises:
            LoginRefused: something is wrong, the account is locked, or it is too early to try again. What, is not told.
        """
        mark = self._mark(name)
        now = self._clock()
        backoff.begin(self.database, mark, now)
        row = self.database.connection.execute("SELECT * FROM accounts WHERE name = ?", (name,)).fetchone()
        if row is None or row["password"] is None:
            passwords.spend(password)
            right = False
        else:
            right = passwords.matches(row["password"], password) and not row["locked"] and self._second(row, code, now)
        if not right:
            # What was typed into the field of the name may be a password: only the name of an account is kept.
            self._record("login_refused", {"account": None if row is None else row["name"]}, "")
            raise LoginRefused(_WRONG)
        backoff.forget(self.database, mark)
        return self._let_in(row["name"], "password" if row["totp"] is None else "password and code")

    def log_in_subject(self, subject: str) -> Login:
        """Let in whom the station's provider calls so; LoginRefused when there is no such account or it is locked."""
        called = self._called(subject)
        row = self.database.connection.execute("SELECT name, locked FROM accounts WHERE subject = ?", (called,)).fetchone()
        if row is None or row["locked"]:
            self._record("login_refused", {"account": None if row is None else row["name"]}, "")
            raise LoginRefused(
                f"The provider knows you as {subject!r}, and this station has no open account for that. Ask its administrator "
                "(`exhibit accounts subject NAME SUBJECT`)."
            )
        return self._let_in(row["name"], "provider")

    def who(self, token: str, *, used: bool = True) -> Account:
        """The account of a login; NotLoggedIn when it has ended. With `used` this counts as something done on it."""
        return self.find(logins.account_of(self.database, token, self._clock(), self._lasting, used=used))

    def log_out(self, token: str) -> None:
        """End a login."""
        logins.end(self.database, token)

    # -- inside ---------------------------------------------------------------------------------------------------------

    def _let_in(self, name: str, how: str) -> Login:
        self._record("login", {"account": name, "how": how}, name)
        return logins.begin(self.database, name, self._clock(), self._lasting)

    def _second(self, row: sqlite3.Row, code: str | None, now: datetime) -> bool:
        if row["totp"] is None:
            return True
        secret_ = self._seal.open(row["totp"], "totp", row["name"].casefold()).decode()
        step = totp.step_of(secret_, code or "", now, row["totp_step"])
        if step is None:
            return False
        with self.database.write() as connection:  # of two logins with one code, one is let in
            used = connection.execute("UPDATE accounts SET totp_step = ? WHERE name = ? AND totp_step < ?", (step, row["name"], step))
        return used.rowcount == 1

    def _account(self, row: sqlite3.Row) -> Account:
        held = self.database.connection.execute(
            "SELECT place, role FROM roles WHERE account = ? ORDER BY place, role", (row["name"],)
        ).fetchall()
        return Account(
            name=row["name"],
            locked=bool(row["locked"]),
            second_factor=row["totp"] is not None,
            by_provider=row["subject"] is not None,
            roles=tuple((held_row["place"], Role(held_row["role"])) for held_row in held),
        )

    def _keep_an_administrator(self, connection: sqlite3.Connection) -> None:
        [count] = connection.execute(
            "SELECT count(*) FROM roles JOIN accounts ON name = account WHERE role = ? AND locked = 0", (Role.ADMINISTRATOR,)
        ).fetchone()
        if not count:
            raise CaseError("This is the last administrator of the station: make another one first.")

    def _called(self, subject: str | None) -> str | None:
        """A subject with its issuer: another provider calls another person so."""
        return subject if subject is None or self._issuer is None else f"{subject} {self._issuer}"

    def _mark(self, name: str) -> str:
        return self._seal.mark("login", name.casefold())

    def _record(self, event: str, data: dict[str, object], by: str) -> None:
        self.ledger.append(event, data, by)


def _place(role: Role, case: str) -> str:
    """Where a role is held; CaseError for the administrator of a case, or another role of the whole station."""
    if (role is Role.ADMINISTRATOR) != (case == STATION):
        raise CaseError("The administrator is one for the whole station (name no case); every other role is held in one case (name it).")
    return case


def _make(database: Database) -> None:
    """Make the file; of two programs at once, one makes it."""
    try:
        database.create()
    except FileExistsError:
        database.check()
