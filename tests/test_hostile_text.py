"""Texts of people who mean ill, in whole reports of every format: shown, never followed."""

import io
import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, Final

import pytest
from attrs import evolve, fields, frozen, has
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, sync_playwright

from benelux_tracker import render, year_report
from benelux_tracker.archive import report_from
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.render import TextFormat
from benelux_tracker.visible import visible
from benelux_tracker.vocabulary import PartnerId, SourceId, Url
from build_documents import OUT, faults_of_docx, faults_of_pdf, text_of_pdf, tool
from build_pages import (
    faults_of_html,
    faults_of_markdown,
    faults_of_text,
    inner_tokens,
    parsed,
    tags,
    tokens_of,
)
from build_report import LATER, PLAN, UPDATES, loaded

MORE: Final = """\
[[partner]]
id = "nrw"
name = "North Rhine-Westphalia"
kind = "region"

[[indicator]]
id = "held"
action = "patrols"
title = "Patrols held"
unit = "patrols"
baseline = { value = 1, date = 2024-01-01 }
target = { value = 9, due = "2026" }
sources = ["press#line 3"]
"""
"""What the small programme lacks: a partner and an indicator."""

VALUES: Final = """\
[[update]]
action = "patrols"
date = 2025-06-20
recorded = 2025-06-21
values = { held = 4 }
note = "x"
"""

SNIPPETS: Final = [
    # HTML
    "<script>window.hacked=1</script>",
    "</title></style></textarea><img src=x onerror=window.hacked=1>",
    '"><svg onload="window.hacked=1">',
    "' autofocus tabindex=1 onfocus='window.hacked=1' x='",
    '" onmouseover="window.hacked=1" style="position:fixed;inset:0;width:9999px',
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "<a href=javascript:window.hacked=1>x</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<!-- ]]> &lt;b&gt; &amp;#60; &colon; <?php ?>",
    # Markdown
    "[law](javascript:window.hacked=1) ![x](https://evil.example/x.png)",
    "<javascript:window.hacked=1> <https://evil.example/>",
    "[law]: https://evil.example/ 'x'",
    "# Heading",
    "```\nfence\n```",
    "~~~ html",
    "> quote",
    "- item\n- item",
    "1. item",
    "a\n===\nb\n---\nc",
    "    code",
    "| a | b |\n|---|---|\n| c | d |",
    "***bold*** __bold__ ~~gone~~ `code` \\",
    "<div>\n\n<b>block</b>\n\n</div>",
    # Typst
    '#panic("x") #read("/etc/passwd") #import "@preview/x:1.0.0"',
    "$x^2$ @label <label> \\ /* // */ = title == [x] ] } #",
    # Word
    '{ HYPERLINK "x" } \\* MERGEFORMAT <w:p/> </w:t>',
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }",
    # templates and figures
    "{{ page }} {% for x in y %} {0} {} %s ${x} {see the annex}",
    # terminals
    "\x00\x07\x08\x1b[31mred\x1b[0m\x7f\x9b1m",
    "[bold red]rich[/bold red] :smile: [/]",
    # directions, what is not seen, what is no text
    "right \u202e to left \u2067 mark \u200f end \u061c \u2069 \u202c",
    "ze\u200bro \u200d\u200c \ufeff \u00ad \u2060 \u034f \ufe0f",
    "half \ud800 pair \udfff none \ufffe \uffff \U0010ffff \U000e0001",
    "line\u2028separator\u2029next\x85more\x0bmore\x0cmore\r\nmore",
    "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308 \u0301alone",
    "漢字 עברית العربية 😀 👩\u200d👩\u200d👧",
    "w" * 300,
]

URLS: Final = [
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1",
    " javascript:window.hacked=1",
    "java\nscript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/",
    "#action-patrols",
    'https://example.org/"onclick="window.hacked=1',
    "https://example.org/<script>window.hacked=1</script>",
    "https://example.org/a) [x](javascript:window.hacked=1)",
    "https://example.org/> <javascript:window.hacked=1>",
    "https://example.org/\\\n\r\x00\ud800\u202e{0}#panic()",
    "https://user:secret@example.org:80/?a=1&b=2",
    f"https://example.org/{'x' * 3000}",
    "mailto:a@example.org?subject=<b>",
]

SENTINEL: Final = "Zqxjk"
"""A word that no report has of its own."""


@cache
def base() -> WorkProgramme:
    """The small programme, with something in every place that a text can stand."""
    programme = loaded(PLAN + MORE, UPDATES + VALUES.replace('note = "x"\n', ""), LATER)
    first, *others = programme.actions
    return evolve(programme, actions=(evolve(first, partners=(PartnerId("nrw"),)), *others))


def told(it: Any, said: str, url: str, stories: bool) -> Any:  # noqa: ANN401, FBT001 - any record
    """A record with one text in place of every text, and one address of every address."""
    if isinstance(it, Text):
        return Text(said)
    if type(it) is tuple:
        return tuple(told(part, said, url, stories) for part in it)
    if not has(type(it)) or (type(it).__name__ == "Narrative" and not stories):
        return it
    changed: dict[str, Any] = {}
    for name in (field.name for field in fields(type(it)) if field.init):
        value = getattr(it, name)
        if name in {"reference", "publisher"}:
            changed[name] = said
        elif name == "url":
            changed[name] = value and Url(url)
        elif name == "sources" and not isinstance(it, WorkProgramme):
            changed[name] = tuple(f"{source.partition('#')[0]}#{said}" for source in value)
        elif isinstance(value, Text) or type(value) is tuple:
            changed[name] = told(value, said, url, stories)
    return evolve(it, **changed)


def report(
    said: str, url: str = "https://example.org/", *, stories: bool = False, language: str = "en"
) -> YearReport:
    return year_report(told(base(), said, url, stories), 2025, language)


# ---- what must hold of a report in a format


def shape_of_html(shown: str) -> list[tuple[str, list[str]]]:
    """The elements of a page and the names of their attributes, in order."""
    return [(tag.name, sorted(tag.attrs)) for tag in tags(parsed(shown))]


def shape_of_markdown(shown: str) -> list[str]:
    """The blocks and runs of a page in order, without its words."""
    blocks = [token.type for token in tokens_of(shown) if token.type != "inline"]
    plain = {"text", "text_special", "entity"}
    return blocks + [token.type for token in inner_tokens(shown) if token.type not in plain]


def shape_of_docx(written: bytes) -> list[str]:
    """The paragraphs and cells of a document, by style."""
    found = Document(io.BytesIO(written)).element.body.iter()
    return [str(it.tag).partition("}")[2] + str(getattr(it, "style", "")) for it in found]


def faults_of_json(written: str, made: YearReport) -> list[str]:
    """Whether the report is read back, half of a surrogate pair having become a mark."""
    read = report_from(written)
    same = render(read, "json") == written and (read == made or "\ufffd" in written)
    return [] if same else ["another report is read back from the JSON"]


@frozen
class Told:
    """A report in all six formats."""

    made: YearReport

    @cached_property
    def text_of(self) -> dict[TextFormat, str]:
        """The report as text that stands in a file; words say what pictures show."""
        forms: tuple[TextFormat, ...] = ("html", "markdown", "text", "json")
        return {form: render(self.made, form, pictures=False) for form in forms}

    @cached_property
    def docx(self) -> bytes:
        return render(self.made, "docx", pictures=False)

    @cached_property
    def shapes(self) -> tuple[list[tuple[str, list[str]]], list[str], list[str]]:
        """What the formats are made of, without the words."""
        html, markdown = self.text_of["html"], self.text_of["markdown"]
        return shape_of_html(html), shape_of_markdown(markdown), shape_of_docx(self.docx)

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong with the report in any of the formats."""
        told = self.text_of
        for form in ("html", "markdown", "text"):
            told[form].encode("utf-8")
        return [
            *faults_of_json(told["json"], self.made),
            *faults_of_html(told["html"]),
            *faults_of_markdown(told["markdown"]),
            *faults_of_text(told["text"]),
            *faults_of_docx(self.docx),
            *faults_of_pdf(render(self.made, "pdf", pictures=False)),
        ]


# ---- in every format


@cache
def harmless() -> Told:
    """A report that nobody means ill."""
    return Told(report(SENTINEL))


ill = st.lists(
    st.sampled_from(SNIPPETS) | st.text(st.characters(exclude_categories=()), max_size=20),
    min_size=1,
    max_size=5,
).map(" ".join)


@settings(deadline=None, max_examples=8)
@given(ill.map(lambda text: f"{text} {SENTINEL}"))
@example(" ".join([*SNIPPETS, SENTINEL]))
def test_no_text_changes_the_shape_of_a_report(said: str) -> None:
    told = Told(report(said))
    assert told.faults == []
    assert told.shapes == harmless().shapes


@settings(deadline=None, max_examples=6)
@given(ill)
@example("\n\n".join(SNIPPETS))
def test_no_narrative_runs_or_fetches_anything(said: str) -> None:
    assert Told(report(f"{SENTINEL} {said}", stories=True)).faults == []


def leading(urls: list[str]) -> YearReport:
    """A report with a source for each of these addresses."""
    first, *others = base().sources
    many = [evolve(first, id=SourceId(f"s{n}"), url=Url(url)) for n, url in enumerate(urls)]
    action, *rest = base().actions
    cited = evolve(action, sources=tuple(source.id for source in many))
    programme = evolve(base(), sources=(first, *others, *many), actions=(cited, *rest))
    return year_report(programme, 2025, "en")


def test_an_address_leads_to_the_web_or_nowhere() -> None:
    told = Told(leading(URLS))
    assert told.faults == []
    links = {str(link["href"]) for link in parsed(told.text_of["html"]).select(".source a[href]")}
    assert {url for url in links if not OUT.match(url)} == {"#action-patrols"}
    assert len([url for url in links if "example.org" in url]) == 9


@pytest.mark.parametrize("start", range(0, len(SNIPPETS), 6))
def test_hostile_texts_can_be_read_in_every_format(start: int) -> None:
    said = f"{' '.join(SNIPPETS[start : start + 6])} {SENTINEL}"
    told, shown = Told(report(said)), "".join(visible(said).split())
    html = parsed(told.text_of["html"]).get_text()
    assert "".join(html.split()).count(shown) > 20
    runs = (token.content for token in inner_tokens(told.text_of["markdown"]))
    assert "".join("".join(runs).split()).count(shown) > 20
    lines = Document(io.BytesIO(told.docx)).element.body.itertext()
    seen = "".join("".join(lines).split())
    assert seen.count(re.sub("[\ufffe\uffff]", "\ufffd", shown)) > 20


LATIN: Final = [text for text in SNIPPETS if text.isascii() and text.isprintable()]


def test_a_hostile_text_can_be_read_back_from_a_pdf() -> None:
    said = f"{SENTINEL} {' '.join(LATIN)}"
    seen = "".join(text_of_pdf(render(report(said), "pdf", pictures=False)).split())
    assert seen.count("".join(said.split())) > 20


def test_a_line_of_100_kilobytes_breaks_nothing() -> None:
    first, *others = base().actions
    update, *later = base().updates
    plain, odd, blanks = Text("w" * 100_000), Text("<b>{`#" * 16_700), Text("a b " * 25_000)
    programme = evolve(
        base(),
        actions=(evolve(first, title=plain, note=odd), *others),
        updates=(evolve(update, summary=blanks), *later),
    )
    assert Told(year_report(programme, 2025, "en")).faults == []


# ---- in a browser


ADDRESS: Final = "https://report.example/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = tool("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as play:
        args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        made = play.chromium.launch(executable_path=chromium, args=args)
        yield made
        made.close()


def opened(browser: Browser, shown: str) -> tuple[Page, list[str]]:
    """The page on a narrow screen, and the addresses it asks for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url == ADDRESS:
            route.fulfill(body=shown.encode(), content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.route("**/*", answer)
    page.goto(ADDRESS)
    return page, asked


TOUCHED: Final = """() => {
    for (const it of document.querySelectorAll("details")) it.open = true;
    for (const it of document.querySelectorAll("*"))
        for (const kind of ["mouseover", "focus", "load", "error", "toggle", "animationend"])
            it.dispatchEvent(new Event(kind));
    for (const it of document.querySelectorAll("a"))
        if (it.protocol !== "http:" && it.protocol !== "https:" && it.protocol !== "mailto:")
            it.click();
}"""


@pytest.mark.parametrize("stories", [False, True])
def test_in_a_browser_nothing_runs_and_nothing_is_fetched(
    browser: Browser,
    stories: bool,  # noqa: FBT001
) -> None:
    made = report("\n\n".join(SNIPPETS), URLS[9], stories=stories)
    page, asked = opened(browser, render(made, "html"))
    page.evaluate(TOUCHED)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.hacked === undefined && document.scripts.length === 0")
    assert asked == [ADDRESS]
    assert page.url == ADDRESS
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    page.close()


def test_in_a_browser_no_address_runs(browser: Browser) -> None:
    page, asked = opened(browser, render(leading(URLS), "html"))
    page.evaluate(TOUCHED)
    assert page.evaluate("window.hacked === undefined")
    protocols = page.evaluate("[...document.links].map(it => it.protocol)")
    assert set(protocols) == {"https:", "mailto:"}
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    assert asked == [ADDRESS]
    page.close()


def test_in_a_browser_what_would_run_is_noticed(browser: Browser) -> None:
    page, asked = opened(browser, f"<p>{SNIPPETS[1]}</p>{SNIPPETS[0]}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.hacked") == 1
    assert asked == [ADDRESS, f"{ADDRESS}x"]
    page.close()
