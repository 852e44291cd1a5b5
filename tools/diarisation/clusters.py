"""Groups of like voices: how many there are, and which window belongs to which."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.voice_embedding import Vectors, unit

_SMOOTH = 0.3
"""Seconds: standard deviation of the bell with which neighbouring windows are averaged before they are grouped."""
_MOST = 8
"""Speakers that are looked for."""
_SAMPLE = 4000
"""Windows that the groups are made from; in a longer recording they are taken evenly, and the others join afterwards."""
_TWO = 0.885
_MORE = 0.855
"""Cosine of two groups' means above which they are one speaker: for two groups, and for each of three or more. One speaker cut in
two gave 0.90 to 0.93, and three or more who really are as many mostly less than 0.85, on meetings mixed from read speech."""
_SHORT = 0.79
_SHORT_SECONDS = 2.4
_GROWTH = 0.0666
"""The less is heard of a group, the more its mean is what was said instead of who said it: the limit is 0.79 where the shorter of
two groups has 2.4 s, grows by this with each factor of e, and reaches 0.885 at 10 s. Clips of 5 to 9 s of one reader, cut in
two groups of 1 to 3 s, gave 0.79 to 0.91."""
_LEAST = 1.4
"""Seconds of speech that a speaker must have to be told apart."""
_SHARPNESS = 15.0
"""By which a cosine counts as a logarithm of likelihood."""
_SWITCH = 4.0
"""What a change of speaker from one window to the next costs, on that scale; half of it across a pause."""
_PAUSE = 0.45
"""Seconds between windows that are a pause."""

Labels = npt.NDArray[np.int_]
"""Shape (windows,): the group of each."""


@dataclass(frozen=True)
class Groups:
    """The windows of a recording, grouped."""

    labels: Labels
    cosines: npt.NDArray[np.float64]
    """Shape (windows, groups): of each window with the mean of each group; every group has windows."""

    @property
    def margins(self) -> npt.NDArray[np.float64]:
        """Shape (windows,): by how much the cosine with the own group's mean exceeds that with the next one's; 1 with one group."""
        if self.cosines.shape[1] < 2:
            return np.ones(len(self.labels))
        windows = np.arange(len(self.labels))
        others = self.cosines.copy()
        others[windows, self.labels] = -1.0
        return np.asarray(self.cosines[windows, self.labels] - others.max(axis=1))


def grouped(times: npt.NDArray[np.float64], vectors: Vectors, step: float) -> Groups:
    """Group windows by voice; `step` is the time in seconds that each of them stands for.

    k-means for each number of groups (Lloyd, started by k-means++ with a fixed seed, so that the answer is always the same);
    the largest number whose groups all differ and last long enough; then the likeliest course of speakers (Viterbi), in which
    a change costs something.
    """
    if not len(times):
        return Groups(np.zeros(0, int), np.zeros((0, 0)))
    taken = np.unique(np.linspace(0, len(times) - 1, min(len(times), _SAMPLE)).round().astype(int))
    means = _means(_smoothed(times, vectors)[taken], vectors[taken], step * len(times) / len(taken))
    cosines = (vectors @ means.T).astype(np.float64)
    used, labels = np.unique(_course(_SHARPNESS * cosines, times), return_inverse=True)
    return Groups(labels, cosines[:, used])


def _means(smoothed: Vectors, vectors: Vectors, step: float) -> Vectors:
    """Shape (groups, dimension): the mean voice of each group, for the number of groups that is found."""
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    chosen = unit(vectors.mean(axis=0, keepdims=True))
    with threadpool_limits(1):  # the same sums in the same order, whatever the machine is doing
        for count in range(2, _MOST + 1):
            if len(np.unique(smoothed, axis=0)) < count:
                break
            labels = KMeans(count, n_init=10, random_state=0).fit_predict(smoothed)
            means = unit(np.stack([vectors[labels == group].mean(axis=0) for group in range(count)]))
            if _differ(means, np.bincount(labels).astype(np.float64) * step):
                chosen = means
    return chosen


def _differ(means: Vectors, seconds: npt.NDArray[np.float64]) -> bool:
    """Whether all groups are different speakers, by their mean voices and how long each is heard."""
    if seconds.min() < _LEAST:
        return False
    shorter = np.minimum.outer(seconds, seconds)
    limits = np.minimum(_TWO if len(means) == 2 else _MORE, _SHORT + _GROWTH * np.log(shorter / _SHORT_SECONDS))
    return bool(np.all((means @ means.T < limits) | np.eye(len(means), dtype=bool)))


def _smoothed(times: npt.NDArray[np.float64], vectors: Vectors) -> Vectors:
    """Each vector averaged with those near it in time."""
    total = vectors.copy()
    for apart in range(1, 6):
        if apart >= len(times):
            break
        weights = np.exp(-0.5 * ((times[apart:] - times[:-apart]) / _SMOOTH) ** 2).astype(np.float32)[:, None]
        total[apart:] += weights * vectors[:-apart]
        total[:-apart] += weights * vectors[apart:]
    return unit(total)


def _course(scores: npt.NDArray[np.float64], times: npt.NDArray[np.float64]) -> Labels:
    """The likeliest sequence of groups (Viterbi 1967) for scores of shape (windows, groups)."""
    costs = np.where(np.diff(times, prepend=times[0]) > _PAUSE, _SWITCH / 2, _SWITCH)
    best = scores[0].copy()
    came = np.zeros(scores.shape, int)
    for window in range(1, len(scores)):
        leader = int(best.argmax())
        switched = best[leader] - costs[window]
        came[window] = np.where(best >= switched, np.arange(len(best)), leader)
        best = np.maximum(best, switched) + scores[window]
    labels = np.zeros(len(scores), int)
    labels[-1] = int(best.argmax())
    for window in range(len(scores) - 1, 0, -1):
        labels[window - 1] = came[window, labels[window]]
    return labels
