"""What is handed to the defence: the material and what is relied upon, without the query history."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from assistant.ledger import inclusions
from assistant.ledger.event import canonical
from assistant.ledger.proof import VERIFIER
from assistant.report.assembling import assemble, signed_by
from assistant.report.for_defence import for_defence
from assistant.report.handing import handing
from assistant.report.pdf import as_pdf
from assistant.report.printed import Paper, as_html
from assistant.report.proofs import prove, require_intact
from assistant.report.recorded import Drafted, find
from assistant.report.releasing import may_leave, released, require_room
from assistant.report.wording import seconds
from assistant.session import Session
from models.card import CARDS
from tools import results
from tools.case import Exhibit
from tools.errors import IntegrityError, ToolError
from tools.evidence import Utterance

_PIECE = 1 << 20
_KEPT = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Handed:
    """What was packed."""

    report: str
    sha256: str
    exhibits: int
    withheld: dict[str, str]


def hand_over(session: Session, which: str | None, file: Path) -> Handed:
    """Pack a released report's material into a ZIP file; it is recorded before the file is there.

    Args:
        session: the open case.
        which: id of the report; None for the newest.
        file: to write; it must not exist.

    Raises:
        NotAllowed, NeedsAuthorisation: as for any export.
        ToolError: the report is not released.
        IntegrityError, LedgerDamaged: an exhibit, the released report or the record is not what it was; nothing is written.
    """
    drafted = find(session, which)
    if drafted.release is None:
        raise ToolError(f"{drafted.id} is not released: only what a released report relies upon is handed over (`exhibit report release`).")
    require_room(file)
    about = may_leave(session)
    require_intact(session)
    released(session, drafted, "pdf")
    sorted_out = handing(session.case)
    part = file.with_name(f"{file.name}.part")
    try:
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
            package = _Package(archive)
            for exhibit in sorted_out.whole:
                package.exhibit(exhibit)
            _reading(session, package, [*sorted_out.whole, *sorted_out.extracts])
            _report(session, package, drafted)
            package.json("withheld.json", [{"exhibit": exhibit, "why": why} for exhibit, why in sorted_out.withheld.items()])
            package.json("exhibits.json", [_row(exhibit) for exhibit in sorted_out.whole])
            package.text("README.txt", _told(session, drafted, len(sorted_out.whole), sorted_out.withheld))
            package.text("SHA256SUMS", "".join(f"{hash_}  {name}\n" for name, hash_ in sorted(package.sums.items())))
        digest = _hash_of(part)
        data = {"what": "defence", "report": drafted.id, "file": file.name, "sha256": digest, "exhibits": [e.id for e in sorted_out.whole]}
        session.record("export", data | {"withheld": sorted_out.withheld} | about)
        part.replace(file)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return Handed(drafted.id, digest, len(sorted_out.whole), sorted_out.withheld)


@dataclass
class _Package:
    """A ZIP file that is being filled, with the hash of each file in it."""

    archive: zipfile.ZipFile
    sums: dict[str, str] = field(default_factory=dict)

    def file(self, name: str, content: bytes) -> None:
        self.archive.writestr(name, content)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def text(self, name: str, content: str) -> None:
        self.file(name, content.encode())

    def json(self, name: str, content: Any) -> None:
        self.text(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def exhibit(self, exhibit: Exhibit) -> None:
        """The bytes of an exhibit, hashed on their way."""
        exhibit.open_or_refuse()
        name = f"exhibits/{exhibit.id}_{_KEPT.sub('_', Path(exhibit.file).name)[-_LONGEST_NAME:]}"
        digest = hashlib.sha256()
        with exhibit.path.open("rb") as stream, self._open(name, exhibit) as out:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                out.write(piece)
        if digest.hexdigest() != exhibit.sha256:
            raise IntegrityError(f"The bytes of {exhibit.id} are not the ones that were added: SHA-256 is {digest.hexdigest()}.")
        self.sums[name] = exhibit.sha256

    def _open(self, name: str, exhibit: Exhibit) -> IO[bytes]:
        info = zipfile.ZipInfo(name)  # media are compressed already
        info.compress_type = zipfile.ZIP_STORED if exhibit.media in ("audio", "video", "image") else zipfile.ZIP_DEFLATED
        return self.archive.open(info, "w", force_zip64=True)


def _reading(session: Session, package: _Package, exhibits: Iterable[Exhibit]) -> None:
    """Transcripts of recordings, and of what a warrant limits the text that lies inside."""
    limited = handing(session.case).extracts
    for exhibit in exhibits:
        if exhibit.media not in ("audio", "video") and exhibit not in limited:
            continue
        lines = results.reading(session.case, exhibit.id)
        if lines is None:
            continue
        said = [_line(item) if isinstance(item, Utterance) else item.text for item in lines]
        folder = "extracts" if exhibit in limited else "transcripts"
        package.text(f"{folder}/{exhibit.id}.txt", "\n".join(said) + "\n")


def _line(item: Utterance) -> str:
    doubt = "" if item.citable else f"  [uncertain, not confirmed: {'; '.join(item.flags)}]"
    by = f"  [confirmed by {item.confirmed_by}]" if item.confirmed_by else ""
    heard = f"  [the machine had written: {item.heard}]" if item.heard else ""
    return f"{seconds(item.start)} - {seconds(item.end)}  {item.speaker or ''}: {item.text}{doubt}{by}{heard}"


def _report(session: Session, package: _Package, drafted: Drafted) -> None:
    assert drafted.release is not None
    made = assemble(session, drafted, names=False)
    report = signed_by(for_defence(made.report), drafted.signings[-1]).model_copy(update={"ledger": prove(session, made).shown})
    paper = Paper(report, made.pictures.shown, (), defence=True)
    package.file("evidence.pdf", as_pdf(paper))
    package.text("evidence.html", as_html(paper))
    package.text("evidence.json", report.model_dump_json(indent=1))
    package.json("weights.json", [row.model_dump() for row in report.weights])
    for card in report.cards:
        package.file(f"cards/{card.name}.md", (CARDS / f"{card.name}.md").read_bytes())
    _, proofs = inclusions(session.case.folder, [drafted.release.signing, drafted.release.seq])
    for proof, name in zip(proofs, ("signing", "release"), strict=True):
        package.text(f"proofs/{name}.json", canonical(proof) + "\n")
    package.file(f"proofs/{VERIFIER.name}", VERIFIER.read_bytes())


def _row(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "exhibit": exhibit.id,
        "title": exhibit.title,
        "kind": exhibit.kind,
        "media": exhibit.media,
        "file": exhibit.file,
        "sha256": exhibit.sha256,
        "bytes": exhibit.size,
        "source": exhibit.source,
        "added_at": exhibit.added_at.isoformat(),
        "added_by": exhibit.added_by,
        "out_of": exhibit.parent,
    }


def _told(session: Session, drafted: Drafted, exhibits: int, withheld: dict[str, str]) -> str:
    kinds: dict[str, int] = {}
    for why in withheld.values():
        kind = why.partition(";")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    left = "".join(f"  {count}: {kind}\n" for kind, count in sorted(kinds.items())) or "  nothing\n"
    assert drafted.release is not None
    return (
        f"{session.case.title}: material for the defence to report {drafted.id}, released on {drafted.release.at:%Y-%m-%d}\n\n"
        f"exhibits/       {exhibits} exhibits, as they were added; exhibits.json lists them with SHA-256, source, who added them and when\n"
        "extracts/       of exhibits that a warrant limits, the text that lies inside it\n"
        "transcripts/    what is said in recordings, with what is uncertain and who confirmed it\n"
        "evidence.pdf    what is relied upon and what speaks against it, with each cited place (also .html and .json)\n"
        "cards/          limits and measured error rates; weights.json: the model weights that were used\n"
        "proofs/         that the report's signing and release stand in the station's signed record\n"
        "withheld.json   what is not here, and why\n\n"
        f"Not handed over:\n{left}\n"
        "SHA256SUMS has the hash of every file: sha256sum -c SHA256SUMS\n"
        "The proofs, with the station's public key from a source that you trust: "
        "python3 proofs/verify_ledger.py proofs/release.json --key KEY\n"
        f"The released report has the SHA-256 {drafted.release.files['pdf']} (PDF).\n"
    )


def _hash_of(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
