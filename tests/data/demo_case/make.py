#!/usr/bin/env python3
"""Make every file of the demo case "Operation Slipway" again.

Needs
  Debian: flite (speech; voices slt, rms, awb), fonts-dejavu-core, fonts-liberation
  Python: python-docx, Pillow, numpy, opencv (opencv-python-headless is enough)

"python make.py" writes the seven exhibits and renews the checksums in README.md.
All random numbers are seeded and all dates are fixed, so that the same package versions
give the same bytes. Other versions may draw a letter or code a JPEG a little differently.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
import re
import subprocess
import tempfile
import textwrap
import time
import wave
import zipfile
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from math import cos, radians
from pathlib import Path

import cv2
import numpy as np
import texts
from docx import Document
from docx.shared import Cm, Pt
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
SEED = 20260312
FONT_RECEIPT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
FONT_RECEIPT_BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
FONT_LETTER = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
SPEECH_RATE = 16000

Samples = NDArray[np.float64]
Pixels = NDArray[np.uint8]


def make_statement(target: Path) -> None:
    """Write the witness statement and pack it again with fixed file times."""
    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin = section.bottom_margin = Cm(1.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(11)
    style.paragraph_format.space_after = Pt(5)
    document.add_heading(texts.STATEMENT_TITLE, level=1)
    for label, value in texts.STATEMENT_HEAD:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)
    document.add_paragraph()
    for number, text in enumerate(texts.STATEMENT_PARAGRAPHS, start=1):
        document.add_paragraph(f"{number}. {text}")
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for row_number, row in enumerate(texts.STATEMENT_TABLE):
        for cell, width, text in zip(table.add_row().cells, (Cm(2.5), Cm(13)), row, strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(text).bold = row_number == 0
    document.add_paragraph()
    document.add_paragraph(texts.STATEMENT_END)
    properties = document.core_properties
    properties.author, properties.title = "Port Avel Police", texts.STATEMENT_TITLE
    properties.comments, properties.last_modified_by = "", "Port Avel Police"
    properties.created = properties.modified = datetime(2026, 3, 13, 16, 10)
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w") as packed:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2026, 3, 13, 16, 10, 0))
            packed.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)


def make_email(target: Path) -> None:
    """Write the offer as plain text with an HTML alternative."""
    message = EmailMessage(policy=SMTP)
    for name, value in texts.EMAIL_HEADERS:
        message[name] = value
    message.set_content("\n".join(texts.EMAIL_LINES) + "\n", cte="7bit")
    body = "\n".join(f"<p>{escape(line)}</p>" for line in texts.EMAIL_LINES)
    message.add_alternative(f"<html><body>\n{body}\n</body></html>\n", subtype="html", cte="7bit")
    for part in message.iter_parts():
        del part["MIME-Version"]
    message.set_boundary("=_four_motors_20260314")
    target.write_bytes(message.as_bytes())


def draw_receipt(width: int = 800) -> Pixels:
    """Draw the till receipt flat and clean, black on white."""
    small = ImageFont.truetype(FONT_RECEIPT, 35)
    bold, large = (ImageFont.truetype(FONT_RECEIPT_BOLD, size) for size in (36, 44))
    step, margin = 48, 48
    image = Image.new("L", (width, step * (len(texts.RECEIPT_LINES) + 4)), 250)
    pen = ImageDraw.Draw(image)
    y = step
    for left, right in texts.RECEIPT_LINES:
        if left == "-":
            pen.line([(margin, y + 22), (width - margin, y + 22)], fill=30, width=3)
        elif left.startswith("^"):
            font = large if left.startswith("^^") else small
            pen.text((width / 2, y), left.lstrip("^"), 15, font, anchor="ma")
        else:
            font = bold if left.startswith("TOTAL") else small
            pen.text((margin, y), left, 15, font)
            pen.text((width - margin, y), right, 15, font, anchor="ra")
        y += step + (8 if left.startswith("^^") else 0)
    return np.asarray(image)


def make_receipt(target: Path) -> None:
    """Lay the receipt on a dark table and "photograph" it from a slight angle."""
    rng = np.random.default_rng(SEED)
    paper = draw_receipt()
    height, width = 1700, 1200
    grain = cv2.GaussianBlur(rng.normal(0, 60, (height, width)), (0, 0), sigmaX=45, sigmaY=2)
    table = np.clip(78 + grain, 0, 255)
    high, wide = paper.shape
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    place = np.array([[172, 118], [1004, 92], [1066, 1596], [140, 1572]], dtype=np.float32)
    warp, size = cv2.getPerspectiveTransform(corners, place), (width, height)
    sheet = cv2.warpPerspective(paper, warp, size, flags=cv2.INTER_AREA).astype(np.float64)
    mask = cv2.warpPerspective(np.full_like(paper, 255), warp, size) / 255.0
    shadow = cv2.GaussianBlur(np.roll(mask, (14, 18), (0, 1)), (0, 0), 16)
    scene = table * (1 - 0.6 * shadow) * (1 - mask) + sheet * mask
    ys, xs = np.mgrid[0:height, 0:width]
    light = 1.03 - 0.26 * xs / width - 0.14 * ys / height
    light -= 0.05 * np.exp(-(((ys - 0.012 * xs - 900) / 30.0) ** 2))  # a soft fold
    tint = np.array([0.86, 0.95, 1.0])  # warm lamp light; blue, green, red
    photo = (scene * light)[:, :, None] * tint
    photo = cv2.GaussianBlur(photo, (0, 0), 0.6) + rng.normal(0, 4.0, photo.shape)
    pixels = np.clip(photo[:, :, ::-1], 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(target, "JPEG", quality=82, dpi=(150, 150))


def draw_letter_page(paragraphs: list[str]) -> Image.Image:
    """Type one page of the letter (A4 at 200 dpi, grey)."""
    font = ImageFont.truetype(FONT_LETTER, 35)
    page = Image.new("L", (1654, 2339), 247)
    pen = ImageDraw.Draw(page)
    y, left, step = 210, 270, 54
    for paragraph in paragraphs:
        if paragraph == "~":  # a signature: one long wavering stroke
            stroke = [(left + 8 + 2.2 * t, y + 30 + 34 * cos(t / 6) * cos(t / 37) - t / 7) for t in range(150)]
            pen.line(stroke, fill=60, width=4, joint="curve")
            y += 3 * step
            continue
        for block in paragraph.split("\n"):
            for line in textwrap.wrap(block, 60, break_on_hyphens=False) or [""]:
                pen.text((left, y), line, 40, font)
                y += step
        y += step * 2 // 3
    if y > 2200:
        raise ValueError("the text does not fit the page")
    return page


def scan(page: Image.Image, degrees: float, rng: np.random.Generator) -> Image.Image:
    """Turn a clean page into a scan: skew, uneven lamp, speckle, soft edges."""
    skewed = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=247)
    grey = np.asarray(skewed).astype(np.float64)
    height, width = grey.shape
    grey -= 14 * np.abs(np.linspace(-1, 1, width))[None, :] ** 3
    for _ in range(160):
        x, y = int(rng.integers(2, width - 2)), int(rng.integers(2, height - 2))
        reach = int(rng.integers(1, 4))
        grey[y : y + reach, x : x + reach] = rng.integers(60, 190)
    grey = cv2.GaussianBlur(grey, (0, 0), 0.6) + rng.normal(0, 2.0, grey.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def make_letter(target: Path) -> None:
    """Write the letter as a PDF that holds two page images and no text."""
    rng = np.random.default_rng(SEED + 1)
    pages = [scan(draw_letter_page(paragraphs), degrees, rng) for paragraphs, degrees in zip(texts.LETTER_PAGES, (0.7, -0.7), strict=True)]
    moment = time.strptime("2026-03-18", "%Y-%m-%d")
    pages[0].save(
        target,
        "PDF",
        resolution=200,
        save_all=True,
        append_images=pages[1:],
        quality=68,
        title="Scan",
        creationDate=moment,
        modDate=moment,
    )


def speak(voice: str, sentence: str, stretch: float, folder: Path) -> Samples:
    """Say one sentence with flite; return it without the silence around it."""
    spoken = folder / "sentence.wav"
    subprocess.run(
        [
            "flite",
            "-voice",
            voice,
            "--setf",
            f"duration_stretch={stretch}",
            "-t",
            sentence,
            "-o",
            str(spoken),
        ],
        check=True,
    )
    with wave.open(str(spoken)) as source:
        if source.getframerate() != SPEECH_RATE:
            raise ValueError(f"voice {voice} does not speak at {SPEECH_RATE} Hz")
        frames = source.readframes(source.getnframes())
    samples: Samples = np.frombuffer(frames, "<i2") / 32768.0
    samples *= 0.7 / np.abs(samples).max()
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[max(0, loud[0] - 800) : loud[-1] + 1600]


def record(lines: list[tuple[str, str, float]], stretch: float) -> Samples:
    """Say all lines one after the other with their pauses."""
    parts: list[Samples] = [np.zeros(SPEECH_RATE * 2 // 5)]
    with tempfile.TemporaryDirectory() as folder:
        for voice, sentence, pause in lines:
            parts.append(speak(voice, sentence, stretch, Path(folder)))
            parts.append(np.zeros(int(pause * SPEECH_RATE)))
    return np.concatenate(parts)


def band(samples: Samples, low: float, high: float) -> Samples:
    """Keep only the frequencies between low and high (Hz)."""
    spectrum = np.fft.rfft(samples)
    frequency = np.fft.rfftfreq(len(samples), 1 / SPEECH_RATE)
    kept = np.where((frequency >= low) & (frequency <= high), spectrum, 0)
    return np.asarray(np.fft.irfft(kept, len(samples)))


def write_wav(target: Path, samples: Samples, rate: int, hiss: float) -> None:
    """Write 16-bit mono sound with a little line noise."""
    noise = np.random.default_rng(SEED + 2).normal(0, hiss, len(samples))
    coded = (np.clip(samples + noise, -1, 1) * 32767).astype("<i2")
    with wave.open(str(target), "wb") as out:
        out.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        out.writeframes(coded.tobytes())


def make_call(target: Path) -> None:
    """The emergency call: two voices in the telephone band, 8 kHz."""
    samples = band(record(texts.CALL_LINES, 1.0), 60, 3900)
    write_wav(target, samples[::2], SPEECH_RATE // 2, 0.001)


def make_voicemail(target: Path) -> None:
    """The voicemail: one voice, 16 kHz."""
    write_wav(target, record(texts.VOICEMAIL_LINES, 1.12), SPEECH_RATE, 0.0005)


def make_incidents(target: Path) -> None:
    """Write 60 incidents around the waterfront with three clear hot spots."""
    rng = random.Random(SEED)
    rows = list(texts.FIXED_INCIDENTS)
    for street, (lat, lon, spread, count, kinds, hours) in texts.STREETS.items():
        for _ in range(count):
            day = date(2026, 1, 2) + timedelta(days=rng.randrange(76))
            clock = f"{rng.choice(hours):02d}:{rng.randrange(0, 60, 5):02d}"
            north = rng.gauss(0, spread) / 111_200
            east = rng.gauss(0, spread) / (111_200 * cos(radians(lat)))
            rows.append(
                (
                    day.isoformat(),
                    clock,
                    rng.choice(kinds),
                    street,
                    round(lat + north, 5),
                    round(lon + east, 5),
                    rng.choice(["resident", "resident", "police"]),
                )
            )
    rows.sort(key=lambda row: (row[0], row[1], row[3]))
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow("id date time type street latitude longitude reported_by".split())
        writer.writerows((f"INC-{number:03d}", *row) for number, row in enumerate(rows, start=1))


MAKERS = {
    "witness_statement.docx": make_statement,
    "email_offer.eml": make_email,
    "receipt_photo.jpg": make_receipt,
    "scanned_letter.pdf": make_letter,
    "emergency_call.wav": make_call,
    "voicemail_driver.wav": make_voicemail,
    "incidents.csv": make_incidents,
}


def renew_checksums(readme: Path) -> None:
    """Write the sha256 of each file into the table of README.md."""

    def row(match: re.Match[str]) -> str:
        digest = hashlib.sha256((HERE / match["name"]).read_bytes()).hexdigest()
        return f"{match['head']}`{digest}` |"

    pattern = r"(?m)^(?P<head>\| (?P<name>[a-z_]+\.[a-z]+) \|.*\| )`[0-9a-f]*` \|$"
    readme.write_text(re.sub(pattern, row, readme.read_text("utf-8")), encoding="utf-8")


def main() -> None:
    """Make all exhibits, then note their checksums."""
    for name, make in MAKERS.items():
        make(HERE / name)
        print(f"{name}: {(HERE / name).stat().st_size} bytes")
    renew_checksums(HERE / "README.md")


if __name__ == "__main__":
    main()
