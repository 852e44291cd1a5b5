"""The chat as a web application for this machine's own browser."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Protocol

import gradio as gr
from fastapi import FastAPI

from assistant.accounts.provider import Provider
from assistant.chat.adding import Adding
from assistant.chat.admission import Admission
from assistant.chat.ask_screen import AskScreen
from assistant.chat.authority_screen import AuthorityScreen
from assistant.chat.cases import Cases
from assistant.chat.gate import HOSTS, Gate
from assistant.chat.going_on import GoingOn, Resume, cannot_go_on
from assistant.chat.likeness import enrolled
from assistant.chat.login_routes import StartKey, login_routes
from assistant.chat.looks import Looks
from assistant.chat.material import Material
from assistant.chat.media import Addresses, routes
from assistant.chat.patrol_screen import PatrolScreen
from assistant.chat.people import People
from assistant.chat.processing import Processing
from assistant.chat.provider_routes import provider_routes
from assistant.chat.questions import Asker, Questions
from assistant.chat.register_screen import RegisterScreen
from assistant.chat.report_screen import ReportScreen
from assistant.chat.review_screen import ReviewScreen
from assistant.chat.scratch import Scratch
from assistant.chat.theme import theme
from assistant.chat.upkeep import Upkeep
from assistant.chat.viewer import Viewer
from assistant.ingest import Engine
from assistant.ingest.local import WorkerPool
from assistant.making import Maker, ToolProcess
from assistant.settings import Settings


class Screen(Protocol):
    """One tab of the page."""

    title: str

    def build(self, page: gr.Blocks) -> None:
        """Put its parts on the page."""


def build(
    station: Settings,
    folders: Sequence[Path],
    ask: Asker,
    engine: Engine | None = None,
    *,
    resume: Resume | None = None,
    people: People | None = None,
    start: StartKey | None = None,
    hosts: frozenset[str] = HOSTS,
    tools: Maker | None = None,
) -> FastAPI:
    """The application.

    Args:
        station: the settings.
        folders: cases that are offered besides those in the station's folder.
        ask: answers a question.
        engine: goes through new exhibits; by default one worker process.
        resume: goes on with a run that was decided on; by default none can be.
        people: who may be at the page; by default whom the station's accounts name, or anybody where there are none.
        start: what the first account is made with; by default nobody knows it.
        hosts: the names that the page answers to.
        tools: runs the tools that questions use; by default a process that can be ended at any moment.
    """
    scratch = Scratch(station.cache / "chat")
    material = Material(scratch)
    addresses, looks = Addresses(), Looks()
    people = people or People(station)
    cases = Cases(station, folders, people)
    process = ToolProcess()
    questions = Questions(ask, tools or process)
    going_on = GoingOn(questions, resume or cannot_go_on)
    upkeep = Upkeep(cases, going_on)
    processing = Processing(engine or WorkerPool(1))

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        material.begin()
        upkeep.begin()
        try:
            yield
        finally:
            upkeep.close()
            questions.close()
            process.abandon()
            processing.close()
            material.close()
            scratch.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.include_router(routes(cases, material, addresses, Adding(scratch, station.max_file_bytes), enrolled, looks))
    app.include_router(login_routes(people, start or StartKey()))
    if station.oidc_issuer is not None:
        app.include_router(provider_routes(people, Provider(station)))
    app.add_middleware(Admission, people=people)
    app.add_middleware(Gate, hosts=hosts)
    asking = AskScreen(cases, questions, processing, Viewer(material, addresses, looks))
    page = _page(
        [
            asking,
            RegisterScreen(asking),
            PatrolScreen(asking, questions),
            AuthorityScreen(asking, going_on),
            ReviewScreen(asking),
            ReportScreen(asking, addresses),
        ]
    )
    return gr.mount_gradio_app(  # type: ignore[no-any-return]
        app,
        page,
        path="/",
        favicon_path=str(resources.files("assistant.chat").joinpath("icon.png")),
        footer_links=[],
        run_history=False,  # else the browser would keep questions and answers on its own disk
        show_error=False,  # errors of the program may hold words of an exhibit
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=False,
        theme=theme(),
        css="\n".join(
            resources.files("assistant.chat").joinpath(f"{name}.css").read_text("utf-8")
            for name in ("style", "pictured", "authority", "review", "report")
        ),
    )


def _page(screens: Sequence[Screen]) -> gr.Blocks:
    """All screens: one fills the page, several are tabs."""
    with gr.Blocks(title="Exhibit", analytics_enabled=False, fill_width=True, fill_height=True) as page:
        if len(screens) == 1:
            screens[0].build(page)
        else:
            with gr.Tabs():
                for screen in screens:
                    with gr.Tab(screen.title):
                        screen.build(page)
    page.queue(default_concurrency_limit=None, api_open=False)
    return page
