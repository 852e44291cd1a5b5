"""Logging in at the station's OpenID Connect provider, with a provider that runs on loopback."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from assistant.accounts import Register, register
from assistant.accounts.provider import Provider
from assistant.chat.admission import Admission
from assistant.chat.gate import Gate
from assistant.chat.login_routes import StartKey, login_routes
from assistant.chat.people import People
from assistant.chat.provider_routes import provider_routes
from assistant.settings import Settings
from tests.assistant.accounts.conftest import PASSWORD
from tests.assistant.accounts.small_provider import SECRET, SmallProvider, running
from tests.assistant.chat.browsing import HERE
from tools.errors import CaseError


@pytest.fixture
def provider() -> Iterator[SmallProvider]:
    with running() as found:
        yield found


@pytest.fixture
def station(provider: SmallProvider, tmp_path: Path) -> Settings:
    return Settings(
        cases=tmp_path / "cases",
        state=tmp_path / "state",
        cache=tmp_path / "cache",
        oidc_issuer=provider.issuer,
        oidc_secret=SecretStr(SECRET),
    )


@pytest.fixture
def people(station: Settings) -> Register:
    """`chief` manages accounts, and the provider lets in `ann`."""
    found = register(station)
    found.new("chief", PASSWORD, "tester")
    found.new("ann", None, "chief", subject="person-7")
    return found


@pytest.fixture
def page(station: Settings, people: Register) -> Iterator[TestClient]:
    """A browser at the pages for logging in."""
    app, at = FastAPI(), People(station)
    app.include_router(login_routes(at, StartKey()))
    app.include_router(provider_routes(at, Provider(station)))
    app.add_middleware(Admission, people=at)
    app.add_middleware(Gate)
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


def sent(page: TestClient) -> str:
    """Begin at the page, be let in by the provider, and give the address that it sends the browser back to."""
    begun = page.get("/login/provider")
    assert begun.status_code == 303, begun.text
    return httpx.get(begun.headers["location"], trust_env=False).headers["location"]


def test_the_provider_lets_in_whom_the_administrator_named(page: TestClient, people: Register) -> None:
    """The browser is sent there and comes back with a login; the record says how, and holds no token."""
    answer = page.get(sent(page), headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
    assert answer.status_code == 200
    assert people.who(page.cookies["exhibit"]).name == "ann"
    assert page.get("/here").status_code == 204
    record = people.ledger.path.read_text()
    assert '"how":"provider"' in record
    assert page.cookies["exhibit"] not in record
    page.post("/logout", headers={"Origin": HERE})
    assert page.get("/here").status_code == 401
    assert page.get("/login/provider/out").headers["location"].startswith(people._issuer + "/end?client_id=exhibit&")


def test_nobody_gets_an_account_by_it(page: TestClient, provider: SmallProvider, people: Register) -> None:
    """Who is known to the provider alone reads which name an administrator needs; with that the person is let in."""
    provider.subject = "person-8"
    refused = page.get(sent(page))
    assert (refused.status_code, "person-8" in refused.text) == (401, True)
    assert len(people.all()) == 2
    people.new("bob", PASSWORD, "chief")
    people.set_subject("bob", "person-8", "chief")
    assert page.get(sent(page)).status_code == 200
    people.set_subject("bob", None, "chief")
    assert page.get(sent(page)).status_code == 401
    with pytest.raises(CaseError, match="has no password"):
        people.set_subject("ann", None, "chief")


def test_a_locked_account_is_not_let_in(page: TestClient, people: Register) -> None:
    """Also when the provider knows who it is."""
    people.lock("ann", "chief")
    assert page.get(sent(page)).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "http://127.0.0.1:1"},
        {"aud": "another program"},
        {"aud": ["exhibit", "another program"]},
        {"azp": "another program"},
        {"nonce": "of another login"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
    ],
)
def test_a_token_that_does_not_hold_lets_nobody_in(page: TestClient, provider: SmallProvider, claims: dict[str, object]) -> None:
    """Another issuer, audience, login, time or nobody: signed rightly, and refused all the same."""
    provider.claims = claims
    assert page.get(sent(page)).status_code == 401
    assert "exhibit" not in page.cookies


def test_a_signature_that_does_not_hold_lets_nobody_in(page: TestClient, provider: SmallProvider) -> None:
    """Signed with a key that the provider does not publish, or with the secret that both know."""
    provider.forged = True
    assert page.get(sent(page)).status_code == 401
    provider.forged, provider.shared = False, True
    assert page.get(sent(page)).status_code == 401


def test_an_answer_counts_once_and_in_its_browser(page: TestClient) -> None:
    """What the provider sent one browser is worth nothing in another, with another state, or a second time."""
    address = sent(page)
    with TestClient(page.app, base_url=HERE, follow_redirects=False) as other:
        assert other.get(address).status_code == 401
    assert page.get(address.replace("state=", "state=x")).status_code == 401
    address = sent(page)
    assert page.get(address).status_code == 200
    assert page.get(address).status_code == 401


@pytest.mark.parametrize(
    "metadata",
    [
        {"token_endpoint": "https://provider.example/token"},
        {"jwks_uri": "https://93.184.216.34/keys"},
        {"authorization_endpoint": "http://10.0.0.1/authorize"},
        {"issuer": "http://127.0.0.1:1"},
        {"token_endpoint": None},
    ],
)
def test_nothing_leaves_the_premises(page: TestClient, provider: SmallProvider, metadata: dict[str, object]) -> None:
    """A provider that points to an address outside, or to an open connection through the network, is not followed."""
    provider.metadata = metadata
    assert page.get("/login/provider").status_code == 502


def test_a_provider_that_is_not_there(station: Settings, people: Register) -> None:
    """Who has a password is still let in; the others read that the provider cannot be asked."""
    away = station.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    app, at = FastAPI(), People(away)
    app.include_router(login_routes(at, StartKey()))
    app.include_router(provider_routes(at, Provider(away)))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        assert "could not be asked" in client.get("/login/provider").text
        assert client.post("/login", data={"name": "chief", "password": PASSWORD}).status_code == 303
