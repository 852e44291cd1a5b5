"""What speaks against: a second search, recorded by itself, for what clears a person or conflicts with what was found."""

from assistant.counter.involvement import Involvement, involvement
from assistant.counter.neutral import neutral
from assistant.counter.search import Against, speaks_against

__all__ = ["Against", "Involvement", "involvement", "neutral", "speaks_against"]
