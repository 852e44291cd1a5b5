"""Logging in at the station's OpenID Connect provider, on the page."""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.accounts import LoginRefused
from assistant.accounts.provider import Begun, Provider
from assistant.chat.admission import LOGIN, PROVIDER
from assistant.chat.login_page import login_page
from assistant.chat.login_routes import let_in
from assistant.chat.people import People

BACK, OUT = f"{PROVIDER}/back", f"{PROVIDER}/out"
_COOKIE = "exhibit-provider"
_PATIENCE = timedelta(minutes=10)
_MOST = 1000
"""Logins on their way; the oldest is forgotten."""


@dataclass(frozen=True)
class _OnItsWay:
    begun: Begun
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


def provider_routes(people: People, provider: Provider) -> APIRouter:
    """The routes.

    Args:
        people: who may be at the page.
        provider: of the station.
    """
    router = APIRouter()
    waiting: OrderedDict[str, _OnItsWay] = OrderedDict()
    lock = threading.Lock()

    @router.get(PROVIDER)
    def begin(request: Request) -> Response:
        if not people.log_in:
            return RedirectResponse("/", 303)
        try:
            begun = provider.begin(_address(request, BACK))
        except LoginRefused as reason:
            return login_page(str(reason), provider=PROVIDER, status=502)
        key = secrets.token_urlsafe(32)
        with lock:
            waiting[key] = _OnItsWay(begun)
            while len(waiting) > _MOST:
                waiting.popitem(last=False)
        answer = RedirectResponse(begun.address, 303, {"Cache-Control": "no-store"})
        # Lax, for the browser comes back from another site; it lets nobody in by itself.
        answer.set_cookie(
            _COOKIE, key, max_age=int(_PATIENCE.total_seconds()), path=PROVIDER, secure=_secure(request), httponly=True, samesite="lax"
        )
        return answer

    @router.get(BACK)
    def back(request: Request) -> Response:
        with lock:
            found = waiting.pop(request.cookies.get(_COOKIE, ""), None)
        try:
            if found is None or datetime.now(UTC) > found.at + _PATIENCE:
                raise LoginRefused("This login was not begun in this browser, or too long ago. Begin anew.")
            subject = provider.finish(found.begun, str(request.url), _address(request, BACK))
            made = people.register.log_in_subject(subject)
        except LoginRefused as reason:
            answer: Response = login_page(str(reason), provider=PROVIDER, status=401)
        else:
            # A page that goes on by itself: after a redirect from another site the browser would not send the new cookie.
            told = '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Exhibit</title><a href="/">Go on</a>'
            answer = let_in(request, people, made, HTMLResponse(told, headers={"Cache-Control": "no-store"}))
        answer.delete_cookie(_COOKIE, path=PROVIDER, secure=_secure(request), httponly=True, samesite="lax")
        return answer

    @router.get(OUT)
    def out(request: Request) -> Response:
        try:
            return RedirectResponse(provider.end(_address(request, LOGIN)) or LOGIN, 303)
        except LoginRefused as reason:
            return login_page(str(reason), provider=PROVIDER, status=502)

    return router


def _address(request: Request, path: str) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{path}"


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"
