"""Logging in, and what stops those who guess."""

import pyotp
import pytest

from assistant.accounts import LoginRefused, NotLoggedIn, Register
from assistant.accounts.backoff import FREE, LOCKED, wait_after
from tests.assistant.accounts.conftest import PASSWORD, Clock


def guess(register: Register, times: int, name: str = "ann") -> list[str]:
    said = []
    for _ in range(times):
        with pytest.raises(LoginRefused) as refused:
            register.log_in(name, "a wrong password")
        said.append(str(refused.value))
    return said


def test_a_login_names_its_account(register: Register) -> None:
    """The token of a login leads to the account, and another token to nothing."""
    assert register.who(register.log_in("Ann", PASSWORD).token).name == "ann"
    with pytest.raises(NotLoggedIn):
        register.who("another token")


@pytest.mark.parametrize(("worked", "minutes"), [(0, 31), (48, 25)])
def test_a_login_ends(register: Register, clock: Clock, worked: int, minutes: int) -> None:
    """After half an hour without anything done, or a day's work, the login is worth nothing; looking later does not revive it."""
    token = register.log_in("ann", PASSWORD).token
    for _ in range(worked):
        clock.go(minutes=14.5)
        register.who(token)
    clock.go(minutes=minutes)
    for _ in range(2):
        with pytest.raises(NotLoggedIn):
            register.who(token)


def test_working_keeps_a_login(register: Register, clock: Clock) -> None:
    """Who does something every quarter of an hour stays logged in for hours."""
    token = register.log_in("ann", PASSWORD).token
    for _ in range(40):
        clock.go(minutes=15)
        assert register.who(token).name == "ann"


@pytest.mark.parametrize("change", ["lock", "password", "out"])
def test_logins_are_ended(register: Register, change: str) -> None:
    """Locking an account, setting its password and logging out end its logins at once."""
    token = register.log_in("ann", PASSWORD).token
    if change == "lock":
        register.lock("ann", "chief")
    elif change == "password":
        register.set_password("ann", "five other plain words now", "chief")
    else:
        register.log_out(token)
    with pytest.raises(NotLoggedIn):
        register.who(token)


def test_an_unknown_name_is_answered_like_a_known_one(register: Register) -> None:
    """What is said, and after how many tries there is a wait, does not tell whether there is such an account."""
    assert guess(register, FREE + 1, "ann") == guess(register, FREE + 1, "nobody")


def test_guessing_takes_longer_and_longer(register: Register, clock: Clock) -> None:
    """After five failures even the right password must wait, then it is let in and the count begins anew."""
    guess(register, FREE)
    with pytest.raises(LoginRefused, match="Try again at 09:00:30"):
        register.log_in("ann", PASSWORD)
    clock.go(seconds=31)
    register.log_in("ann", PASSWORD)
    guess(register, FREE - 1)
    register.log_in("ann", PASSWORD)


def test_the_waits_grow_to_an_hour() -> None:
    """Nothing, then 30 seconds, doubled with each failure, never more than an hour."""
    waits = [wait_after(failures).total_seconds() for failures in range(FREE - 1, FREE + 9)]
    assert waits == [0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_too_many_failures_need_an_administrator(register: Register, clock: Clock) -> None:
    """After fifty failures nobody is let in by waiting; an administrator opens the account."""
    for _ in range(LOCKED):
        guess(register, 1)
        clock.go(hours=2)
    with pytest.raises(LoginRefused, match="administrator"):
        register.log_in("ann", PASSWORD)
    register.lock("ann", "chief", locked=False)
    assert register.log_in("ann", PASSWORD).account == "ann"


def test_the_second_factor(register: Register, clock: Clock) -> None:
    """Without the code, with a wrong one or with one that was used, the right password is not enough."""
    secret = pyotp.random_base32()
    register.set_second_factor("ann", secret, "ann")
    code = pyotp.TOTP(secret).at(clock.now)
    for wrong in (None, "", "000000" if code != "000000" else "000001"):
        with pytest.raises(LoginRefused):
            register.log_in("ann", PASSWORD, wrong)
    assert register.log_in("ann", PASSWORD, code).account == "ann"
    with pytest.raises(LoginRefused):
        register.log_in("ann", PASSWORD, code)
    clock.go(seconds=30)
    assert register.log_in("ann", PASSWORD, pyotp.TOTP(secret).at(clock.now)).account == "ann"


def test_a_locked_account_is_not_let_in(register: Register) -> None:
    """The right password of a locked account is answered like a wrong one."""
    register.lock("ann", "chief")
    with pytest.raises(LoginRefused, match=r"name, the password or the code is wrong"):
        register.log_in("ann", PASSWORD)
