"""Downloading weights: whole, resumed, refused, and never half in place."""

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import FetchFailed
from tests.models.serving import Site, fetcher, known

CONTENT = bytes(range(256)) * 4000
"""About a megabyte: several pieces."""


def published(site: Site, content: bytes = CONTENT) -> dict[str, tuple[bytes, str | None, tuple[str, ...]]]:
    """One file that the publisher's address gives out."""
    site.files["/model.bin"] = content
    return {"model.bin": (CONTENT, site.url("/model.bin"), ())}


def left_in(root: Path) -> set[str]:
    """Every file in a store."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_file_is_fetched_whole(site: Site, tmp_path: Path) -> None:
    """The bytes arrive, the store knows them as verified and from where, and progress ends at the size of the file."""
    heard: list[tuple[str, int, int]] = []
    fetching = fetcher(tmp_path, known(published(site)), site, progress=lambda *said: heard.append(said))
    fetching.fetch("voice-small")
    assert (fetching.store.path("voice") / "model.bin").read_bytes() == CONTENT
    status = fetching.store.status("voice-small")
    assert (status.present, status.verified, status.source) == (True, True, site.url("/model.bin"))
    assert heard[-1] == ("model.bin", len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in heard] == sorted(done for _, done, _ in heard)
    assert left_in(tmp_path) == {"voice-small/model.bin", "verified.json"}


def test_what_is_here_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    """A second fetch of verified weights asks nobody; a damaged file is fetched again."""
    fetching = fetcher(tmp_path, known(published(site)), site)
    fetching.fetch("voice-small")
    fetching.fetch("voice-small")
    assert len(site.asked) == 1
    (tmp_path / "voice-small" / "model.bin").write_bytes(b"x" * len(CONTENT))
    fetching.fetch("voice-small")
    assert len(site.asked) == 2
    assert (tmp_path / "voice-small" / "model.bin").read_bytes() == CONTENT


@pytest.mark.parametrize("ranges", [True, False], ids=["ranges", "no ranges"])
def test_an_interrupted_download_goes_on(site: Site, tmp_path: Path, ranges: bool) -> None:
    """After a connection that broke, only the rest is asked for; a server that sends everything again is understood too."""
    fetching = fetcher(tmp_path, known(published(site)), site)
    site.ranges = ranges
    site.breaks_after = 600_000
    with pytest.raises(FetchFailed, match=site.url("/model.bin")):
        fetching.fetch("voice-small")
    assert not (tmp_path / "voice-small" / "model.bin").exists()
    [part] = (tmp_path / "downloads").iterdir()
    have = part.stat().st_size
    assert 0 < have <= 600_000
    fetching.fetch("voice-small")
    assert site.asked[-1] == ("/model.bin", f"bytes={have}-")
    assert (tmp_path / "voice-small" / "model.bin").read_bytes() == CONTENT


def test_a_download_that_was_complete_is_taken(site: Site, tmp_path: Path) -> None:
    """Where only the last step was missing, the server has nothing to add and the file is put in place."""
    manifest = known(published(site))
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / f"{manifest.weights[0].files[0].sha256}.part").write_bytes(CONTENT)
    fetcher(tmp_path, manifest, site).fetch("voice-small")
    assert (tmp_path / "voice-small" / "model.bin").read_bytes() == CONTENT


def test_a_wrong_hash_is_refused(site: Site, tmp_path: Path) -> None:
    """Bytes that are not the pinned ones are named with both hashes, and nothing of them stays."""
    flipped = bytes([CONTENT[0] ^ 1]) + CONTENT[1:]
    manifest = known(published(site, flipped))
    with pytest.raises(FetchFailed, match=rf"voice-small/model.bin .*wrong SHA-256 .*{manifest.weights[0].files[0].sha256}"):
        fetcher(tmp_path, manifest, site).fetch("voice-small")
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("says_length", [True, False], ids=["announced", "not announced"])
def test_a_file_that_is_too_long_is_not_taken_in(site: Site, tmp_path: Path, says_length: bool) -> None:
    """A server that sends more than the pinned size cannot fill the disk, whether it says so beforehand or not."""
    site.says_length = says_length
    heard: list[int] = []
    with pytest.raises(FetchFailed, match="the file there has"):
        fetcher(tmp_path, known(published(site, CONTENT * 20)), site, progress=lambda _, done, __: heard.append(done)).fetch("voice-small")
    assert max(heard, default=0) <= len(CONTENT)
    assert left_in(tmp_path) == set()


def test_a_server_that_packs_its_answers_changes_nothing(site: Site, tmp_path: Path) -> None:
    """The length and the ranges are those of the file, so a packed answer is not asked for."""
    site.squeezes = True
    fetcher(tmp_path, known(published(site)), site).fetch("voice-small")
    assert (tmp_path / "voice-small" / "model.bin").read_bytes() == CONTENT


def test_a_full_disk_is_said(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up the error says so and names the file, and the weights are not half there."""

    class Full(io.BytesIO):
        def write(self, content: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    really: Callable[..., Any] = Path.open

    def opened(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        return Full() if path.parent.name == "downloads" and mode in ("ab", "wb") else really(path, mode, *rest, **named)

    fetching = fetcher(tmp_path, known(published(site)), site)
    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(FetchFailed, match=r"voice-small/model.bin could not be fetched.*No space left on device"):
        fetching.fetch("voice-small")
    assert left_in(tmp_path) == set()


def test_too_little_space_is_said_before_anything_is_asked(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot fit is refused with the bytes it needs and the bytes there are, without a download."""
    monkeypatch.setattr("models.fetch.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(FetchFailed, match=r"model.bin of voice-small needs 2,048,000 bytes free .* 1,000 are"):
        fetcher(tmp_path, known(published(site)), site).fetch("voice-small")
    assert site.asked == []
