"""What commands print: documents on standard output, everything else on standard error; and how they end."""

import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click
from pydantic import BaseModel, ValidationError
from rich.console import Console

from assistant import accounts
from assistant.documents import ErrorDocument
from assistant.ledger import LedgerDamaged
from assistant.settings import settings
from models.errors import WeightsCorrupt, WeightsError
from tools.errors import CaseError, IntegrityError

NOT_DONE = 1
WRONG_USAGE = 2
NOT_INTACT = 3


class Output:
    """Where one command writes.

    With `as_json` nothing but documents reaches standard output: what libraries print there goes to standard error.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.log = Console(stderr=True, highlight=False)
        self._out = sys.stdout
        if as_json:
            sys.stdout.flush()
            self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
            os.dup2(2, 1)
        self.screen = Console(file=self._out, highlight=False, soft_wrap=True)

    def document(self, document: BaseModel) -> None:
        """Print a document as one line of JSON."""
        print(document.model_dump_json(), file=self._out, flush=True)

    def show(self, document: BaseModel, text: Callable[[Console], object]) -> None:
        """Print a document, or with a person at the screen its text."""
        if self.as_json:
            self.document(document)
        else:
            text(self.screen)

    def end(self, status: int) -> NoReturn:
        """End the program."""
        self._out.flush()
        sys.exit(status)

    def fail(self, reason: str, status: int) -> NoReturn:
        """Say why nothing could be done, and end."""
        if self.as_json:
            self.document(ErrorDocument(error=reason))
        self.log.print(
            f"[bold red]{'Integrity failure' if status == NOT_INTACT else 'Not done'}:[/] ",
            end="",
        )
        self.log.print(reason, markup=False)
        self.end(status)


def command(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --json and an `Output` as its first argument, and end it with the right status. On a station with
    accounts it is for those who have logged in."""

    @functools.wraps(function)
    def admitted(*args: Any, **options: Any) -> None:
        station = settings()
        if accounts.are_set_up(station):
            accounts.current(station)
        function(*args, **options)

    return open_command(admitted)


def open_command(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a command that shows nothing of a case and that nobody has to log in for."""

    @click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print one JSON document on standard output, everything else on standard error.",
    )
    @functools.wraps(function)
    def wrapped(*args: Any, as_json: bool, **options: Any) -> None:
        out = Output(as_json)
        try:
            function(out, *args, **options)
        except (IntegrityError, WeightsCorrupt, LedgerDamaged) as error:
            out.fail(str(error), NOT_INTACT)
        except (CaseError, WeightsError) as error:
            out.fail(str(error), NOT_DONE)
        except ValidationError as error:
            if error.title != "Settings":
                raise
            out.fail(
                "; ".join(f"EXHIBIT_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()),
                WRONG_USAGE,
            )
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            out.fail(
                "The disk is full. Free some space and try again; nothing that was recorded is lost.",
                NOT_DONE,
            )

    return wrapped
