"""The chat as an application, on cases in temporary folders, with a scripted asker."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.accounts import Role, register
from assistant.chat.adding import Adding
from assistant.chat.app import build
from assistant.chat.cases import Cases, key_of
from assistant.chat.gate import Gate
from assistant.chat.likeness import Gallery, enrolled
from assistant.chat.material import Material
from assistant.chat.media import Addresses, routes
from assistant.chat.scratch import Scratch
from assistant.ingest.local import in_process
from assistant.session import Session
from assistant.settings import Settings
from tests.assistant.accounts.conftest import PASSWORD
from tests.assistant.chat import scripted
from tests.assistant.chat.browsing import HERE, Browser, served
from tools.case import Case, Exhibit
from tools.intake import Labels, add

PARTS = {
    "Harbour": {"ann": Role.OFFICER, "eve": Role.SUPERVISOR, "xia": Role.EXAMINER},
    "Market": {"bob": Role.OFFICER},
}
"""The cases of the station with accounts, and who is what in them."""


@pytest.fixture
def station(tmp_path: Path) -> Settings:
    """A station with no cases yet."""
    return Settings(cases=tmp_path / "cases", state=tmp_path / "state", cache=tmp_path / "cache", officer="tester")


@pytest.fixture
def cases(station: Settings) -> Cases:
    """One case, empty, in the station's folder."""
    Case.new(station.cases / "one", "One")
    return Cases(station, [])


@pytest.fixture
def key(station: Settings) -> str:
    """The key of that case."""
    return key_of(station.cases / "one")


@pytest.fixture
def opened(cases: Cases, key: str) -> Session:
    """That case, open."""
    return cases.open(key)


@pytest.fixture
def put_in(opened: Session, tmp_path: Path) -> Callable[..., Exhibit]:
    """Add one file, given by its path or by its name and content, to that case."""

    def put(file: Path | str, content: str | bytes | None = None, title: str = "") -> Exhibit:
        if content is not None:
            place = tmp_path / "material" / str(file)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
            file = place
        [exhibit] = add(opened.case, [Path(file)], Labels("tester", title=title)).added
        return exhibit

    return put


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Scratch]:
    """A private folder."""
    found = Scratch(tmp_path / "scratch")
    yield found
    found.close()


@pytest.fixture
def material(scratch: Scratch) -> Iterator[Material]:
    """What opens exhibits."""
    found = Material(scratch)
    yield found
    found.close()


@pytest.fixture
def addresses() -> Addresses:
    """Where the page finds things."""
    return Addresses()


@pytest.fixture
def gallery() -> Gallery:
    """What gives enrolled pictures."""
    return enrolled


@pytest.fixture
def browser(cases: Cases, material: Material, addresses: Addresses, scratch: Scratch, gallery: Gallery) -> Iterator[TestClient]:
    """A browser that knows the addresses, without Gradio's part of the application."""
    app = FastAPI()
    app.include_router(routes(cases, material, addresses, Adding(scratch, 1_000_000), gallery))
    app.add_middleware(Gate)
    with TestClient(app, base_url=HERE) as client:
        yield client


def built(folder: Path) -> FastAPI:
    """The whole application on a station of its own. Built inside an event loop, else Gradio leaves some of its own open."""
    station = Settings(cases=folder / "cases", state=folder / "state", cache=folder / "cache", officer="tester")

    async def inside() -> FastAPI:
        return build(station, [], scripted.ask, in_process)

    return asyncio.run(inside())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser at the whole application."""
    with TestClient(built(tmp_path_factory.mktemp("station")), base_url=HERE) as client:
        yield client


def scripts(html: str) -> list[str]:
    """The scripts inside a page."""
    return [code for attributes, code in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL) if "src=" not in attributes]


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A station with accounts and two cases: `ann` is an officer of the first, `bob` of the second, `eve` supervises the first, `xia`
    examines in it, and `chief` manages accounts."""
    folder = tmp_path_factory.mktemp("peopled")
    station = Settings(cases=folder / "cases", state=folder / "state", cache=folder / "cache", officer="tester")
    made = register(station)
    for name in ("chief", "ann", "bob", "eve", "xia"):
        made.new(name, PASSWORD, "tester")
    for title, roles in PARTS.items():
        case = Case.new(station.cases / title.lower(), title)
        (folder / f"{title}.txt").write_text(f"The van of case {title} was grey.\n")
        add(case, [folder / f"{title}.txt"], Labels("ann"))
        for name, role in roles.items():
            made.grant(name, role, case.id, "chief")
        case.database.close()
    return station


@pytest.fixture(scope="module")
def opens(peopled: Settings) -> Iterator[Callable[..., Browser]]:
    """Opens browsers at the whole application of that station, logged in under a name or not."""

    async def inside() -> FastAPI:
        return build(peopled, [], scripted.ask, in_process)

    with served(asyncio.run(inside())) as address, ExitStack() as opened:

        def open_(name: str | None = None) -> Browser:
            found = Browser(opened.enter_context(httpx.Client(base_url=address, timeout=120, trust_env=False)), address)
            if name is not None:
                assert found.log_in(name, PASSWORD).status_code == 303
            return found

        yield open_
