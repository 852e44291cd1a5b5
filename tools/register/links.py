"""Who and what is linked by which exhibit: named in one sentence, sender and recipient of one message, or writers in one chat."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from tools.case import Case, Exhibit
from tools.chats import TELEGRAM, WHATSAPP
from tools.evidence import Citation
from tools.register.entries import Entry, Register
from tools.register.mention import Mention
from tools.register.texts import Text, text_of

LINKED = frozenset("person organisation phone email iban card crypto_address imei vehicle_plate document_number address url ip".split())
"""Types that are linked; places, dates, sums and things are too common to link anybody."""
_WROTE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:T|,? )\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)? ", re.MULTILINE)
"""When a message of an exported chat was sent, before who wrote it."""
_HEADER = re.compile(r"^(?P<role>From|To|Cc|Bcc): [^\n]*$", re.MULTILINE)


@dataclass(frozen=True)
class Shared:
    """One place that links two entries."""

    kind: Literal["sentence", "message", "chat"]
    exhibit: str
    sentence: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Link:
    """Two entries with every place that links them. That they are named together does not say that they know each other."""

    entries: tuple[Entry, Entry]
    """In the order of the register."""
    shared: tuple[Shared, ...]

    @property
    def exhibits(self) -> tuple[str, ...]:
        """Those that link them."""
        return tuple(dict.fromkeys(place.exhibit for place in self.shared))


def links(case: Case, found: Register) -> list[Link]:
    """All links of a case, those with the most places first."""
    order = {entry.id: number for number, entry in enumerate(found.entries)}
    holder = {mention: entry for entry in found.entries for mention in entry.mentions}
    made: dict[tuple[str, str], dict[Shared, None]] = {}
    for exhibit in dict.fromkeys(exhibit for entry in found.entries for exhibit in entry.exhibits):
        mentions = [each for each in found.in_exhibit(exhibit) if each.type in LINKED]
        text = text_of(case, exhibit)
        for one, other, shared in (
            *_in_sentences(text, exhibit, mentions),
            *_in_messages(text, exhibit, mentions),
            *_in_chat(case.look_up(exhibit), text, mentions),
        ):
            a, b = sorted((holder[one].id, holder[other].id), key=lambda id_: order[id_])
            if a != b:
                made.setdefault((a, b), {})[shared] = None
    found_links = [Link((found.entry(a), found.entry(b)), tuple(places)) for (a, b), places in made.items()]
    return sorted(found_links, key=lambda link: (-len(link.shared), *(order[entry.id] for entry in link.entries)))


_Pair = tuple[Mention, Mention, Shared]


def _in_sentences(text: Text, exhibit: str, mentions: list[Mention]) -> Iterator[_Pair]:
    together: dict[tuple[int, int], list[Mention]] = {}
    sentences = {}
    for mention in mentions:
        if (sentence := text.sentence(mention.span)) is not None:
            together.setdefault(sentence.span, []).append(mention)
            sentences[sentence.span] = sentence
    for span, inside in together.items():
        shared = Shared("sentence", exhibit, sentences[span].text, sentences[span].citations)
        yield from ((one, other, shared) for one, other in combinations(inside, 2))


def _in_messages(text: Text, exhibit: str, mentions: list[Mention]) -> Iterator[_Pair]:
    """Senders with the recipients of the same message: the header lines up to the next sender."""
    senders: list[Mention] = []
    for header in _HEADER.finditer(text.whole):
        named = [each for each in mentions if header.start() <= each.span[0] < header.end()]
        if header["role"] == "From":
            senders = named
            continue
        for one in senders:
            for other in named:
                cited = tuple(dict.fromkeys((*one.citations, *other.citations)))
                yield one, other, Shared("message", exhibit, f"message from {one.written} to {other.written}", cited)


def _in_chat(exhibit: Exhibit, text: Text, mentions: list[Mention]) -> Iterator[_Pair]:
    """Who writes in one exported chat, each by the first message that is theirs. An export of several chats says of no message in
    which it stands, so nobody is linked by it."""
    if exhibit.mime != WHATSAPP and not (exhibit.mime == TELEGRAM and exhibit.facts.get("chats") == 1):
        return
    begins = {match.end() for match in _WROTE.finditer(text.whole)}
    writers: dict[str, Mention] = {}
    for mention in mentions:
        if mention.span[0] in begins:
            writers.setdefault(mention.value, mention)
    for one, other in combinations(writers.values(), 2):
        cited = tuple(dict.fromkeys((*one.citations, *other.citations)))
        yield one, other, Shared("chat", exhibit.id, f"{one.written} and {other.written} write in the same chat", cited)
