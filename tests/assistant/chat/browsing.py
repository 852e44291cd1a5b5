"""Browsers at the whole application, as their scripts speak to it."""

import contextlib
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from httpx import Response

from assistant.cli.reach import listen

HERE = "http://127.0.0.1:7860"


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application as its program serves it, at a port of its own; gives the address."""
    place = listen(17860)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{place.getsockname()[1]}"
    server.should_exit = server.force_exit = True
    thread.join(20)


class Browser:
    """One browser with its own cookies, at one page that it has loaded or not.

    Args:
        client: speaks to the application, as `served` gives one, or within one event loop.
        base: the page's address.
    """

    def __init__(self, client: httpx.Client, base: str) -> None:
        self.client = client
        self.origin = {"Origin": base}
        self.session = uuid.uuid4().hex[:11]
        self.told: list[dict[str, Any]] = []
        """What the page was told of the last thing that was done."""

    def log_in(self, name: str, password: str, code: str = "") -> Response:
        """Send the form of the login page."""
        return self.client.post("/login", data={"name": name, "password": password, "code": code}, headers=self.origin)

    def log_out(self) -> Response:
        return self.client.post("/logout", headers=self.origin)

    def join(self, body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
        """Say something to Gradio's queue."""
        told = {"data": [], "event_data": None, "session_hash": self.session, "trigger_id": None} | body
        return self.client.post("/gradio_api/queue/join", json=told, headers=self.origin if headers is None else headers)

    def heard(self, session: str | None = None, seconds: float = 60) -> list[dict[str, Any]]:
        """What the queue tells a session until nothing is going on in it, or for so long."""
        found = []
        with contextlib.suppress(httpx.ReadTimeout, httpx.RemoteProtocolError):
            asked = {"session_hash": session or self.session}
            with self.client.stream("GET", "/gradio_api/queue/data", params=asked, timeout=seconds) as answer:
                assert answer.status_code == 200
                for line in answer.iter_lines():
                    found += [json.loads(line[6:])] if line.startswith("data: ") else []
        return found

    def ask(self, question: str) -> str:
        """Ask a question; gives everything that the page is told until it is answered, as text."""
        self.do("ask-button", "click", question)
        return str(self.told)

    def do(self, part: str, event: str, *data: Any, said: dict[str, Any] | None = None) -> dict[str, Any]:
        """Let something happen to a part of the page; gives the new values by the `elem_id` of their parts.

        Args:
            part: `elem_id` of the part, empty for the page itself.
            event: what happens to it.
            *data: the values of the inputs.
            said: what a script of the page sends with it.
        """
        config = self.client.get("/config").json()
        names = {each["id"]: each["props"].get("elem_id") for each in config["components"]}
        [wanted] = [
            each
            for each in config["dependencies"]
            if any(
                how == event and (names.get(which) == part if part else which is None or which not in names)
                for which, how in each["targets"]
            )
        ]
        inputs = [None if kind == "state" else given for kind, given in _inputs(config, wanted, data)]
        joined = self.join({"data": inputs, "fn_index": wanted["id"], "event_data": said})
        assert joined.status_code == 200, joined.text
        told: dict[str, Any] = {}
        self.told = self.heard()
        assert any(message["msg"] == "process_completed" for message in self.told)
        for message in self.told:
            if message["msg"] not in ("process_completed", "process_generating") or message["event_id"] != joined.json()["event_id"]:
                continue
            assert message["success"], message
            for which, value in zip(wanted["outputs"], message["output"].get("data", ()), strict=False):
                if not (isinstance(value, dict) and value.get("__type__") == "update" and len(value) == 1):
                    told[str(names.get(which) or which)] = value
        return told

    def load(self) -> dict[str, Any]:
        """Load the page."""
        return self.do("", "load")

    def address(self, key: str, shown: dict[str, Any]) -> str:
        """The beginning of the addresses of a case, from where files are added to it."""
        adding = shown["adding"]
        return str(adding.get("value", adding)["address"]).removesuffix("/files")


def _inputs(config: dict[str, Any], wanted: dict[str, Any], data: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    kinds: dict[int, str] = {each["id"]: each["type"] for each in config["components"]}
    given = iter(data)
    for which in wanted["inputs"]:
        yield (kinds[which], None) if kinds[which] == "state" else (kinds[which], next(given))
