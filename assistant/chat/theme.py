"""Gradio's theme for the page: fonts that are on the machine, calm colours, little space."""

import gradio as gr

_FONTS = ("-apple-system", "Segoe UI", "Ubuntu", "Cantarell", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "Cascadia Mono", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")


def theme() -> gr.themes.Base:
    """The theme. No font of it is fetched from anywhere."""
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        text_size="sm",
        spacing_size="sm",
        radius_size="sm",
        font=_FONTS,
        font_mono=_MONO,
    ).set(
        body_background_fill="var(--ground)",
        body_background_fill_dark="var(--ground)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
    )
