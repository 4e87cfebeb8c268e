"""Drawings as pictures: SVG for pages, PNG for the rest, matplotlib's own for notebooks."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from benelux_tracker.errors import MissingExtraError
from benelux_tracker.report.drawings import (
    Course,
    Drawing,
    Ranges,
    Signals,
    Timeline,
    Waterfall,
)
from benelux_tracker.report.pictures.looks import PALETTE, themed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from benelux_tracker.report.pictures.sheet import Sheet

__all__ = ["PALETTE", "figure", "png", "saved", "svg", "themed"]

_ROOT: Final = (
    '<svg viewBox="{box}" xmlns="http://www.w3.org/2000/svg"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" style="stroke-linejoin: round; font-family:'
    " 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">"
)
_BOX: Final = re.compile('<svg [^>]*viewBox="([^"]*)"')
_NEEDLESS: Final = re.compile(
    r"^.*?<svg [^>]*>|\s*<metadata>.*?</metadata>|\s*<defs>\s*<style.*?</style>\s*</defs>"
    r"|\s*</?g(?: [^>]*)?>|(?<=>)\s*\n\s*(?=<)",
    re.DOTALL,
)
_TAG: Final = re.compile("<[^>]*>")
_LONG: Final = re.compile(r"\d+\.\d{3,}")
_IN_TAGS: Final = (
    (re.compile(r' transform="rotate\(-?0 [^"]*"'), ""),
    (re.compile(r"; font-family: [^;\"]*"), ""),
    (re.compile(r'(<rect [^>]*)fill="([^"]*)"'), r'\1style="fill: \2"'),
    (re.compile(r"\s*\n\s*"), " "),
)


@lru_cache(64)
def svg(drawing: Drawing) -> str:
    """The drawing as an `<svg>` element: real text, no width of its own, ids of its own.

    The same drawing gives the same bytes.

    Raises:
        MissingExtraError: matplotlib is not installed (an `ImportError`).
    """
    from hashlib import sha256

    salt = sha256(repr(drawing).encode()).hexdigest()
    text = _written(drawing, "svg", 72, salt).decode()
    box = "".join(_BOX.findall(text))
    return _ROOT.format(box=box) + _TAG.sub(_plain, _NEEDLESS.sub("", text))


@lru_cache(64)
def png(drawing: Drawing, dpi: int = 200) -> bytes:
    """The drawing as a PNG file.

    Raises:
        MissingExtraError: matplotlib is not installed (an `ImportError`).
    """
    return _written(drawing, "png", dpi, "")


def figure(drawing: Drawing, said: str = "", margin: float = 0.0) -> "Figure":
    """The drawing as a figure of matplotlib, a new one each time.

    Args:
        drawing: what it shows.
        said: the same in words, for those who cannot see it.
        margin: the room around it, in points.

    Raises:
        MissingExtraError: matplotlib is not installed (an `ImportError`).
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtraError("a picture", "plot") from error
    from benelux_tracker.report.pictures.sheet import Sheet

    with mpl.rc_context():  # pyright: ignore[reportUnknownMemberType]
        mpl.rcdefaults()
        mpl.rcParams["hatch.linewidth"] = 0.8
        sheet = Sheet(said)
        sheet.cut(_drawn(sheet, drawing), margin)
    return sheet.figure


def _drawn(sheet: "Sheet", drawing: Drawing) -> float:
    """Draw on a sheet; how far down it came."""
    from benelux_tracker.report.pictures import bars, matrix, years

    match drawing:
        case Ranges():
            return bars.ranges(sheet, drawing)
        case Signals():
            return bars.signals(sheet, drawing)
        case Waterfall():
            return bars.waterfall(sheet, drawing)
        case Course():
            return years.course(sheet, drawing)
        case Timeline():
            return years.timeline(sheet, drawing)
        case _:
            return matrix.matrix(sheet, drawing)


def _written(drawing: Drawing, format: str, dpi: int, salt: str) -> bytes:  # noqa: A002
    made = figure(drawing)
    made.patch.set_visible(format != "svg")
    return saved(made, format, dpi, salt)


def saved(made: "Figure", format: str, dpi: int, salt: str = "") -> bytes:  # noqa: A002
    """The bytes of a figure; signs that its font lacks are left to others, without a warning."""
    import warnings
    from io import BytesIO

    import matplotlib as mpl

    target = BytesIO()
    blank = {"Date": None, "Creator": None, "Format": None, "Type": None}
    metadata = blank if format == "svg" else {"Software": None}
    with warnings.catch_warnings(), mpl.rc_context():  # pyright: ignore[reportUnknownMemberType]
        warnings.simplefilter("ignore")
        mpl.rcdefaults()
        mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": salt})
        made.savefig(  # pyright: ignore[reportUnknownMemberType]
            target, format=format, dpi=dpi, metadata=metadata
        )
    return target.getvalue()


def _plain(tag: re.Match[str]) -> str:
    """An element without what the root says once, and without needless decimals."""
    text = tag[0]
    for pattern, better in _IN_TAGS:
        text = pattern.sub(better, text)
    return _LONG.sub(lambda number: f"{float(number[0]):.2f}", text)
