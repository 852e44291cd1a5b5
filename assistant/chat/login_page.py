"""The page for logging in, and the one that makes the first account: plain HTML without a script."""

import base64
import hashlib

from starlette.responses import HTMLResponse

from assistant.chat.escape import Html, join, tag

_STYLE = Html("""
:root { --ground: #eef0f2; --panel: #fff; --line: #b9c0c9; --ink: #1c2229; --soft: #57616d; --accent: #1f5488; --bad: #a32020; --bad-ground: #fbeaea; }
@media (prefers-color-scheme: dark) { :root { --ground: #101316; --panel: #181c20; --line: #465059; --ink: #e4e8ec; --soft: #a3adb8; --accent: #7fb2e5; --bad: #f08c8c; --bad-ground: #3a1f20; color-scheme: dark; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; }
main { width: min(24rem, 92vw); background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 24px 26px 26px; }
h1 { font-size: 19px; margin: 0 0 4px; }
p { margin: 0 0 14px; color: var(--soft); font-size: 14px; }
p.refused { color: var(--bad); background: var(--bad-ground); padding: 8px 10px; border-radius: 4px; }
label { display: block; font-size: 13px; margin: 0 0 12px; }
input { display: block; width: 100%; font: inherit; padding: 7px 9px; margin-top: 3px; border: 1px solid var(--line); border-radius: 4px; background: var(--panel); color: var(--ink); }
input:focus, button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button, a.way { display: block; width: 100%; font: inherit; font-weight: 600; padding: 8px; border: 1px solid var(--accent); border-radius: 4px; background: var(--accent); color: var(--panel); cursor: pointer; text-align: center; text-decoration: none; }
a.way { margin-top: 12px; background: var(--panel); color: var(--accent); }
""")  # noqa: E501
_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
LONGEST = 1024
"""Characters of a field."""


def login_page(refused: str = "", *, provider: str | None = None, status: int = 200) -> HTMLResponse:
    """Name, password and code.

    Args:
        refused: why somebody was not let in.
        provider: where the station's provider lets people in; None where there is none.
        status: of the answer.
    """
    way = None
    if provider:
        way = join(
            (
                tag("a", "Log in at the station's provider", href=provider, class_="way"),
                tag("a", "Log out there", href=f"{provider}/out", class_="way"),
            )
        )
    form = tag(
        "form",
        _field("Name", "name", autocomplete="username", autofocus=True),
        _field("Password", "password", type="password", autocomplete="current-password"),
        _field("Code of the second factor, if you have one", "code", inputmode="numeric", autocomplete="one-time-code", required=False),
        tag("button", "Log in", type="submit"),
        method="post",
        action="/login",
    )
    return _page("Log in", join((_refused(refused), form, way)), status)


def set_up_page(refused: str = "", *, key: str = "", status: int = 200) -> HTMLResponse:
    """The first account of a station: its administrator's."""
    told = tag(
        "p",
        "Nobody has an account at this station: whoever sits at it holds all roles. The first account is the administrator's, who makes "
        "the others and gives them their roles in each case. From then on everybody logs in.",
    )
    form = tag(
        "form",
        _field("Start key, from the window in which the program was started", "key", value=key, autocomplete="off"),
        _field("Name", "name", autocomplete="username", autofocus=True),
        _field("Password, 12 characters or more", "password", type="password", autocomplete="new-password"),
        _field("The same again", "again", type="password", autocomplete="new-password"),
        tag("button", "Make the administrator", type="submit"),
        method="post",
        action="/setup",
    )
    return _page("Set up accounts", join((told, _refused(refused), form)), status)


def _field(words: str, name: str, *, required: bool = True, **about: object) -> Html:
    return tag("label", words, tag("input", name_=name, maxlength=LONGEST, required=required, **{"type": "text"} | about))


def _refused(reason: str) -> Html | None:
    return tag("p", reason, class_="refused", role="alert") if reason else None


def _page(title: str, inside: Html, status: int) -> HTMLResponse:
    head = join(
        (
            tag("meta", charset="utf-8"),
            tag("meta", name_="viewport", content="width=device-width"),
            tag("title", f"{title} – Exhibit"),
            tag("style", _STYLE),
        )
    )
    body = tag("main", tag("h1", "Exhibit"), tag("p", title), inside)
    page = f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"
    # The form's own origin must reach the gate: with `no-referrer` browsers would send `Origin: null`.
    headers = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
    return HTMLResponse(page, status, headers)
