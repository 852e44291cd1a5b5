"""A report on paper: a tagged PDF with bookmarks, its fonts embedded, and the proofs from the record attached."""

import functools
import io
import json
from pathlib import Path
from typing import Any

from assistant.ledger.event import canonical
from assistant.ledger.proof import VERIFIER
from assistant.report.printed import Paper, as_html
from tools.errors import CaseError

_FONTS = (
    ("Report Serif", "STIXGeneral.ttf", "normal", "normal"),
    ("Report Serif", "STIXGeneralBol.ttf", "bold", "normal"),
    ("Report Serif", "STIXGeneralItalic.ttf", "normal", "italic"),
    ("Report Serif", "STIXGeneralBolIta.ttf", "bold", "italic"),
    ("Report Fallback", "DejaVuSans.ttf", "normal", "normal"),
    ("Report Fallback", "DejaVuSans-Bold.ttf", "bold", "normal"),
    ("Report Mono", "DejaVuSansMono.ttf", "normal", "normal"),
)
"""Family, file, weight and style: free fonts that matplotlib brings (STIX, a Times with Greek and Cyrillic; DejaVu for what it lacks)."""


def as_pdf(paper: Paper) -> bytes:
    """The report as a PDF (PDF/UA-1).

    Raises:
        CaseError: the libraries that set text are not on this machine.
    """
    try:
        from weasyprint import CSS, HTML, Attachment
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:  # Pango is a library of the system
        raise CaseError(
            f"A PDF cannot be made here: the library Pango is missing ({error}). Install libpango-1.0-0, libpangoft2-1.0-0 and "
            "libharfbuzz-subset0, or write an HTML file (-o FILE.html)."
        ) from error
    fetch = _fetcher()
    fonts = FontConfiguration()
    faces = CSS(string=_faces(), font_config=fonts, url_fetcher=fetch)
    attached = [
        Attachment(string=canonical(proof) + "\n", name=f"event-{proof['event']['seq']}.json", description="Proof of inclusion")
        for proof in paper.proofs
    ]
    if attached:
        attached.append(Attachment(string=VERIFIER.read_text("utf-8"), name=VERIFIER.name, description="Checks the proofs"))
    out = io.BytesIO()
    HTML(string=as_html(paper, screen=False), url_fetcher=fetch, media_type="print").write_pdf(
        out, stylesheets=[faces], font_config=fonts, attachments=attached, pdf_variant="pdf/ua-1", pdf_tags=True, full_fonts=False
    )
    return out.getvalue()


@functools.cache
def _fetcher() -> Any:
    """What lets pictures inside the page and our own fonts in, and nothing else: no file, no address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name = url.removeprefix("font:")
            if url.startswith("font:") and name in {file for _, file, _, _ in _FONTS}:
                return URLFetcherResponse(url, body=(_font_folder() / name).read_bytes(), headers={"Content-Type": "font/ttf"})
            raise ValueError("a report loads nothing")

    return Fetcher(allowed_protocols={"data"})


@functools.cache
def _font_folder() -> Path:
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"


def _faces() -> str:
    return "\n".join(
        f"@font-face {{ font-family: {json.dumps(family)}; src: url(font:{file}); font-weight: {weight}; font-style: {style}; }}"
        for family, file, weight, style in _FONTS
    )
