"""A programme's directory to start from: an example, or the Benelux programme itself."""

import os
import re
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import as_file, files
from string import Template
from typing import Final
from unicodedata import normalize

from benelux_tracker.errors import RequestError, did_you_mean
from benelux_tracker.periods import as_date
from benelux_tracker.storage.directory import fill, new_directory
from benelux_tracker.storage.load import SHIPPED
from benelux_tracker.visible import visible

_TITLES: Final = {
    "nl": "Werkprogramma",
    "fr": "Programme de travail",
    "en": "Work programme",
    "de": "Arbeitsprogramm",
}
"""What a programme is called that was given no title, by the languages of the examples."""

_YEARS: Final = range(1900, 3000)
"""The years that meetings and texts can be about."""

_BREAK: Final = re.compile("[\t\n\u2028\u2029]")


def begin(
    directory: str | os.PathLike[str],
    *,
    language: str | None = None,
    title: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    benelux: bool = False,
) -> tuple[str, ...]:
    """Make a new programme's directory to start from, complete or not at all.

    A small example with a comment at every key, and a page that tells how to go on.

    Args:
        directory: the directory to make; it may exist as long as nothing is in it.
        language: nl, fr, en or de, of the comments and the texts; without it nl.
        title: one line, of which the id is made; without it `Werkprogramma 2026-2029` or so.
        start: the programme's first day.
        end: its last day.
        benelux: copy the Benelux programme instead, which has all of these.

    Returns:
        The paths of the files below the directory, sorted.

    Raises:
        RequestError: the directory is not empty, or the rest makes no programme (a `ValueError`).
        DateError: `start` or `end` is no day (a `ValueError`).
        OSError: it cannot be written, for instance because there is no directory above it.
    """
    if not benelux:
        made = _example(language or "nl", title, start, end)
    elif (language, title, start, end) == (None, None, None, None):
        made = _packed(SHIPPED)
    else:
        raise RequestError(
            "the Benelux programme has a title, days and languages: give none of them"
        )
    with new_directory(directory) as part:
        fill(part, made)
    return tuple(made)


def _example(
    language: str, title: str | None, start: date | str | None, end: date | str | None
) -> Mapping[str, str]:
    """The texts of an example's files, by their paths."""
    if language not in _TITLES:
        hint = did_you_mean(language, _TITLES)
        raise RequestError(f'there is no programme to start from in "{language}"; {hint}')
    if start is None or end is None:
        raise RequestError("give the first and the last day of the programme as start and end")
    first, last = as_date(start, what="start"), as_date(end, what="end")
    if last < first:
        raise RequestError(f"the end {last} is before the start {first}")
    if first.year not in _YEARS or last.year not in _YEARS:
        bounds = f"{_YEARS[0]} and {_YEARS[-1]}"
        raise RequestError(f"a programme lies between the years {bounds}, not {first} to {last}")
    years = "-".join(map(str, dict.fromkeys((first.year, last.year))))
    gaps = _gaps(f"{_TITLES[language]} {years}" if title is None else title)
    gaps |= {"start": first, "end": last, "later": first + timedelta(days=2)}
    gaps |= {"year": first.year, "next": min(first.year + 1, last.year), "last": last.year}
    return {
        Template(name).substitute(gaps): Template(text).substitute(gaps)
        for name, text in _packed(f"data/begin/{language}").items()
    }


def _gaps(title: str) -> dict[str, object]:
    """What a title and the id made of it look like in a file."""
    from tomli_w import dumps

    if not title.strip() or visible(title) != title or _BREAK.search(title):
        raise RequestError(f"a title is one line of text that can be seen, not {title!r:.60}")
    plain = normalize("NFKD", title).casefold().replace("œ", "oe").encode("ascii", "ignore")
    name = re.sub("[^a-z0-9]+", "-", plain.decode()).strip("-") or "programme"
    return {"id": name, "title": dumps({"_": title}).removeprefix("_ = ").rstrip("\n")}


def _packed(place: str) -> Mapping[str, str]:
    """The texts of the files of a folder of this package, by their paths, sorted."""
    with as_file(files("benelux_tracker") / place) as folder:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
