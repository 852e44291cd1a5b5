"""exhibit accounts: the people of a station."""

from pathlib import Path

import click
from rich.console import Console

from assistant import accounts as kept
from assistant.accounts import Account, NotAllowed, Register, Right, Role
from assistant.accounts.schema import STATION
from assistant.accounts.totp import address, new_secret
from assistant.authority_documents import AccountRow, AccountsDocument, RoleRow, SecondFactorDocument
from assistant.cli.asking import FROM_STDIN, asked
from assistant.cli.output import Output, command, open_command
from assistant.settings import settings
from tools.case import Case

_NAME = click.argument("name")


@click.group()
def accounts() -> None:
    """Make accounts, and say who may do what in which case. The first account that is made is the administrator's; from then on
    every command needs a login."""


@accounts.command()
@_NAME
@FROM_STDIN
@click.option("--subject", help="Whom the station's OpenID Connect provider calls so; without a password of this station.")
@open_command
def new(out: Output, name: str, from_stdin: bool, subject: str | None) -> None:
    """Make the account NAME. The first of a station is its administrator; the others are made by an administrator."""
    station = settings()
    by = _administrator().name if kept.are_set_up(station) else station.officer
    password = None if subject is not None else asked(from_stdin, new=True).password
    _show(out, [kept.register(station).new(name, password, by, subject)])


@accounts.command("list")
@command
def list_(out: Output) -> None:
    """List the accounts with their roles; who is no administrator sees the own one."""
    register, me = _people()
    _show(out, register.all() if me.administers else [me])


@accounts.command()
@_NAME
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("folder", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
@click.option("--remove", is_flag=True, help="Take the role back.")
@command
def role(out: Output, name: str, role: str, folder: Path | None, remove: bool) -> None:
    """Give NAME a ROLE in CASE; `administrator` is a role of the whole station and takes no CASE."""
    me = _administrator()
    place = STATION if folder is None else Case(folder).id
    register = kept.register(settings())
    change = register.revoke if remove else register.grant
    _show(out, [change(name, Role(role), place, me.name)])


@accounts.command()
@_NAME
@command
def lock(out: Output, name: str) -> None:
    """Lock NAME: all its logins end at once."""
    _show(out, [kept.register(settings()).lock(name, _administrator().name)])


@accounts.command()
@_NAME
@command
def unlock(out: Output, name: str) -> None:
    """Open NAME again, also after too many failed logins."""
    _show(out, [kept.register(settings()).lock(name, _administrator().name, locked=False)])


@accounts.command()
@_NAME
@FROM_STDIN
@command
def password(out: Output, name: str, from_stdin: bool) -> None:
    """Set another password for NAME: your own, or as an administrator anybody's. All logins of NAME end."""
    register, me = _own_or_administered(name)
    register.set_password(name, asked(from_stdin, new=True).password, me.name)
    _show(out, [register.find(name)])


@accounts.command()
@_NAME
@click.argument("subject", required=False)
@command
def subject(out: Output, name: str, subject: str | None) -> None:
    """Say that the station's OpenID Connect provider calls NAME by SUBJECT, as its `sub`; without one it lets NAME in no more."""
    _show(out, [kept.register(settings()).set_subject(name, subject, _administrator().name)])


@accounts.command()
@_NAME
@click.option("--off", is_flag=True, help="Ask for no codes any more.")
@command
def totp(out: Output, name: str, off: bool) -> None:
    """Ask NAME for a code of an authenticator at every login from now on. Its secret is shown this once."""
    register, me = _own_or_administered(name)
    secret = None if off else new_secret()
    register.set_second_factor(name, secret, me.name)
    document = SecondFactorDocument(account=register.find(name).name, address=None if secret is None else address(secret, name))
    out.show(document, lambda screen: screen.print(document.address or "No codes are asked for.", markup=False))


def _people() -> tuple[Register, Account]:
    """The register and who has logged in."""
    station = settings()
    return kept.register(station), kept.current(station)


def _administrator() -> Account:
    _, me = _people()
    me.require(Right.ADMINISTER)
    return me


def _own_or_administered(name: str) -> tuple[Register, Account]:
    register, me = _people()
    if me.name.casefold() != name.casefold() and not me.administers:
        raise NotAllowed("Only an administrator changes another person's account.")
    return register, me


def _show(out: Output, found: list[Account]) -> None:
    document = AccountsDocument(accounts=[_row(each) for each in found])
    out.show(document, lambda screen: _told(screen, document))


def _row(account: Account) -> AccountRow:
    return AccountRow(
        name=account.name,
        roles=[RoleRow(role=role.value, case=place) for place, role in account.roles],
        locked=account.locked,
        second_factor=account.second_factor,
        by_provider=account.by_provider,
    )


def _told(screen: Console, document: AccountsDocument) -> None:
    for row in document.accounts:
        roles = ", ".join(held.role if held.case == STATION else f"{held.role} in {held.case}" for held in row.roles)
        more = [
            word for word, said in (("locked", row.locked), ("second factor", row.second_factor), ("by provider", row.by_provider)) if said
        ]
        screen.print(f"{row.name:<20}  {roles or 'no role'}{'  (' + ', '.join(more) + ')' if more else ''}", markup=False)
