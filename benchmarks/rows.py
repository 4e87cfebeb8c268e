"""The lines of the tables that the benchmarks print, and what is kept of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

Seconds = Sequence[float]
Figures = Mapping[str, float | str | None]
"""What is kept of a row."""

WIDTH: Final = 44
COLUMNS: Final = ("ours", "theirs", "ratio", "least")
SCALES: Final = {"ms": 1e3, "µs": 1e6, "MiB": 1, "MB": 1}
"""By unit: what a measure (seconds, or the unit itself) is multiplied with to be shown."""


@dataclass(frozen=True)
class Row:
    """Our measures, the others' if there are others, and the most the figure may be.

    The figure is the median of the ratios of the pairs; without others it is the median of ours.
    """

    name: str
    ours: Seconds
    theirs: Seconds = ()
    target: float | None = None
    unit: str = "ms"

    @property
    def figure(self) -> float:
        """The median of the ratios of the pairs, or of ours."""
        if not self.theirs:
            return self.shown(self.ours)
        return median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    @property
    def met(self) -> str:
        """Whether the figure is within its target, in a word."""
        if self.target is None:
            return ""
        return "met" if self.figure <= self.target else "missed"

    def shown(self, measures: Seconds) -> float:
        """The median, in the unit of the row."""
        return SCALES[self.unit] * median(measures)

    def kept(self) -> Figures:
        """The row as it is kept in a file."""
        theirs: Figures = dict.fromkeys(("theirs", "ratio", "least"))
        if self.theirs:
            least = min(self.ours) / min(self.theirs)
            found = (self.shown(self.theirs), self.figure, least)
            theirs = dict(zip(theirs, map(rounded, found), strict=True))
        ours: Figures = {
            "name": self.name,
            "unit": self.unit,
            "ours": rounded(self.shown(self.ours)),
        }
        return {**ours, **theirs, "target": self.target, "met": self.met}

    def __str__(self) -> str:
        figures = self.kept()
        cells = [figures[key] for key in COLUMNS]
        told = " ".join(f"{'' if cell is None else cell:>9}" for cell in cells)
        most = f"{self.met} (at most {self.target:g})" if self.target is not None else ""
        return f"{self.name:<{WIDTH}} {self.unit:>3} {told}  {most}".rstrip()


def rounded(figure: float) -> float:
    """Four digits: more would be noise."""
    return float(f"{figure:.4g}")


def show(title: str, rows: Iterable[Row]) -> list[Figures]:
    """Print a table while it is measured; what is to be kept of it."""
    heads = " ".join(f"{head:>9}" for head in COLUMNS)
    print(f"\n{title:<{WIDTH}} {'':>3} {heads}", flush=True)
    kept: list[Figures] = []
    for row in rows:
        print(row, flush=True)
        kept.append(row.kept())
    return kept
