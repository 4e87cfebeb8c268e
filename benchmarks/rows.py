"""The lines of the table that the benchmarks print."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Seconds = Sequence[float]

WIDTH = 36


@dataclass(frozen=True)
class Row:
    """One line of the table: our times, the others', and the most the ratio may be."""

    name: str
    ours: Seconds
    theirs: Seconds
    target: float | None = None

    @property
    def ratio(self) -> float:
        """The median of the ratios of the pairs."""
        return median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def __str__(self) -> str:
        least = min(self.ours) / min(self.theirs)
        times = f"{spell(self.ours)} {spell(self.theirs)}"
        ratios = f"{self.ratio:>7.3f} {least:>7.3f}"
        return f"{self.name:<{WIDTH}} {times} {ratios}  {judge(self.ratio, self.target)}".rstrip()


def heading(name: str) -> str:
    times = f"{'ours':>8} {'least':>8} {'theirs':>8} {'least':>8}"
    return f"{name:<{WIDTH}} {times} {'ratio':>7} {'least':>7}"


def spell(times: Seconds) -> str:
    """Median and minimum in milliseconds."""
    return f"{1000 * median(times):>8.1f} {1000 * min(times):>8.1f}"


def judge(figure: float, target: float | None) -> str:
    if target is None:
        return ""
    return f"{'met' if figure <= target else 'missed'} (at most {target:g})"
