"""Where a table and its keys stand in a file."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve

from benelux_tracker.errors import Place, Problem

_HEADER: Final = re.compile(
    r"\n[ \t]*\[\[?[ \t]*([A-Za-z0-9_.-]+)[ \t]*\]\]?[ \t\r]*(?:#[^\n]*)?(?=\n)"
)


def header_lines(text: str) -> Mapping[str, Sequence[int]]:
    """The 1-based lines of the headers of every table, by the table's name.

    Multi-line strings are not told apart: where one holds what looks like a
    header, the numbers of headers and tables differ, and no line is claimed.
    """
    lines: dict[str, list[int]] = {}
    line, last, scanned = 0, 0, f"\n{text}\n"
    for match in _HEADER.finditer(scanned):
        line += scanned.count("\n", last, match.start() + 1)
        last = match.start() + 1
        lines.setdefault(match[1], []).append(line)
    return lines


def pinpoint(root: Path, problems: Sequence[Problem]) -> list[Problem]:
    """The problems, each moved from its table's header to the line of its key, sorted by place."""
    texts: dict[str, list[str]] = {}
    moved: list[Problem] = []
    for problem in problems:
        place, keys = problem.place, _keys(problem)
        if place and place.line and keys:
            if place.file not in texts:
                texts[place.file] = (root / place.file).read_text("utf-8-sig").split("\n")
            table = re.sub(r"\[[0-9]+\]", "", place.table)
            line = _key_line(texts[place.file], place.line, table, keys)
            problem = evolve(problem, place=place._replace(line=line))  # noqa: PLW2901
        moved.append(problem)
    return sorted(moved, key=_by_place)


def _by_place(problem: Problem) -> tuple[str, int, str, str]:
    place = problem.place or Place("")
    return place.file, place.line or 0, problem.path, problem.code


def _keys(problem: Problem) -> list[str]:
    table = problem.place.table if problem.place else ""
    rest = problem.path.removeprefix(table).lstrip(".")
    return [key for key in re.split(r"[.\[]", rest) if key]


def _key_line(lines: Sequence[str], header: int, table: str, keys: Sequence[str]) -> int:
    inner = f"{table}.{keys[0]}"
    wanted = re.compile(rf"""[ \t]*["']?{re.escape(keys[0])}["']?[ \t]*[=.]""")
    own = True
    for number, line in enumerate(lines[header:], start=header + 1):
        under = _HEADER.match(f"\n{line}\n")
        if under and under[1] == inner:
            return _key_line(lines, number, inner, keys[1:]) if keys[1:] else number
        if under and not under[1].startswith(f"{table}."):
            break
        own = own and not under
        if own and wanted.match(line):
            return number
    return header
