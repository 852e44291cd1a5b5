"""exhibit flag: an answer is wrong."""

from pathlib import Path
from typing import get_args

import click

from assistant.cli.output import Output, command
from assistant.review.flags import As
from assistant.review.flags import flag as put
from assistant.review_documents import FlagDocument, FlagRow
from assistant.session import Session


@click.command()
@click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("seq", metavar="SEQ", type=click.IntRange(1))
@click.option("--as", "what", type=click.Choice(get_args(As)), required=True, help="The answer is wrong, or its evidence is.")
@click.option("--comment", required=True, help="What is wrong; it is on record.")
@click.option("--expected", default="", help="What would have been right, with the exhibit that it stands in, where you know it.")
@command
def flag(out: Output, folder: Path, seq: int, what: As, comment: str, expected: str) -> None:
    """Flag the answer with number SEQ in the record of CASE (it stands below each answer). Supervisors review it, and it is asked again
    when the program changes."""
    made = put(Session.open(folder), seq, what, comment, expected)
    document = FlagDocument(
        seq=made.seq,
        of=made.of,
        on=made.on,
        flag=FlagRow(what=made.what, comment=made.comment, expected=made.expected),
        by=made.by,
        at=made.at.isoformat(),
    )
    out.show(document, lambda screen: screen.print(f"Answer no. {made.on} is flagged; record no. {made.seq}", markup=False))
