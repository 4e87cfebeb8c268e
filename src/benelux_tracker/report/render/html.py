"""A page as one self-contained HTML file: no script, nothing fetched."""

import re
from functools import cache
from importlib.resources import files
from typing import Final, cast

from attrs import frozen
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from benelux_tracker.report import blocks as b
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.report.said import Said
from benelux_tracker.visible import visible

_ROOM: Final = "benelux_tracker.report.render"
_TAG: Final = re.compile("<[^>]*>")
_NAME: Final = re.compile(r'(\bid="|url\(#|href="#)')


def html(page: b.Page, pictures: bool = True) -> str:  # noqa: FBT001, FBT002
    """The page as HTML; without `pictures`, words say what they show.

    Raises:
        MissingExtraError: when pictures are asked for and matplotlib is not installed.
    """
    pen = _Pen(page.language, frozenset(f"#{anchor}" for anchor in page.anchors))
    return _template().render(
        page=page,
        chapters=page.chapters,
        style=_file("page.css"),
        pen=pen,
        drawn=_drawn if pictures else None,
    )


@frozen
class _Pen:
    """Writes runs of text; it knows the language of the page and the anchors in it."""

    language: str
    anchors: frozenset[str]

    def runs(self, runs: b.Runs) -> Markup:
        """Runs one after the other, notes beside each other as one."""
        return Markup().join(map(self.run, runs)).replace(*_BETWEEN_NOTES)

    def run(self, run: b.Run) -> Markup:
        """A run in its element."""
        match run:
            case b.Strong(text):
                return Markup("<strong>%s</strong>") % self.said(text)
            case b.Emphasis(text):
                return Markup("<em>%s</em>") % self.said(text)
            case b.Small(text):
                return Markup('<span class="small">%s</span>') % self.said(text)
            case b.Link(text, url):
                shown = self.said(text)
                leads = url in self.anchors or leads_out(url)
                return Markup('<a href="%s">%s</a>') % (visible(url), shown) if leads else shown
            case b.Figure(text, made):
                shown = self.said(text)
                return _FIGURE % (made, shown) if made in self.anchors else shown
            case b.NoteMark(number, where):
                return _NOTE % (number, number, visible(f", {where}" if where else ""))
            case b.Badge(signal, text):
                return _BADGE % (signal, MARKS[signal], text)
            case _:
                return self.said(run)

    def said(self, text: str | Said) -> Markup:
        """Words, with their language where it is not the page's."""
        if not isinstance(text, Said):
            return escape(visible(text))
        shown = escape(visible(text.text))
        foreign = text.language != self.language
        return Markup('<span lang="%s">%s</span>') % (text.language, shown) if foreign else shown


_BETWEEN_NOTES: Final = (Markup("</sup><sup>"), Markup("; "))
_FIGURE: Final = Markup('<a class="figure" href="%s">%s</a>')
_NOTE: Final = Markup('<sup><a href="#source-%s" role="doc-noteref">%s%s</a></sup>')
_BADGE: Final = Markup(
    '<span class="badge %s"><span class="mark" aria-hidden="true">%s</span> %s</span>'
)


def _drawn(picture: b.Picture) -> Markup:
    """The picture as inline SVG with a name, a description, and ids of its own."""
    from benelux_tracker.report.pictures import svg, themed

    own = rf"\1{picture.anchor}-"
    drawn = _TAG.sub(lambda tag: _NAME.sub(own, tag[0]), themed(svg(picture.drawing)))
    named = '<svg role="img" aria-labelledby="{0}-caption" aria-describedby="{0}-shows"'
    return Markup(named.format(picture.anchor) + drawn.partition("<svg")[2])  # noqa: S704 - our own drawing


@cache
def _template() -> Template:
    room = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    cast("dict[str, object]", room.tests)["a"] = _is_a
    return room.get_template("page.html")


def _is_a(value: object, name: str) -> bool:
    return type(value).__name__ == name


def _file(name: str) -> str:
    return (files(_ROOM) / name).read_text("utf-8")
