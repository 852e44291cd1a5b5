"""Passwords and codes: typed where nobody sees them, or from standard input, never as an argument."""

import sys
from dataclasses import dataclass

import click


@dataclass(frozen=True)
class Typed:
    """What somebody typed."""

    password: str
    code: str | None = None


def asked(from_stdin: bool, *, new: bool = False, code: bool = False) -> Typed:
    """A password, and with `code` that of the second factor; from standard input they stand in a line each."""
    if from_stdin:
        lines = sys.stdin.read().splitlines()
        return Typed(lines[0] if lines else "", lines[1] if code and len(lines) > 1 else None)
    password = click.prompt("Password", hide_input=True, confirmation_prompt=new, err=True)
    typed = click.prompt("Code (empty without a second factor)", default="", show_default=False, err=True) if code else ""
    return Typed(password, typed or None)


FROM_STDIN = click.option("--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input.")
