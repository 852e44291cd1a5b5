"""An utterance in the words of a person who listened to it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tools.evidence import Utterance, Word


def corrected(made: Utterance, text: str) -> Utterance:
    """An utterance with other words; the machine's stay in `heard`, and the place in the recording is the same.

    Words that both have keep their times. The times of others are shared out, by the words' length, over the stretch in which
    the machine had heard something else; they have no probability, for no recogniser gave one.
    """
    [citation] = made.citations
    return made.model_copy(
        update={
            "text": text,
            "heard": made.heard or made.text,
            "citations": (citation.model_copy(update={"quote": text}),),
            "words": tuple(_words(made, text.split())) if made.words else (),
        }
    )


def _words(made: Utterance, said: Sequence[str]) -> Iterator[Word]:
    before = [_plain(word.text) for word in made.words]
    matcher = SequenceMatcher(a=before, b=[_plain(word) for word in said], autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            for old, new in zip(made.words[first:last], said[start:end], strict=True):
                yield old.model_copy(update={"text": new})
        elif end > start:
            begin = made.words[first].start if first < last else (made.words[first - 1].end if first else made.start)
            until = made.words[last - 1].end if first < last else (made.words[last].start if last < len(made.words) else made.end)
            yield from _shared_out(said[start:end], begin, max(until, begin))


def _shared_out(said: Sequence[str], begin: float, until: float) -> Iterator[Word]:
    """Words one after another in a stretch, each as long as its letters."""
    letters = sum(map(len, said))
    done = 0
    for word in said:
        start, done = done, done + len(word)
        yield Word(
            text=word,
            start=round(begin + (until - begin) * start / letters, 2),
            end=round(begin + (until - begin) * done / letters, 2),
            probability=None,
        )


def _plain(word: str) -> str:
    """A word as it sounds: without case and the marks around it."""
    return "".join(character for character in word.casefold() if character.isalnum()) or word
