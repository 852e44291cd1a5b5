"""Whether a citation says what stands at its place: compared with what the tools found there."""

from collections.abc import Iterable

from tools.evidence import Citation, Evidence, is_citable


class Places:
    """Everything that tools have found at the places of a case's exhibits, but for speech that may not be cited."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._found: dict[tuple[str, str], list[Citation]] = {}
        for item in filter(is_citable, evidence):
            for citation in item.citations:
                self._found.setdefault((citation.exhibit, citation.sha256), []).append(citation)

    def hold(self, citation: Citation) -> bool:
        """Whether the quote is, word for word, all or part of what was found at that place."""
        return any(
            citation.quote in found.quote and (citation.fragment == found.fragment or _within(citation, found))
            for found in self._found.get((citation.exhibit, citation.sha256), ())
        )


def _within(citation: Citation, found: Citation) -> bool:
    """Whether a stretch of time lies inside another."""
    inner, outer = citation.place.t, found.place.t
    return inner is not None and outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]
