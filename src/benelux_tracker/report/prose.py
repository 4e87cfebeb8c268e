"""Narratives in Markdown to blocks; raw HTML stays text, links lead to http(s) and mailto only."""

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from benelux_tracker.report import blocks as b
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


def prose(said: Said, notes: b.Runs = ()) -> Iterator[b.Block]:
    """The paragraphs and lists of a narrative, its notes behind the last of them."""
    tree = SyntaxTreeNode(_parser().parse(said.text))
    blocks = [_block(node, said.language) for node in tree.children]
    yield from blocks[:-1]
    for block in blocks[-1:]:
        if isinstance(block, b.Paragraph):
            yield b.Paragraph((*block.runs, *notes), block.role)
        else:
            yield block
            yield from [b.Paragraph(notes, "meta")] if notes else []


def _block(node: SyntaxTreeNode, language: str) -> b.Paragraph | b.Bullets:
    if node.type in {"bullet_list", "ordered_list"}:
        return b.Bullets(tuple(_runs(item, language) for item in node.children))
    return b.Paragraph(_runs(node, language), "story")


def _runs(node: SyntaxTreeNode, language: str) -> b.Runs:
    runs: list[b.Run] = []
    for child in node.children:
        runs += [" "] if runs and child.block else []
        runs += _run(child, language)
    return tuple(runs)


def _run(node: SyntaxTreeNode, language: str) -> Iterator[b.Run]:
    if node.type in {"strong", "em", "link"}:
        said = Said(_plain(node), language)
        if node.type == "link":
            yield b.Link(said, str(node.attrs["href"]))
        else:
            yield b.Strong(said) if node.type == "strong" else b.Emphasis(said)
    elif node.children:
        yield from _runs(node, language)
    else:
        yield Said(_plain(node), language)


def _plain(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return node.content if not node.children else "".join(map(_plain, node.children))
