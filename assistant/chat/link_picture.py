"""The links as a picture: who and what is named together, each line with the places that it rests on."""

from collections.abc import Mapping, Sequence

from assistant.chat.escape import Html, join, tag
from assistant.chat.pictured import alone, chips, shape
from tools.register import Entry
from tools.register.links import Link

TOLD = (
    "A line says that exhibits name two together, in one sentence, as sender and recipient of a message or as writers in one chat; it does "
    "not say that they know each other. Entries are one only where a person has said so. Click a line to see its places; drag to move, "
    "turn the wheel to zoom."
)
MOST = 200
"""Entries that are drawn; with more nothing can be told apart. The list below has all."""
_SIZE = 1300
"""Width of the picture."""
_ROOM = 230
"""Width for one entry; a group of n has its square root times as much, and half of that in height."""
_LABEL = 150
"""Of it, kept free for a name at the right."""
_SEED = 7
"""Of the layout: the same links give the same picture."""


def link_picture(found: Sequence[Link]) -> Html:
    """The picture with its list; every text of an exhibit is escaped."""
    if not found:
        return tag("p", "No two names or numbers stand together in the exhibits that were gone through.", class_="hint")
    drawn = _drawable(found)
    left = len({entry.id for link in found for entry in link.entries}) - len({entry.id for link in drawn for entry in link.entries})
    told = f"{left} more, with the fewest places, are only in the list." if left else None
    search = tag("input", type="text", class_="filter", placeholder="Show only what has …", aria_label="Show only what has these words")
    rows = [_told(link, number) for number, link in enumerate(found)]
    hint = tag("p", told, class_="hint") if told else None
    return join((_drawn(drawn, {id(link): number for number, link in enumerate(found)}), hint, search, tag("ol", *rows, class_="tolds")))


def link_page(found: Sequence[Link], case: str) -> str:
    """The picture as a file of its own."""
    return alone(f"Links of {case}", TOLD, link_picture(found))


def _drawable(found: Sequence[Link]) -> list[Link]:
    """The links with the most places whose entries are not more than can be drawn."""
    drawn, entries = [], set[str]()
    for link in found:
        ids = {entry.id for entry in link.entries}
        if len(entries | ids) <= MOST:
            entries |= ids
            drawn.append(link)
    return drawn


def _drawn(found: Sequence[Link], numbers: Mapping[int, int]) -> Html:
    entries = {entry.id: entry for link in found for entry in link.entries}
    places, height = _layout(found)
    of: dict[str, list[int]] = {}
    lines = []
    for link in found:
        number = numbers[id(link)]
        a, b = link.entries
        for entry in link.entries:
            of.setdefault(entry.id, []).append(number)
        (x1, y1), (x2, y2) = places[a.id], places[b.id]
        hint = tag("title", f"{a.name} – {b.name}: {', '.join(link.exhibits)}")
        width = min(1.5 + len(link.shared), 8)
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        lines.append(
            tag("g", hint, shape("line", **ends, stroke_width=width, class_="link", data_a=a.id, data_b=b.id, data_of=number, tabindex=0))
        )
    nodes = [_node(entry, places[entry.id], of[entry.id]) for entry in entries.values()]
    return tag(
        "svg",
        *lines,
        *nodes,
        class_="picture links",
        viewBox=f"-30 -20 {_SIZE + 60} {max(height, _ROOM) + 40:.0f}",
        role="img",
        aria_label="Links",
    )


def _node(entry: Entry, place: tuple[float, float], numbers: Sequence[int]) -> Html:
    size = min(7 + len(numbers), 16)
    return tag(
        "g",
        tag("title", f"{entry.type.replace('_', ' ')}: {entry.name} ({', '.join(entry.exhibits)})"),
        shape("circle", cx=0, cy=0, r=size),
        tag("text", entry.name[:40], x=size + 3, y=4),
        class_=f"node {entry.type}",
        transform=f"translate({place[0]} {place[1]})",
        data_node=entry.id,
        data_of=" ".join(map(str, numbers)),
        tabindex=0,
        role="button",
    )


def _layout(found: Sequence[Link]) -> tuple[dict[str, tuple[float, float]], float]:
    """Where each entry is drawn, and how high the picture is. Those that hang together stand together, the largest group first; within
    a group linked ones attract each other (Fruchterman and Reingold 1991, by networkx)."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from((link.entries[0].id, link.entries[1].id) for link in found)
    groups = sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    places: dict[str, tuple[float, float]] = {}
    left = top = row = 0.0
    for group in groups:
        inside = graph.subgraph(sorted(group))
        width, height = _ROOM * len(group) ** 0.5, _ROOM / 2 * len(group) ** 0.5
        if left and left + width > _SIZE:
            left, top, row = 0.0, top + row, 0.0
        for id_, (x, y) in nx.spring_layout(inside, seed=_SEED, iterations=100, k=2.5 / len(group) ** 0.5).items():
            places[id_] = (
                round(left + (1 + float(x)) / 2 * (width - _LABEL), 1),
                round(top + (0.2 + (1 + float(y)) / 2 * 0.7) * height, 1),
            )
        left, row = left + width, max(row, height)
    return places, top + row


def _told(link: Link, number: int) -> Html:
    a, b = link.entries
    shared = [tag("div", tag("span", place.sentence, class_="words", dir="auto"), " ", chips(place.citations)) for place in link.shared]
    who = tag("span", f"{a.name} – {b.name}", class_="who", dir="auto")
    return tag("li", who, tag("small", ", ".join(link.exhibits), class_="note"), *shared, class_="told", data_number=number)
