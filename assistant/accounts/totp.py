"""Codes of a second factor that change every 30 seconds (TOTP, RFC 6238)."""

from datetime import datetime

import pyotp

_STEP = 30
_NEAR = (-1, 0, 1)
"""Steps of 30 seconds that a clock may be off (RFC 6238, section 5.2)."""


def new_secret() -> str:
    """A secret for a new second factor, base32, 160 bits."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """The `otpauth://` address that an authenticator takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Exhibit")


def step_of(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The step that a code belongs to, or None for a wrong one; a step up to `after` was used, and its code counts for nothing."""
    totp = pyotp.TOTP(secret)
    given = "".join(code.split())
    here = int(now.timestamp()) // _STEP
    fitting = (here + off for off in _NEAR if pyotp.utils.strings_equal(totp.generate_otp(here + off), given))
    return next((step for step in fitting if step > after), None)
