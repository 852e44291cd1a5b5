"""A case with three notes, a recording and everything that can be made of them, and a look at all bytes of its folder."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.tools.comparing import made as comparison
from tests.tools.saying import silence, transcribed
from tools import confirmations, results, speaker_names
from tools.case import Case, Exhibit
from tools.index import Index
from tools.partial import Partial
from tools.registry import get_tool
from tools.retention import rules
from tools.retention.planning import Item, plan
from tools.retention.removal import Gone, remove

SECRET = "Zebedee Quillfeather hid the emerald brooch beneath the boathouse floor."
OPEN = "The grey van left the marina at nine."
HEARD = "Meet Quillfeather by the lighthouse."


@dataclass(frozen=True)
class Filled:
    """What is in the case."""

    secret: Exhibit
    open: Exhibit
    call: Exhibit
    vectors: bytes
    """Of the passage of the secret note, as the index keeps them."""


def everything(folder: Path) -> bytes:
    """All bytes of all files of a case folder but the ledger and its head."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("ledger."))
    return b"\0".join(path.read_bytes() for path in files)


def traces(folder: Path, filled: Filled) -> list[str]:
    """What of the secret note and of the recording can be found in the bytes of a case folder."""
    content = everything(folder)
    single = np.frombuffer(filled.vectors, np.float16).reshape(-1, 384)[0].astype(np.float32).tobytes()
    looked_for = {
        "its words": b"emerald brooch",
        "a name in it": b"Quillfeather",
        "its title": b"The brooch note",
        "its file's name": b"brooch.txt",
        "a word of the full-text list": b"boathous",
        "the id of its vector": b"EX-0001/0",
        "its vectors": filled.vectors[:64],
        "its vector in chromadb": single[:64],
        "a drawn picture": b"picture of the brooch",
        "a part of an unfinished run": b"partial brooch",
        "what was heard": b"lighthouse",
        "what was corrected": b"corrected words",
        "the name of a voice": b"Barnaby Voice",
    }
    return [what for what, these in looked_for.items() if these in content]


@pytest.fixture
def filled(case: Case, keep: Callable[..., Exhibit], put: Callable[..., Exhibit], tmp_path: Path) -> Filled:
    """Two notes and a recording, with readings, entities, a picture, parts of a run, a correction, a name, and the index."""
    secret = put("brooch.txt", SECRET + "\n", title="The brooch note", kind="statement")
    reader, args = get_tool("read_document"), {"exhibit": secret.id}
    read = reader.run(case, secret.id)
    results.save(case, results.key_of(case, reader, args), reader, args, 0.0, read)
    other = keep("van.txt", OPEN + "\n")
    call = put(silence(tmp_path))
    said = transcribed(case, call, [(HEARD, ())])
    confirmations.add(case, call.id, said[0].id, "corrected", "corrected words", "tester")
    place = case.folder / "derived" / "compare_speakers" / "0123456789abcdef"
    place.mkdir(parents=True)
    (place / "plot.png").write_bytes(b"picture of the brooch")
    compared = comparison(call, secret, 0.8).model_copy(update={"pictures": ("derived/compare_speakers/0123456789abcdef/plot.png",)})
    results.save(case, "compared", get_tool("compare_speakers"), {"questioned": call.id, "reference": secret.id}, 0.0, [compared])
    speaker_names.add(case, call.id, "S1", "0" * 64, "Barnaby Voice", compared.id, "tester")
    Partial(case, "f" * 64, type(read[0])).save("part", read[0].model_copy(update={"text": "partial brooch"}))
    index = Index(case)
    index.update()
    with closing(index._open()) as text:
        [vectors] = text.execute("SELECT vectors FROM passages WHERE exhibit = ?", (secret.id,)).fetchone()
    index.meaning.forget()
    return Filled(secret, other, call, vectors)


Due = Callable[..., list[Item]]


@pytest.fixture
def due(case: Case) -> Due:
    """Set rules of no days at all and give what is due."""

    def due(*kinds: str) -> list[Item]:
        for kind in kinds:
            rules.set_rule(case, kind, 0, "section 75 of the police act", "", "supervisor")
        return list(plan(case, datetime.now(UTC)).items)

    return due


@pytest.fixture
def deleted(case: Case, due: Due) -> Callable[..., Gone]:
    """Delete everything of some kinds."""

    def deleted(*kinds: str) -> Gone:
        items = [item for item in due(*kinds) if item.kept is None]
        return remove(case, lambda: items, "supervisor", lambda gone: None)

    return deleted


@pytest.fixture(autouse=True)
def closed(case: Case) -> Iterator[None]:
    """Close the database at the end."""
    yield
    case.database.close()
