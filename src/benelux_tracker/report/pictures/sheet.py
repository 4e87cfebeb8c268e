"""A sheet to draw on: measured in points from its top left corner."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from benelux_tracker.report.pictures.letters import SIZE, SMALL, face, shown, width, wrapped
from benelux_tracker.report.pictures.looks import PALETTE, Fill, Mark

WIDTH: Final = 482.0
"""As wide as the text of an A4 page."""

LABELS: Final = 150.0
GAP: Final = 10.0
END: Final = WIDTH - 14
"""Where a scale ends, half of the words below its end still being on the sheet."""

_POINTS: Final = 72.0
_EDGE: Final = 1.0
_KEY: Final = 15.0
_LEGEND_LINE: Final = 13.0


_ON_SCREEN: Final = 1.5
"""How many pixels of a page a point takes in a notebook; twice as many dots are drawn."""


class Drawn(Figure):
    """A figure of matplotlib that a notebook shows as it is, with its words beside it."""

    said: str = ""

    def _repr_png_(self) -> tuple[bytes, Mapping[str, object]]:
        from benelux_tracker.report.pictures import saved

        across, down = (round(inches * _POINTS * _ON_SCREEN) for inches in self.get_size_inches())
        words = {"width": across, "height": down, "alt": self.said}
        return saved(self, "png", round(2 * _ON_SCREEN * _POINTS)), words


class Sheet:
    """A picture in the making; `figure` is matplotlib's own."""

    def __init__(self, said: str = "") -> None:
        """Start with an empty sheet; `said` tells in words what it will show."""
        self.figure: Drawn = Drawn(dpi=2 * _POINTS, facecolor=PALETTE["paper"])
        self.figure.said = said
        self._axes = self.figure.add_axes(  # pyright: ignore[reportUnknownMemberType]
            (0, 0, 1, 1)
        )
        self._axes.set_axis_off()

    def cut(self, height: float, margin: float = 0.0) -> None:
        """Cut the sheet to its height, with a margin around it."""
        edge = _EDGE + margin
        across, down = WIDTH + 2 * edge, height + 2 * margin
        self.figure.set_size_inches(across / _POINTS, down / _POINTS)
        self._axes.set_xlim(-edge, WIDTH + edge)
        self._axes.set_ylim(height + margin, -margin)

    def box(self, left: float, right: float, top: float, height: float, fill: Fill) -> None:
        """A filled rectangle; nothing where it has no width."""
        if right > left:
            patch = Rectangle((left, top), right - left, height, clip_on=False, linewidth=0.8)
            self._fill(patch, fill)

    def area(self, corners: Sequence[tuple[float, float]], fill: Fill) -> None:
        """A filled polygon."""
        self._fill(Polygon(corners, closed=True, clip_on=False, linewidth=0.8), fill)

    def _add(self, artist: Artist) -> None:
        """Put something over all that is there."""
        artist.set_zorder(1)
        self._axes.add_artist(artist)

    def _fill(self, patch: Rectangle | Polygon, fill: Fill) -> None:
        patch.set(facecolor=PALETTE[fill.face], edgecolor=PALETTE[fill.edge], joinstyle="miter")
        if fill.hatch:
            patch.set_hatch(fill.hatch)
        self._add(patch)

    def line(
        self,
        points: Iterable[tuple[float, float]],
        colour: str,
        thick: float = 0.6,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """A line from point to point."""
        style: Literal["-"] | tuple[int, tuple[float, float]] = (0, dashes) if dashes else "-"
        xs, ys = zip(*points, strict=True)
        self._add(
            Line2D(xs, ys, color=PALETTE[colour], linewidth=thick, linestyle=style, clip_on=False)
        )

    def mark(self, x: float, y: float, mark: Mark, size: float = 6.5) -> None:
        """A shape around a point."""
        self._add(
            Line2D(
                [x],
                [y],
                marker=mark.shape,
                markersize=size,
                markerfacecolor=PALETTE[mark.face],
                markeredgecolor=PALETTE[mark.edge],
                markeredgewidth=1.0,
                linestyle="none",
                clip_on=False,
            )
        )

    def words(  # noqa: PLR0913 - each says one thing about the line
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = "ink",
        size: float = SIZE,
        bold: bool = False,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """A line of text around the height of `y`."""
        line = Text(
            x,
            y + 0.33 * size,
            shown(text),
            color=PALETTE[colour],
            fontproperties=face(size, bold=bold),
            horizontalalignment=align,
            verticalalignment="baseline",
            parse_math=False,
            clip_on=False,
        )
        self._add(line)

    def label(
        self, x: float, y: float, text: str, room: float, *, lines: int = 2, size: float = SIZE
    ) -> None:
        """A text in so much room, around the height of `y`, on two lines at most."""
        rows = wrapped(text, room, lines, size)
        for place, row in enumerate(rows):
            self.words(x, y + (place - (len(rows) - 1) / 2) * size * 1.12, row, size=size)


def legend(
    sheet: Sheet,
    entries: Iterable[tuple[str, str]],
    key: Callable[[str, float, float], None],
) -> float:
    """The keys of a picture and their words, above it; where the picture may begin."""
    x, y = 0.0, 6.0
    for name, words in entries:
        text = wrapped(words, WIDTH - _KEY - 6, size=SMALL)[0]
        room = _KEY + 5 + width(text, SMALL)
        if x > 0 and x + room > WIDTH:
            x, y = 0.0, y + _LEGEND_LINE
        key(name, x, y)
        sheet.words(x + _KEY + 5, y, text, colour="soft", size=SMALL)
        x += room + 9
    return y + 12 if x else 0.0


def scale(
    sheet: Sheet, left: float, right: float, top: float, bottom: float, percents: Sequence[str]
) -> None:
    """Upright lines of a scale of shares, and its words below."""
    for place, text in enumerate(percents):
        x = left + (right - left) * place / max(1, len(percents) - 1)
        sheet.line([(x, top), (x, bottom)], "line")
        sheet.words(x, bottom + 7, text, colour="soft", size=SMALL, align="center")
