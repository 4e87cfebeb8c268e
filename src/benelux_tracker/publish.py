"""Reports and tables to files: each complete or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from benelux_tracker.dimensions import Dimension
from benelux_tracker.errors import RequestError, only
from benelux_tracker.exchange.form.blank import form
from benelux_tracker.exchange.frames import Values, as_csv, as_parquet, values_of
from benelux_tracker.framed import Table
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.render import Format, render
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.storage.write import suffix_of, write_whole

T = TypeVar("T")

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
    write_whole(path, render(only(report, YearReport), format_of(path), pictures=pictures))


def format_of(path: str | os.PathLike[str]) -> Format:
    """The format that a file's suffix asks for.

    Raises:
        RequestError: when it asks for none (a `ValueError`).
    """
    return _by_suffix(path, SUFFIXES)


def _by_suffix(path: str | os.PathLike[str], known: Mapping[str, T]) -> T:
    suffix = suffix_of(path)
    if suffix not in known:
        words = ", ".join(known)
        raise RequestError(f'no format goes by the suffix "{suffix}" of {path}; known: {words}')
    return known[suffix]


_AS_FILES: Final[Mapping[str, Callable[[Values], str | bytes]]] = {
    ".csv": as_csv,
    ".parquet": as_parquet,
}


def export(
    snapshot: Snapshot,
    table: Table,
    path: str | os.PathLike[str],
    *,
    by: Dimension | tuple[Dimension, ...] | None = None,
    language: str = "en",
) -> None:
    """Write a table to a file, as CSV or Parquet by its suffix; a file of that name is replaced.

    In a CSV an apostrophe stands before what a spreadsheet would take for a
    formula, and what cannot be seen is marked; Parquet has texts as they are.

    Args:
        snapshot: the programme on a day.
        table: as for `Snapshot.frame`, as are `by` and `language`.
        path: a file that ends in .csv or .parquet.
        by: dimensions.
        language: of titles, names and reasons.

    Raises:
        RequestError: for another suffix, or as for `Snapshot.frame` (a `ValueError`).
        MissingExtraError: when pyarrow, for Parquet, is not installed (an `ImportError`).
        OSError: when the file cannot be written; what was there stays.
    """
    content = _by_suffix(path, _AS_FILES)
    write_whole(path, content(values_of(only(snapshot, Snapshot), table, by, language)))


def save_form(
    snapshot: Snapshot, group: str, path: str | os.PathLike[str], language: str = "nl"
) -> None:
    """Write the return form of a working group, an Excel workbook that it is to fill in.

    The sheets tell how to fill it in, and what was last reported of each of
    the group's actions and milestones. `read_form` reads what comes back; a
    file of that name is replaced.

    Args:
        snapshot: the programme on the day that the form is made.
        group: the id of a working group.
        path: a file that ends in .xlsx.
        language: nl, fr, en or de.

    Raises:
        UnknownKeyError: there is no such working group (a `KeyError`).
        RequestError: for another suffix, or another language (a `ValueError`).
        MissingExtraError: openpyxl is not installed (an `ImportError`).
        OSError: when the file cannot be written; what was there stays.
    """
    form_of = _by_suffix(path, {".xlsx": form})
    write_whole(path, form_of(only(snapshot, Snapshot), group, language))


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
    with suppress(BrokenExecutor):  # a helping process could not start, or died
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

    room, over = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")), False
    try:
        try:
            going = {
                room.submit(save, reports[language], path, pictures=pictures): place
                for place, (language, path) in enumerate(asked)
            }
        except (OSError, ValueError) as error:  # its pipes closed while it was told what to do
            raise BrokenExecutor from error
        for done in as_completed(going):
            done.result()
            yield going[done]
        over = True
    finally:  # those that are done are waited for: their end would meet that of the interpreter
        room.shutdown(wait=over, cancel_futures=True)
