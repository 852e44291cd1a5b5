"""What a reader of a web page sees. Nothing in it is run and nothing is fetched (selectolax parses as browsers do)."""

import re
from typing import Any

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol option p pre section summary table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset("head iframe link math meta noscript object script style svg template title".split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def visible(html: str) -> str:
    """The text that is seen, in order: a line for each block or row of a table, its cells parted by a bar.

    What an element's own attributes hide is left out; rules in style sheets are not worked out. The text of a picture that
    cannot be shown (`alt`) is read, as browsers show it.
    """
    from selectolax.lexbor import LexborHTMLParser

    pieces: list[str] = []
    root = LexborHTMLParser(html).root
    if root is not None:
        _gather(root, pieces)
    lines = (re.sub(r"^(?:\s*\|\s*)+|(?:\s*\|\s*)+$", "", " ".join(line.split())) for line in "".join(pieces).split("\n"))
    return "\n".join(lines)


def _gather(root: Any, pieces: list[str]) -> None:
    """Walk the tree with a stack of its own: hostile pages nest deeper than Python calls may."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    preformatted = 0
    while stack:
        node, leaving = stack.pop()
        tag = node.tag
        if leaving:
            preformatted -= tag == "pre"
            pieces.append(" | " if tag in _CELLS else "\n")
            continue
        if tag == "-text":
            text = node.text_content or ""
            pieces.append(text if preformatted else text.replace("\r", "").replace("\n", " "))
            continue
        if tag in _UNSEEN or tag.startswith(("-", "!", "_")) or _is_hidden(node):
            continue
        if tag == "br":
            pieces.append("\n")
        elif tag == "img":
            pieces.append(f" {node.attributes.get('alt') or ''} ")
        breaks = tag in _BLOCKS and not _fills_cell(node)
        if breaks or tag in _CELLS:
            if breaks:
                pieces.append("\n")
            preformatted += tag == "pre"
            stack.append((node, True))
        children = []
        child = node.child
        while child is not None:
            children.append((child, False))
            child = child.next
        stack.extend(reversed(children))


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style") or ""))


def _fills_cell(node: Any) -> bool:
    """Whether an element is all that a cell holds: it does not break the row that the cell stands in."""
    if node.parent is None or node.parent.tag not in _CELLS:
        return False
    sibling = node.parent.child
    while sibling is not None:
        if sibling.mem_id != node.mem_id and (sibling.tag != "-text" or (sibling.text_content or "").strip()):
            return False
        sibling = sibling.next
    return True
