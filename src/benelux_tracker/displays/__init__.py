"""Records to read: as plain text, and as HTML and Markdown for a notebook."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from benelux_tracker.chase import Chase
from benelux_tracker.comparison import Comparison
from benelux_tracker.explain import Explanation
from benelux_tracker.model import WorkProgramme
from benelux_tracker.shown import Displayed, Form, Writing
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.summary.chased import chase_told
from benelux_tracker.summary.compared import comparison_told
from benelux_tracker.summary.explained import explained
from benelux_tracker.summary.nodes import Node
from benelux_tracker.summary.planned import programme_told
from benelux_tracker.summary.rolled import progress_told, roll_up_told, series_told
from benelux_tracker.sweep import Series
from benelux_tracker.tally import Progress


def written(record: Displayed, language: str) -> Writing:
    """A record in a language, to be had as text, HTML or Markdown.

    Raises:
        RequestError: for a language that nothing is written in (a `ValueError`).
        TypeError: for another kind of record.
    """
    return partial(_written, told(record, language), language)


def _written(tree: Node, language: str, form: Form) -> str:
    match form:
        case "text":
            from benelux_tracker.displays.text import text

            return text(tree)
        case "html":
            from benelux_tracker.displays.html import html

            return html(tree, language)
        case _:
            from benelux_tracker.displays.markdown import markdown

            return markdown(tree)


_TELLS: Mapping[type, Callable[[Any, str], Node]] = {
    Explanation: explained,
    Comparison: comparison_told,
    Chase: chase_told,
    WorkProgramme: programme_told,
    Snapshot: lambda taken, language: roll_up_told(taken.roll_up("theme"), language),
    RollUp: roll_up_told,
    Progress: progress_told,
    Series: series_told,
}


def told(record: Displayed, language: str) -> Node:
    """A record as a tree of lines and tables in a language.

    Raises:
        RequestError: for a language that nothing is written in (a `ValueError`).
        TypeError: for another kind of record.
    """
    if type(record) in _TELLS:
        return _TELLS[type(record)](record, language)
    from benelux_tracker.report.contents import YearReport
    from benelux_tracker.report.overview import overview

    if isinstance(record, YearReport):
        return overview(record)
    raise TypeError(f"no words for a {type(record).__name__}")
