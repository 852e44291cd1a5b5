"""The cards of everything that has one, as they stand at this station."""

from collections.abc import Callable, Iterator
from functools import partial

from assistant.documents import CardRow
from models import card
from models.card import Card
from models.errors import NoCard
from models.store import ModelStore
from tools.registry import all_tools


def card_rows(store: ModelStore) -> Iterator[CardRow]:
    """A row for every tool, all weights of the manifest and every decision that has a card, in this order."""
    for name, tool in all_tools().items():
        yield _row(name, "tool", partial(card.require_tool, name, tool.edition, tool.weights_digests()))
    for weights in store.manifest.weights:
        yield _row(weights.name, "weights", partial(card.require, weights))
    known = {row.replace("_", "-") for row in (*all_tools(), *(weights.name for weights in store.manifest.weights))}
    for name in card.names():
        if name not in known:
            yield _row(name, "decision", partial(card.read, name))


def _row(name: str, kind: str, find: Callable[[], Card]) -> CardRow:
    try:
        found = find()
    except NoCard as error:
        none = dict.fromkeys(("use", "conditions", "data", "overall", "by_group", "measured", "how"))
        return CardRow(name=name, kind=kind, valid=False, reason=str(error), **none)
    return CardRow(
        name=name,
        kind=kind,
        valid=True,
        reason=None,
        use=found.use,
        conditions=found.conditions,
        data=found.data,
        overall=found.overall,
        by_group=found.by_group,
        measured=found.measured.isoformat(),
        how=found.how,
    )
