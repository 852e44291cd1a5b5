"""The picture of links: what hangs together stands together, and nothing of an exhibit is markup."""

import re

from assistant.chat.link_picture import link_page
from tests.tools.register.conftest import seed
from tools.register.entries import Entry, assembled
from tools.register.links import Link, Shared


def links_between(*pairs: tuple[str, str]) -> list[Link]:
    names = sorted({name for pair in pairs for name in pair})
    entries: dict[str, Entry] = {entry.name: entry for entry in assembled([seed("person", name, "EX-0001") for name in names], []).entries}
    return [Link((entries[a], entries[b]), (Shared("sentence", "EX-0001", f"{a} met {b}.", ()),)) for a, b in pairs]


def places(page: str) -> dict[str, tuple[float, float]]:
    found = re.findall(r'translate\(([\d.-]+) ([\d.-]+)\)"[^>]*>.*?<text[^>]*>([^<]*)</text>', page, re.DOTALL)
    return {name: (float(x), float(y)) for x, y, name in found}


def test_groups_do_not_lie_over_each_other() -> None:
    """Two pairs that nothing links stand in boxes of their own, and the same links give the same picture."""
    found = links_between(("Ann Carter", "Bob Fox"), ("Eve Marsh", "Peter Lane"))
    drawn = places(link_page(found, "Case"))
    boxes = [sorted(drawn[name][0] for name in pair) for pair in (("Ann Carter", "Bob Fox"), ("Eve Marsh", "Peter Lane"))]
    assert boxes[0][1] < boxes[1][0] or boxes[1][1] < boxes[0][0]
    assert link_page(found, "Case") == link_page(found, "Case")


def test_a_name_is_not_markup() -> None:
    """A name from an exhibit that looks like a tag is shown as text."""
    assert "<b>Ann" not in link_page(links_between(("<b>Ann</b> Carter", "Bob Fox")), "Case")
