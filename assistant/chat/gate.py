"""Who may ask for what: this machine's own page, its own requests, and nothing that could lead out of it."""

import base64
import hashlib
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = frozenset({"127.0.0.1", "localhost"})

# What the page needs of Gradio. Its other routes serve files, fetch from elsewhere, take files or tell about the program.
_NEEDED = re.compile(
    r"/(|config|theme\.css|favicon\.ico|manifest\.json|(assets|static)/.*|material/.*|login(/provider(/(back|out))?)?|logout|setup|here|"
    r"gradio_api/(heartbeat/[^/]+|startup-events|queue/(join|data)|reset|cancel|app_id))"
)
_PORT = re.compile(r":[0-9]+$")
_INLINE = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
}
_OWN = frozenset({"Referrer-Policy"})
"""What a page may say for itself: a form that is sent without a script must tell where it comes from."""
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


class Gate:
    """Stands before the whole application.

    It refuses requests that were sent to another name (DNS rebinding) or by another site's page, knows only the addresses
    that the page needs, and tells the browser to load nothing from elsewhere and to run no script but the page's own.

    Args:
        app: the application.
        hosts: the names that it answers to.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = HOSTS) -> None:
        self.app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["type"] != "http" or (reason := _refused(scope, headers, self._hosts)) is not None:
            reason = "not here" if scope["type"] != "http" else reason
            await PlainTextResponse(f"Refused: {reason}.", 403, headers=_HEADERS)(scope, receive, send)
            return
        if scope["path"] == "/":
            await self.app(_uncompressed(scope), receive, _Page(send))
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                found.update({name: said for name, said in _HEADERS.items() if name not in _OWN or name not in found})
                found.setdefault("Content-Security-Policy", _NOTHING)
            await send(message)

        await self.app(scope, receive, guarded)


class _Page:
    """Holds the page back until it is complete, so that its own scripts can be told from any other."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        assert self._start is not None
        headers = MutableHeaders(scope=self._start)
        headers.update(_HEADERS)
        headers["Content-Security-Policy"] = policy(self._body)
        headers["Cache-Control"] = "no-store"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def policy(page: bytes) -> str:
    """The Content-Security-Policy of a page: only this server, and of scripts inside the page only those that it came with.

    Gradio builds functions from text ('unsafe-eval') and styles inside the page; attributes such as onerror stay dead.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' 'unsafe-eval'", *_hashes(page))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self'",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _hashes(page: bytes) -> Iterable[str]:
    for script in _INLINE.finditer(page):
        if b"src=" not in script["attributes"]:
            digest = hashlib.sha256(script["code"].replace(b"\r\n", b"\n")).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"


def _refused(scope: Scope, headers: Headers, names: frozenset[str]) -> str | None:
    """Why a request is not passed on, or None."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _PORT.sub("", hosts[0]).lower() not in names:
        return f"this page answers only to {' and '.join(sorted(names))}"
    origin = headers.get("origin")
    if origin is not None and origin != f"{scope['scheme']}://{hosts[0]}":
        return "the request comes from another site"
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
        return "the request comes from another site"
    if not _NEEDED.fullmatch(scope["path"]):
        return "there is nothing at this address"
    return None


def _uncompressed(scope: Scope) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}
