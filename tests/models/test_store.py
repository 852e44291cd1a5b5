"""The store gives out only the pinned bytes, and opens no connection."""

import os
import socket
from pathlib import Path

import pytest

import models
from models.errors import WeightsCorrupt, WeightsMissing
from models.manifest import Manifest
from models.store import ModelStore
from tests.conftest import needs_weights
from tests.models.serving import Site, known

CONTENT = b"weights " * 1000


@pytest.fixture
def manifest(site: Site) -> Manifest:
    """One file of weights, which the server would give."""
    site.files["/model.bin"] = CONTENT
    return known({"model.bin": (CONTENT, site.url("/model.bin"), ())})


@pytest.fixture
def store(tmp_path: Path, manifest: Manifest) -> ModelStore:
    """A store with the weights in place."""
    (tmp_path / "voice-small").mkdir()
    (tmp_path / "voice-small" / "model.bin").write_bytes(CONTENT)
    return ModelStore(tmp_path, manifest)


def flip(path: Path) -> None:
    """Change one byte and put the modification time back, as somebody who hides a change would."""
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[4000] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_absent_weights_say_what_to_run(tmp_path: Path, manifest: Manifest, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the command, and nothing is asked of the address that would have them."""

    def connect(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(WeightsMissing, match="run `exhibit models fetch voice-small`"):
        ModelStore(tmp_path, manifest).path("voice")
    assert site.asked == []


@pytest.mark.parametrize("verified_before", [True, False])
def test_a_flipped_byte_is_noticed(store: ModelStore, verified_before: bool) -> None:
    """A changed file is refused, with what to do, also where it was verified before and its time was put back."""
    if verified_before:
        store.path("voice")
    flip(store.root / "voice-small" / "model.bin")
    with pytest.raises(WeightsCorrupt, match="Delete it and run `exhibit models fetch voice-small`"):
        store.path("voice")
    status = store.status("voice-small")
    assert (status.present, status.verified) == (True, False)


def test_a_verified_file_is_hashed_once(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gigabytes are not hashed before every question, but are when it is asked for."""
    assert store.path("voice") == store.root / "voice-small"

    def hashed(*_: object) -> str:
        raise AssertionError("hashed again")

    monkeypatch.setitem(ModelStore.check.__globals__, "sha256_of", hashed)
    store.path("voice")
    with pytest.raises(AssertionError, match="hashed again"):
        store.status("voice-small", again=True)


@pytest.mark.parametrize("notes", [b"{broken", b"[]", b"\xff\xfe\x00", b'{"voice-small/model.bin": 7}'])
def test_broken_notes_are_made_again(store: ModelStore, notes: bytes) -> None:
    """What is remembered of verified files may be damaged or deleted: the files are hashed again."""
    (store.root / "verified.json").write_bytes(notes)
    assert store.path("voice") == store.root / "voice-small"
    assert b"stamp" in (store.root / "verified.json").read_bytes()


@pytest.mark.parametrize("number", [13, 30], ids=["no permission", "read-only disk"])
def test_a_store_that_cannot_be_written_to_works(store: ModelStore, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Weights on a read-only disk are used: they are hashed each time instead of remembered."""

    def refused(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_text", refused)
    assert store.path("voice") == store.root / "voice-small"
    assert not (store.root / "verified.json").exists()


def test_the_identity_changes_with_the_bytes(manifest: Manifest, tmp_path: Path) -> None:
    """Two sets of weights that differ in one byte have different identities, so results of one are not taken for the other's."""
    other = known({"model.bin": (CONTENT[:-1] + b"!", None, ())})
    assert ModelStore(tmp_path, manifest).digest("voice") == ModelStore(tmp_path / "elsewhere", manifest).digest("voice")
    assert ModelStore(tmp_path, manifest).digest("voice") != ModelStore(tmp_path, other).digest("voice")


def test_a_station_may_choose_other_weights() -> None:
    """A choice overrides the manifest's default, and a task that nothing serves is an error."""
    chosen = ModelStore(Path("anywhere"), choices={"chat": "smollm2-135m-instruct"})
    assert chosen.chosen("chat").name == "smollm2-135m-instruct"
    assert ModelStore(Path("anywhere")).chosen("chat").name != "smollm2-135m-instruct"
    with pytest.raises(KeyError, match="telepathy"):
        chosen.chosen("telepathy")


@needs_weights("text-embedding", "named-entities")
def test_the_real_weights_are_the_pinned_ones() -> None:
    """The files on this machine, hashed now, are those of the manifest."""
    for task in ("text-embedding", "named-entities"):
        status = models.store().status(models.store().chosen(task).name, again=True)
        assert (status.present, status.verified) == (True, True)
