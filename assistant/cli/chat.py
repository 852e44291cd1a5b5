"""exhibit chat: the page in the browser."""

import contextlib
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel
from rich.console import Console

from assistant import accounts
from assistant.answer import Answer
from assistant.approvals import Approval
from assistant.cli.output import Output, open_command
from assistant.cli.reach import HOST, check_reach, listen, loopback, named, tls_of
from assistant.session import Session
from assistant.settings import Settings, settings
from tools.case import Case
from tools.errors import CaseError

PORT = 7860
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class ChatDocument(BaseModel):
    """`exhibit chat`."""

    url: str
    accounts: bool
    """Everybody logs in; without, this is a single-user station: whoever sits at it holds all roles."""
    set_up: str | None
    """Where the first account, the administrator's, is made, on a station without accounts. The address works once."""


@click.command()
@click.argument("folders", metavar="[CASE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port; when it is taken, the next free one.")
@click.option("--host", default=HOST, show_default=True, help="Address to be reached at; another one takes TLS and accounts.")
@click.option("--tls-certificate", "certificate", type=_FILE, help="PEM file of the certificate, with those that it is signed by.")
@click.option("--tls-key", "key", type=_FILE, help="PEM file of its private key, not encrypted.")
@open_command
def chat(out: Output, folders: tuple[Path, ...], port: int, host: str, certificate: Path | None, key: Path | None) -> None:
    """Open the chat for this machine's own browser. It offers the cases in the station's folder, and each CASE that is named. On a
    station with accounts everybody logs in and sees the own cases."""
    for folder in folders:
        Case(folder).database.close()  # a wrong folder is said here and not on the page
    station = settings()
    peopled = accounts.are_set_up(station)
    if peopled and station.authorisation == "single-user":
        raise CaseError("This station has accounts: EXHIBIT_AUTHORISATION=single-user is for a station without. Take the setting out.")
    tls = tls_of(certificate, key)
    check_reach(host, tls, peopled)
    place = listen(port, host)
    with out.log.status("Starting …"):
        import uvicorn

        from assistant.chat.app import build
        from assistant.chat.gate import HOSTS
        from assistant.chat.login_routes import StartKey
        from assistant.chat.people import People

        model, start = Model(station), StartKey()
        names = HOSTS if tls is None else tls.names if not loopback(host) else HOSTS | tls.names
        people = People(station, always=not loopback(host))
        app = build(station, folders, model.ask, resume=model.resume, people=people, start=start, hosts=names)
    model.begin()
    url = f"http{'' if tls is None else 's'}://{named(host, tls)}:{place.getsockname()[1]}"
    found = ChatDocument(url=url, accounts=peopled, set_up=None if peopled else f"{url}/setup?key={start.words}")
    out.show(found, lambda screen: _told(screen, found))
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=3,
            ssl_certfile=None if tls is None else str(tls.certificate),
            ssl_keyfile=None if tls is None else str(tls.key),
        )
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[place])
    # What still goes on in threads and worker processes is safe against a kill; a long recording would hold the end up.
    os._exit(0)


def _told(screen: Console, found: ChatDocument) -> None:
    screen.print(f"Exhibit is open at {found.url}  (Ctrl+C ends it)", markup=False)
    if found.set_up is not None:
        screen.print("This is a single-user station: nobody logs in, and whoever sits at it holds all roles.", markup=False, style="yellow")
        screen.print(f"To set up accounts, beginning with the administrator's: {found.set_up}", markup=False, style="dim")


class Model:
    """The language model and the router, loaded once: in the background at the start, or at a question when that failed.

    Args:
        station: the settings.
    """

    def __init__(self, station: Settings) -> None:
        self._station = station
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def begin(self) -> None:
        """Begin to load them; what goes wrong is told at the first question."""
        threading.Thread(target=self._try, name="model", daemon=True).start()

    def ask(self, session: Session, question: str, listener: Callable[[str, Mapping[str, Any]], object]) -> Answer:
        """Answer a question; while the model is being loaded the listener hears `loading`."""
        if self._loaded is None:
            listener("loading", {})
        model, router = self._load()
        from assistant.agent import ask

        return ask(session, question, model, router, listener=listener)

    def resume(self, session: Session, waiting: Approval, listener: Callable[[str, Mapping[str, Any]], object]) -> Answer:
        """Go on with a run that somebody has decided on, in the name of who asked."""
        model, router = self._load()
        from assistant.agent import resume

        return resume(session, waiting, model, router, listener=listener)

    def _try(self) -> None:
        from models.errors import WeightsCorrupt, WeightsError

        try:
            self._load()
        except (WeightsError, WeightsCorrupt, CaseError, OSError):
            return  # the first question tries again and tells the officer

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                from assistant.llm import load
                from assistant.router import Router

                model = load(self._station)
                self._loaded = model, Router(model, self._station.cache)
            return self._loaded
