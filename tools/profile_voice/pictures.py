"""The pictures of a profile: the spectrogram with what was followed in it, and the vocal tract drawn to scale."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from tools.profile_voice.formants import Formants
from tools.profile_voice.pitch import Voiced
from tools.profile_voice.praat import sound_of
from tools.profile_voice.tract import Tract

_CM = 1 / 2.54
_DOTS = 150
_LONGEST = 6.0


def spectrogram(parts: Sequence[Voiced], found: Formants | str) -> bytes:
    """Draw the stretch with the most voice, at most six seconds of it: spectrogram, formant tracks and fundamental; PNG."""
    chosen = max(range(len(parts)), key=lambda number: parts[number].times.size)
    part = parts[chosen]
    samples = part.stretch.samples[: int(_LONGEST * 16_000)]
    drawn = sound_of(samples).to_spectrogram(window_length=0.005, maximum_frequency=8000)
    levels = 10 * np.log10(drawn.values + 1e-12)
    figure = _figure(24 * _CM, 11 * _CM)
    axes = figure.add_subplot()
    begin = part.stretch.start
    edges = (begin + drawn.x_grid(), drawn.y_grid())
    axes.pcolormesh(*edges, levels, cmap="Greys", vmin=levels.max() - 60, vmax=levels.max(), rasterized=True)
    shown = part.times < samples.size / 16_000
    times = begin + part.times[shown]
    if not isinstance(found, str):
        first = sum(other.times.size for other in parts[:chosen] if other.times.size >= 2)
        rows = found.chosen.hertz[first : first + part.times.size][shown]
        for number in found.measurable:
            axes.plot(times, rows[:, number], ".", markersize=2.5, label=f"F{number + 1}", color=f"C{number}")
    axes.plot(times, part.hertz[shown], ".", markersize=2.5, label="f0", color="black")
    axes.set(xlabel="seconds of the recording", ylabel="Hz", ylim=(0, 8000), xlim=(begin, begin + samples.size / 16_000))
    axes.legend(loc="upper right", markerscale=4, ncols=5, fontsize=8)
    figure.tight_layout()
    return _png(figure)


def tract_figure(tract: Tract) -> bytes:
    """Draw the tract as the even tube that the formula takes it for, one centimetre a centimetre at full print size; PNG."""
    low, high = tract.interval
    wide, tall = high + 4, 8.0
    figure = _figure(wide * _CM, tall * _CM)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-2, wide - 2), ylim=(-tall / 2, tall / 2), aspect="equal")
    axes.axis("off")
    radius = 1.0
    axes.fill_between([0, tract.length], -radius, radius, color="#d8b4a0", linewidth=0)
    axes.plot([0, tract.length], [radius, radius], color="black")
    axes.plot([0, tract.length], [-radius, -radius], color="black")
    axes.plot([0, 0], [-radius, radius], color="black", linewidth=3)
    axes.axvspan(low, high, ymin=0.3, ymax=0.7, color="#3465a4", alpha=0.25, linewidth=0)
    axes.text(0, 1.4, "glottis", ha="center", fontsize=8)
    axes.text(tract.length, 1.4, "lips", ha="center", fontsize=8)
    axes.text(high / 2, 2.9, f"{tract.length:.1f} cm; 90 % interval {low:.1f} to {high:.1f} cm", ha="center", fontsize=9)
    axes.text(high / 2, 2.3, "length to scale; width and bends are not measured", ha="center", fontsize=7)
    for centimetre in range(int(high) + 2):
        tall_mark = centimetre % 5 == 0
        axes.plot([centimetre] * 2, [-2.2, -2.6 if tall_mark else -2.4], color="black", linewidth=0.8)
        if tall_mark:
            axes.text(centimetre, -3.1, str(centimetre), ha="center", fontsize=8)
    axes.plot([0, int(high) + 1], [-2.2, -2.2], color="black", linewidth=0.8)
    axes.text(int(high) + 1, -3.6, "cm", ha="center", fontsize=8)
    return _png(figure)


def _figure(wide: float, tall: float) -> Any:
    """An empty figure, inches, that no screen shows."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(wide, tall), dpi=_DOTS)
    FigureCanvasAgg(figure)
    return figure


def _png(figure: Any) -> bytes:
    """The picture, with nothing in it that differs from run to run."""
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
