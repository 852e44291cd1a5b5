"""What this program does not do, and how it says so."""

from assistant.answer import Refusal

_TEXTS = {
    "guilt": (
        "Whether somebody is guilty is for a court to decide. I can show what the exhibits say for and against it, each with its place."
    ),
    "truthfulness": (
        "No method tells from a voice, a face or a text whether a person is lying. I can show where statements agree or conflict."
    ),
    "ethnicity": (
        "I do not infer origin, religion or orientation from a face, a voice, a name or an accent. I can show what an exhibit itself "
        "states about a person."
    ),
    "character": (
        "I do not judge character, mental state or dangerousness from looks, voice or handwriting: there is no sound way to do it. "
        "I can show what the exhibits report that a person did or said."
    ),
    "crime_prediction": ("I do not predict what a person will do. I can show what is on record about what happened, where and when."),
    "build": (
        "An estimate of height or weight from a voice is far too wide to pick people by. I can show what is said in a recording, and "
        "what the exhibits state about a person's looks."
    ),
}


def refusal(reason: str) -> Refusal:
    """The refusal for a reason."""
    return Refusal(reason=reason, text=_TEXTS[reason])


def reasons() -> tuple[str, ...]:
    """Every reason for which a question is refused."""
    return tuple(_TEXTS)
