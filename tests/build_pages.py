"""What must hold of any page, whatever the report is about."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

FOREIGN = [
    *("script", "link", "img", "iframe", "object", "embed", "form", "input", "base"),
    *("foreignobject", "image", "animate"),  # within pictures
]
"""Elements that run, fetch or send something."""

OUT_OF_SIGHT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What moves a cursor, or makes text read backwards."""


def parsed(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def tags(soup: BeautifulSoup | Tag) -> list[Tag]:
    return list(soup.find_all(name=re.compile("")))


def said(tag: Tag | None) -> str:
    """The words of an element, blanks as a browser shows them."""
    assert tag is not None
    return " ".join(tag.get_text().split())


def faults_of_html(page: str) -> list[str]:
    """Everything that is wrong with a page's structure; nothing for a good one."""
    soup = parsed(page)
    faults = [*_heading_faults(soup), *_link_faults(soup), *_table_faults(soup)]
    names = [tag.name for tag in tags(soup)]
    faults += [f"a foreign element {name}" for name in FOREIGN if name in names]
    for tag in tags(soup):
        faults += [f"{tag.name} runs {key}" for key in tag.attrs if key.startswith("on")]
        faults += [f"{tag.name} fetches {key}" for key in ("src", "srcset") if key in tag.attrs]
    style = "".join(str(tag.string) for tag in soup.find_all("style"))
    faults += [f"the style fetches {word}" for word in ("url(", "@import") if word in style]
    html = soup.html
    if html is None or not re.fullmatch("nl|fr|en|de", str(html.get("lang"))):
        faults.append("the page has no language")
    if soup.title is None or not soup.title.get_text().strip():
        faults.append("the page has no title")
    return [*faults, *(f"unseen sign {sign!r}" for sign in OUT_OF_SIGHT.findall(page))]


def _heading_faults(soup: BeautifulSoup) -> Iterator[str]:
    levels = [int(tag.name[1]) for tag in tags(soup) if re.fullmatch("h[1-6]", tag.name)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings of level 1: {levels.count(1)}"
    for before, level in itertools.pairwise(levels):
        if level > before + 1:
            yield f"a heading of level {level} after one of level {before}"
    for tag in soup.find_all(re.compile("^h[1-6]$")):
        if not said(tag):
            yield "a heading without words"


def _link_faults(soup: BeautifulSoup) -> Iterator[str]:
    ids = [str(tag["id"]) for tag in tags(soup) if tag.has_attr("id")]
    yield from (f"id {name} stands twice" for name in ids if ids.count(name) > 1)
    for tag in tags(soup):
        for key in ("aria-labelledby", "aria-describedby"):
            named = str(tag.get(key, "")).split()
            yield from (f"no {key} {name}" for name in named if name not in ids)
    for link in soup.find_all("a"):
        url = str(link["href"])
        if not said(link):
            yield f"a link to {url} without words"
        if url.startswith("#"):
            if url[1:] not in ids:
                yield f"no target {url}"
        elif not re.match("(https?://|mailto:)", url, re.IGNORECASE):
            yield f"a link to {url}"
    for used in soup.find_all("use"):
        if str(used.get("href") or used["xlink:href"]).removeprefix("#") not in ids:
            yield f"no part of a picture {used}"


def _table_faults(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.find_all("table"):
        rows = [len(row.find_all(["th", "td"])) for row in table.find_all("tr")]
        if len(set(rows)) != 1:
            yield f"rows of {rows} cells"
        if table.caption is None or not said(table.caption):
            yield "a table without a caption"


def tokens_of(markdown: str) -> list[Token]:
    """The blocks of a Markdown text as a forge reads it: with tables and with raw HTML."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return reader.parse(markdown)


def inner_tokens(markdown: str) -> list[Token]:
    return [inner for token in tokens_of(markdown) for inner in token.children or ()]


def faults_of_markdown(page: str) -> list[str]:
    """Everything that is wrong with a Markdown page; nothing for a good one."""
    blocks = tokens_of(page)
    levels = [int(token.tag[1]) for token in blocks if token.type == "heading_open"]
    faults = [] if levels.count(1) == 1 and levels[0] == 1 else ["not one heading of level 1"]
    faults += [
        f"a heading of level {level} after one of level {before}"
        for before, level in itertools.pairwise(levels)
        if level > before + 1
    ]
    strange = {"html_block", "blockquote_open", "code_block", "fence", "hr", "ordered_list_open"}
    faults += [f"a strange block {token.type}" for token in blocks if token.type in strange]
    for token in inner_tokens(page):
        if token.type in {"image", "code_inline", "s_open"}:
            faults.append(f"a strange run {token.type}")
        url = str(token.attrGet("href") or "https://") if token.type == "link_open" else "https://"
        if not re.match("(https?://|mailto:|#)", url, re.IGNORECASE):
            faults.append(f"a link to {url}")
    faults += _anchor_faults(inner_tokens(page))
    faults += [f"rows of {cells} cells" for cells in _table_rows(page) if len(set(cells)) != 1]
    faults += [f"a line that is no row: {line}" for line in page.split("\n") if _is_torn(line)]
    return [*faults, *(f"unseen sign {sign!r}" for sign in OUT_OF_SIGHT.findall(page))]


def _anchor_faults(runs: list[Token]) -> Iterator[str]:
    """Raw HTML is there for anchors alone, one for whatever a link leads to."""
    raw = [run.content for run in runs if run.type == "html_inline"]
    names = [name for tag in raw for name in re.findall('^<a id="([a-z0-9-]+)">$', tag)]
    if len(raw) != 2 * len(names) or raw.count("</a>") != len(names):
        yield f"raw HTML {raw}"
    urls = {str(run.attrGet("href")) for run in runs if run.type == "link_open"}
    if sorted(names) != sorted(url[1:] for url in urls if url.startswith("#")):
        yield f"anchors {names} for links {urls}"


def _is_torn(line: str) -> bool:
    return line.startswith("|") and not line.endswith("|")


def _table_rows(page: str) -> list[list[int]]:
    """For every table the number of cells in each of its rows, unescaped bars counted."""
    tables: list[list[int]] = [[]]
    for line in page.split("\n"):
        if line.startswith("|"):
            tables[-1].append(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) - 1)
        elif tables[-1]:
            tables.append([])
    return tables[:-1]


def faults_of_text(page: str, width: int = 80) -> list[str]:
    """Everything that is wrong with a plain text; nothing for a good one."""
    lines = page.split("\n")
    faults = [
        f"a line of {cell_len(line)} columns: {line}" for line in lines if cell_len(line) > width
    ]
    faults += [f"blanks at the end of: {line}" for line in lines if line.endswith(" ")]
    return [*faults, *(f"unseen sign {sign!r}" for sign in OUT_OF_SIGHT.findall(page))]


def absolute_paths_in(page: str) -> list[str]:
    """The paths of this machine that a page gives away."""
    places = [str(Path(__file__).parents[1]), str(Path.home()), "/tmp/", "file://"]  # noqa: S108
    return [place for place in places if len(place) > 1 and place in page]
