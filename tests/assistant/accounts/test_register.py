"""Accounts and their roles."""

import json
from pathlib import Path

import pytest

from assistant.accounts import Register, Right, Role, are_set_up
from assistant.accounts.roles import RIGHTS
from assistant.accounts.schema import STATION
from assistant.settings import Settings
from tests.assistant.accounts.conftest import PASSWORD
from tools.errors import CaseError, IntegrityError


def events(register: Register) -> list[dict[str, object]]:
    return [json.loads(line) for line in register.ledger.path.read_text().splitlines() if line]


def test_the_first_account_administers(register: Register) -> None:
    """Whoever makes the first account administers the station; the second person does not."""
    assert [(account.name, account.administers) for account in register.all()] == [("ann", False), ("chief", True)]


def test_passwords_are_kept_as_argon2id(register: Register) -> None:
    """The database has an Argon2id hash with the parameters of RFC 9106, and of two equal passwords two different ones."""
    kept = [row["password"] for row in register.database.connection.execute("SELECT password FROM accounts").fetchall()]
    assert all(text.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for text in kept)
    assert len(set(kept)) == 2


def test_no_secret_is_anywhere_in_the_state_folder(register: Register, station: Settings) -> None:
    """After logins, right and wrong ones, neither a password nor a token nor a code's secret stands in any file of the station."""
    login = register.log_in("ann", PASSWORD)
    with pytest.raises(CaseError):
        register.log_in("a password typed as a name", "x")
    register.set_second_factor("ann", "JBSWY3DPEHPK3PXP", "ann")
    register.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written = b"".join(path.read_bytes() for path in station.state.rglob("*") if path.is_file())
    for secret in (PASSWORD, login.token, "typed as a name", "JBSWY3DPEHPK3PXP"):
        assert secret.encode() not in written
    assert login.token not in repr(login)


@pytest.mark.parametrize("password", ["short", "x" * 2000, "ann has a long password"])
def test_passwords_that_are_refused(register: Register, password: str) -> None:
    """Too short, too long, or with the name of the account in it."""
    with pytest.raises(CaseError, match="password"):
        register.set_password("ann", password, "ann")


def test_a_name_is_taken_once(register: Register) -> None:
    """Another spelling of a name is the same name."""
    with pytest.raises(CaseError, match="already"):
        register.new("ANN", PASSWORD, "chief")


def test_roles_are_held_in_one_case(register: Register) -> None:
    """A role in one case gives nothing in another, and taking it back ends it; each step is on the station's record."""
    register.grant("ann", Role.OFFICER, "case-1", "chief")
    ann = register.find("ann")
    assert ann.standing("case-1").holds(Right.ASK)
    assert not ann.standing("case-2").roles
    assert not register.revoke("ann", Role.OFFICER, "case-1", "chief").standing("case-1").roles
    assert [event["event"] for event in events(register)] == ["account_new", "account_new", "role_given", "role_taken"]


@pytest.mark.parametrize(("role", "case"), [(Role.ADMINISTRATOR, "case-1"), (Role.OFFICER, STATION)])
def test_only_administrators_are_of_the_whole_station(register: Register, role: Role, case: str) -> None:
    """Nobody is an officer of every case, and nobody administers only one."""
    with pytest.raises(CaseError, match="whole station"):
        register.grant("ann", role, case, "chief")


def test_the_last_administrator_stays(register: Register) -> None:
    """A station cannot lose its last administrator, by taking the role or by locking the account."""
    with pytest.raises(CaseError, match="last administrator"):
        register.revoke("chief", Role.ADMINISTRATOR, STATION, "chief")
    with pytest.raises(CaseError, match="last administrator"):
        register.lock("chief", "chief")
    assert register.find("chief").administers
    assert not register.find("chief").locked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Right.APPROVE, Right.REQUEST),
        (Right.APPROVE, Right.RUN),
        (Right.JUDGE, Right.RUN),
        (Right.RELEASE, Right.RUN),
        (Right.ADMINISTER, Right.VIEW),
    ],
)
def test_no_role_checks_itself(one: Right, other: Right) -> None:
    """No single role asks and approves, searches and judges, or manages accounts and sees cases."""
    assert not [role for role in Role if {one, other} <= RIGHTS[role]]


def test_a_station_that_lost_its_accounts_is_no_single_user_station(tmp_path: Path) -> None:
    """Deleting the file of accounts does not make anybody the holder of all roles."""
    station = Settings(state=tmp_path / "other", officer="tester")
    assert not are_set_up(station)
    made = Register(station)
    made.new("chief", PASSWORD, "tester")
    for file in station.state.glob("accounts.sqlite*"):
        file.unlink()
    with pytest.raises(IntegrityError, match="Accounts were set up"):
        are_set_up(station)
