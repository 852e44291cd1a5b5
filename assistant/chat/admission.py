"""Who is let in: behind the gate, before the application, on a station with accounts.

Without a login the browser gets the page for logging in and nothing else. With one, what it says to Gradio is said in a room of this
login: two logins can neither hear nor act for each other, whatever their browsers send.
"""

import hashlib
import json
import re
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.accounts import NotLoggedIn
from assistant.chat.people import PRESENT, People
from tools.errors import CaseError, IntegrityError

LOGIN, LOGOUT, SET_UP, PROVIDER, HERE = "/login", "/logout", "/setup", "/login/provider", "/here"
"""Where one logs in and out, makes the first account, is sent to the station's provider, and sees whether a login still holds."""
_OPEN = re.compile(r"/(login(/provider(/(back|out))?)?|logout|setup|favicon\.ico|theme\.css|(assets|static)/.*)")
"""What a browser may have that nobody has logged in at: nothing of it is about a case."""
_QUIET = re.compile(r"/here|/material/[^/]+/[0-9a-f]+/waiting")
"""What the page asks for by itself: it does not keep a login alive that nobody works at."""
_ROOM = re.compile(r"/gradio_api/heartbeat/(?P<room>[^/]+)")
_LONGEST = 4 << 20
"""Bytes of what a browser says to Gradio at once."""


def cookie_name(secure: bool) -> str:
    """What the cookie is called. Under TLS the name itself makes browsers refuse one that another host or an open connection set."""
    return "__Host-exhibit" if secure else "exhibit"


def login_of(scope: Scope) -> str | None:
    """The login that a request's cookie carries, unchecked."""
    held: SimpleCookie = SimpleCookie()
    try:
        for sent in Headers(scope=scope).getlist("cookie"):
            held.load(sent)
    except CookieError:
        return None
    found = held.get(cookie_name(scope["scheme"] == "https"))
    return found.value if found is not None and found.value else None


class Admission:
    """Lets in who has logged in.

    Args:
        app: the application.
        people: who may be at the page.
    """

    def __init__(self, app: ASGIApp, people: People) -> None:
        self.app = app
        self._people = people

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in the name of its login, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path, login = scope["path"], login_of(scope)
        if not _OPEN.fullmatch(path):
            try:
                account = await run_in_threadpool(self._people.account, login, used=not _QUIET.fullmatch(path))
            except NotLoggedIn as reason:
                away = RedirectResponse(LOGIN, 303, {"Cache-Control": "no-store"}) if path == "/" else PlainTextResponse(str(reason), 401)
                await away(scope, receive, send)
                return
            except (CaseError, IntegrityError) as reason:
                await PlainTextResponse(str(reason), 503)(scope, receive, send)
                return
            if account is not None and login is not None:
                if scope["method"] not in ("GET", "HEAD") and "origin" not in Headers(scope=scope):
                    await PlainTextResponse("Refused: the request does not say which page it comes from.", 403)(scope, receive, send)
                    return
                try:
                    scope, receive = await _in_room(scope, receive, hashlib.sha256(b"room:" + login.encode()).hexdigest()[:32])
                except ValueError as reason:
                    await PlainTextResponse(f"Refused: {reason}.", 400)(scope, receive, send)
                    return
                except ClientDisconnect:
                    return
        marked = PRESENT.set(login)
        try:
            await self.app(scope, receive, send)
        finally:
            PRESENT.reset(marked)


async def _in_room(scope: Scope, receive: Receive, room: str) -> tuple[Scope, Receive]:
    """A request to Gradio as one of this login's: the name of its session, which the browser made up, gets the login's before it.

    Raises:
        ValueError: it names no session, or is no request of the page.
    """
    path = scope["path"]
    if found := _ROOM.fullmatch(path):
        inside = f"/gradio_api/heartbeat/{room}-{found['room']}"
        return {**scope, "path": inside, "raw_path": quote(inside).encode()}, receive
    if path == "/gradio_api/queue/data":
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        put = [(name, f"{room}-{value}" if name == "session_hash" else value) for name, value in asked]
        return {**scope, "query_string": urlencode(put).encode()}, receive
    if path in ("/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel"):
        said = json.loads(await _body(scope, receive))
        if not isinstance(said, dict) or not isinstance(said.get("session_hash"), str):
            raise ValueError("the request names no session")
        said["session_hash"] = f"{room}-{said['session_hash']}"
        return _said(scope, json.dumps(said).encode())
    return scope, receive


async def _body(scope: Scope, receive: Receive) -> bytes:
    held = b""
    async for piece in Request(scope, receive).stream():
        held += piece
        if len(held) > _LONGEST:
            raise ValueError("the request is too long")
    return held


def _said(scope: Scope, body: bytes) -> tuple[Scope, Receive]:
    """The request with another body."""
    kept = [(name, value) for name, value in scope["headers"] if name not in (b"content-length", b"transfer-encoding")]
    message: Message = {"type": "http.request", "body": body, "more_body": False}
    rest = [message]

    async def receive() -> Message:
        return rest.pop() if rest else {"type": "http.disconnect"}

    return {**scope, "headers": [*kept, (b"content-length", str(len(body)).encode())]}, receive
