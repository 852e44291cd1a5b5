"""A small OpenID Connect provider on loopback: it lets in whoever it is told to, and can be made to lie."""

import base64
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from assistant.cli.reach import listen

SECRET = "the secret of the client, long enough to sign with"


@dataclass
class SmallProvider:
    """What it says; every field may be changed between two logins."""

    issuer: str = ""
    subject: str = "person-7"
    claims: dict[str, Any] = field(default_factory=dict)
    """Put into the id token in place of the right ones; None takes a claim out."""
    metadata: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    """Signed with a key that it does not publish."""
    shared: bool = False
    """Signed with the client's secret, as nobody should."""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    other: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was asked for, by the code that was given out."""
    used: list[str] = field(default_factory=list)

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        told: dict[str, Any] = {"iss": self.issuer, "sub": self.subject, "aud": "exhibit", "exp": now + 300, "iat": now, "nonce": nonce}
        told = {name: value for name, value in (told | self.claims).items() if value is not None}
        if self.shared:
            return jwt.encode({"alg": "HS256"}, told, OctKey.import_key(SECRET))
        return jwt.encode({"alg": "RS256", "kid": "one"}, told, self.other if self.forged else self.key)


def application(provider: SmallProvider) -> FastAPI:
    """Its addresses."""
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def configuration() -> dict[str, Any]:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys", "end_session_endpoint": "end"}
        told = {"issuer": provider.issuer} | {name: f"{provider.issuer}/{place}" for name, place in places.items()}
        return told | provider.metadata

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return dict(KeySet([provider.key]).as_dict(private=False))

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256" or asked.get("scope") != "openid":
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(16)
        provider.asked[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 303)

    @app.post("/token")
    async def token(request: Request) -> Response:
        said = dict(pair.split("=", 1) for pair in (await request.body()).decode().split("&"))
        asked = provider.asked.pop(said.get("code", ""), None)
        basic = base64.b64encode(f"exhibit:{SECRET.replace(' ', '+').replace(',', '%2C')}".encode()).decode()
        plain = base64.b64encode(f"exhibit:{SECRET}".encode()).decode()
        if request.headers.get("authorization") not in (f"Basic {basic}", f"Basic {plain}"):
            return JSONResponse({"error": "invalid_client"}, 401)
        if asked is None or create_s256_code_challenge(said.get("code_verifier", "")) != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": provider.id_token(asked["nonce"])})

    return app


@contextmanager
def running() -> Iterator[SmallProvider]:
    """The provider at a port of its own."""
    provider = SmallProvider()
    place = listen(18860)
    server = uvicorn.Server(uvicorn.Config(application(provider), log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    provider.issuer = f"http://127.0.0.1:{place.getsockname()[1]}"
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield provider
    server.should_exit = server.force_exit = True
    thread.join(20)
