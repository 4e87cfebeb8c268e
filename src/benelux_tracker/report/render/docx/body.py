"""The blocks of a page as paragraphs and tables in the styles of the document."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final, Self

from attrs import field, frozen

from benelux_tracker.report import blocks as b
from benelux_tracker.report.drawings import Drawing
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.docx.elements import TAB, paragraph, run, shown, tag
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal

LOCALES: Final[Mapping[str, str]] = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB", "de": "de-BE"}
"""The language that Word checks the spelling of, by the language of a text."""

WIDTH: Final = 9638
"""Between the margins, in twips (1/20 point): 17 cm."""

_LONGEST_ADDRESS: Final = 2000
_LONGEST_NAME: Final = 40
_ROOM: Final = 104
"""How many signs of a table stand beside each other between the margins."""

_PADDING, _LONG, _LONGEST = 3, 28, 90
"""In signs: beside a text, of what need not stay on one line, and of what widens a column."""

_ON_ONE_PAGE: Final = 9
"""The most rows of a table that is not spread over pages."""

_WORD: Final = re.compile("[^ -]+-?")
_PLAIN, _HEADED, _TOTALLED = 0x680, 0x20, 0x40
"""What of its style a table shows, as the format wants it: bits for its first and last row."""

_ROLES: Final[Mapping[str, str]] = {
    "headline": "Lead",
    "signal": "Signal",
    "label": "Label",
    "meta": "Meta",
    "note": "Note",
}
_TONES: Final[Mapping[Signal, str]] = {
    Signal.GREEN: "Green",
    Signal.AMBER: "Amber",
    Signal.RED: "Red",
}

Draw = Callable[[Drawing, str, str], str]
"""A drawing, the escaped title and description of its picture, to the run that shows it."""


@frozen(kw_only=True)
class Writer:
    """Writes the blocks of a page; `lead` gives an address of the web its identity.

    A bookmark has a name that Word allows; `waiting` are those not set yet, so
    that each is set once.
    """

    page: b.Page
    lead: Callable[[str], str]
    draw: Draw | None
    bookmarks: Mapping[str, str]
    waiting: dict[str, str] = field(eq=False)

    @classmethod
    def of(cls, page: b.Page, lead: Callable[[str], str], draw: Draw | None) -> Self:
        """A writer for a page, with a bookmark for each of its anchors."""
        bookmarks = {
            anchor: f"a{number}_{re.sub('[^A-Za-z0-9]', '_', anchor)}"[:_LONGEST_NAME]
            for number, anchor in enumerate(sorted(page.anchors), 1)
        }
        return cls(page=page, lead=lead, draw=draw, bookmarks=bookmarks, waiting={**bookmarks})

    def body(self) -> Iterator[str]:
        """The cover, the table of contents and the blocks."""
        yield paragraph("Subtitle", self._said(self.page.subtitle))
        yield paragraph("Title", run(self.page.title))
        for label, text in self.page.cover:
            yield paragraph("Cover", run(label, "Term"), TAB, run(text, "Strong"))
        if self.page.headings:
            yield self._contents()
        yield from map(self._block, self.page.blocks)

    def _contents(self) -> str:
        """A table of contents that is filled in already, and that Word can make anew."""
        begin, separate, end = (
            tag("r", tag("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
        )
        instruction = tag("r", tag("instrText", r'TOC \o "1-2" \h \z'))
        before, lines = begin + instruction + separate, ""
        for heading in self.page.headings:
            title = self._numbered(heading.number, (heading.text,), "")
            lines += paragraph(f"Toc{heading.level}", before, self._led(heading.anchor, title))
            before = ""
        gallery = tag("docPartGallery", val="Table of Contents") + tag("docPartUnique")
        title = paragraph("TOCHeading", run(self.page.contents))
        inside = title + lines + paragraph("AfterTable", end)
        return tag("sdt", tag("sdtPr", tag("docPartObj", gallery)), tag("sdtContent", inside))

    def _block(self, block: b.Block) -> str:
        match block:
            case b.Heading(level=level, text=text, anchor=anchor, number=number):
                title = self._numbered(number, (text,))
                return paragraph(f"Heading{level}", self._marked(anchor, title))
            case b.Paragraph(runs, role, anchor):
                style = _ROLES.get(role, "BodyText")
                return paragraph(style, self._marked(anchor, self._runs(runs)))
            case b.Bullets(items):
                return "".join(map(self._item, items))
            case b.Table():
                return self._table(block)
            case b.Facts(pairs, role=role):
                key = role == "key" and pairs
                return self._tiles(pairs) if key else self._facts(pairs)
            case b.Gauge(text=text):
                return paragraph("Meta", run(text))
            case b.Picture():
                return self._picture(block)
            case b.Ladder(rungs):
                return "".join(map(self._rung, rungs))
            case b.Dates(moments):
                return self._listed("Moment", "MomentDate", moments)
            case _:
                return self._card(block)

    def _card(self, card: b.Card) -> str:
        title = self._numbered(card.number, (*card.title, " ", card.badge))
        style = f"Heading3{_tone(card.badge.signal)}" if card.blocks else "Settled"
        inside = "".join(map(self._block, card.blocks))
        return paragraph(style, self._marked(card.anchor, title)) + inside

    def _item(self, item: b.Runs) -> str:
        match item:
            case (b.NoteMark(number), *rest):
                told = rest[1:] if rest[:1] == [" "] else rest
                inside = run(str(number), "Number") + TAB + self._runs(tuple(told))
                return paragraph("Source", self._marked(f"source-{number}", inside))
            case _:
                return paragraph("ListBullet", self._runs(item))

    def _listed(self, style: str, label: str, pairs: tuple[tuple[str, b.Runs], ...]) -> str:
        return "".join(
            paragraph(style, run(term, label), TAB, self._runs(runs)) for term, runs in pairs
        )

    def _facts(self, pairs: tuple[tuple[str, b.Runs], ...]) -> str:
        """Facts that stay together on a page."""
        last = self._listed("FactLast", "Term", pairs[-1:])
        return self._listed("Fact", "Term", pairs[:-1]) + last

    def _rung(self, rung: b.Rung) -> str:
        mark = run(rung.mark, rung.state.capitalize())
        return paragraph("Ladder", mark, TAB, self._runs(rung.runs))

    def _picture(self, picture: b.Picture) -> str:
        caption = self._marked(picture.anchor, run(picture.caption))
        if self.draw is None:
            told = [("ListBullet", line) for line in picture.shows]
            told.insert(0, ("Label", self.page.picture))
            said = "".join(paragraph(style, run(line)) for style, line in told)
        else:
            lines = "&#10;".join(map(shown, picture.shows))
            said = paragraph("Picture", self.draw(picture.drawing, shown(picture.caption), lines))
        return paragraph("Caption", caption) + said

    def _table(self, table: b.Table) -> str:
        widths = _widths(table)
        sides = ["Figure" if side == "r" else "" for side in table.align]
        lines: list[str] = []
        if headed := bool(table.head[0]) or len(table.head) > 2:  # noqa: PLR2004
            cells = [
                paragraph(f"TableHead{side}", run(text))
                for text, side in zip(table.head, sides, strict=True)
            ]
            lines.append(_row(cells, widths, tag("tblHeader")))
        last = len(table.rows)
        kept = 1 if last <= _ON_ONE_PAGE else last - max(table.totals, 1)
        for number, row in enumerate(table.rows, 1):
            total = number > last - table.totals
            styles = [
                f"Table{'Total' if total else ''}{side or ('' if total else 'Text')}"
                f"{'Kept' if kept <= number < last else ''}"
                for side in sides
            ]
            cells = [
                paragraph(style, self._runs(runs)) for style, runs in zip(styles, row, strict=True)
            ]
            lines.append(_row(cells, widths))
        look = tag(
            "tblLook", val=f"{_PLAIN + _HEADED * headed + _TOTALLED * (table.totals > 0):04X}"
        )
        grid = _grid("ReportTable", widths, look + tag("tblCaption", val=table.caption), lines)
        return paragraph("Caption", run(table.caption)) + grid

    def _tiles(self, pairs: tuple[tuple[str, b.Runs], ...]) -> str:
        """The few figures that matter most, each in a tile of its own, four or three in a row."""
        across = min(len(pairs), min((4, 3), key=lambda wide: -len(pairs) % wide))
        tiles = [
            paragraph("KeyFigure", self._runs(runs)) + paragraph("KeyLabel", run(label))
            for label, runs in pairs
        ]
        tiles += [paragraph("KeyLabel")] * (-len(pairs) % across)
        widths = [WIDTH // across] * across
        rows = (tiles[at : at + across] for at in range(0, len(tiles), across))
        return _grid("ReportTiles", widths, "", [_row(row, widths) for row in rows])

    def _marked(self, anchor: str, inside: str) -> str:
        """What an anchor stands at, within its bookmark."""
        name = self.waiting.pop(anchor, "")
        if not name:
            return inside
        number = len(self.waiting)
        return (
            f"{tag('bookmarkStart', id=number, name=name)}{inside}{tag('bookmarkEnd', id=number)}"
        )

    def _numbered(self, number: str, runs: b.Runs, style: str = "Number") -> str:
        return (run(number, style) + TAB if number else "") + self._runs(runs)

    def _runs(self, runs: b.Runs) -> str:
        """Runs one after the other, and what parts a note from a note before it."""
        notes = [isinstance(it, b.NoteMark) for it in runs]
        parted = [before and note for before, note in pairwise((False, *notes))]
        between = run(";", "NoteMark")
        return "".join(
            between * apart + self._run(it) for apart, it in zip(parted, runs, strict=True)
        )

    def _said(self, text: str | Said, style: str = "") -> str:
        if isinstance(text, str):
            return run(text, style)
        other = text.language != self.page.language
        return run(text.text, style, LOCALES.get(text.language, text.language) if other else "")

    def _run(self, it: b.Run) -> str:
        match it:
            case b.Strong(text):
                return self._said(text, "Strong")
            case b.Emphasis(text):
                return self._said(text, "Emphasis")
            case b.Small(text):
                return self._said(text, "Small")
            case b.Link(text, url):
                return self._link(text, url)
            case b.Figure(text, made):
                return self._led(made[1:], run(text, "Figure"))
            case b.NoteMark(number, where):
                words = f"\N{NO-BREAK SPACE}{number}{', ' if where else ''}{where}"
                return self._led(f"source-{number}", run(words, "NoteMark"))
            case b.Badge(signal, text):
                words = f" {MARKS[signal]} {text} "
                return run(words.replace(" ", "\N{NO-BREAK SPACE}"), f"Badge{_tone(signal)}")
            case _:
                return self._said(it)

    def _led(self, anchor: str, said: str) -> str:
        """What leads to an anchor, if there is such a place."""
        name = self.bookmarks.get(anchor)
        return tag("hyperlink", said, anchor=name, history=1) if name else said

    def _link(self, text: str | Said, url: str) -> str:
        if url.startswith("#") and url[1:] in self.bookmarks:
            number = self.page.numbers.get(url[1:])
            behind = run(f" ({number})") if number else ""
            return self._led(url[1:], self._said(text, "Hyperlink")) + behind
        if not leads_out(url) or len(url) > _LONGEST_ADDRESS:
            return self._said(text)
        said = self._said(text, "Hyperlink")
        return f'<w:hyperlink r:id="{self.lead(url)}" w:history="1">{said}</w:hyperlink>'


def _tone(signal: Signal) -> str:
    return _TONES.get(signal, "Grey")


def _row(cells: list[str], widths: list[int], also: str = "") -> str:
    inside = (
        tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa")), cell)
        for width, cell in zip(widths, cells, strict=True)
    )
    return tag("tr", tag("trPr", tag("cantSplit"), also), *inside)


def _grid(style: str, widths: list[int], look: str, rows: list[str]) -> str:
    """A table as wide as the text, and a little air after it."""
    wide = tag("tblW", w=5000, type="pct") + tag("tblLayout", type="fixed")
    grid = tag("tblGrid", *(tag("gridCol", w=width) for width in widths))
    properties = tag("tblPr", tag("tblStyle", val=style), wide, look)
    return tag("tbl", properties, grid, *rows) + paragraph("AfterTable")


def _widths(table: b.Table) -> list[int]:
    """The widths of the columns: words stay whole where they can, long texts share the rest."""
    least: list[int] = []
    most: list[int] = []
    for column, side in enumerate(table.align):
        cells = ["".join(map(_text, row[column])) for row in table.rows]
        words = _WORD.findall(" ".join([table.head[column], *cells]))
        figures = [text for text in cells if side == "r" and len(text) < _LONG]
        low = min(max(map(len, words + figures), default=0), _LONG)
        high = min(max(map(len, cells), default=0), _LONGEST)
        least.append(_PADDING + low)
        most.append(_PADDING + max(low, high))
    wishes = sum(most) - sum(least) or 1
    granted = min(max(_ROOM - sum(least), 0), wishes)
    needs = [low * wishes + granted * (high - low) for low, high in zip(least, most, strict=True)]
    return [WIDTH * need // sum(needs) for need in needs]


def _text(it: b.Run | Said) -> str:
    """A run in signs of about the width that it will have; what has no place to break has none."""
    match it:
        case str():
            return it
        case Said(text):
            return text
        case b.NoteMark(_, where):
            return "\N{NO-BREAK SPACE}" * (2 + len(where) // 2)
        case b.Badge(_, text):
            return "\N{NO-BREAK SPACE}" * (len(text) + 4)
        case _:
            return _text(it.text)
