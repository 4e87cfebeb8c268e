"""Narratives in Markdown to blocks; raw HTML stays text, links lead to http(s) and mailto only."""

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from benelux_tracker.report.blocks import (
    Block,
    Bullets,
    Emphasis,
    Link,
    Paragraph,
    Run,
    Runs,
    Strong,
)
from benelux_tracker.report.contents import Said

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
    parser.validateLink = _leads_out  # type: ignore[method-assign]
    return parser


def _leads_out(url: str) -> bool:
    return url.lower().startswith(("http://", "https://", "mailto:"))


def prose(said: Said, notes: Runs = ()) -> Iterator[Block]:
    """The paragraphs and lists of a narrative, its notes behind the last of them."""
    tree = SyntaxTreeNode(_parser().parse(said.text))
    blocks = [_block(node, said.language) for node in tree.children]
    for block in blocks[:-1]:
        yield block
    for block in blocks[-1:]:
        if isinstance(block, Paragraph):
            yield Paragraph((*block.runs, *notes), block.role)
        else:
            yield block
            yield Paragraph(notes, "meta")


def _block(node: SyntaxTreeNode, language: str) -> Paragraph | Bullets:
    if node.type in {"bullet_list", "ordered_list"}:
        return Bullets(tuple(_runs(item, language) for item in node.children))
    return Paragraph(_runs(node, language), "story")


def _runs(node: SyntaxTreeNode, language: str) -> Runs:
    return tuple(run for child in node.children for run in _run(child, language))


def _run(node: SyntaxTreeNode, language: str) -> Iterator[Run]:
    if node.type in {"strong", "em", "link"}:
        said = Said(_plain(node), language)
        if node.type == "link":
            yield Link(said, str(node.attrs["href"]))
        else:
            yield Strong(said) if node.type == "strong" else Emphasis(said)
    elif node.children:
        yield from _runs(node, language)
    else:
        yield Said(_plain(node), language)


def _plain(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return node.content if not node.children else "".join(map(_plain, node.children))
