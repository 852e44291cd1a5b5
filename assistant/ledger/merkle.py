"""The record as a Merkle tree: one event can be shown to be in it without the rest (RFC 9162, section 2.1).

A leaf is the 32 bytes of an event's hash. Hashes of leaves and of inner nodes begin with different bytes, so that neither can be
taken for the other.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()
"""Root of a tree without leaves."""


def leaf(content: bytes) -> bytes:
    """Hash of a leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\0" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees that a growing tree consists of, largest first: enough to add leaves and to give the root."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._size = 0
        self._roots: list[bytes] = []
        for content in leaves:
            self.add(content)

    def add(self, content: bytes) -> None:
        """Add one leaf; as many subtrees are joined as its number ends in ones in binary."""
        root, size = leaf(content), self._size
        while size & 1:
            root, size = node(self._roots.pop(), root), size >> 1
        self._roots.append(root)
        self._size += 1

    def root(self) -> bytes:
        """Root of the tree of all leaves so far."""
        if not self._roots:
            return EMPTY
        root = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            root = node(left, root)
        return root


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The nodes that lead from leaf `index` (from 0) to the root, from below (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*inclusion(leaves[:half], index), Frontier(leaves[half:]).root()]
    return [*inclusion(leaves[half:], index - half), Frontier(leaves[:half]).root()]


def consistency(leaves: Sequence[bytes], older: int) -> list[bytes]:
    """The nodes that show that the tree of the first `older` leaves is the beginning of the tree of all (RFC 9162, 2.1.4.1)."""
    if not 0 < older <= len(leaves):
        raise IndexError(older)
    return _subproof(leaves, older, True)


def _subproof(leaves: Sequence[bytes], older: int, whole: bool) -> list[bytes]:
    if older == len(leaves):
        return [] if whole else [Frontier(leaves).root()]
    half = _half(len(leaves))
    if older <= half:
        return [*_subproof(leaves[:half], older, whole), Frontier(leaves[half:]).root()]
    return [*_subproof(leaves[half:], older - half, False), Frontier(leaves[:half]).root()]


def _half(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
