"""exhibit chat: the page in the browser."""

import contextlib
import os
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from assistant.answer import Answer
from assistant.cli.output import Output, open_command
from assistant.session import Session
from assistant.settings import Settings, settings
from tools.case import Case
from tools.errors import CaseError

HOST = "127.0.0.1"
PORT = 7860
_TRIED = 40
"""Ports that are tried one after another."""


class ChatDocument(BaseModel):
    """`exhibit chat`."""

    url: str


@click.command()
@click.argument("folders", metavar="[CASE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port; when it is taken, the next free one.")
@open_command
def chat(out: Output, folders: tuple[Path, ...], port: int) -> None:
    """Open the chat for this machine's own browser. It offers the cases in the station's folder, and each CASE that is named."""
    for folder in folders:
        Case(folder).database.close()  # a wrong folder is said here and not on the page
    station = settings()
    place = listen(port)
    with out.log.status("Starting …"):
        import uvicorn

        from assistant.chat.app import build

        model = Model(station)
        app = build(station, folders, model.ask)
    model.begin()
    found = ChatDocument(url=f"http://{HOST}:{place.getsockname()[1]}")
    out.show(found, lambda screen: screen.print(f"Exhibit is open at {found.url}  (Ctrl+C ends it)", markup=False))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=3))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[place])
    # What still goes on in threads and worker processes is safe against a kill; a long recording would hold the end up.
    os._exit(0)


def listen(port: int) -> socket.socket:
    """A listening socket on this machine's own address, at a port or the next free one.

    Raises:
        CaseError: none of them is free.
    """
    for wanted in range(port, min(port + _TRIED, 65536)):
        place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((HOST, wanted))
            place.listen(128)
        except OSError:
            place.close()
            continue
        return place
    raise CaseError(f"The ports {port} to {wanted} of this machine are taken. Choose another with --port.")


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
