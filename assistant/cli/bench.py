"""exhibit bench: measuring against the bare libraries."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

import assistant
from assistant import bench as benches
from assistant.cli.output import Output, open_command
from assistant.documents import BenchDocument
from assistant.settings import settings

_DATA = Path(assistant.__file__).parents[2] / "shared" / "data"


@click.command()
@click.argument("name", required=False)
@click.option(
    "--data", type=click.Path(path_type=Path), default=_DATA, help="Folder of the data; by default ../shared/data beside the project."
)
@click.option("--quick", is_flag=True, help="Few items: to see that it works.")
@open_command
def bench(out: Output, name: str | None, data: Path, quick: bool) -> None:
    """Measure against the bare libraries, in turns in the same run. Without NAME: all benchmarks."""
    settings()
    for each in [name] if name else benches.names():
        with out.log.status(f"Measuring {each} …"):
            document = benches.run(each, data, quick=quick)
        out.show(document, lambda screen, document=document: _told(screen, document))  # type: ignore[misc]


def _told(screen: Console, document: BenchDocument) -> None:
    table = Table("metric", "unit", "ours", "peer", "ratio", "n", title=f"{document.bench}, {document.date}, {document.machine}", box=None)
    for row in document.rows:
        peer = "" if row.peer is None else f"{row.peer:g} ({row.peer_name})"
        table.add_row(row.metric, row.unit, f"{row.ours:g}", peer, "" if row.ratio is None else f"{row.ratio:.2f}", str(row.n))
    screen.print(table)
