"""Words in a picture: what of them can be shown, and how much room they take."""

from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from benelux_tracker.visible import visible

SIZE: Final = 8.5
SMALL: Final = 7.5

_SLACK: Final = 1.22
"""A page that lacks the font shows another one, up to a fifth wider."""

_LONGEST: Final = 400
_FILES: Final = {False: "SourceSans3-Regular.ttf", True: "SourceSans3-Semibold.ttf"}
_NO_TEXT: Final[dict[int, str]] = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


@cache
def face(size: float, *, bold: bool = False) -> FontProperties:
    """The font of every picture, from the package's own files."""
    weight = "semibold" if bold else "normal"
    return FontProperties(family="Source Sans 3", weight=weight, size=size, fname=_file(bold=bold))


def width(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """The room a text needs on a line, in points, with a little to spare."""
    return sum(_advance(sign, bold=bold) for sign in shown(text)) * size * _SLACK


def shown(text: str) -> str:
    """A text on one line, without signs that a picture cannot carry."""
    return " ".join(visible(text[:_LONGEST]).translate(_NO_TEXT).split())


def wrapped(
    text: str, room: float, lines: int = 1, size: float = SIZE, *, bold: bool = False
) -> list[str]:
    """A text on so many lines at most, cut with an ellipsis where it is longer."""
    rest, found = shown(text), list[str]()
    while len(found) < lines - 1 and width(rest, size, bold=bold) > room:
        fits = _fitting(rest, room, size, bold=bold)
        end = max(rest.rfind(" ", 1, fits + 1), rest.rfind("-", 1, fits) + 1)
        end = end if end > 0 else fits
        found.append(rest[:end])
        rest = rest[end:].lstrip()
    if width(rest, size, bold=bold) > room:
        end = _fitting(rest, room - width("…", size, bold=bold), size, bold=bold)
        rest = f"{rest[:end].rstrip()}…"
    return [*found, rest]


def _fitting(text: str, room: float, size: float, *, bold: bool) -> int:
    """How many signs of a text fit, at least one."""
    ends = accumulate(_advance(sign, bold=bold) for sign in text)
    return max(1, sum(end * size * _SLACK <= room for end in ends))


@lru_cache(4096)
def _advance(sign: str, *, bold: bool) -> float:
    """The room of a sign, in sizes of the font; one that the font lacks takes a whole."""
    font = _font(bold=bold)
    if not font.get_char_index(ord(sign)):
        return 1.0
    return font.load_char(ord(sign), flags=LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM


@cache
def _font(*, bold: bool) -> FT2Font:
    return FT2Font(_file(bold=bold))


def _file(*, bold: bool) -> str:
    return str(files("benelux_tracker.report") / "fonts" / _FILES[bold])
