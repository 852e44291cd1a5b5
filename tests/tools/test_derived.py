"""Files that tools make lie in the case folder, by what they depend on."""

import pytest

from tools import derived
from tools.case import Case


def test_a_file_is_named_by_its_place_in_the_case(case: Case) -> None:
    """The path that evidence names leads to the bytes, from the case folder."""
    name = derived.folder(case, "a_tool", ["one", "two"]).write("plot.png", b"content")
    assert name.startswith("derived/a_tool/")
    assert (case.folder / name).read_bytes() == b"content"


def test_other_inputs_have_another_folder(case: Case) -> None:
    """What was made of other exhibits never takes the place of this; the same inputs come to the same place."""
    one, two = (derived.folder(case, "a_tool", parts) for parts in (["a", "bc"], ["ab", "c"]))
    assert one.folder != two.folder
    assert derived.folder(case, "a_tool", ["a", "bc"]).folder == one.folder


def test_a_file_is_replaced_whole(case: Case) -> None:
    """Writing again leaves the new content and nothing half written."""
    place = derived.folder(case, "a_tool", ["x"])
    place.write("plot.png", b"long content")
    place.write("plot.png", b"new")
    assert [file.name for file in place.folder.iterdir()] == ["plot.png"]
    assert (place.folder / "plot.png").read_bytes() == b"new"


@pytest.mark.parametrize("tool", ["..", "a/b", "", "a\n"])
def test_no_name_leads_elsewhere(case: Case, tool: str) -> None:
    """What is no tool's name is an error, and nothing is made."""
    with pytest.raises(ValueError, match="is not"):
        derived.folder(case, tool, ["x"])
    assert not (case.folder / "derived").exists()
