"""Checking the record, in its case or as an export on another machine."""

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.ledger.chain import FILE, HEAD, LedgerDamaged, read_head
from assistant.ledger.event import GENESIS, Head, LedgerEvent, canonical
from assistant.ledger.keys import holds
from assistant.ledger.merkle import Frontier

FORMAT = "exhibit-ledger-export-1"


@dataclass(frozen=True)
class Verdict:
    """What a check of the record found."""

    ok: bool
    events: int
    """Events that are there."""
    head: str | None
    """Hash of the last event, as the signed head has it."""
    first_bad: int | None
    """Number of the first event that was edited, removed, reordered, put in or cut off."""
    reason: str | None
    keys: tuple[str, ...]
    """Public keys that signed events."""


def verify_case(folder: Path, case: str, trusted: Set[str], station_heads: Path | None = None) -> Verdict:
    """Check the record of a case.

    Args:
        folder: the case folder.
        case: the case's id.
        trusted: public keys that may have signed.
        station_heads: the station's copies of heads, to notice that an older copy of the folder was put back.
    """
    try:
        heads = [read_head(folder / HEAD)]
        if station_heads is not None:
            heads.append(read_head(station_heads / case))
    except LedgerDamaged as error:
        return _verdict(_lines(folder / FILE), case, (), trusted, str(error))
    known = [head for head in heads if head is not None]
    missing = None if known or not (folder / FILE).exists() or not (folder / FILE).stat().st_size else "the signed head is gone"
    return _verdict(_lines(folder / FILE), case, known, trusted, missing)


def verify_export(file: Path, trusted: Set[str]) -> Verdict:
    """Check an export of the record; the first line is its head. Without trusted keys the export's own key is believed, so
    that the answer means no more than that nothing was changed by anyone who has not that key."""
    lines = _lines(file)
    try:
        header = json.loads(next(lines, ""))
        if header.pop("format") != FORMAT:
            raise ValueError("another format")
        head = Head(**header)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Verdict(
            False,
            0,
            None,
            1,
            f"{file} does not begin with the head of an exported ledger ({error})",
            (),
        )
    if not holds(head.key, head.signature, head.message):
        return _verdict(
            lines,
            head.case,
            (),
            trusted or {head.key},
            "the signature of the head does not hold",
        )
    return _verdict(lines, head.case, [head], trusted or {head.key}, None)


def export(folder: Path, file: Path) -> int:
    """Write the record with its head to a file for checking elsewhere; gives the number of events."""
    head = read_head(folder / HEAD)
    if head is None:
        raise LedgerDamaged(f"{folder} has no record yet.")
    count = 0
    with file.open("x", encoding="utf-8") as out:
        out.write(canonical({"format": FORMAT} | asdict(head)) + "\n")
        for line in _lines(folder / FILE):
            if count == head.events:
                break  # written while the export was under way
            out.write(line + "\n")
            count += 1
    return count


def events(folder: Path) -> Iterator[LedgerEvent]:
    """The events of a case in order; ValueError at the first line that is none."""
    return (LedgerEvent.parse(line) for line in _lines(folder / FILE))


def _lines(file: Path) -> Iterator[str]:
    """The lines of a record, without the room (empty lines) that its writer keeps at its end."""
    if not file.exists():
        return
    empty = 0
    with file.open("rb") as stream:
        for line in stream:
            if line == b"\n":
                empty += 1
                continue
            yield from [""] * empty  # not at the end: somebody else put them there
            empty = 0
            yield line.decode("utf-8", "replace").removesuffix("\n")


def _verdict(
    lines: Iterable[str],
    case: str,
    heads: Sequence[Head],
    trusted: Set[str],
    trouble: str | None,
) -> Verdict:
    """Check a record against all its heads: an older one holds too."""
    head = max(heads, key=lambda each: each.events, default=None)
    count, previous, tree = 0, GENESIS, Frontier()
    keys: dict[str, None] = {}
    bad: int | None = None
    reason = trouble
    for count, line in enumerate(lines, start=1):
        if bad is not None:
            continue
        fault, event = _fault(line, count, case, previous, trusted)
        if event is not None:
            keys[event.key] = None
        here = [each for each in heads if each.events == count]
        if fault is None and event is not None and any(each.hash != event.hash for each in here):
            fault = "it is not the event that the signed head names"
        if fault is not None or event is None:
            bad, reason = count, f"event {count}: {fault}"
            continue
        previous = event.hash
        tree.add(bytes.fromhex(previous))
        if any(each.root not in (None, tree.root().hex()) for each in here):
            bad, reason = count, "the root of the tree of events is not the one that the signed head names"
    if bad is None and head is not None and count < head.events:
        bad, reason = (
            count + 1,
            f"events {count + 1} to {head.events} were cut off: the signed head counts {head.events}",
        )
    for each in heads:
        if bad is None and (each.case != case or each.key not in trusted):
            why = "is of another case" if each.case != case else "is signed by a key that is not trusted here"
            bad, reason = count, f"the head {why} ({each.case}, {each.key}); give the key with --key if you trust it"
    return Verdict(
        bad is None and reason is None,
        count,
        head.hash if head else None,
        bad,
        reason,
        tuple(keys),
    )


def _fault(line: str, number: int, case: str, previous: str, trusted: Set[str]) -> tuple[str | None, LedgerEvent | None]:
    """What is wrong with a line of the record, if anything, and its event."""
    try:
        event = LedgerEvent.parse(line)
    except ValueError as error:
        return f"it cannot be read ({error})", None
    if event.seq != number:
        return (
            f"it should stand here, but number {event.seq} does: events were removed, put in or reordered",
            event,
        )
    if event.case != case:
        return f"it belongs to another case ({event.case})", event
    if event.previous != previous:
        return "it does not follow the event before it", event
    if event.digest() != event.hash:
        return "it was edited", event
    if event.key not in trusted:
        return (
            f"it is signed by a key that is not trusted here ({event.key}); give it with --key if you trust it",
            event,
        )
    if not holds(event.key, event.signature, event.hash.encode()):
        return "its signature does not hold", event
    return None, event
