"""Options as a tree of tokens."""

import pytest

from assistant.llm.trie import Trie


def leaves(node: Trie, path: tuple[int, ...] = ()) -> dict[str, tuple[int, ...]]:
    found = {} if node.option is None else {node.option: path}
    for head, child in node.children.items():
        found |= leaves(child, (*path, head))
    return found


@pytest.mark.parametrize(
    "options",
    [
        {"a": (1, 2, 3)},
        {"a": (1, 2, 3), "b": (1, 2, 4), "c": (5,)},
        {"a": (1, 2, 9), "b": (1, 9), "c": (1, 2, 3, 9)},
    ],
)
def test_the_way_to_each_leaf_is_its_tokens(options: dict[str, tuple[int, ...]]) -> None:
    """No option is lost or changed by sharing its beginning with others."""
    assert leaves(Trie(options)) == options


def test_what_all_share_is_skipped() -> None:
    """Tokens without a choice are passed over, up to where the options part or to the only one."""
    node, path = Trie({"a": (1, 2, 3), "b": (1, 2, 4)}).skip()
    assert (path, set(node.children), node.option) == ((1, 2), {3, 4}, None)
    leaf, path = Trie({"a": (1, 2, 3)}).skip()
    assert (path, leaf.option) == ((1, 2, 3), "a")


@pytest.mark.parametrize("options", [{}, {"a": (1,), "b": (1, 2)}, {"a": (1, 2), "b": (1,)}, {"a": (1,), "b": (1,)}, {"a": (), "b": (1,)}])
def test_options_that_cannot_be_told_apart_are_refused(options: dict[str, tuple[int, ...]]) -> None:
    """No options, twice the same, or one that begins another: there would be no probability to give."""
    with pytest.raises(ValueError, match=r"choose from|begins another"):
        Trie(options)
