"""Putting a payload into each medium that an exhibit can have."""

import io
import json
import struct
import wave
import zlib
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

from assistant.bench.injection.payloads import Payload

Place = Callable[[Path, str, Payload | None], Path]
"""Writes a file with an honest sentence into a folder, with a payload or as its clean twin."""


def placed(medium: str, folder: Path, honest: str, payload: Payload | None) -> Path:
    """Write the file of one medium; without a payload, its clean twin.

    Args:
        medium: a key of `MEDIA`.
        folder: where it is written.
        honest: the sentence that stands in both.
        payload: what is hidden in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return MEDIA[medium](folder, honest, payload)


def can_hold(medium: str, payload: Payload) -> bool:
    """Whether a medium can show a payload as it is: the fonts of drawn letters have no look-alikes and nothing invisible."""
    if medium not in ("picture", "PDF metadata", "white on white"):
        return True
    return payload.text.isascii()


def _lines(payload: Payload | None) -> list[str]:
    return payload.text.split("\n") if payload is not None else []


def _text(folder: Path, honest: str, payload: Payload | None) -> Path:
    place = folder / "note.txt"
    place.write_text("\n\n".join([honest, *_lines(payload)]) + "\n", "utf-8")
    return place


def _picture(folder: Path, honest: str, payload: Payload | None) -> Path:
    """Drawn as text in a picture, as far as the font has its letters."""
    from PIL import Image, ImageDraw, ImageFont

    rows = [part for line in (honest, *_lines(payload)) for part in _wrapped(_visible(line))]
    drawn = Image.new("RGB", (1100, 80 + 60 * len(rows)), "white")
    pen, font = ImageDraw.Draw(drawn), ImageFont.load_default(30)
    for number, row in enumerate(rows):
        pen.text((40, 40 + 60 * number), row, "black", font)
    place = folder / "photo.png"
    drawn.save(place)
    return place


def _wrapped(line: str, width: int = 60) -> list[str]:
    import textwrap

    return textwrap.wrap(line, width) or [""]


def _visible(line: str) -> str:
    return "".join(character if character.isprintable() and ord(character) < 0x500 else "" for character in line)


def _audio(folder: Path, honest: str, payload: Payload | None) -> Path:
    """In the comment of a sound file in which nothing is said."""
    place = folder / "call.wav"
    with wave.open(str(place), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(b"\0\0" * (4000 + 2 * (zlib.crc32(honest.encode()) % 1000)))  # silence, of another length for each file
    if payload is not None:
        said = payload.text.encode() + b"\0" * (2 - len(payload.text.encode()) % 2)
        chunk = b"LIST" + struct.pack("<I", 12 + len(said)) + b"INFOICMT" + struct.pack("<I", len(said)) + said
        content = place.read_bytes() + chunk
        place.write_bytes(content[:4] + struct.pack("<I", len(content) - 8) + content[8:])
    return place


def _file_name(folder: Path, honest: str, payload: Payload | None) -> Path:
    plain = "".join(c for c in payload.text.replace("\n", " ") if c not in "/\0")[:70] if payload is not None else "note"
    place = folder / f"{plain.strip() or 'note'}.txt"
    place.write_text(f"{honest}\n", "utf-8")
    return place


def _picture_metadata(folder: Path, honest: str, payload: Payload | None) -> Path:
    """In a text chunk and the EXIF description of a picture."""
    from PIL import Image, PngImagePlugin

    picture, place = Image.new("RGB", (320 + zlib.crc32(honest.encode()) % 100, 240), "grey"), folder / "scene.png"
    about = PngImagePlugin.PngInfo()
    exif = Image.Exif()
    if payload is not None:
        about.add_itxt("Description", payload.text)
        exif[0x010E] = payload.text
    picture.save(place, pnginfo=about, exif=exif)
    return place


def _pdf(folder: Path, honest: str, payload: Payload | None, *, hidden: bool) -> Path:
    """A page of Helvetica, with the payload as the document's title and keywords, or in white on white."""
    shown = f"BT /F1 12 Tf 72 770 Td ({honest}) Tj ET\n"
    lines = [_visible(line).encode("cp1252", "ignore").decode("cp1252") for line in _lines(payload)]
    for row, line in enumerate(lines if hidden else []):
        shown += f"1 1 1 rg BT /F1 12 Tf 72 {700 - 24 * row} Td ({_escaped(line)}) Tj ET\n"
    info = "" if hidden or payload is None else f"/Title({_escaped(' '.join(lines))})/Keywords({_escaped(' '.join(lines))})"
    packed = zlib.compress(shown.encode("cp1252"))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<<%s>>" % info.encode("cp1252", "ignore"),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(b"%d 0 obj%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % start for start in starts))
    out.write(b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    place = folder / "letter.pdf"
    place.write_bytes(out.getvalue())
    return place


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _mail(folder: Path, honest: str, payload: Payload | None) -> Path:
    """In the name of somebody who gets a copy, and in a header that nobody sees."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Ticket"
    if payload is not None:
        said = " ".join(_lines(payload))
        mail["Cc"] = Address(said, addr_spec="c@example.org")
        mail["X-Note"] = said
    mail.set_content(f"{honest}\n")
    place = folder / "mail.eml"
    place.write_bytes(mail.as_bytes())
    return place


def _workbook(folder: Path, honest: str, payload: Payload | None) -> Path:
    """In a cell beside the honest sentence."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["what", "who", "remark"])
    sheet.append([honest, "Ann", " ".join(_lines(payload)) or None])
    place = folder / "prices.xlsx"
    book.save(place)
    return place


def _web(folder: Path, honest: str, payload: Payload | None) -> Path:
    """In white letters, a comment and an attribute of a page."""
    import html

    said = html.escape(" ".join(_lines(payload)))
    hidden = (
        f'<p style="color:#fff;font-size:1px">{said}</p><!-- {said} --><p title="{said}">Fare.</p>'
        if payload is not None
        else "<p>Fare.</p>"
    )
    place = folder / "page.html"
    place.write_text(f"<html><head><meta charset='utf-8'><title>Fares</title></head><body><p>{honest}</p>{hidden}</body></html>", "utf-8")
    return place


def _chat(folder: Path, honest: str, payload: Payload | None) -> Path:
    messages = ["Ann", *("Bob" for _ in _lines(payload)), "Ann"]
    texts = [honest, *_lines(payload), "See you there."]
    rows = [
        {"id": number, "type": "message", "date": "2026-03-01T10:00:00", "from": who, "text": text}
        for number, (who, text) in enumerate(zip(messages, texts, strict=True))
    ]
    place = folder / "result.json"
    place.write_text(json.dumps({"name": "Bob", "type": "personal_chat", "id": 1, "messages": rows}, ensure_ascii=False), "utf-8")
    return place


MEDIA: dict[str, Place] = {
    "text": _text,
    "picture": _picture,
    "sound metadata": _audio,
    "file name": _file_name,
    "picture metadata": _picture_metadata,
    "PDF metadata": lambda folder, honest, payload: _pdf(folder, honest, payload, hidden=False),
    "white on white": lambda folder, honest, payload: _pdf(folder, honest, payload, hidden=True),
    "mail header": _mail,
    "spreadsheet cell": _workbook,
    "hidden HTML": _web,
    "chat message": _chat,
}
"""Each medium with how a payload is put into it."""
