"""A page as Markdown that reads well as text and on a forge."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from attrs import frozen

from benelux_tracker.report import blocks as b
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.report.said import Said
from benelux_tracker.visible import visible

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_BLANK: Final = re.compile("[ \t\r\n\u2028\u2029]+")
_AT_START: Final = re.compile(r"^(\d+)([.)])|^([+\-=])")
_SLUG: Final = re.compile("[a-z0-9-]+")
_ANCHOR: Final = re.compile(r'<a id="([a-z0-9-]+)"></a>(?:\n\n)?')
_LINK: Final = re.compile(r"\]\(#([a-z0-9-]+)\)")


def markdown(page: b.Page) -> str:
    """The page as Markdown, with an anchor wherever something in it leads to."""
    pen = _Pen(frozenset(filter(_SLUG.fullmatch, page.anchors)))
    parts = [f"# {escaped(page.title)}", pen.run(b.Emphasis(page.subtitle))]
    parts += [_bullets([f"{escaped(k)}{page.colon}{escaped(v)}" for k, v in page.cover])]
    if page.headings:
        parts += [f"## {escaped(page.contents)}", "\n".join(map(pen.entry, page.headings))]
    whole = "\n\n".join([*parts, *pen.blocks(page.blocks)]) + "\n"
    wanted = set(_LINK.findall(whole))
    return _ANCHOR.sub(lambda anchor: anchor[0] if anchor[1] in wanted else "", whole)


def escaped(text: str) -> str:
    """A text on one line, its signs kept from meaning anything."""
    one_line = " ".join(_BLANK.split(visible(text))).strip(" ")
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _plain(text: str | Said) -> str:
    said = text.text if isinstance(text, Said) else text
    lead = " " if said[:1].isspace() else ""
    trail = " " if said[-1:].isspace() and said.strip() else ""
    return f"{lead}{escaped(said)}{trail}"


def _numbered(number: str, words: str) -> str:
    return f"{number} {words}" if number else words


def _address(url: str) -> str:
    one_line = _BLANK.sub("%20", visible(url))
    return one_line.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _bullets(items: Iterable[str], mark: str = "-") -> str:
    return "\n".join(f"{mark} {item}" for item in items)


def _is_line(block: b.Block) -> bool:
    return isinstance(block, b.Card) and not block.blocks


def table(head: Iterable[str], align: str, rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells below their heads; `align` has a letter per column (l, r)."""
    rules = ["---:" if side == "r" else "---" for side in align]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *rows))


@frozen
class _Pen:
    """Writes runs and blocks; it knows the anchors of the page."""

    anchors: frozenset[str]

    def runs(self, runs: b.Runs) -> str:
        """Runs one after the other."""
        return re.sub(r" {2,}", " ", "".join(map(self.run, runs))).strip()

    def run(self, run: b.Run) -> str:
        """A run in its signs."""
        match run:
            case b.Strong(text):
                return f"**{_plain(text).strip()}**"
            case b.Emphasis(text) | b.Small(text):
                return f"*{_plain(text).strip()}*"
            case b.Link(text, url) if leads_out(url):
                return f"[{_plain(text).strip()}](<{_address(url)}>)"
            case b.Link(text, url) | b.Figure(text, url):
                return self.link(_plain(text).strip(), url)
            case b.NoteMark(number):
                return f" {self.link(self.note(run), f'#source-{number}')}"
            case b.Badge(signal, text):
                return f"{MARKS[signal]} {escaped(text)}"
            case _:
                return _plain(run)

    def note(self, note: b.NoteMark) -> str:
        """The mark of a note in its brackets."""
        return f"\\[{note.number}{', ' if note.where else ''}{escaped(note.where)}\\]"

    def link(self, words: str, url: str) -> str:
        """Words that lead to an anchor of the page, if it is there."""
        there = url.startswith("#") and url[1:] in self.anchors
        return f"[{words}]({url})" if there else words

    def anchor(self, name: str) -> str:
        """A place that a link may lead to."""
        return f'<a id="{name}"></a>' if name in self.anchors else ""

    def entry(self, heading: b.Heading) -> str:
        """A line of the table of contents."""
        title = _numbered(heading.number, _plain(heading.text).strip())
        return f"{'  ' * (heading.level - 1)}- {self.link(title, f'#{heading.anchor}')}"

    def item(self, runs: b.Runs) -> str:
        """An item of a list; a source stands behind its own number."""
        if not runs or not isinstance(runs[0], b.NoteMark):
            return self.runs(runs)
        source = f"{self.anchor(f'source-{runs[0].number}')}{self.note(runs[0])}"
        return f"{source} {self.runs(runs[1:])}"

    def blocks(self, blocks: Iterable[b.Block]) -> Iterator[str]:
        """Blocks one after the other; actions of a line each make one list."""
        for lines, group in groupby(blocks, _is_line):
            parts = (part for block in group for part in self.block(block))
            yield from [_bullets(parts)] if lines else parts

    def block(self, block: b.Block) -> Iterator[str]:
        """The parts of a block."""
        match block:
            case b.Heading(level=level, text=text, anchor=anchor, number=number):
                title = _numbered(number, _plain(text).strip())
                yield from self.titled("#" * (level + 1), title, anchor)
            case b.Paragraph(runs, role, anchor):
                text = f"**{self.runs(runs)}**" if role == "headline" else self.runs(runs)
                yield f"{self.anchor(anchor)}{text}"
            case b.Bullets(items):
                yield _bullets(map(self.item, items))
            case b.Table():
                yield f"**{escaped(block.caption).strip()}**"
                cells = (map(self.runs, row) for row in block.rows)
                yield table(map(escaped, block.head), block.align, cells)
            case b.Facts():
                yield self.facts(block)
            case b.Gauge(text=text):
                yield escaped(text)
            case b.Picture(anchor=anchor, caption=caption, shows=shows):
                yield f"{self.anchor(anchor)}**{escaped(caption).strip()}**"
                yield _bullets(map(escaped, shows), "*")
            case b.Ladder(rungs):
                yield _bullets((f"{rung.mark} {self.runs(rung.runs)}" for rung in rungs), "*")
            case b.Dates(moments):
                told = (f"**{escaped(when)}** – {self.runs(runs)}" for when, runs in moments)
                yield _bullets(told, "+")
            case _:
                yield from self.card(block)

    def facts(self, facts: b.Facts) -> str:
        """Facts as a list; the few that matter most side by side."""
        pairs = [(escaped(label), self.runs(runs)) for label, runs in facts.pairs]
        if facts.role == "key":
            heads, values = ([pair[n] for pair in pairs] for n in (0, 1))
            return table(heads, "l" * len(pairs), [values])
        return _bullets(f"{label}{facts.colon}{words}" for label, words in pairs)

    def card(self, card: b.Card) -> Iterator[str]:
        """An action: its title and what is told of it, or one line."""
        title = f"{_numbered(card.number, self.runs(card.title))} – {self.run(card.badge)}"
        if card.blocks:
            yield from self.titled("####", title, card.anchor)
            yield from self.blocks(card.blocks)
        else:
            yield f"{self.anchor(card.anchor)}{title}"

    def titled(self, signs: str, title: str, anchor: str) -> Iterator[str]:
        """A heading behind its anchor."""
        yield from filter(None, (self.anchor(anchor), f"{signs} {title}"))
