"""A report in a format: Markdown, HTML, JSON or plain text."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, get_args

from benelux_tracker.errors import RequestError, did_you_mean

if TYPE_CHECKING:
    from benelux_tracker.report.contents import YearReport

Format = Literal["markdown", "html", "json", "text"]


def render(report: "YearReport", format: Format) -> str:  # noqa: A002
    """Write a report in a format, as text.

    The same report gives the same text, byte for byte.

    Args:
        report: what `year_report` made.
        format: `"markdown"`, `"html"`, `"json"` or `"text"`.

    Raises:
        RequestError: for another format (a `ValueError`).
    """
    if format not in _RENDERERS:
        hint = did_you_mean(format, get_args(Format))
        raise RequestError(f'there is no format "{format}"; {hint}')
    return _RENDERERS[format](report)


def _markdown(report: "YearReport") -> str:
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.markdown import markdown

    return markdown(page(report))


def _html(report: "YearReport") -> str:
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.html import html

    return html(page(report))


def _text(report: "YearReport") -> str:
    from benelux_tracker.report.layout import page
    from benelux_tracker.report.render.text import text

    return text(page(report))


def _json(report: "YearReport") -> str:
    from benelux_tracker.report.render.json import json

    return json(report)


_RENDERERS: Final[Mapping[str, Callable[["YearReport"], str]]] = {
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "text": _text,
}
