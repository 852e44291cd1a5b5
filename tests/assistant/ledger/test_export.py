"""An export is verified elsewhere with the public key alone."""

from pathlib import Path

import pytest

from assistant.ledger import Ledger, StationKey, export, verify_export


def test_it_verifies_with_the_public_key(ledger: Ledger, key: StationKey, tmp_path: Path) -> None:
    """The file and the key say that it is intact."""
    assert export(tmp_path / "case", tmp_path / "export.jsonl") == 6
    assert verify_export(tmp_path / "export.jsonl", {key.public}).ok


@pytest.mark.parametrize("position", range(7))
def test_a_changed_line_is_found(ledger: Ledger, key: StationKey, tmp_path: Path, position: int) -> None:
    """Any line left out of the file, the head included, is noticed."""
    file = tmp_path / "export.jsonl"
    export(tmp_path / "case", file)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:position] + lines[position + 1 :]))
    verdict = verify_export(file, {key.public})
    assert not verdict.ok
    assert verdict.first_bad == max(position, 1)


def test_another_key_is_not_trusted(ledger: Ledger, tmp_path: Path) -> None:
    """With a public key that is not the signer's, the first event is named."""
    export(tmp_path / "case", tmp_path / "export.jsonl")
    assert verify_export(tmp_path / "export.jsonl", {StationKey(tmp_path / "other").public}).first_bad == 1
