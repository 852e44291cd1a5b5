"""What is going on while a question is answered, on the screen."""

from assistant.chat.answer_view import call_words
from assistant.chat.escape import Html, tag
from assistant.chat.labels import counted
from assistant.chat.progress import Progress, Step


def progress_view(progress: Progress) -> Html:
    """The question and the steps until now, the last of which is going on."""
    steps = [_step(step) for step in progress.steps]
    if progress.stopping:
        steps.append(tag("li", "Stopping after this step", class_="step going"))
    clock = tag("span", data_since=round(progress.started * 1000), class_="since")
    heading = tag("h2", progress.question, class_="question", dir="auto")
    return tag("article", heading, tag("ol", *steps, class_="steps"), clock, class_="turn going-on", aria_busy="true")


def _step(step: Step) -> Html:
    words = call_words(step.tool, step.args) if step.tool is not None else tag("span", step.doing)
    share = tag("progress", max=100, value=round(step.share * 100)) if step.share is not None and not step.done else None
    detail = tag("span", _capital(step.detail), class_="detail") if step.detail and not step.done else None
    return tag("li", words, _outcome(step), share, detail, class_=f"step {'failed' if step.error else 'done' if step.done else 'going'}")


def _outcome(step: Step) -> Html | None:
    if step.error is not None:
        return tag("span", step.error, class_="error")
    if step.findings is None:
        return None
    took = "kept from earlier" if step.cached else f"{step.seconds or 0:.1f} s"
    return tag("span", f"{counted(step.findings, 'finding')} · {took}", class_="took")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
