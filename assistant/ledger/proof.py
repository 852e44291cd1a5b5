"""Showing one event, or that a record only grew, without handing over the rest of it."""

import json
import shutil
from collections.abc import Sequence, Set
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.ledger import verify_ledger
from assistant.ledger.chain import HEAD, LedgerDamaged, read_head
from assistant.ledger.event import Head, LedgerEvent, canonical
from assistant.ledger.merkle import consistency, inclusion
from assistant.ledger.verify import FORMAT, Verdict, events

INCLUSION = "exhibit-ledger-inclusion-1"
CONSISTENCY = "exhibit-ledger-consistency-1"
VERIFIER = Path(verify_ledger.__file__)
"""The program that checks exports and proofs where Exhibit is not installed."""


def prove_event(folder: Path, seq: int, file: Path) -> Head:
    """Write one event of a case, with the path from it to the signed root, to a file; gives the head it is proved under.

    Raises:
        LedgerDamaged: there is no such event, or the record does not have the root that was signed.
    """
    _, [proof] = inclusions(folder, [seq])
    return _written(file, proof)


def inclusions(folder: Path, seqs: Sequence[int]) -> tuple[Head, list[dict[str, Any]]]:
    """The head of a case's record, and for each of some events what `prove_event` writes: the record is read once.

    Raises:
        LedgerDamaged: there is no such event, or the record does not have the root that was signed.
    """
    head, found = _record(folder)
    leaves = _leaves(found)
    proofs = []
    for seq in seqs:
        if not 1 <= seq <= len(found):
            raise LedgerDamaged(f"The record of {folder} has the events 1 to {len(found)}, and no number {seq}.")
        path = [node.hex() for node in inclusion(leaves, seq - 1)]
        proof = {"format": INCLUSION, "head": asdict(head), "event": vars(found[seq - 1]), "path": path}
        try:
            verify_ledger.check(canonical(proof), {head.key, found[seq - 1].key})
        except verify_ledger.Wrong as wrong:
            raise LedgerDamaged(f"The record does not prove what its head says: {wrong}.") from wrong
        proofs.append(proof)
    return head, proofs


def prove_growth(folder: Path, older: Path, file: Path) -> Head:
    """Write a proof that the record, as it was when an older export or proof of it was written, is the beginning of what it is now.

    Raises:
        LedgerDamaged: `older` has no head of this record, or the record does not have the root that was signed.
    """
    head, found = _record(folder)
    before = _head_in(older)
    if before.case != head.case or before.root is None or not 0 < before.events <= head.events:
        raise LedgerDamaged(f"{older} does not hold an older head of the record of {folder}.")
    path = consistency(_leaves(found), before.events)
    content = {"format": CONSISTENCY, "older": asdict(before), "newer": asdict(head), "path": [node.hex() for node in path]}
    return _written(file, content)


def is_proof(file: Path) -> bool:
    """Whether a file is a proof and not a whole record."""
    with file.open("rb") as stream:
        first = stream.readline(1 << 20)
    return INCLUSION.encode() in first or CONSISTENCY.encode() in first


def verify_proof(file: Path, trusted: Set[str]) -> Verdict:
    """Check a proof. Without trusted keys the proof's own key is believed, as for an export."""
    content: dict[str, Any] = {}
    try:
        text = file.read_text(encoding="utf-8")
        content = json.loads(text)
        head = Head(**(content.get("head") or content["newer"]))
        verify_ledger.check(text, set(trusted) or {head.key})
    except (ValueError, KeyError, TypeError, verify_ledger.Wrong) as error:
        return Verdict(False, 0, None, (content.get("event") or {}).get("seq"), str(error), ())
    return Verdict(True, head.events, head.hash, None, None, (head.key,))


def put_verifier(folder: Path) -> Path:
    """Put the program that checks exports and proofs into a folder, unless it is there."""
    target = folder / VERIFIER.name
    if not target.exists():
        shutil.copyfile(VERIFIER, target)
    return target


def _record(folder: Path) -> tuple[Head, list[LedgerEvent]]:
    head = read_head(folder / HEAD)
    if head is None or head.root is None:
        raise LedgerDamaged(f"The record of {folder} has no signed root yet: it is written with the next event.")
    return head, list(events(folder))[: head.events]


def _leaves(found: list[LedgerEvent]) -> list[bytes]:
    return [bytes.fromhex(event.hash) for event in found]


def _head_in(file: Path) -> Head:
    """The head in an export or a proof."""
    try:
        with file.open(encoding="utf-8") as stream:
            content = json.loads(stream.readline())
        if content["format"] == FORMAT:
            return Head(**{name: value for name, value in content.items() if name != "format"})
        return Head(**content["head" if content["format"] == INCLUSION else "newer"])
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerDamaged(f"{file} is neither an export nor a proof ({error}).") from error


def _written(file: Path, content: dict[str, Any]) -> Head:
    with file.open("x", encoding="utf-8") as out:
        out.write(canonical(content) + "\n")
    verdict = verify_proof(file, frozenset())
    if not verdict.ok:
        file.unlink()
        raise LedgerDamaged(f"The record does not prove what its head says: {verdict.reason}.")
    return Head(**(content.get("head") or content["newer"]))
