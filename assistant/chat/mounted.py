"""Parts of the page that are drawn by a script of ours from a value that the server sends."""

from functools import cache
from importlib import resources
from typing import Any

import gradio as gr

# The template is fixed and holds no text of a case: Gradio reads templates as source, and a value that is not in the
# template never becomes part of one.
_TEMPLATE = '<div class="mount"></div>'


def mounted(*scripts: str, **settings: Any) -> gr.HTML:
    """A part whose value is drawn by scripts of this package, one after another in one scope.

    Args:
        *scripts: their names without `.js`.
        **settings: of `gr.HTML`.
    """
    code = "\n".join(map(script, scripts))
    return gr.HTML(html_template=_TEMPLATE, js_on_load=code, apply_default_css=False, **settings)


@cache
def script(name: str) -> str:
    """The text of a script."""
    return resources.files("assistant.chat").joinpath(f"{name}.js").read_text("utf-8")
