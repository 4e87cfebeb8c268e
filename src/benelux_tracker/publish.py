"""Writing a report to files: each complete or not at all."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from benelux_tracker.errors import RequestError
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.render import Format, render
from benelux_tracker.storage.write import suffix_of, write_whole

SUFFIXES: Final[dict[str, Format]] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".md": "markdown",
    ".txt": "text",
    ".json": "json",
}
"""The format that a file's suffix asks for."""


def save(report: YearReport, path: str | os.PathLike[str], *, pictures: bool = True) -> None:
    """Write a report to a file, in the format of its suffix; a file of that name is replaced.

    Args:
        report: what `year_report` made.
        path: a file that ends in .html, .pdf, .docx, .md, .txt or .json.
        pictures: as for `render`.

    Raises:
        RequestError: for another suffix (a `ValueError`).
        MissingExtraError: as for `render` (an `ImportError`).
        OSError: when the file cannot be written; what was there stays.
    """
    write_whole(path, render(report, format_of(path), pictures=pictures))


def format_of(path: str | os.PathLike[str]) -> Format:
    """The format that a file's suffix asks for.

    Raises:
        RequestError: when it asks for none (a `ValueError`).
    """
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise RequestError(f'no format goes by the suffix "{suffix}" of {path}; known: {known}')
    return SUFFIXES[suffix]


Edition = tuple[str, Path]
"""The language of a report, and the file to write it to."""


def editions(paths: Iterable[Path], languages: Iterable[str]) -> list[Edition]:
    """The files of a report in several languages: `report.pdf` becomes `report.nl.pdf` and so on.

    In one language alone every file keeps its name.

    Raises:
        RequestError: when a file's suffix asks for no format (a `ValueError`).
    """
    asked, spoken = list(dict.fromkeys(paths)), list(dict.fromkeys(languages))
    for path in asked:
        format_of(path)
    if len(spoken) == 1:
        return [(spoken[0], path) for path in asked]
    return [(one, path.with_suffix(f".{one}{path.suffix}")) for one in spoken for path in asked]


def save_editions(
    asked: Sequence[Edition], reports: Mapping[str, YearReport], *, pictures: bool
) -> Iterator[Path]:
    """Save a report in its languages, several files at a time; each is told when it is there.

    Raises:
        MissingExtraError: as for `render` (an `ImportError`).
        OSError: when a file cannot be written; what was there stays.
    """
    if len(reports) == 1:
        for language, path in asked:
            save(reports[language], path, pictures=pictures)
            yield path
        return
    left = dict(enumerate(asked))
    with suppress(BrokenExecutor, BrokenPipeError):  # a helping process could not start, or died
        for place in _saved_together(asked, reports, pictures=pictures):
            yield left.pop(place)[1]
    for language, path in left.values():
        save(reports[language], path, pictures=pictures)
        yield path


def _saved_together(
    asked: Sequence[Edition], reports: Mapping[str, YearReport], *, pictures: bool
) -> Iterator[int]:
    """The places of editions as they are saved, by as many processes as there are cores."""
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    room = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
    try:
        going = {
            room.submit(save, reports[language], path, pictures=pictures): place
            for place, (language, path) in enumerate(asked)
        }
        for done in as_completed(going):
            done.result()
            yield going[done]
    finally:
        room.shutdown(wait=False, cancel_futures=True)
