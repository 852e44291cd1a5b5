"""Options as a tree of tokens, so that a model is asked only where they part."""

from __future__ import annotations

from collections.abc import Mapping


class Trie:
    """A tree whose leaves are options; the way to a leaf is the option's tokens."""

    def __init__(self, options: Mapping[str, tuple[int, ...]]) -> None:
        """
        Raises:
            ValueError: no option, or one option's tokens begin another's (end each with a mark, such as a quote).
        """
        if not options:
            raise ValueError("there is nothing to choose from")
        self.option: str | None = None
        self.children: dict[int, Trie] = {}
        if len(options) == 1:
            [(name, tokens)] = options.items()
            if not tokens:
                self.option = name
                return
        groups: dict[int, dict[str, tuple[int, ...]]] = {}
        for name, tokens in options.items():
            if not tokens:
                raise ValueError(f"the option {name!r} begins another one")
            groups.setdefault(tokens[0], {})[name] = tokens[1:]
        self.children = {head: Trie(group) for head, group in groups.items()}

    def skip(self) -> tuple[Trie, tuple[int, ...]]:
        """The next place with a choice (or the leaf), and the tokens on the way there."""
        node: Trie = self
        path: tuple[int, ...] = ()
        while len(node.children) == 1:
            [(head, node)] = node.children.items()
            path += (head,)
        return node, path
