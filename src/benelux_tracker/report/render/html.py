"""A page as one self-contained HTML file: no script, nothing fetched."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, cast

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from benelux_tracker.report.blocks import Card, Heading, Page
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.visible import visible

_ROOM: Final = "benelux_tracker.report.render"


def html(page: Page) -> str:
    """The page as HTML."""
    anchors = {f"#{block.anchor}" for block in page.blocks if isinstance(block, Card | Heading)}

    def leads(url: str) -> bool:
        return url in anchors or leads_out(url)

    return _template().render(page=page, style=_file("page.css"), marks=_marks(), leads=leads)


def _marks() -> Mapping[str, str]:
    return {str(signal): mark for signal, mark in MARKS.items()}


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
    cast("dict[str, object]", room.filters)["visible"] = visible
    return room.get_template("page.html")


def _is_a(value: object, name: str) -> bool:
    return type(value).__name__ == name


def _file(name: str) -> str:
    return (files(_ROOM) / name).read_text("utf-8")
