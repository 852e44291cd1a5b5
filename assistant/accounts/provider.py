"""The station's OpenID Connect provider: it says who somebody is, and the station's administrator whose account that is.

Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700).
"""

import ipaddress
import secrets
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption

from assistant.accounts.errors import LoginRefused
from assistant.settings import Settings, near
from tools.errors import CaseError

_SECONDS = 10.0
_LEEWAY = 60
"""Seconds that the provider's clock may be off."""
_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""By a key pair only: neither `none` nor a secret that is shared."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")


@dataclass(frozen=True)
class Begun:
    """A login at the provider on its way: what the browser that comes back is held against."""

    address: str
    """Where the browser is sent."""
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    """Of PKCE."""


class Provider:
    """The provider of a station.

    Args:
        station: the settings, with the address of the provider.
        clock: gives the time.
    """

    def __init__(self, station: Settings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        if station.oidc_issuer is None:
            raise CaseError("This station has no provider: set EXHIBIT_OIDC_ISSUER.")
        self._issuer = station.oidc_issuer
        _safe("the issuer", self._issuer)
        self._station = station
        self._clock = clock

    def begin(self, back: str) -> Begun:
        """Begin a login; `back` is where the provider sends the browser afterwards. LoginRefused when the provider cannot be asked."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._metadata(client)["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return Begun(address, state, nonce, verifier)

    def finish(self, begun: Begun, answered: str, back: str) -> str:
        """Whom the provider says that it is (`sub`).

        Args:
            begun: the login as it was begun in the same browser.
            answered: the whole address with which the browser came back.
            back: as in `begin`.

        Raises:
            LoginRefused: the provider let nobody in, or something of what it says does not hold.
        """
        with self._client(back) as client:
            metadata = self._metadata(client)
            try:
                if dict(parse_qsl(urlsplit(answered).query)).get("iss", self._issuer) != self._issuer:  # RFC 9207
                    raise ValueError("another provider answered")
                told = client.fetch_token(
                    metadata["token_endpoint"], authorization_response=answered, state=begun.state, code_verifier=begun.verifier
                )
                keys = client.request("GET", metadata["jwks_uri"], withhold_token=True).raise_for_status().json()
                return self._subject(str(told.get("id_token", "")), KeySet.import_key_set(keys), begun.nonce)
            except HTTPError as error:
                raise LoginRefused(f"The station's provider could not be asked ({type(error).__name__}).") from error
            except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
                raise LoginRefused(f"What the station's provider says does not hold, and nobody is let in ({_reason(error)}).") from error

    def end(self, back: str) -> str | None:
        """Where one logs out at the provider too, and is sent back from; None where it has no such address."""
        with self._client(back) as client:
            place = self._metadata(client).get("end_session_endpoint")
        return None if place is None else f"{place}?{urlencode({'client_id': self._station.oidc_client, 'post_logout_redirect_uri': back})}"

    def _subject(self, token: str, keys: KeySet, nonce: str) -> str:
        """The subject of an id token whose signature, issuer, audience, time and nonce hold (Core, section 3.1.3.7)."""
        claims = jwt.decode(token, keys, algorithms=_SIGNATURES).claims
        there = ClaimsOption(essential=True)
        jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock().timestamp()),
            leeway=_LEEWAY,
            iss=ClaimsOption(essential=True, value=self._issuer),
            aud=ClaimsOption(essential=True, value=self._station.oidc_client),
            nonce=ClaimsOption(essential=True, value=nonce),
            exp=there,
            iat=there,
            sub=there,
        ).validate(claims)
        others = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if (len(others) > 1 or "azp" in claims) and claims.get("azp") != self._station.oidc_client:
            raise ValueError("the token was made for another program")
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise ValueError("the token names nobody")
        return claims["sub"]

    def _client(self, back: str) -> OAuth2Client:
        secret = self._station.oidc_secret
        trusted: Any = True if self._station.ca_bundle is None else ssl.create_default_context(cafile=str(self._station.ca_bundle))
        return OAuth2Client(
            client_id=self._station.oidc_client,
            client_secret=None if secret is None else secret.get_secret_value(),
            token_endpoint_auth_method="none" if secret is None else "client_secret_basic",
            scope="openid",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=_SECONDS,
            trust_env=False,
            verify=trusted,
        )

    def _metadata(self, client: OAuth2Client) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0, section 4)."""
        try:
            place = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
            told = client.request("GET", place, withhold_token=True).raise_for_status().json()
            if not isinstance(told, dict) or told.get("issuer") != self._issuer:
                raise LoginRefused("The station's provider calls itself otherwise than the settings do (EXHIBIT_OIDC_ISSUER).")
            for name in _ENDPOINTS[:3]:
                _safe(name, str(told.get(name, "")))
        except (HTTPError, ValueError) as error:
            raise LoginRefused(f"The station's provider could not be asked ({type(error).__name__}).") from error
        if (end := told.get(_ENDPOINTS[3])) is not None:
            _safe(_ENDPOINTS[3], str(end))
        return told


def _safe(what: str, address: str) -> None:
    """LoginRefused for an address of the provider that leads out of the premises, or over an open connection through them."""
    parts = urlsplit(address)
    if not near(address):
        raise LoginRefused(f"The station's provider names an address that is not in this network ({what}): nothing leaves the premises.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _here(parts.hostname or "")):
        raise LoginRefused(f"The station's provider must be asked over TLS ({what}).")


def _here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reason(error: Exception) -> str:
    """What was wrong, in words that hold no token."""
    return str(getattr(error, "error", "") or type(error).__name__)
