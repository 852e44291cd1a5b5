"""HTML in which everything that was not made here is escaped: text from exhibits is data, never markup or template source."""

import html
from collections.abc import Iterable


class Html(str):
    """Markup that was made here. Any other text is escaped when it is put inside some."""

    __slots__ = ()


# Gradio's HTML component reads {{…}}, ${…} and back quotes in templates as source.
_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})
_VOID = frozenset({"br", "hr", "img", "input", "path", "rect", "circle", "line"})


def escape(value: object) -> Html:
    """A value as HTML that shows it letter for letter and does nothing; markup that was made here stays as it is."""
    if isinstance(value, Html):
        return value
    readable = str(value).encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
    return Html(html.escape(readable, quote=True).translate(_TEMPLATE))


def tag(name: str, *inside: object, **attributes: object) -> Html:
    """An element.

    Args:
        name: its name.
        *inside: what it holds, escaped unless it is `Html`; None and False are left out.
        **attributes: escaped; `class_` stands for class, `data_page` for data-page; True gives an attribute without a
            value, None and False give none.
    """
    given = Html(
        "".join(
            f" {_attribute(key)}" if value is True else f' {_attribute(key)}="{escape(value)}"'
            for key, value in attributes.items()
            if value is not None and value is not False
        )
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{join(inside)}</{name}>")


def join(parts: Iterable[object], between: str = "") -> Html:
    """Parts one after another, each escaped unless it is `Html`; None and False are left out."""
    return Html(escape(between).join(escape(part) for part in parts if part is not None and part is not False))


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
