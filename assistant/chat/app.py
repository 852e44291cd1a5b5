"""The chat as a web application for this machine's own browser."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Protocol

import gradio as gr
from fastapi import FastAPI

from assistant.chat.adding import Adding
from assistant.chat.ask_screen import AskScreen
from assistant.chat.cases import Cases
from assistant.chat.gate import Gate
from assistant.chat.likeness import enrolled
from assistant.chat.material import Material
from assistant.chat.media import Addresses, routes
from assistant.chat.processing import Processing
from assistant.chat.questions import Asker, Questions
from assistant.chat.register_screen import RegisterScreen
from assistant.chat.report_screen import ReportScreen
from assistant.chat.scratch import Scratch
from assistant.chat.theme import theme
from assistant.chat.viewer import Viewer
from assistant.ingest import Engine
from assistant.ingest.local import WorkerPool
from assistant.settings import Settings


class Screen(Protocol):
    """One tab of the page."""

    title: str

    def build(self, page: gr.Blocks) -> None:
        """Put its parts on the page."""


def build(station: Settings, folders: Sequence[Path], ask: Asker, engine: Engine | None = None) -> FastAPI:
    """The application.

    Args:
        station: the settings.
        folders: cases that are offered besides those in the station's folder.
        ask: answers a question.
        engine: goes through new exhibits; by default one worker process.
    """
    scratch = Scratch(station.cache / "chat")
    material = Material(scratch)
    addresses = Addresses()
    cases = Cases(station, folders)
    questions = Questions(ask)
    processing = Processing(engine or WorkerPool(1))

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        material.begin()
        try:
            yield
        finally:
            questions.close()
            processing.close()
            material.close()
            scratch.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.include_router(routes(cases, material, addresses, Adding(scratch, station.max_file_bytes), enrolled))
    app.add_middleware(Gate)
    asking = AskScreen(cases, questions, processing, Viewer(material, addresses))
    page = _page([asking, RegisterScreen(asking), ReportScreen(asking, addresses)])
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
            resources.files("assistant.chat").joinpath(f"{name}.css").read_text("utf-8") for name in ("style", "pictured", "report")
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
