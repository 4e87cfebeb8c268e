"""A page as an accessible PDF (PDF/UA-1), set by Typst in fonts of the package."""

import re
import struct
from fractions import Fraction
from functools import cache
from importlib.resources import files
from json import dumps
from typing import Final, cast

from attrs import fields, has

from benelux_tracker.errors import MissingExtraError
from benelux_tracker.report.blocks import Link, Page, Picture
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.visible import visible

_ROOM: Final = "benelux_tracker.report"
_BLANK: Final = re.compile("[ \t\r\n\u2028\u2029]+")
_LONG: Final = re.compile("[^ ]{40,}")
_PIECE: Final = re.compile(".{1,12}")
_MAY_BREAK: Final = "\u200b"
_NOT_SHOWN: Final = "\ufffd"
_TOO_MUCH: Final = "\ufeff|(?<=[\u0300-\u036f]{4})[\u0300-\u036f]"
_LONGEST_URL: Final = 2000
_AS_IT_IS: Final = ("anchor", "made", "url", "drawing")


def pdf(page: Page, pictures: bool = True) -> bytes:  # noqa: FBT001, FBT002
    """The page as a PDF; without `pictures`, words say what they show.

    The same page gives the same bytes: the file bears no date.

    Raises:
        MissingExtraError: when typst is not installed (an `ImportError`).
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("a PDF", "pdf") from error
    room = files(_ROOM)
    told = {"page": _plain(page, pictures), "marks": MARKS.copy(), "anchors": sorted(page.anchors)}
    return typst.compile(
        (room / "render" / "page.typ").read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(room / "fonts")]),
        sys_inputs={"told": dumps(told)},
        pdf_standards=["ua-1"],
    )


def _plain(value: object, pictures: bool) -> object:  # noqa: FBT001
    """A block or run as plain data: the name of its kind, and its fields."""
    kind = type(value)
    if isinstance(value, str):
        return _breakable(_shown(value))
    if isinstance(value, tuple):
        return [_plain(part, pictures) for part in cast("tuple[object, ...]", value)]
    if isinstance(value, Fraction):
        return float(value)
    if not has(kind):
        return value
    told = {field.name: getattr(value, field.name) for field in fields(kind)}
    plain = {k: v if k in _AS_IT_IS else _plain(v, pictures) for k, v in told.items()}
    if isinstance(value, Link):
        leads = value.url.startswith("#") or leads_out(value.url)
        plain["url"] = visible(value.url) if leads and len(value.url) < _LONGEST_URL else ""
    if isinstance(value, Picture):
        plain["drawing"] = _drawn(value) if pictures else ""
    return {"kind": kind.__name__, **plain}


def _drawn(picture: Picture) -> str:
    from benelux_tracker.report.pictures import svg

    return _shown(svg(picture.drawing))


def _shown(text: str) -> str:
    """The text on one line, with a mark (�) for each sign that the fonts do not have.

    Soft hyphens are left out: Typst divides words by itself, and stops at one that ends a link.
    """
    return _not_at_hand().sub(_NOT_SHOWN, _BLANK.sub(" ", visible(text).replace("\xad", "")))


def _breakable(text: str) -> str:
    """The text with places to break in words too long for a line."""
    return _LONG.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word[0])), text)


@cache
def _not_at_hand() -> re.Pattern[str]:
    """What the fonts cannot show: all that their table of signs (cmap, format 12) leaves out.

    The marks of signals can be shown: Typst has a font for them. Marks of byte order, which
    PDF/UA refuses, and accents upon four others cannot.
    """
    font = (files(_ROOM) / "fonts" / "SourceSans3-Regular.ttf").read_bytes()
    (start,) = struct.unpack_from(">I", font, font.index(b"cmap") + 8)
    groups = font.index(b"\x00\x0c\x00\x00", start) + 12
    (count,) = struct.unpack_from(">I", font, groups)
    spans = struct.iter_unpack(">III", font[groups + 4 : groups + 4 + 12 * count])
    signs = "".join(f"{re.escape(chr(a))}-{re.escape(chr(z))}" for a, z, _ in spans)
    return re.compile(f"[^{signs}{''.join(MARKS.values())}]|{_TOO_MUCH}")
