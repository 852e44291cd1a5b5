"""exhibit login and logout: who is working."""

import os
from pathlib import Path

import click

from assistant import accounts
from assistant.authority_documents import LoginDocument
from assistant.cli.asking import FROM_STDIN, asked
from assistant.cli.output import Output, open_command
from assistant.settings import settings
from tools.errors import CaseError


@click.command()
@click.argument("name")
@FROM_STDIN
@open_command
def login(out: Output, name: str, from_stdin: bool) -> None:
    """Log in as NAME. Commands then work in this name until `exhibit logout`, or until the login ends by itself. With
    --password-stdin the code of a second factor stands in the second line."""
    station = settings()
    if not accounts.are_set_up(station):
        raise CaseError("This station has no accounts: nobody has to log in. Make the first with `exhibit accounts new NAME`.")
    typed = asked(from_stdin, code=True)
    made = accounts.register(station).log_in(name, typed.password, typed.code)
    _keep(station.login_file, made.token)
    document = LoginDocument(account=made.account, ends_at=made.ends_at.isoformat(timespec="seconds"))
    out.show(document, lambda screen: screen.print(f"{made.account}, until {made.ends_at:%Y-%m-%d %H:%M} UTC at the latest", markup=False))


@click.command()
@open_command
def logout(out: Output) -> None:
    """End your login."""
    station = settings()
    if station.login_file.exists():
        accounts.register(station).log_out(station.login_file.read_text("utf-8").strip())
        station.login_file.unlink()
    out.show(LoginDocument(account=None, ends_at=None), lambda screen: screen.print("Nobody is logged in."))


def _keep(file: Path, token: str) -> None:
    """Write a token to a file that only its owner reads."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    spare = file.with_name(f"{file.name}.{os.getpid()}.part")
    with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(token)
    spare.replace(file)
