"""The text of an exhibit cut into sentences, each with the places where it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import models
from tools.evidence import Citation, Place, TextLine, Utterance, is_citable

_ENDS = re.compile(r"""[.!?…:;]["'”’)\]]*$""")
_MESSAGE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[T,]? ?\d{1,2}[:.]\d\d|(?:From|To|Cc|Bcc|Reply-To|Date|Subject|Attachment): ")
"""How a message of an exported chat, or a header line of a mail, begins: nobody's words run on in the next person's."""
_WRAPPED = 0.75
"""A line at least this wide, measured against the widest of its page, may go on in the next one."""
_MIN_WRAPPED = 45
"""Characters; shorter lines are headings, items or addresses and stand for themselves."""
_LONGEST = 1200
"""Characters; a longer piece of text without a full stop is cut at a space, so that it can be embedded and shown."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a line that stands for itself, with the places that hold it in order."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Block:
    """A stretch of running text: lines that belong together, joined by single spaces."""

    text: str
    starts: tuple[int, ...]
    """Where in `text` each item begins."""
    items: tuple[TextLine | Utterance, ...]
    columns: bool
    """Items stand side by side, as in a receipt: there is no running text to cut."""

    def cite(self, start: int, end: int) -> tuple[Citation, ...]:
        """The places of a stretch of the text: one citation for each line or utterance that it touches."""
        return tuple(_citation(item, max(start - begin, 0), min(end - begin, len(item.text))) for begin, item in self._touched(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text in characters of the exhibit's text, counted as in `TextLine.offset`."""
        touched = self._touched(start, end)
        (first, item), (last, final) = touched[0], touched[-1]
        return item.offset + max(start - first, 0), final.offset + min(end - last, len(final.text))

    def _touched(self, start: int, end: int) -> list[tuple[int, TextLine | Utterance]]:
        pairs = zip(self.starts, self.items, strict=True)
        return [(begin, item) for begin, item in pairs if begin < end and begin + len(item.text) > start]


def sentences(items: Sequence[TextLine | Utterance]) -> list[Sentence]:
    """Cut the text of one exhibit into sentences.

    Lines side by side (the columns of a receipt) become one; lines that run to the margin are joined with the next
    before sentences are looked for, so that a sentence broken over lines is found whole and cites each of them.
    """
    found = []
    for block in blocks(items):
        whole = block.columns or (len(block.items) == 1 and len(block.text) < _MIN_WRAPPED)
        for start, end in [(0, len(block.text))] if whole else spans(block.text):
            found.append(Sentence(block.text[start:end], block.cite(start, end)))
    return found


def blocks(items: Sequence[TextLine | Utterance]) -> list[Block]:
    """Put the lines or utterances of an exhibit together where the text runs on from one to the next.

    Speech that is uncertain and that nobody has confirmed is left out, and no text runs on across it: what is cut from the
    blocks can be cited.
    """
    found = []
    for rows in (rows for stretch in _citable(items) for rows in _groups(_rows(stretch))):
        text, starts, members = "", [], []
        for item in (item for row in rows for item in row):
            text += " " if text else ""
            starts.append(len(text))
            members.append(item)
            text += item.text
        found.append(
            Block(
                text,
                tuple(starts),
                tuple(members),
                columns=any(len(row) > 1 for row in rows),
            )
        )
    return found


def _citable(items: Sequence[TextLine | Utterance]) -> Iterator[list[TextLine | Utterance]]:
    """The stretches of items that may be cited."""
    for citable, stretch in groupby(items, key=is_citable):
        if citable:
            yield list(stretch)


def _groups(
    rows: list[list[TextLine | Utterance]],
) -> Iterator[list[list[TextLine | Utterance]]]:
    """Rows whose text runs on, together; a row is the items that stand side by side."""
    widest: dict[int | None, int] = {}
    for row in rows:
        page = row[0].page if isinstance(row[0], TextLine) else None
        widest[page] = max(widest.get(page, 0), _width(row))
    block: list[list[TextLine | Utterance]] = []
    for row in rows:
        if block and not _runs_on(block[-1], row, widest):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _rows(items: Sequence[TextLine | Utterance]) -> list[list[TextLine | Utterance]]:
    rows: list[list[TextLine | Utterance]] = []
    for item in items:
        if rows and _beside(rows[-1][-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda item: item.box[0] if isinstance(item, TextLine) and item.box else 0)
    return rows


def _beside(before: TextLine | Utterance, item: TextLine | Utterance) -> bool:
    """Whether two recognised lines share most of their height and not their width."""
    if not (isinstance(before, TextLine) and isinstance(item, TextLine) and before.box and item.box and before.page == item.page):
        return False
    (x1, y1, w1, h1), (x2, y2, w2, h2) = before.box, item.box
    if _is_on_side(before) and _is_on_side(item):  # lines of a turned page, which follow one another across it
        return False
    height = min(y1 + h1, y2 + h2) - max(y1, y2)
    return height > 0.6 * min(h1, h2) and (x2 >= x1 + w1 - h1 or x1 >= x2 + w2 - h2)


def _is_on_side(line: TextLine) -> bool:
    return line.box is not None and len(line.text) >= 3 and line.box[3] > 1.5 * line.box[2]


def _width(row: Sequence[TextLine | Utterance]) -> int:
    boxes = [item.box for item in row if isinstance(item, TextLine) and item.box]
    if boxes:
        return max(x + w for x, _, w, _ in boxes) - min(x for x, _, _, _ in boxes)
    return sum(len(item.text) for item in row)


def _runs_on(
    row: Sequence[TextLine | Utterance],
    following: Sequence[TextLine | Utterance],
    widest: dict[int | None, int],
) -> bool:
    """Whether the text of a row goes on in the row that follows."""
    last, first = row[-1], following[0]
    if isinstance(last, Utterance) or isinstance(first, Utterance):
        return (
            isinstance(last, Utterance)
            and isinstance(first, Utterance)
            and (last.speaker, last.channel) == (first.speaker, first.channel)
            and not _ENDS.search(last.text)
        )
    if len(row) > 1 or len(following) > 1 or _is_retold(last) or _is_retold(first):
        return False
    if last.page != first.page or _ends_paragraph(last, first) or _MESSAGE.match(first.text):
        return False
    return len(last.text) >= _MIN_WRAPPED and _width(row) >= _WRAPPED * widest[last.page]


def _is_retold(line: TextLine) -> bool:
    """Whether the text says what stands there in another form (a table's row with its headings)."""
    return line.text != line.citations[0].quote


def _ends_paragraph(last: TextLine, first: TextLine) -> bool:
    """Whether a gap stands between two lines: a blank line, or more than a line's height of paper."""
    if last.box and first.box:
        return first.box[1] - (last.box[1] + last.box[3]) > 0.8 * last.box[3]
    a, b = last.citations[0].place.line, first.citations[0].place.line
    return a is not None and b is not None and b - a > 1


def _citation(item: TextLine | Utterance, start: int, end: int) -> Citation:
    """The citation of a stretch of an item: its own, narrowed to the words quoted where the item allows it."""
    [whole] = item.citations
    quote = item.text[start:end].strip()
    if quote == item.text or quote not in whole.quote:
        return whole
    if isinstance(item, Utterance) and item.words:
        place = 0
        inside = []
        for word in item.words:
            found = item.text.find(word.text, place)
            place = found + len(word.text) if found >= 0 else place
            if found >= 0 and found < end and place > start:
                inside.append(word)
        if inside:
            return whole.model_copy(
                update={
                    "quote": quote,
                    "fragment": str(Place(t=(inside[0].start, inside[-1].end))),
                }
            )
    return whole.model_copy(update={"quote": quote})


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of running text; a number or mark without a word belongs to the sentence beside it."""
    held: int | None = None
    cuts = [(sentence.start_char, sentence.end_char) for sentence in _splitter()(text).sents]
    for start, end in cuts:
        start = start if held is None else held
        held = None
        if end < len(text) and not any(map(str.isalpha, text[start:end])):
            held = start
            continue
        while end - start > _LONGEST:
            cut = text.rfind(" ", start, start + _LONGEST)
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        piece = text[start:end]
        if piece.strip():
            yield (
                start + len(piece) - len(piece.lstrip()),
                end - len(piece) + len(piece.rstrip()),
            )


@cache
def _splitter() -> Any:
    """spaCy's trained sentence splitter: it knows abbreviations, which a rule for full stops does not."""
    import spacy

    splitter = spacy.load(
        models.path("named-entities"),
        exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"],
    )
    splitter.enable_pipe("senter")
    splitter.max_length = 10_000_000
    return splitter
