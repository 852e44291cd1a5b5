"""Plots of a comparison: Tippett, DET, and where this case lies. The same numbers give the same bytes."""

import io
from statistics import NormalDist
from typing import Any

import numpy as np

from tools.compare_speakers.calibration import Calibration, Validation
from tools.compare_speakers.metrics import Floats, error_rates
from tools.derived import Derived

_SIZE = (6.4, 4.4)
"""Inches."""
_DPI = 110
_SAME, _DIFFERENT, _CASE = "#0b6e4f", "#b23a48", "#1d3557"


def draw(calibration: Calibration, measured: Validation, log10_lr: float, interval: tuple[float, float], into: Derived) -> tuple[str, ...]:
    """Draw all three; gives their paths inside the case folder."""
    same, different = calibration.same[measured.condition], calibration.different[measured.condition]
    return (
        into.write("tippett.png", _tippett(same, different, measured, log10_lr)),
        into.write("det.png", _det(same, different, measured)),
        into.write("scores.png", _scores(same, different, measured, log10_lr, interval)),
    )


def _tippett(same: Floats, different: Floats, measured: Validation, log10_lr: float) -> bytes:
    """The share of held-out comparisons whose LR is at least so much."""
    figure, axes = _figure(f"Tippett plot: {measured.condition}")
    share = np.linspace(1, 0, len(same))
    axes.step(same, share, where="post", color=_SAME, label=f"same speaker ({measured.same} comparisons)")
    axes.step(different, share, where="post", color=_DIFFERENT, label=f"different speakers ({measured.different})")
    axes.axvline(log10_lr, color=_CASE, label=f"this case: {log10_lr:+.2f}")
    axes.axvline(0, color="grey", linewidth=0.8)
    _bounds(axes, measured)
    axes.set(xlabel="log10 LR", ylabel="share with at least this log10 LR", ylim=(0, 1))
    axes.legend(fontsize=8)
    return _png(figure)


def _det(same: Floats, different: Floats, measured: Validation) -> bytes:
    """Detection error trade-off (Martin et al. 1997): misses against false alarms on normal-deviate scales."""
    figure, axes = _figure(f"Detection error trade-off: {measured.condition}")
    missed, alarmed = error_rates(np.concatenate([same, different]), np.arange(len(same) + len(different)) < len(same))
    floor = 0.5 / len(same)
    axes.plot(_deviate(np.clip(alarmed, floor, 1 - floor)), _deviate(np.clip(missed, floor, 1 - floor)), color=_CASE)
    ticks = np.array([0.005, 0.02, 0.05, 0.1, 0.2, 0.4])
    axes.set_xticks(_deviate(ticks), [f"{t:.1%}" for t in ticks])
    axes.set_yticks(_deviate(ticks), [f"{t:.1%}" for t in ticks])
    span = _deviate(np.array([floor, 0.5]))
    axes.plot(span, span, color="grey", linewidth=0.8, linestyle=":")
    axes.set(xlabel="false alarms", ylabel="misses", xlim=tuple(span), ylim=tuple(span))
    axes.text(0.98, 0.95, f"equal error rate {measured.eer:.1%}", ha="right", transform=axes.transAxes, fontsize=9)
    return _png(figure)


def _scores(same: Floats, different: Floats, measured: Validation, log10_lr: float, interval: tuple[float, float]) -> bytes:
    """Where this case lies among the held-out comparisons."""
    figure, axes = _figure(f"This case: {measured.condition}")
    lowest, highest = min(float(different.min()), log10_lr), max(float(same.max()), log10_lr)
    bins = np.linspace(lowest - 0.1, highest + 0.1, 40)
    axes.hist(
        different, bins, color=_DIFFERENT, alpha=0.55, weights=np.full(len(different), 1 / len(different)), label="different speakers"
    )
    axes.hist(same, bins, color=_SAME, alpha=0.55, weights=np.full(len(same), 1 / len(same)), label="same speaker")
    axes.axvspan(*interval, color=_CASE, alpha=0.2)
    axes.axvline(log10_lr, color=_CASE, label=f"this case: {log10_lr:+.2f} ({interval[0]:+.2f} to {interval[1]:+.2f})")
    _bounds(axes, measured)
    axes.set(xlabel="log10 LR (comparisons: before the bounds)", ylabel="share")
    axes.legend(fontsize=8)
    return _png(figure)


def _deviate(shares: Floats) -> Floats:
    """Normal deviates of shares between 0 and 1."""
    return np.array([NormalDist().inv_cdf(share) for share in shares])


def _bounds(axes: Any, measured: Validation) -> None:
    for bound in (measured.lowest, measured.highest):
        axes.axvline(bound, color="grey", linewidth=0.8, linestyle="--")


def _figure(title: str) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=9)
    return figure, axes


def _png(figure: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})  # its version would make equal pictures differ
    return out.getvalue()
