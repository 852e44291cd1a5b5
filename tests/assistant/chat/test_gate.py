"""Only this machine's own page is answered, and it can load nothing from elsewhere."""

import base64
import hashlib
import re

import pytest
from starlette.testclient import TestClient

from assistant.chat.gate import policy
from tests.assistant.chat.conftest import HERE, scripts


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "127.0.0.1", "localhost"])
def test_this_machine_is_answered(page: TestClient, host: str) -> None:
    """The page is there under the two names of this machine."""
    assert page.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:7860", "localhost.evil.example", "[::1]:7860", "", "10.0.0.1"])
def test_other_names_are_refused(page: TestClient, host: str) -> None:
    """A name that was made to point to this machine gets nothing (DNS rebinding)."""
    answer = page.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "Exhibit" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_other_sites_cannot_send(page: TestClient, headers: dict[str, str]) -> None:
    """A page of another site that is open in the same browser can neither ask nor add anything here."""
    assert page.post("/gradio_api/queue/join", json={}, headers=headers).status_code == 403


def test_a_link_to_the_page_works(page: TestClient) -> None:
    """Coming from another page by a link or a bookmark is not an attack."""
    assert page.get("/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}).status_code == 200
    assert page.post("/gradio_api/queue/join", json={}, headers={"Origin": HERE}).status_code != 403


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=https://example.com",
        "/gradio_api/upload",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/run/predict",
        "/gradio_api/call/x",
        "/gradio_api/vibe-code/",
        "/gradio_api/runs",
        "/gradio_api/login",
        "/monitoring",
        "/docs",
        "/openapi.json",
    ],
)
def test_only_what_the_page_needs_is_there(page: TestClient, path: str) -> None:
    """Routes that serve files, fetch from elsewhere, take files or tell about the program are closed."""
    assert page.get(path).status_code == 403
    assert page.post(path).status_code == 403


def test_the_page_may_load_nothing_from_elsewhere(page: TestClient) -> None:
    """The policy of the page names this server and nothing else, and no script inside it but those that it came with."""
    answer = page.get("/")
    found = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert found["default-src"] == "'none'"
    assert found["connect-src"] == "'self'"
    assert not re.search(r"https?:|\*|'unsafe-inline'", found["script-src"])
    for code in scripts(answer.text):
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in found["script-src"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"


def test_no_font_and_no_style_of_the_page_comes_from_elsewhere(page: TestClient) -> None:
    """Neither the page nor its theme names another address that a browser would fetch."""
    theme = page.get("/theme.css").text
    assert "@import" not in theme
    assert [address for address in re.findall(r"url\([\"']?([^)]{0,40})", theme) if not address.startswith("data:")] == []
    fetched = re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"([^\"]+)\"", page.get("/").text)
    assert [address for address in fetched if "//" in address] == []


def test_a_script_that_was_not_there_is_not_allowed() -> None:
    """The policy is made from the scripts of the page as it was written; scripts with an address are this server's."""
    told = policy(b"<script>one()</script><script data-x>two()\n</script><script src='./a.js'></script>")
    assert told.count("'sha256-") == 2
    assert policy(b"<p onclick='x()'></p>").count("'sha256-") == 0


def test_nothing_is_kept_in_the_browser(page: TestClient) -> None:
    """Gradio's history of runs, which would write questions and answers to the browser's disk, is off; so are its statistics."""
    config = page.get("/config").json()
    assert config.get("run_history") is False
    assert config.get("analytics_enabled") is False
    assert not config.get("is_space")
