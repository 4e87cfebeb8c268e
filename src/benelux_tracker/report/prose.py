"""Narratives in Markdown to blocks; raw HTML stays text, links lead to http(s) and mailto only."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from attrs import frozen
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from benelux_tracker.report import blocks as b
from benelux_tracker.report.contents import CitedFigure, Story
from benelux_tracker.report.said import Said

_NOT_FOR_NARRATIVES = [
    "blockquote",
    "code",
    "fence",
    "heading",
    "hr",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "reference",
]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(_NOT_FOR_NARRATIVES)
    parser.validateLink = leads_out  # type: ignore[method-assign]
    return parser


def leads_out(url: str) -> bool:
    """Whether an address is one that a reader may be led to."""
    return url.lower().startswith(("http://", "https://", "mailto:"))


def prose(story: Story, notes: b.Runs = ()) -> Iterator[b.Block]:
    """The paragraphs and lists of a narrative, its notes behind the last of them."""
    tree = SyntaxTreeNode(_parser().parse(story.text.text))
    pen = _Pen(story.text.language, {figure.key: figure for figure in story.figures})
    blocks = [pen.block(node) for node in tree.children]
    yield from blocks[:-1]
    for block in blocks[-1:]:
        if isinstance(block, b.Paragraph):
            yield b.Paragraph((*block.runs, *notes), block.role)
        else:
            yield block
            yield from [b.Paragraph(notes, "meta")] if notes else []


@frozen
class _Pen:
    """Writes runs of text in a language, with cited figures in place of their keys."""

    language: str
    figures: Mapping[str, CitedFigure]

    def block(self, node: SyntaxTreeNode) -> b.Paragraph | b.Bullets:
        if node.type in {"bullet_list", "ordered_list"}:
            return b.Bullets(tuple(self._runs(item) for item in node.children))
        return b.Paragraph(self._runs(node), "story")

    def _runs(self, node: SyntaxTreeNode) -> b.Runs:
        runs: list[b.Run] = []
        for child in node.children:
            runs += [" "] if runs and child.block else []
            runs += self._run(child)
        return tuple(runs)

    def _run(self, node: SyntaxTreeNode) -> Iterator[b.Run]:
        if node.type == "link":
            text = "".join(
                self.figures[p].shown if p in self.figures else p for p in self._parts(node)
            )
            yield b.Link(Said(text, self.language), str(node.attrs["href"]))
        elif node.children and node.type not in _LOUD:
            yield from self._runs(node)
        else:
            for part in self._parts(node):
                if part in self.figures:
                    yield b.Figure(self.figures[part].shown, made(self.figures[part].about))
                elif part:
                    yield _LOUD.get(node.type, _quiet)(Said(part, self.language))

    def _parts(self, node: SyntaxTreeNode) -> list[str]:
        """The words of a node, cut before and after each key of a cited figure."""
        if not self.figures:
            return [_plain(node)]
        return re.split(f"({'|'.join(map(re.escape, self.figures))})", _plain(node))


def made(about: str) -> str:
    """The anchor of the page that tells how the figures of something are made."""
    kind, _, name = about.partition(":")
    if kind == "programme":
        return "#made-programme"
    return f"#made-theme-{name}" if kind == "theme" else "#made-progress"


def _quiet(said: Said) -> b.Run:
    return said


_LOUD: Final[Mapping[str, Callable[[Said], b.Run]]] = {"strong": b.Strong, "em": b.Emphasis}


def _plain(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return node.content if not node.children else "".join(map(_plain, node.children))
