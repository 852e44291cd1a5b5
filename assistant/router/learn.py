"""python -m assistant.router.learn: compute the states of all example questions with this station's chat weights.

Takes about a second and a half for each example on two cores. Needed after other chat weights were chosen or the prompt was
changed; new examples alone do not need it. Writes `assistant/router/states.npz`.
"""

from pathlib import Path

import numpy as np
from rich.progress import track
from sklearn.decomposition import PCA

import prompts
from assistant.llm import load
from assistant.router.states import _key, raw_state
from assistant.settings import settings

DIRECTIONS = 128


def reduced(raw: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", questions: list[str], identity: str) -> dict[str, object]:
    """The arrays of `states.npz` from raw states, shape (questions, width of the model)."""
    mean, scale = raw.mean(axis=0), raw.std(axis=0) + 1e-3
    standard = (raw - mean) / scale
    basis = PCA(DIRECTIONS, random_state=0).fit(standard).components_.T
    return {
        "identity": np.array(identity),
        "mean": mean.astype(np.float32),
        "scale": scale.astype(np.float32),
        "basis": basis.astype(np.float16),
        "keys": np.array([_key(question) for question in questions]),
        "states": (standard @ basis).astype(np.float16),
    }


def main() -> None:
    """Compute and write the states."""
    model = load(settings())
    questions = [example.question for example in prompts.examples()]
    raw = np.stack([raw_state(model, question) for question in track(questions, "reading the examples")])
    np.savez_compressed(Path(__file__).with_name("states.npz"), **reduced(raw, questions, model.identity))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
