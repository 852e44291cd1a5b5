"""The draw cannot be foreseen, and can be checked by anybody afterwards."""

import base64
import hashlib
import json
from pathlib import Path

from assistant import review
from assistant.ledger import LedgerEvent, StationKey, export
from assistant.review.draw import SHARE, drawn, lot
from assistant.session import Session
from tests.assistant.review.conftest import asked


def test_one_in_twenty_is_drawn(tmp_path: Path) -> None:
    """Of 4,000 events some 200 are drawn: the count stays within five and a half standard deviations of a fair draw of 5 %."""
    key = StationKey(tmp_path / "key")
    events = [LedgerEvent(seq, "2026-01-01", "case", "ann", "question", {"n": seq}, "0" * 64, key.public) for seq in range(4000)]
    count = sum(drawn(event.sealed(key.sign)[0]) for event in events)
    assert 124 <= count <= 276


def test_another_key_draws_otherwise(tmp_path: Path) -> None:
    """Everything about an event but the private key does not tell its lot: stations draw different lots for the same event."""
    event = LedgerEvent(1, "2026-01-01", "case", "ann", "question", {}, "0" * 64, "the same")
    lots = {lot(event.sealed(StationKey(tmp_path / name).sign)[0]) for name in "abc"}
    assert len(lots) == 3


def test_the_same_event_draws_the_same_lot(tmp_path: Path) -> None:
    """A signature is the same however often an event is signed: nobody gets a second draw."""
    event = LedgerEvent(1, "2026-01-01", "case", "ann", "question", {}, "0" * 64, "key")
    assert len({lot(event.sealed(StationKey(tmp_path / "key").sign)[0]) for _ in range(5)}) == 1


def test_an_export_proves_the_draw(officer: Session, supervisor: Session, tmp_path: Path) -> None:
    """Whoever has an exported record works out the same lots with the standard library alone, and gets the same transcripts."""
    for number in range(120):
        officer.record("glossary", {"names": [str(number)]})
    asked(officer, "What colour was the van?")
    found = {e.transcript.seq for e in review.queue(supervisor).entries if any(reason.why == "random" for reason in e.reasons)}
    export(officer.case.folder, tmp_path / "record.jsonl")
    proved = set()
    for line in (tmp_path / "record.jsonl").read_text().splitlines()[1:]:
        event = json.loads(line)
        digest = hashlib.sha256(b"exhibit review draw 1\n" + base64.b64decode(event["signature"])).digest()
        if event["event"] in ("glossary", "question") and int.from_bytes(digest[:8], "big") / 2**64 < SHARE:
            proved.add(event["seq"])
    assert found == proved
    assert review.queue(supervisor).drawn == len(proved)


def test_the_queue_is_the_same_each_time(officer: Session, supervisor: Session, as_: object) -> None:
    """Asked again, and by another supervisor, the record gives the same queue."""
    for number in range(40):
        officer.record("glossary", {"names": [str(number)]})
    asked(officer, "Who is Quentin Moss?")

    def told(session: Session) -> list[tuple[int, tuple[review.Reason, ...]]]:
        return [(each.transcript.seq, each.reasons) for each in review.queue(session).entries]

    assert told(supervisor) == told(supervisor) == told(as_("sue"))  # type: ignore[operator]
    assert told(supervisor)
