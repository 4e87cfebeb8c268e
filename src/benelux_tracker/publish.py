"""Writing a report to a file: complete or not at all."""

import os
from typing import Final

from benelux_tracker.errors import RequestError
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.render import Format, render
from benelux_tracker.storage.write import suffix_of, write_text

SUFFIXES: Final[dict[str, Format]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".txt": "text",
}
"""The format that a file's suffix asks for."""


def save(report: YearReport, path: str | os.PathLike[str]) -> None:
    """Write a report to a file, in the format of its suffix; a file of that name is replaced.

    Args:
        report: what `year_report` made.
        path: a file that ends in .html, .md, .json or .txt.

    Raises:
        RequestError: for another suffix (a `ValueError`).
        OSError: when the file cannot be written; what was there stays.
    """
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise RequestError(f'no format goes by the suffix "{suffix}" of {path}; known: {known}')
    write_text(path, render(report, SUFFIXES[suffix]))
