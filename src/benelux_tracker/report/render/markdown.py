"""A page as Markdown that reads well as text and on a forge."""

import re
from collections.abc import Iterator
from typing import Final

from benelux_tracker.report import blocks as b
from benelux_tracker.report.contents import Said
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.visible import visible

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_BLANK: Final = re.compile("[ \t\r\n\u2028\u2029]+")
_AT_START: Final = re.compile(r"^(\d+)([.)])|^([+\-=])")


def markdown(page: b.Page) -> str:
    """The page as Markdown."""
    parts = [f"# {_escaped(page.title)}", _run(b.Emphasis(page.subtitle))]
    parts += [_bullets([f"{_escaped(k)}{page.colon}{_escaped(v)}" for k, v in page.cover])]
    parts += [part for block in page.blocks for part in _block(block)]
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    one_line = " ".join(_BLANK.split(visible(text))).strip(" ")
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _plain(text: str | Said) -> str:
    said = text.text if isinstance(text, Said) else text
    lead = " " if said[:1].isspace() else ""
    trail = " " if said[-1:].isspace() and said.strip() else ""
    return f"{lead}{_escaped(said)}{trail}"


def _run(run: b.Run) -> str:
    match run:
        case b.Strong(text):
            return f"**{_plain(text).strip()}**"
        case b.Emphasis(text):
            return f"*{_plain(text).strip()}*"
        case b.Small(text):
            return f"*{_plain(text).strip()}*"
        case b.Link(text, url):
            shown = _plain(text).strip()
            return f"[{shown}](<{_address(url)}>)" if leads_out(url) else shown
        case b.NoteMark(number, where):
            return f" \\[{number}{', ' if where else ''}{_escaped(where)}\\]"
        case b.Badge(signal, text):
            return f"{MARKS[signal]} {_escaped(text)}"
        case _:
            return _plain(run)


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _runs(runs: b.Runs) -> str:
    return re.sub(r" {2,}", " ", "".join(map(_run, runs))).strip()


def _bullets(items: list[str], mark: str = "-") -> str:
    return "\n".join(f"{mark} {item}" for item in items)


def _block(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading(level=level, text=text, number=number):
            number = f"{number}. " if number else ""
            yield f"{'#' * (level + 1)} {number}{_plain(text)}"
        case b.Paragraph(runs, role):
            text = _runs(runs)
            yield f"**{text}**" if role == "headline" else text
        case b.Bullets(items):
            yield _bullets(list(map(_runs, items)))
        case b.Table():
            yield _table(block)
        case b.Facts(pairs, colon):
            yield _bullets([f"{_escaped(label)}{colon}{_runs(runs)}" for label, runs in pairs])
        case b.Gauge(text=text):
            yield _escaped(text)
        case b.Ladder(rungs):
            yield _bullets([f"{rung.mark} {_runs(rung.runs)}" for rung in rungs], "*")
        case b.Dates(moments):
            told = [f"**{_escaped(when)}** – {_runs(runs)}" for when, runs in moments]
            yield _bullets(told, "+")
        case _:  # a card
            yield f"#### {_runs(block.title)} – {_run(block.badge)}"
            for inner in block.blocks:
                yield from _block(inner)


def _table(table: b.Table) -> str:
    rules = ["---:" if side == "r" else "---" for side in table.align]
    rows = [
        [_escaped(cell) for cell in table.head],
        rules,
        *([_runs(cell) for cell in row] for row in table.rows),
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return f"**{_escaped(table.caption)}**\n\n" + "\n".join(lines)
