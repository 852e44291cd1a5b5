#!/usr/bin/env python3
"""Check what Exhibit's record of a case says, on any machine, with the station's public key.

    python3 verify_ledger.py record.jsonl --key BASE64
    python3 verify_ledger.py proof.json --key BASE64

The file is an exported record (every event is checked), a proof that one event is in the record, or a proof that an older state of
the record is the beginning of a newer one. Needs Python 3.9 or newer and the package `cryptography`; nothing of Exhibit.

An event is one line of JSON with sorted keys. Its hash is the SHA-256 of the line without `hash` and `signature`; it names the hash
of the event before, and is signed with Ed25519 (RFC 8032). The signed head says how many events there are, the hash of the last
one and the root of their Merkle tree (RFC 9162).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """What does not hold."""


def canonical(content: dict[str, Any]) -> str:
    """The one way in which an event is written."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def decoded(text: str) -> bytes:
    """The bytes of base64 in its one form; ValueError for any other, so that no word can stand in a signature that nobody signed."""
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("not in the one form of base64")
    return found


def check_signature(key: str, signature: str, message: str, what: str, trusted: set[str]) -> None:
    """Raise Wrong unless a trusted key signed the message."""
    if key not in trusted:
        raise Wrong(f"{what} is signed by a key that is not trusted: {key}")
    try:
        Ed25519PublicKey.from_public_bytes(decoded(key)).verify(decoded(signature), message.encode())
    except (InvalidSignature, ValueError):
        raise Wrong(f"the signature of {what} does not hold") from None


def check_head(head: dict[str, Any], trusted: set[str]) -> None:
    """Raise Wrong unless a head is signed."""
    message = f"exhibit ledger head\n{head['case']}\n{head['events']}\n{head['hash']}\n{head['root']}"
    check_signature(head["key"], head["signature"], message, "the head", trusted)


def check_event(event: dict[str, Any], trusted: set[str]) -> None:
    """Raise Wrong unless an event is what was signed."""
    what = f"event {event['seq']}"
    body = {name: value for name, value in event.items() if name not in ("hash", "signature")}
    if hashlib.sha256(canonical(body).encode()).hexdigest() != event["hash"]:
        raise Wrong(f"{what} was edited")
    check_signature(event["key"], event["signature"], event["hash"], what, trusted)


def leaf(event_hash: str) -> bytes:
    """Leaf of the Merkle tree."""
    return hashlib.sha256(b"\0" + bytes.fromhex(event_hash)).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Inner node of the Merkle tree."""
    return hashlib.sha256(b"\1" + left + right).digest()


def check_record(lines: list[str], trusted: set[str]) -> str:
    """An exported record: its head, then its events, one a line."""
    head = json.loads(lines[0])
    check_head(head, trusted)
    previous = "0" * 64
    roots: list[bytes] = []
    for number, line in enumerate(lines[1:], start=1):
        event = json.loads(line)
        if canonical(event) != line or event["seq"] != number:
            raise Wrong(f"line {number + 1} is not event {number}: events were edited, removed, put in or reordered")
        if event["case"] != head["case"] or event["previous"] != previous:
            raise Wrong(f"event {number} does not follow the one before it")
        check_event(event, trusted)
        previous = event["hash"]
        root, size = leaf(previous), number - 1
        while size & 1:
            root, size = node(roots.pop(), root), size >> 1
        roots.append(root)
    if len(lines) - 1 != head["events"] or previous != head["hash"]:
        raise Wrong(f"the head counts {head['events']} events, {len(lines) - 1} are here: the end was cut off or added to")
    root = roots.pop() if roots else hashlib.sha256(b"").digest()
    while roots:
        root = node(roots.pop(), root)
    if root.hex() != head["root"]:
        raise Wrong("the root of the tree is not the head's")
    return f"{head['events']} events of case {head['case']}, none edited, removed, put in or reordered"


def check_inclusion(proof: dict[str, Any], trusted: set[str]) -> str:
    """One event and the path to the head's root (RFC 9162, 2.1.3.2)."""
    head, event = proof["head"], proof["event"]
    check_head(head, trusted)
    check_event(event, trusted)
    index, last, found = event["seq"] - 1, head["events"] - 1, leaf(event["hash"])
    if not 0 <= index <= last or event["case"] != head["case"]:
        raise Wrong(f"the head does not count event {event['seq']}")
    for other in map(bytes.fromhex, proof["path"]):
        if last == 0:
            raise Wrong("the path is too long")
        if index & 1 or index == last:
            found = node(other, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node(found, other)
        index, last = index >> 1, last >> 1
    if last or found.hex() != head["root"]:
        raise Wrong(f"event {event['seq']} is not in the tree of the head")
    return f"event {event['seq']} ({event['event']}, {event['time']}) is one of the {head['events']} events of case {head['case']}"


def check_consistency(proof: dict[str, Any], trusted: set[str]) -> str:
    """Two heads of one record and the nodes that join them (RFC 9162, 2.1.4.2)."""
    older, newer = proof["older"], proof["newer"]
    check_head(older, trusted)
    check_head(newer, trusted)
    if older["case"] != newer["case"] or not 0 < older["events"] <= newer["events"]:
        raise Wrong("the heads are not an older and a newer one of one record")
    path = [bytes.fromhex(other) for other in proof["path"]]
    if older["events"] == newer["events"]:
        if path or older["root"] != newer["root"]:
            raise Wrong("the older record is not the beginning of the newer one")
        return f"both heads are of the same {newer['events']} events of case {newer['case']}"
    if older["events"] & (older["events"] - 1) == 0:
        path.insert(0, bytes.fromhex(older["root"]))
    if not path:
        raise Wrong("the path is empty")
    index, last = older["events"] - 1, newer["events"] - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    first = second = path[0]
    for other in path[1:]:
        if last == 0:
            raise Wrong("the path is too long")
        if index & 1 or index == last:
            first, second = node(other, first), node(other, second)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            second = node(second, other)
        index, last = index >> 1, last >> 1
    if last or first.hex() != older["root"] or second.hex() != newer["root"]:
        raise Wrong("the older record is not the beginning of the newer one")
    return f"the first {older['events']} of {newer['events']} events of case {newer['case']} are those of the older head"


def check(text: str, trusted: set[str]) -> str:
    """What a file shows; Wrong says what does not hold."""
    lines = text.rstrip("\n").split("\n")
    try:
        first = json.loads(lines[0])
        kind = first["format"]
        if kind == "exhibit-ledger-export-1":
            return check_record(lines, trusted)
        if kind == "exhibit-ledger-inclusion-1":
            return check_inclusion(first, trusted)
        if kind == "exhibit-ledger-consistency-1":
            return check_consistency(first, trusted)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Wrong(f"it is not what Exhibit writes ({type(error).__name__}: {error})") from None
    raise Wrong(f"unknown format {kind!r}")


def main() -> int:
    """Exit status 0: it holds; 3: it does not."""
    parser = argparse.ArgumentParser(description="Check an exported record of Exhibit, or a proof from it.")
    parser.add_argument("file")
    parser.add_argument("--key", action="append", required=True, help="public key of the station (base64), from a source you trust")
    arguments = parser.parse_args()
    with open(arguments.file, encoding="utf-8", newline="") as file:
        text = file.read()
    try:
        print(f"HOLDS: {check(text, set(arguments.key))}")
    except Wrong as wrong:
        print(f"DOES NOT HOLD: {wrong}")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
