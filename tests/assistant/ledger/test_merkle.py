"""The tree over the record is that of RFC 9162."""

import hashlib

import pytest

from assistant.ledger.merkle import EMPTY, Frontier, consistency, inclusion, leaf, node

LEAVES = [bytes([number]) * 32 for number in range(40)]


def root(leaves: list[bytes]) -> bytes:
    """The definition of section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + root(leaves[:half]) + root(leaves[half:])).digest()


def test_the_root_is_that_of_the_definition_at_every_size() -> None:
    """Adding leaves one by one gives at each size the root that the definition gives for all of them."""
    frontier = Frontier()
    assert frontier.root() == EMPTY
    for size, content in enumerate(LEAVES, start=1):
        frontier.add(content)
        assert frontier.root() == root(LEAVES[:size])


def test_a_published_tree_comes_out() -> None:
    """The root of Certificate Transparency's eight test leaves is the one that its implementations publish."""
    hexes = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    assert Frontier(map(bytes.fromhex, hexes)).root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 40])
def test_each_leaf_is_led_to_the_root_by_few_nodes(size: int) -> None:
    """The path of every leaf is no longer than the tree is high, and none fits another leaf's place."""
    for index in range(size):
        path = inclusion(LEAVES[:size], index)
        assert len(path) <= (size - 1).bit_length()
    with pytest.raises(IndexError):
        inclusion(LEAVES[:size], size)


def test_growth_from_a_half_needs_the_other_half_alone() -> None:
    """From four to eight leaves one node shows it: the root of the four new ones."""
    assert consistency(LEAVES[:8], 4) == [root(LEAVES[4:8])]
    assert node(root(LEAVES[:4]), root(LEAVES[4:8])) == root(LEAVES[:8])
    assert leaf(LEAVES[0]) == root(LEAVES[:1])
