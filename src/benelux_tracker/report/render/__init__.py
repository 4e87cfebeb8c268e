"""A report in a format: HTML, PDF, Word, Markdown, plain text or JSON."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, get_args, overload

from benelux_tracker.errors import RequestError, did_you_mean, only

if TYPE_CHECKING:
    from benelux_tracker.report.contents import YearReport

TextFormat = Literal["markdown", "html", "json", "text"]
FileFormat = Literal["pdf", "docx"]
Format = Literal["markdown", "html", "json", "text", "pdf", "docx"]


@overload
def render(report: "YearReport", format: TextFormat, *, pictures: bool = True) -> str: ...
@overload
def render(report: "YearReport", format: FileFormat, *, pictures: bool = True) -> bytes: ...
@overload
def render(report: "YearReport", format: Format, *, pictures: bool = True) -> str | bytes: ...
def render(
    report: "YearReport",
    format: Format,  # noqa: A002
    *,
    pictures: bool = True,
) -> str | bytes:
    """Write a report in a format: as text, or for a PDF and a Word document as bytes.

    The same report gives the same text, byte for byte.

    Args:
        report: what `year_report` made.
        format: `"html"`, `"pdf"`, `"docx"`, `"markdown"`, `"text"` or `"json"`.
        pictures: draw the pictures of an HTML page, a PDF or a Word document; without
            them, and in the other formats, words say what they show.

    Raises:
        RequestError: for another format (a `ValueError`).
        MissingExtraError: where pictures, PDF or Word need a package that is not
            installed; it says which (an `ImportError`).
    """
    from benelux_tracker.report import contents

    only(report, contents.YearReport)
    if format not in _RENDERERS:
        hint = did_you_mean(format, get_args(Format))
        raise RequestError(f'there is no format "{format}"; {hint}')
    return _RENDERERS[format](report, pictures)


def _markdown(report: "YearReport", _: bool) -> str:  # noqa: FBT001
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.markdown import markdown

    return markdown(page(report))


def _html(report: "YearReport", pictures: bool) -> str:  # noqa: FBT001
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.html import html

    return html(page(report), pictures)


def _text(report: "YearReport", _: bool) -> str:  # noqa: FBT001
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.text import text

    return text(page(report))


def _json(report: "YearReport", _: bool) -> str:  # noqa: FBT001
    from benelux_tracker.report.render.json import json

    return json(report)


def _pdf(report: "YearReport", pictures: bool) -> bytes:  # noqa: FBT001
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.pdf import pdf

    return pdf(page(report), pictures)


def _docx(report: "YearReport", pictures: bool) -> bytes:  # noqa: FBT001
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.docx import docx

    return docx(page(report), pictures)


_RENDERERS: Final[Mapping[str, Callable[["YearReport", bool], str | bytes]]] = {
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "text": _text,
    "pdf": _pdf,
    "docx": _docx,
}
