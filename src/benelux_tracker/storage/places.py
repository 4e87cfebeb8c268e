"""Where a table and its keys stand in a file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from benelux_tracker.errors import Place, Problem

_HEADER: Final = re.compile(
    r"\n[ \t]*\[\[?[ \t]*([A-Za-z0-9_.-]+)[ \t]*\]\]?[ \t\r]*(?:#[^\n]*)?(?=\n)"
)
_KEY: Final = re.compile(r"([^=.\n]*+)[=.]")


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


@frozen
class _Lines:
    """The lines of a file, and where the keys of the tables in it stand, as far as asked."""

    lines: Sequence[str]
    known: dict[int, Mapping[str, int]] = field(factory=dict[int, Mapping[str, int]], init=False)

    def line_of(self, keys: Sequence[str], table: str, header: int) -> int:
        """The line of a key in the table whose header stands in a line; else that line."""
        if header not in self.known:
            found = [*self._keys(table, header)]
            self.known[header] = dict(reversed(found))  # the first of a name counts
        first, *rest = keys
        inner = self.known[header].get(f".{first}")
        if inner and rest:
            return self.line_of(rest, f"{table}.{first}", inner)
        return self.known[header].get(first) or inner or header

    def _keys(self, table: str, header: int) -> Iterator[tuple[str, int]]:
        """Each key of a table, and each table in it with a dot before its name."""
        own = True
        for number in range(header, len(self.lines)):
            line = self.lines[number]
            under = _HEADER.match(f"\n{line}\n") if "[" in line else None
            if under and not under[1].startswith(f"{table}."):
                break
            own = own and not under
            if under:
                yield under[1].removeprefix(table), number + 1
            elif own and (key := _KEY.match(line)):
                yield key[1].strip(" \t\"'"), number + 1


def pinpoint(root: Path, problems: Sequence[Problem]) -> list[Problem]:
    """The problems, each moved from its table's header to the line of its key, sorted by place."""
    files: dict[str, _Lines] = {}
    moved: list[Problem] = []
    for problem in problems:
        place, keys = problem.place, _keys(problem)
        if place and place.line and keys:
            if place.file not in files:
                text = (root / place.file).read_text("utf-8-sig")
                files[place.file] = _Lines(text.split("\n"))
            table = re.sub(r"\[[0-9]+\]", "", place.table)
            line = files[place.file].line_of(keys, table, place.line)
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
