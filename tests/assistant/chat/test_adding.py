"""Files that come from the browser go into the case with what is inside them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from assistant.chat.adding import Adding
from assistant.chat.scratch import Scratch
from assistant.session import Session
from tests.tools.test_containers import mail, zipped
from tools.errors import Rejected


def take(adding: Adding, session: Session, content: bytes, name: str) -> str:
    """Hand one file over as the browser does; gives the number of its exhibit."""

    async def pieces() -> AsyncIterator[bytes]:
        yield content

    return asyncio.run(adding.take(session, pieces(), name, "", "")).id


def test_what_is_inside_comes_in_with_it(session: Session, scratch: Scratch) -> None:
    """Of a mail with an archive every exhibit is in the case and on record with its parent, and so is each member that was refused."""
    adding = Adding(scratch, 1_000_000)
    assert take(adding, session, mail(("in.zip", zipped({"a.txt": b"some text\n", "../b": b"x"}))), "mail.eml") == "EX-0001"
    assert [exhibit.parent for exhibit in session.case.exhibits()] == [None, "EX-0001", "EX-0002"]
    record = session.ledger.path.read_text()
    assert record.count('"exhibit_added"') == 3
    assert '"parent":"EX-0002"' in record.replace('": "', '":"')
    assert "outside the archive" in record


def test_a_file_that_is_refused_is_still_refused(session: Session, scratch: Scratch) -> None:
    """A broken file, and one that the case has, are refused with their reason."""
    adding = Adding(scratch, 1_000_000)
    take(adding, session, zipped({"a.txt": b"some text\n"}), "a.zip")
    with pytest.raises(Rejected, match="already in the case as EX-0001"):
        take(adding, session, zipped({"a.txt": b"some text\n"}), "b.zip")
    with pytest.raises(Rejected, match="empty"):
        take(adding, session, b"PK\x05\x06" + bytes(18), "c.zip")
