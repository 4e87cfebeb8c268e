"""Draws the rooms of the package as an SVG, from the layers that import-linter holds.

python docs/pictures/house.py > docs/pictures/house.svg  # or: make pictures

The floors are those of `pyproject.toml`, and what stands in a room is the first line of its
module. Only what the rooms are marked with, and the steps of a figure, are told here.
"""

import ast
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

import tomli

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "benelux_tracker"

FIGURES = {"history", "state", "tally", "snapshot", "comparison"}
"""The calculation: who wants to check a figure reads these."""

FILES = {"storage", "cli", "archive", "publish"}
"""The rooms that may know files."""

STEPS = {
    "storage": "files become records",
    "model": "programme, actions, updates",
    "history": "which updates count, for two dates",
    "state": "one action on one day",
    "tally": "whole numbers, added up",
    "snapshot": "roll-ups by theme, group, country",
    "report": "the year as data, then as a page",
    "publish": "a file in a format",
}
"""The way of a figure from a file to a file."""

WIDTH, LEFT, RIGHT, ANNEX = 760, 62, 586, 608
GAP, PAD, LINE, LETTER = 6, 9, 15, 6.9

STYLE = """\
text { font: 12px system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; fill: #3d4852 }
.name { font-weight: 700; font-size: 13px; fill: #14202b }
.room { fill: #ffffff; stroke: #b8c4cf }
.figures { fill: #dfebf8; stroke: #7fa3c9 }
.files { fill: #fdead3; stroke: #d79a55 }
.step { fill: #17406d }
.number { font-weight: 700; font-size: 11px; fill: #ffffff; text-anchor: middle }
.way { stroke: #52606d; stroke-width: 1.5; fill: none; marker-end: url(#tip) }
.along { text-anchor: middle }"""


class Box(NamedTuple):
    """A room on the sheet: where it stands, how large it is, and the lines in it."""

    room: str
    x: float
    y: float
    width: float
    height: float
    lines: Sequence[str]

    @property
    def alone(self) -> bool:
        """Whether it has its floor to itself, so that its text stands beside its name."""
        return self.width == RIGHT - LEFT


def contracts() -> list[dict[str, list[str]]]:
    """What import-linter is asked to hold."""
    project = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    held: list[dict[str, list[str]]] = project["tool"]["importlinter"]["contracts"]
    return held


def floors() -> list[list[str]]:
    """The rooms of each floor, from the top."""
    layers = next(contract["layers"] for contract in contracts() if "layers" in contract)
    return [layer.split(" | ") for layer in layers]


def beside_storage() -> list[str]:
    """The rooms that storage may know."""
    forbidden = next(
        contract["forbidden_modules"]
        for contract in contracts()
        if contract.get("source_modules") == ["benelux_tracker.storage"]
    )
    above = {module.rpartition(".")[2] for module in forbidden}
    return [room for floor in floors() for room in floor if room not in above]


def gist(room: str, *, short: bool) -> str:
    """What a room is, in the first sentence of its module; short: up to the first stop."""
    module = PACKAGE / f"{room}.py"
    path = module if module.exists() else PACKAGE / room / "__init__.py"
    told = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0]
    sentence = told.partition(" Source: ")[0].rstrip(".")
    ends = [sentence.index(mark) for mark in ",:;" if mark in sentence]
    return sentence[: min(ends)] if short and ends else sentence


def boxes() -> Iterator[Box]:
    """The rooms of the house, floor by floor."""
    y = 64.0
    for floor in floors():
        width = (RIGHT - LEFT - GAP * (len(floor) - 1)) / len(floor)
        alone = len(floor) == 1
        room_for = (width - 2 * PAD - (136 if alone else 0)) / LETTER
        told = [
            wrap(gist(room, short=not alone), int(room_for), break_on_hyphens=False)
            for room in floor
        ]
        height = 2 * PAD + LINE * (max(map(len, told)) + (not alone)) - 3
        for n, (room, lines) in enumerate(zip(floor, told, strict=True)):
            yield Box(room, LEFT + n * (width + GAP), y, width, height, lines)
        y += height + GAP


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """A line of text."""
    of = f' class="{kind}"' if kind else ""
    return f'<text{of} x="{x:g}" y="{y:g}">{escape(words)}</text>'


def drawn(box: Box) -> Iterator[str]:
    """A room: its frame, its name, what it is, and its step in the way of a figure."""
    kind = "files" if box.room in FILES else "figures" if box.room in FIGURES else "room"
    yield (
        f'<rect class="{kind}" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" '
        f'height="{box.height:g}" rx="5"/>'
    )
    first = box.y + PAD + LINE - 4
    yield text(box.x + PAD, first, box.room, "name")
    x, y = (box.x + 108, first) if box.alone else (box.x + PAD, first + LINE)
    for n, line in enumerate(box.lines):
        yield text(x, y + n * LINE, line)
    if box.room in STEPS:
        yield from step(box.x + box.width - 16, box.y + 16, box.room)


def step(x: float, y: float, room: str) -> Iterator[str]:
    """The number of a step, in a disc."""
    yield f'<circle class="step" cx="{x:g}" cy="{y:g}" r="9"/>'
    yield text(x, y + 4, str(list(STEPS).index(room) + 1), "number")


def arrow(*points: tuple[float, float]) -> str:
    """A line with a tip."""
    return f'<path class="way" d="M{" L".join(f"{x:g} {y:g}" for x, y in points)}"/>'


def ways(top: float, bottom: float) -> Iterator[str]:
    """Beside the house: which way imports go, and which way a figure."""
    middle = (top + bottom) / 2
    for x, start, end, words in (
        (22, top, bottom, "imports go down: a room knows only what is below it"),
        (46, bottom, top, "figures go up"),
    ):
        yield arrow((x, start), (x, end))
        turned = text(x - 6, middle, words, "along")
        yield turned.replace("<text", f'<text transform="rotate(-90 {x - 6:g} {middle:g})"')


def outside(house: dict[str, Box], bottom: float) -> Iterator[str]:
    """Beside the floors that it may know: storage, with the files it reads; and what goes out."""
    first = house[beside_storage()[0]].y
    high = bottom - first - 62
    lines = wrap(gist("storage", short=True), 18)
    lines += ["", *wrap("It knows the floors that it stands beside, and none above.", 18)]
    storage = Box("storage", ANNEX, first, WIDTH - 16 - ANNEX, high, lines)
    yield from drawn(storage)
    centre = ANNEX + storage.width / 2
    yield arrow((centre, bottom - 24), (centre, first + high + 4))
    yield text(centre, bottom - 8, "TOML files", "name along")
    model = house["model"].y + house["model"].height / 2
    yield arrow((ANNEX, model), (RIGHT + 3, model))
    leaves = house["publish"].y + LINE
    yield from step(ANNEX + 9, leaves, "publish")
    for n, words in enumerate(("HTML, PDF,", "Word, JSON,", "Markdown, text")):
        yield text(ANNEX + 26, leaves + 4 + n * LINE, words)


def legend(top: float) -> Iterator[str]:
    """Below the house: the way of a figure."""
    yield text(LEFT, top, "The way of a figure", "name")
    for n, (room, words) in enumerate(STEPS.items()):
        x, y = LEFT + 310 * (n // 4), top + 24 + 24 * (n % 4)
        yield from step(x + 9, y - 4, room)
        yield text(x + 26, y, f"{room}: {words}")


def colours(top: float) -> Iterator[str]:
    """Beside the house: what the colours mean."""
    for n, (kind, words) in enumerate(
        (("figures", "makes figures"), ("files", "may know files"), ("room", "neither"))
    ):
        y = top + 26 * n
        yield f'<rect class="{kind}" x="{ANNEX}" y="{y:g}" width="18" height="16" rx="3"/>'
        yield text(ANNEX + 26, y + 13, words)


def told() -> str:
    """The drawing in words, for whoever does not see it."""
    rows = "; ".join(", ".join(floor) for floor in floors())
    way = ", ".join(f"{n} {room} ({words})" for n, (room, words) in enumerate(STEPS.items(), 1))
    return (
        f"Floors from top to bottom, and a room imports only from floors below its own: {rows}. "
        f"Storage stands beside, and knows {', '.join(beside_storage())}. "
        f"The way of a figure: {way}."
    )


def sheet() -> Iterator[str]:
    """The lines of the drawing."""
    house = {box.room: box for box in boxes()}
    top = min(box.y for box in house.values())
    bottom = max(box.y + box.height for box in house.values())
    height = bottom + 154
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" role="img" aria-labelledby="title desc">'
    )
    yield '<title id="title">The rooms of benelux_tracker</title>'
    yield f'<desc id="desc">{escape(told())}</desc>'
    yield f"<style>\n{STYLE}\n</style>"
    yield (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#52606d"/></marker></defs>'
    )
    yield (
        f'<rect width="{WIDTH - 1}" height="{height - 1:g}" x="0.5" y="0.5" rx="10" '
        'fill="#f7f9fb" stroke="#d5dde5"/>'
    )
    yield text(LEFT, 36, "The rooms of benelux_tracker", "name")
    yield from ways(top, bottom)
    for box in house.values():
        yield from drawn(box)
    yield from outside(house, bottom)
    yield from colours(house["report"].y)
    yield from legend(bottom + 36)
    yield "</svg>"


if __name__ == "__main__":
    print(*sheet(), sep="\n")
