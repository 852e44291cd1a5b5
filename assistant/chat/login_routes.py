"""Logging in and out on the page, and making the first account."""

import secrets
import threading
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from assistant.accounts import Login, LoginRefused
from assistant.chat.admission import HERE, LOGIN, LOGOUT, PROVIDER, SET_UP, cookie_name, login_of
from assistant.chat.login_page import LONGEST, login_page, set_up_page
from assistant.chat.people import People
from tools.errors import CaseError

_BYTES = 8 * LONGEST
_AT_ONCE = 2
"""Passwords that are compared at once: each takes 64 MiB."""
_UNSAVED = {"Cache-Control": "no-store"}


class StartKey:
    """Proves that whoever makes the first account sees the window in which the program was started. It counts once."""

    def __init__(self) -> None:
        self.words = secrets.token_urlsafe(12)
        self._lock = threading.Lock()

    def new_administrator(self, people: People, given: str, name: str, password: str) -> Login:
        """Make the first account and let it in.

        Raises:
            LoginRefused: the key is another one, or there are accounts already.
            CaseError: the name or the password cannot be used.
        """
        with self._lock:
            if people.log_in or not secrets.compare_digest(given.strip().encode(), self.words.encode()):
                raise LoginRefused("This is not the start key that stands in the window in which the program was started.")
            people.register.new(name, password, people.station.officer)
            self.words = secrets.token_urlsafe(12)
            return people.register.log_in(name, password)


def login_routes(people: People, start: StartKey) -> APIRouter:
    """The routes.

    Args:
        people: who may be at the page.
        start: what the first account is made with.
    """
    router = APIRouter()
    turns = threading.BoundedSemaphore(_AT_ONCE)
    provider = PROVIDER if people.station.oidc_issuer else None

    @router.get(LOGIN)
    def page() -> Response:
        return login_page(provider=provider) if people.log_in else RedirectResponse("/", 303)

    @router.post(LOGIN)
    async def log_in(request: Request) -> Response:
        said = await _form(request)

        def done() -> Login:
            with turns:
                return people.register.log_in(said.get("name", "").strip(), said.get("password", ""), said.get("code") or None)

        if not people.log_in:
            return RedirectResponse("/", 303)
        try:
            made = await run_in_threadpool(done)
        except LoginRefused as reason:
            return login_page(str(reason), provider=provider, status=401)
        return await run_in_threadpool(let_in, request, people, made)

    @router.post(LOGOUT)
    def log_out(request: Request) -> Response:
        if (login := login_of(request.scope)) is not None and people.log_in:
            people.register.log_out(login)
        answer = RedirectResponse(LOGIN, 303, _UNSAVED)
        answer.delete_cookie(cookie_name(_secure(request)), secure=_secure(request), httponly=True, samesite="strict")
        return answer

    @router.get(HERE)
    def here() -> Response:  # who has no login does not come so far
        return Response(status_code=204, headers=_UNSAVED)

    @router.get(SET_UP)
    def first(key: str = "") -> Response:
        return RedirectResponse(LOGIN, 303) if people.log_in else set_up_page(key=key[:LONGEST])

    @router.post(SET_UP)
    async def make(request: Request) -> Response:
        said = await _form(request)
        key, name, password = (said.get(field, "") for field in ("key", "name", "password"))

        def done() -> Login:
            if password != said.get("again"):
                raise CaseError("The two passwords differ.")
            with turns:
                return start.new_administrator(people, key, name.strip(), password)

        try:
            made = await run_in_threadpool(done)
        except CaseError as reason:
            return set_up_page(str(reason), key=key, status=401 if isinstance(reason, LoginRefused) else 422)
        return await run_in_threadpool(let_in, request, people, made)

    return router


def let_in(request: Request, people: People, made: Login, answer: Response | None = None) -> Response:
    """Give the browser its login; one that it had before ends.

    Args:
        request: what is answered.
        people: who may be at the page.
        made: the login.
        answer: what the browser gets with it; by default it is sent to the page.
    """
    if (before := login_of(request.scope)) is not None:
        people.register.log_out(before)
    answer = answer or RedirectResponse("/", 303, _UNSAVED)
    secure = _secure(request)
    answer.set_cookie(cookie_name(secure), made.token, path="/", secure=secure, httponly=True, samesite="strict")
    return answer


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; empty where it is too long or none."""
    held = b""
    async for piece in request.stream():
        held += piece
        if len(held) > _BYTES:
            return {}
    return dict(parse_qsl(held.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20))
