"""Documents made for the tests of reading, with text at places that are known."""

import io
import itertools
import struct
from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw, ImageFont


def pdf(pages: Sequence[Sequence[str]], box: str = "0 0 595 842", more: str = "") -> bytes:
    """A born-digital PDF: the lines of each page in Helvetica 12, from (72, 770) points downwards, 24 points apart.

    `box` is the MediaBox and `more` further entries of each page, such as a rotation.
    """
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            f"BT /F1 12 Tf 72 {770 - 24 * row} Td (".encode() + line.encode("cp1252") + b") Tj ET\n" for row, line in enumerate(lines)
        )
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>{more}>>"
        objects += [page.encode(), b"<</Length %d>>stream\n%sendstream" % (len(shown), shown)]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def picture(
    lines: Sequence[str], size: tuple[int, int] = (900, 420), height: int = 44
) -> tuple[Image.Image, list[tuple[int, int, int, int]]]:
    """A picture of lines of text, and the box (left, top, right, bottom) of each."""
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.load_default(height)
    boxes = []
    for row, line in enumerate(lines):
        place = (60, 50 + row * 2 * height)
        pen.text(place, line, "black", font)
        left, top, right, bottom = pen.textbbox(place, line, font)
        boxes.append((int(left), int(top), int(right), int(bottom)))
    return drawn, boxes


def packed(drawn: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    drawn.save(out, kind, **options)
    return out.getvalue()


def overlap(box: tuple[int, int, int, int], truth: tuple[int, int, int, int]) -> float:
    """Intersection over union of a box (left, top, width, height) and the true one (left, top, right, bottom)."""
    left, top, width, height = box
    across = min(left + width, truth[2]) - max(left, truth[0])
    down = min(top + height, truth[3]) - max(top, truth[1])
    shared = max(across, 0) * max(down, 0)
    return shared / (width * height + (truth[2] - truth[0]) * (truth[3] - truth[1]) - shared)


Tree = Mapping[str, "bytes | Tree"]


_END, _NONE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(tree: Tree) -> bytes:
    """A file in Microsoft's compound format (MS-CFB, version 3): storages are mappings, streams are bytes."""
    entries: list[dict[str, object]] = []
    small, small_table = b"", list[int]()
    sectors, table = list[bytes](), list[int]()

    def put(data: bytes) -> int:
        start = len(sectors)
        sectors.extend(data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512))
        table.extend([*range(start + 1, len(sectors)), _END])
        return start

    def add(name: str, item: "bytes | Tree", kind: int) -> int:
        nonlocal small
        number = len(entries)
        entry: dict[str, object] = {"name": name, "kind": kind, "right": _NONE, "child": _NONE, "start": _END, "size": 0}
        entries.append(entry)
        if isinstance(item, bytes):
            entry["size"] = len(item)
            if 0 < len(item) < 4096:
                entry["start"] = len(small_table)
                small += item.ljust(-(-len(item) // 64) * 64, b"\0")
                small_table.extend([*range(len(small_table) + 1, len(small) // 64), _END])
            elif item:
                entry["start"] = put(item)
        else:
            # Siblings are a search tree by length, then name; a chain to the right is one too.
            names = sorted(item, key=lambda key: (len(key), key.upper()))
            children = [add(key, item[key], 2 if isinstance(item[key], bytes) else 1) for key in names]
            for one, other in itertools.pairwise(children):
                entries[one]["right"] = other
            if children:
                entry["child"] = children[0]
        return number

    add("Root Entry", tree, 5)
    if small:
        entries[0]["start"], entries[0]["size"] = put(small), len(small)
    short = put(struct.pack(f"<{len(small_table)}I", *small_table).ljust(-(-len(small_table) // 128) * 512, b"\xff")) if small else _END
    listed = put(b"".join(_entry(entry) for entry in entries))
    count = 1
    while len(table) + count > count * 128:
        count += 1
    places = range(len(sectors), len(sectors) + count)
    whole = struct.pack(f"<{len(table) + count}I", *table, *[_TABLE] * count).ljust(count * 512, b"\xff")
    sectors.extend(whole[at : at + 512] for at in range(0, len(whole), 512))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, count, listed, 0, 4096, short, -(-len(small_table) // 128), _END, 0)
    return (header + struct.pack(f"<{count}I", *places)).ljust(512, b"\xff") + b"".join(sectors)


def _entry(entry: Mapping[str, object]) -> bytes:
    name = str(entry["name"]).encode("utf-16-le") + b"\0\0"
    out = name.ljust(64, b"\0") + struct.pack("<HBB", len(name), entry["kind"], 1)
    out += struct.pack("<III", _NONE, entry["right"], entry["child"]) + bytes(36)
    return out + struct.pack("<IQ", entry["start"], entry["size"])


def outlook(subject: str, body: str, sender: str, attachments: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """An Outlook message (MS-OXMSG) with a sender, one recipient and attachments."""

    def words(text: str) -> bytes:
        return text.encode("utf-16-le")

    def properties(head: int, *rows: tuple[int, int, int]) -> bytes:
        return bytes(head) + b"".join(struct.pack("<HHIQ", kind, name, 6, value) for name, kind, value in rows)

    def text(name: int, value: str) -> tuple[str, bytes]:
        return f"__substg1.0_{name:04X}001F", words(value)

    texts = {0x0037: subject, 0x1000: body, 0x0C1A: sender, 0x0C1F: "v.lane@example.com"}
    headers = f"From: {sender} <v.lane@example.com>\r\nDate: Sat, 14 Mar 2026 18:22:05 +0000\r\n"
    tree: dict[str, bytes | Tree] = dict(text(name, value) for name, value in (texts | {0x007D: headers}).items())
    rows = [(name, 0x001F, 2 * len(value) + 2) for name, value in (texts | {0x007D: headers}).items()]
    sent = 134_179_861_250_000_000  # 2026-03-14 18:22:05 UTC in units of 100 ns since 1601
    tree["__properties_version1.0"] = properties(32, *rows, (0x0039, 0x0040, sent), (0x3FDE, 0x0003, 65001))
    who = {"Peter Marsh": 0x3001, "p.marsh@example.org": 0x39FE}
    tree["__recip_version1.0_#00000000"] = dict(text(name, value) for value, name in who.items()) | {
        "__properties_version1.0": properties(8, *((name, 0x001F, 2 * len(value) + 2) for value, name in who.items()))
    }
    for number, (name, content) in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = dict([text(0x3707, name), text(0x370E, "text/plain")]) | {
            "__substg1.0_37010102": content,
            "__properties_version1.0": properties(
                8, (0x3701, 0x0102, len(content)), (0x3705, 0x0003, 1), (0x3707, 0x001F, 2 * len(name) + 2), (0x370E, 0x001F, 22)
            ),
        }
    return compound(tree)
