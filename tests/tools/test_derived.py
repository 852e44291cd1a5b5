"""Files made from exhibits have one place, and no name leads out of it."""

import pytest

from tools import derived
from tools.case import Case


def test_the_folder_is_made_in_the_case(case: Case) -> None:
    """The same tool and key give the same folder below `derived`, which is there."""
    place = derived.folder(case, "profile_voice", "0a1f")
    assert place == case.folder / "derived" / "profile_voice" / "0a1f" == derived.folder(case, "profile_voice", "0a1f")
    assert place.is_dir()
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("tool", "key"), [("..", "0a"), ("a/b", "0a"), ("", "0a"), ("a", ".."), ("a", ""), ("a", "0a/.."), ("a", "XY"), ("a", "0a\n")]
)
def test_no_name_leads_elsewhere(case: Case, tool: str, key: str) -> None:
    """What is no tool's name or no hexadecimal key is an error, and nothing is made."""
    with pytest.raises(ValueError, match="is not"):
        derived.folder(case, tool, key)
    assert not (case.folder / "derived").exists()
