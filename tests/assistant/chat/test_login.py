"""Logging in on the page: who is let in, who is not, and what a browser gets without it."""

from collections.abc import Callable

import pyotp
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.accounts import register
from assistant.accounts.totp import new_secret
from assistant.chat.cases import Cases, key_of
from assistant.chat.login_routes import StartKey, login_routes
from assistant.chat.people import People
from assistant.settings import Settings
from tests.assistant.accounts.conftest import PASSWORD
from tests.assistant.chat.browsing import Browser
from tools.errors import NoSuchCase

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # of Gradio's own
Opens = Callable[..., Browser]


def test_without_a_login_there_is_only_the_page_for_it(opens: Opens) -> None:
    """The page sends on to the form; its parts, the queue and the material answer nothing, however they are asked."""
    browser = opens()
    assert browser.client.get("/").headers["location"] == "/login"
    assert "password" in browser.client.get("/login").text
    for path in (
        "/config",
        "/gradio_api/queue/data?session_hash=x",
        "/gradio_api/heartbeat/x",
        "/material/x/y/EX-0001/page/1.jpg",
        "/here",
    ):
        answer = browser.client.get(path)
        assert (answer.status_code, "Harbour" in answer.text) == (401, False), path
    for path in ("/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset", "/material/x/y/files"):
        assert browser.client.post(path, json={}, headers=browser.origin).status_code == 401, path


def test_the_cookie_is_for_this_page_only(opens: Opens, peopled: Settings) -> None:
    """No script reads it, no other site sends it, and the database keeps its hash alone."""
    answer = opens().log_in("ann", PASSWORD)
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    token = answer.headers["set-cookie"].split("=", 1)[1].split(";")[0]
    assert register(peopled).who(token).name == "ann"
    assert token.encode() not in (peopled.state / "accounts.sqlite").read_bytes()
    assert token not in (peopled.state / "station" / "ledger.jsonl").read_text()


def test_under_tls_the_cookie_is_secure(peopled: Settings) -> None:
    """Under TLS no browser sends it over an open connection."""
    app = FastAPI()
    app.include_router(login_routes(People(peopled), StartKey()))
    base = "https://127.0.0.1:7860"
    browser = Browser(TestClient(app, base_url=base, follow_redirects=False), base)
    told = browser.log_in("ann", PASSWORD).headers["set-cookie"]
    assert told.startswith("__Host-exhibit=")
    assert "secure" in told.lower()


@pytest.mark.parametrize(("name", "password"), [("ann", "a wrong password"), ("nobody", PASSWORD), ("", ""), ("<b>ann", "x" * 2000)])
def test_who_is_wrong_is_told_no_more(opens: Opens, name: str, password: str) -> None:
    """A wrong password and a name that is not there look the same, and what was typed is not shown again."""
    answer = opens().log_in(name, password)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert name == "" or name not in answer.text.replace("name", "")


def test_guessing_is_held_up(opens: Opens) -> None:
    """After five failures the next try waits, also the right one; another name does not."""
    browser = opens()
    for _ in range(5):
        browser.log_in("bob", "a wrong password")
    refused = browser.log_in("bob", PASSWORD)
    assert (refused.status_code, "Try again at" in refused.text) == (401, True)
    assert browser.log_in("eve", PASSWORD).status_code == 303


def test_a_second_factor_is_asked_for(opens: Opens, peopled: Settings) -> None:
    """Who has one is let in with its code only, and each code once."""
    people = register(peopled)
    secret = new_secret()
    people.new("tom", PASSWORD, "chief")
    people.set_second_factor("tom", secret, "chief")
    code = pyotp.TOTP(secret).now()
    assert opens().log_in("tom", PASSWORD).status_code == 401
    assert opens().log_in("tom", PASSWORD, code).status_code == 303
    assert opens().log_in("tom", PASSWORD, code).status_code == 401


def test_logging_out_ends_it(opens: Opens) -> None:
    """The cookie that was is worth nothing afterwards, and what the page still holds does nothing."""
    browser = opens("ann")
    browser.load()
    kept = browser.client.cookies["exhibit"]
    browser.log_out()
    browser.client.cookies.set("exhibit", kept)
    assert browser.client.get("/here").status_code == 401
    assert browser.join({"fn_index": 0}).status_code == 401


def test_a_locked_account_is_out_at_once(opens: Opens, peopled: Settings) -> None:
    """Locking ends what somebody has open, at the next thing that is done."""
    register(peopled).new("lou", PASSWORD, "chief")
    browser = opens("lou")
    assert browser.client.get("/").status_code == 200
    register(peopled).lock("lou", "chief")
    assert browser.client.get("/config").status_code == 401


def test_another_site_cannot_use_the_login(opens: Opens) -> None:
    """Nothing is done for a request that another site's page sent, nor for one that does not say where it comes from."""
    browser = opens("ann")
    assert browser.join({"fn_index": 0}, {}).status_code == 403
    assert browser.join({"fn_index": 0}, {"Origin": "https://evil.example"}).status_code == 403
    assert browser.client.post("/logout", headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.client.post("/login", data={"name": "bob"}, headers={"Origin": "null"}).status_code == 403
    assert browser.client.get("/here").status_code == 204


def test_looking_for_news_is_not_working(opens: Opens, peopled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page asks by itself does not keep a login alive at which nobody works."""
    from datetime import UTC, datetime, timedelta

    browser = opens("eve")
    people = register(peopled)
    begun = datetime.now(UTC)
    for minutes, alive in ((20, 204), (40, 401)):
        monkeypatch.setattr(people, "_clock", lambda minutes=minutes: begun + timedelta(minutes=minutes))
        assert browser.client.get("/here").status_code == alive


def test_each_sees_the_own_cases(opens: Opens, peopled: Settings) -> None:
    """The list holds the cases in which one has a role; another's and one that is not there get the same words."""
    shown = {name: opens(name).load() for name in ("ann", "chief")}
    assert [title for title, _ in shown["ann"]["case-choice"]["choices"]] == ["Harbour"]
    assert shown["chief"]["case-choice"]["choices"] == []
    assert "Market" not in str(shown["ann"])
    ann = opens("ann")
    ann.load()
    cases, said = Cases(peopled, []), []
    login = register(peopled).log_in("ann", PASSWORD).token
    for key in (key_of(peopled.cases / "market"), "0" * 16):
        with pytest.raises(AssertionError, match="process_completed"):
            ann.do("case-choice", "input", key)
        with pytest.raises(NoSuchCase) as refused:
            cases.open(key, login)
        said.append(str(refused.value))
    assert said[0] == said[1]
