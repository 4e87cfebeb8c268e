"""What a page is made of, whatever its format: blocks of runs of text.

A `Page` is a report in words, laid out once; every renderer walks the same
blocks. Texts are plain: each renderer escapes them for its format.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from benelux_tracker.report.drawings import Drawing
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal


@frozen
class Strong:
    """Words that stand out."""

    text: str | Said


@frozen
class Emphasis:
    """Words said with emphasis."""

    text: str | Said


@frozen
class Small:
    """Words in the background, such as the place of a record."""

    text: str | Said


@frozen
class Link:
    """Words that lead to an address, or to an anchor of the page (`#…`)."""

    text: str | Said
    url: str


@frozen
class Figure:
    """A figure in words, and the anchor of the page (`#…`) that tells how it is made."""

    text: str
    made: str


@frozen
class NoteMark:
    """The number of a source note, and where in the source."""

    number: int
    where: str = ""


@frozen
class Badge:
    """A signal, its colour never without its word."""

    signal: Signal
    text: str


Run = str | Said | Strong | Emphasis | Small | Link | Figure | NoteMark | Badge
Runs = tuple[Run, ...]


@frozen(kw_only=True)
class Heading:
    """A heading of level 1 (chapters, such as 4) or 2 (their parts, such as 4.2).

    Its anchor is unique in the page.
    """

    level: int
    text: str | Said
    anchor: str
    number: str = ""


@frozen
class Paragraph:
    """Running text; `role` says what part it plays: headline, story, signal, label, meta, note."""

    runs: Runs
    role: str = ""
    anchor: str = ""


@frozen
class Bullets:
    """A list of equal items."""

    items: tuple[Runs, ...]


@frozen(kw_only=True)
class Table:
    """A table; `align` has a letter per column (l, r); the last rows may be totals."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    align: str
    totals: int = 0


@frozen
class Facts:
    """Pairs of a label and what it is; `colon` stands between them in running text.

    The role `key` is for the few that are shown large.
    """

    pairs: tuple[tuple[str, Runs], ...]
    colon: str
    role: str = ""


@frozen(kw_only=True)
class Gauge:
    """A range on a scale of 0 to 1: the bounds, what is known, what the plan foresaw.

    The shares are exact; `text` says the same in words.
    """

    low: Fraction
    high: Fraction
    known: Fraction | None
    planned: Fraction | None
    text: str


@frozen(kw_only=True)
class Picture:
    """A picture, its caption, and in words what it shows (a line each)."""

    drawing: Drawing
    anchor: str
    caption: str
    shows: tuple[str, ...]


@frozen(kw_only=True)
class Rung:
    """A rung of a ladder: done, late or open."""

    state: str
    mark: str
    runs: Runs


@frozen
class Ladder:
    """The milestones of an action."""

    rungs: tuple[Rung, ...]


@frozen
class Dates:
    """Moments in the order of time: a date and what happened."""

    moments: tuple[tuple[str, Runs], ...]


@frozen(kw_only=True)
class Card:
    """An action: its number in the report, a title, its signal and the blocks that tell of it.

    One without blocks was settled earlier: a line is enough.
    """

    anchor: str
    number: str
    title: Runs
    badge: Badge
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Bullets | Table | Facts | Gauge | Picture | Ladder | Dates | Card


@frozen(kw_only=True)
class Page:
    """A whole report in words.

    `contents` is the title of its table of contents, `page` the word before a
    page number ("p. 12"), `picture` that before what a picture shows, `skip`
    those of a link that leads past the table of contents.
    """

    title: str
    subtitle: Said
    year: str
    language: str
    cover: tuple[tuple[str, str], ...]
    contents: str
    page: str
    picture: str
    colon: str
    blocks: tuple[Block, ...]
    skip: str = ""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the first two levels, for a table of contents."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level <= 2)  # noqa: PLR2004

    @property
    def chapters(self) -> list[list[Block]]:
        """The blocks chapter by chapter, each from its heading on; the first are before any."""
        chapters: list[list[Block]] = [[]]
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 1:
                chapters.append([])
            chapters[-1].append(block)
        return chapters

    @property
    def anchors(self) -> frozenset[str]:
        """What a link within the page may lead to."""
        return frozenset(filter(None, _anchors(self.blocks)))

    @property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of what can be referred to, by anchor."""
        numbered = (b for b in self.blocks if isinstance(b, Heading | Card))
        return {block.anchor: block.number for block in numbered}


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(anchor=anchor) | Picture(anchor=anchor) | Paragraph(anchor=anchor):
                yield anchor
            case Card(anchor=anchor, blocks=inside):
                yield anchor
                yield from _anchors(inside)
            case Bullets(items):  # of sources
                marks = (item[0] for item in items if item)
                yield from (f"source-{m.number}" for m in marks if isinstance(m, NoteMark))
            case _:
                pass
