"""Failed logins make the next try wait, longer each time (NIST SP 800-63B, section 5.2.2)."""

from datetime import datetime, timedelta

from assistant.accounts.errors import LoginRefused
from tools.database import Database

FREE = 5
"""Failures in a row without a wait."""
_FIRST = timedelta(seconds=30)
_LONGEST = timedelta(hours=1)
LOCKED = 50
"""Failures in a row after which nobody is let in until an administrator has opened the account (the section allows 100)."""


def wait_after(failures: int) -> timedelta:
    """How long the next try waits after so many failures in a row: nothing, then 30 seconds, doubled each time, an hour at most."""
    if failures < FREE:
        return timedelta()
    return min(_FIRST * int(2 ** min(failures - FREE, 20)), _LONGEST)


def begin(database: Database, mark: str, now: datetime) -> None:
    """Count a try as failed before it is made, so that many at once gain nothing; `forget` takes it back.

    Args:
        database: of the accounts.
        mark: of the name that was given; whether there is such an account makes no difference.
        now: the time.

    Raises:
        LoginRefused: it is too early, or there were too many.
    """
    with database.write() as connection:
        row = connection.execute("SELECT count, last FROM failures WHERE mark = ?", (mark,)).fetchone()
        failures = row["count"] if row is not None else 0
        if failures >= LOCKED:
            raise LoginRefused("There were too many failed logins under this name. An administrator must open the account.")
        if row is not None and now < (until := datetime.fromisoformat(row["last"]) + wait_after(failures)):
            raise LoginRefused(f"There were {failures} failed logins under this name. Try again at {until:%H:%M:%S} UTC.")
        connection.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", (mark, failures + 1, now.isoformat()))


def forget(database: Database, mark: str) -> None:
    """The login succeeded, or an administrator opened the account: the count begins anew."""
    with database.write() as connection:
        connection.execute("DELETE FROM failures WHERE mark = ?", (mark,))
