"""A tool is a function with types and a docstring; everything else is read from those."""

from collections.abc import Callable

import pytest

from tools.case import Case, Exhibit
from tools.errors import NoSuchExhibit, ToolError
from tools.evidence import Evidence
from tools.parameters import AudioExhibit, OfficersWords, Page, PageNumber, Query, ReadableExhibit
from tools.registry import all_tools, get_tool, tool

Put = Callable[..., Exhibit]


@tool(weights=("named-entities",), automatic=True)
def look_closely(
    case: Case, exhibit: ReadableExhibit, beside: AudioExhibit | None = None, page: Page | None = None, most: int = 3
) -> list[Evidence]:
    """Look closely at one exhibit,
    and at nothing else.

    More for people who read the code.

    Args:
        exhibit: what to look at.
        beside: a recording to hold beside it.
        page: only this page.
    """
    return []


LOOK = look_closely.__tool__  # type: ignore[attr-defined]


def test_the_docstring_is_what_the_model_reads() -> None:
    """The first paragraph becomes the description, in one line, and the Args section describes the arguments."""
    assert LOOK.description == "Look closely at one exhibit, and at nothing else."
    assert [parameter.description for parameter in LOOK.parameters] == [
        "what to look at.",
        "a recording to hold beside it.",
        "only this page.",
        "",
    ]


def test_the_arguments_come_from_the_annotations() -> None:
    """Names, types, defaults, media and marks are those of the function; the case is no argument."""
    schema = LOOK.arguments.model_json_schema()
    assert list(schema["properties"]) == ["exhibit", "beside", "page", "most"]
    assert schema["required"] == ["exhibit"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["most"] == {"default": 3, "title": "Most", "type": "integer"}
    exhibit, beside, page, _ = LOOK.parameters
    assert exhibit.accepts == {"document", "image", "email", "table"}
    assert beside.accepts == {"audio", "video"}
    assert page.marked(PageNumber)
    assert not page.marked(OfficersWords)
    assert LOOK.signature() == "look_closely(exhibit, beside?, page?, most?)"


def test_a_wrong_medium_is_refused(case: Case, put: Put) -> None:
    """A text given where a recording is wanted is answered with the media that fit and the exhibits that have them."""
    put("a.txt", "some words here\n")
    with pytest.raises(ToolError, match=r"works on audio or video; EX-0001 is document\. Fitting exhibits: none"):
        get_tool("transcribe_audio").checked(case, {"exhibit": "EX-0001"})
    with pytest.raises(ToolError, match="EX-0001 is document"):
        LOOK.checked(case, {"exhibit": "EX-0001", "beside": "EX-0001"})


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "exhibit: Field required"),
        ({"exhibit": "EX-0001", "pages": 2}, "pages: Extra inputs"),
        ({"exhibit": "EX-0001", "page": "two"}, "page: Input should be a valid integer"),
        ({"exhibit": ["EX-0001"]}, "exhibit: Input should be a valid string"),
        ({"exhibit": "EX-0001\udcff"}, "exhibit: is no text"),
    ],
)
def test_a_wrong_call_is_answered_with_the_right_one(case: Case, put: Put, arguments: dict[str, object], says: str) -> None:
    """Missing, unknown and mistyped arguments are named, with what the tool takes."""
    put("a.txt", "some words here\n")
    with pytest.raises(ToolError, match=says) as refused:
        LOOK.checked(case, arguments)
    assert LOOK.signature() in str(refused.value)


def test_an_unknown_exhibit_is_refused_before_the_tool_runs(case: Case) -> None:
    """An exhibit that the case does not have never reaches a tool."""
    with pytest.raises(NoSuchExhibit):
        LOOK.checked(case, {"exhibit": "EX-0001"})


def test_the_same_call_has_one_form(case: Case, put: Put) -> None:
    """Arguments left at their default are left out, and numbers written as text become numbers."""
    put("a.txt", "some words here\n")
    assert LOOK.checked(case, {"exhibit": "EX-0001", "page": None, "most": 3}) == {"exhibit": "EX-0001"}
    assert LOOK.checked(case, {"exhibit": "EX-0001", "most": "5"}) == {"exhibit": "EX-0001", "most": 5}


def test_an_unknown_tool_is_answered_with_the_known_ones() -> None:
    """Asking for a tool that does not exist names those that do, with their arguments."""
    with pytest.raises(ToolError, match=r"no tool 'guess'.*read_document\(exhibit, page\?\)"):
        get_tool("guess")


def test_what_is_no_tool_is_an_error_at_once() -> None:
    """A tool without a docstring, or whose first parameter is not the case, cannot be declared."""

    def silent(case: Case, query: Query) -> list[Evidence]:
        return []

    def homeless(query: Query) -> list[Evidence]:
        """Look for something."""
        return []

    with pytest.raises(TypeError, match="silent has no docstring"):
        tool()(silent)
    with pytest.raises(TypeError, match="homeless must be the open Case"):
        tool()(homeless)


def test_every_tool_that_comes_after_another_names_one_that_exists() -> None:
    """What a tool builds on is a tool itself."""
    for found in all_tools().values():
        assert set(found.after) <= set(all_tools())
