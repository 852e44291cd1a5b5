"""exhibit demo: the main job on the demo case, as the README's first command shows it."""

import tomllib
from pathlib import Path

import click

import assistant
from assistant import ingest
from assistant.cli.ask import told
from assistant.cli.output import Output, command
from assistant.ingest.task import Task
from assistant.session import Session
from assistant.settings import settings
from tools.case import Case
from tools.errors import CaseError
from tools.intake import Labels, add

_MATERIAL = Path(assistant.__file__).parent.parent / "tests" / "data" / "demo_case"


@click.command()
@click.option(
    "--case",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("cases/demo"),
    show_default=True,
    help="Where the demo case lies.",
)
@command
def demo(out: Output, folder: Path) -> None:
    """Build the small demo case, go through it, and ask it five questions."""
    plan = tomllib.loads((_MATERIAL / "case.toml").read_text("utf-8")) if _MATERIAL.is_dir() else {}
    if not plan:
        raise CaseError("The demo case is part of the source folder: run this in a clone of the project.")
    session = build(folder, plan)
    out.log.print(f"Case “{session.case.title}” in {session.case.folder}", markup=False)
    with out.log.status("Going through the exhibits …") as status:

        def hear(task: Task, share: float, doing: str) -> None:
            status.update(f"{doing} {share:.0%}")

        from assistant.ingest.local import WorkerPool

        for failure in ingest.process(session, WorkerPool(1), watcher=hear).failed:
            out.log.print(
                f"{failure.exhibit}: {failure.tool}: {failure.reason}",
                style="red",
                markup=False,
            )
    with out.log.status("Loading the model …"):
        from assistant.agent import ask
        from assistant.llm import load
        from assistant.router import Router

        model = load(settings())
        router = Router(model, settings().cache)
    for question in plan["questions"]:
        with out.log.status(question):
            answer = ask(session, question, model, router)
        out.show(answer, lambda screen, answer=answer: told(screen, answer))  # type: ignore[misc]
    out.log.print("\nOpen the chat with `make chat` (or `.venv/bin/exhibit chat`).", style="bold")


def build(folder: Path, plan: dict[str, object]) -> Session:
    """The demo case in `folder`, made when it is not there yet."""
    if not (folder / "case.sqlite").exists():
        Case.new(folder, str(plan["title"]))
    session = Session.open(folder)
    for entry in plan["exhibits"]:  # type: ignore[attr-defined]
        labels = Labels(session.officer, entry["title"], entry["source"], entry["kind"])
        for exhibit in add(session.case, [_MATERIAL / entry["file"]], labels).added:
            session.record_added(exhibit)
    return session
