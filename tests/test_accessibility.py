"""The HTML report in a real browser: by eye, by ear and by keyboard. Source: WCAG 2.2."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from benelux_tracker import load_benelux, render, year_report
from benelux_tracker.report.blocks import (
    Badge,
    Block,
    Card,
    Facts,
    Figure,
    Heading,
    NoteMark,
    Paragraph,
    Picture,
    Table,
)
from benelux_tracker.report.blocks import Page as Blocks
from benelux_tracker.report.drawings import Range, Ranges
from benelux_tracker.report.render.html import html
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal
from build_documents import tool
from build_pages import faults_of_html, parsed, said, tags
from build_report import small

ADDRESS: Final = "https://report.example/"
AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES: Final = ["nl", "fr", "en", "de"]

Scheme = Literal["light", "dark"]
Media = Literal["screen", "print"]
SIGHTS: Final[list[tuple[int, Scheme, Media]]] = [
    (1280, "light", "screen"),
    (1280, "dark", "screen"),
    (360, "light", "screen"),
    (360, "dark", "screen"),
    (794, "light", "print"),  # A4 at 96 dots an inch
]


@cache
def report(name: str, language: str) -> str:
    programme = load_benelux() if name == "shipped" else small()
    return render(year_report(programme, 2025, language), "html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = tool("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as play:
        args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        made = play.chromium.launch(executable_path=chromium, args=args)
        yield made
        made.close()


def opened(
    browser: Browser,
    shown: str,
    width: int = 1280,
    scheme: Scheme = "light",
    media: Media = "screen",
) -> tuple[Page, list[str]]:
    """The page in a window of its own, and the addresses it asks for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url == ADDRESS:
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route("**/*", answer)
    page.emulate_media(media=media)
    page.goto(ADDRESS)
    return page, asked


def faults_of(page: Page) -> list[str]:
    """What axe-core finds wrong, a line for each rule: how often, and the first place."""
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    assert found["passes"], "no rule was tried"
    return [
        f"{fault['id']}: {len(fault['nodes'])} times, {fault['nodes'][0]['html'][:200]}"
        for fault in found["violations"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme", "media"), SIGHTS)
def test_a_report_breaks_no_rule_of_accessibility(
    browser: Browser, language: str, width: int, scheme: Scheme, media: Media
) -> None:
    page, _ = opened(browser, report("small", language), width, scheme, media)
    assert faults_of(page) == []
    page.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme", "media"),
    [
        ("nl", 1280, "light", "screen"),
        ("nl", 360, "dark", "screen"),
        ("nl", 794, "light", "print"),
        ("fr", 1280, "dark", "screen"),
        ("de", 360, "light", "screen"),
    ],
)
def test_the_report_of_the_benelux_breaks_no_rule_of_accessibility(
    browser: Browser, language: str, width: int, scheme: Scheme, media: Media
) -> None:
    page, _ = opened(browser, report("shipped", language), width, scheme, media)
    assert faults_of(page) == []
    page.close()


def test_what_is_wrong_is_found(browser: Browser) -> None:
    page, _ = opened(browser, "<html><body><img><p style='color:#ccc'>Pale</p></body></html>")
    found = {fault.partition(":")[0] for fault in faults_of(page)}
    assert {"image-alt", "html-has-lang", "color-contrast", "document-title"} <= found
    page.close()


REACHABLE: Final = """() => {
    window.reachable = [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
        .filter(it => it.checkVisibility());
    return reachable.length;
}"""
REACHED: Final = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    const box = it.getBoundingClientRect();
    const outlined = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
    const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
    return [reachable.indexOf(it), outlined && inside];
}"""


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("small", 1280, "dark"), ("small", 360, "light"), ("shipped", 1280, "light")],
)
def test_all_that_can_be_used_is_reached_by_the_tab_key_in_order_and_seen(
    browser: Browser, name: str, width: int, scheme: Scheme
) -> None:
    page, _ = opened(browser, report(name, "en"), width, scheme)
    count = page.evaluate(REACHABLE)
    reached: list[list[object]] = []
    for _ in range(count):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(REACHED))
    assert count > 50
    assert reached == [[place, True] for place in range(count)]
    page.close()


def test_the_first_link_skips_the_contents(browser: Browser) -> None:
    page, _ = opened(browser, report("small", "en"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


def test_the_parts_of_a_chapter_are_opened_by_keyboard(browser: Browser) -> None:
    page, _ = opened(browser, report("small", "en"))
    page.locator("nav summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chapter, part = (page.locator("main h2"), page.locator("main h3"))
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first == f"#{part.first.get_attribute('id')}"
    assert first != f"#{chapter.first.get_attribute('id')}"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent") == part.first.inner_text()
    page.close()


def test_on_paper_the_contents_name_every_part(browser: Browser) -> None:
    page, _ = opened(browser, report("small", "en"), 794, media="print")
    seen = "[...document.querySelectorAll('nav details a')].filter(it => it.checkVisibility())"
    assert page.evaluate(f"{seen}.length") == page.locator("main h3").count()
    page.emulate_media(media="screen")
    assert page.evaluate(f"{seen}.length") == 0
    page.close()


WIDER_SPACED: Final = (  # Source: WCAG 2.2, 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["small", "shipped"])
def test_a_page_of_320_dots_is_not_scrolled_sideways(
    browser: Browser, name: str, language: str
) -> None:
    page, _ = opened(browser, report(name, language), 320)
    width = "document.scrollingElement.scrollWidth"
    assert page.evaluate(width) == 320
    page.add_style_tag(content=WIDER_SPACED)
    assert page.evaluate(width) == 320
    page.close()


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_a_report_asks_for_nothing_but_itself(browser: Browser, name: str) -> None:
    page, asked = opened(browser, report(name, "nl"))
    page.wait_for_load_state("networkidle")
    assert asked == [ADDRESS]
    assert page.evaluate("document.scripts.length") == 0
    page.close()


PERCENTAGE: Final = re.compile(r"\d\s?%")
NOT_OURS: Final = ".story, .dates, .note, .gauge, .picture, .made, h4"
"""Where percentages are told by others, are drawn, or where it is told how they are made."""


def figures_without_a_link(shown: str) -> list[str]:
    """The texts with a percentage that does not lead to how it is made."""
    main = parsed(shown).main
    assert main is not None
    rules = main.find(id="rules")
    after = rules.find_next_siblings() if rules else []
    ends = next((n for n, tag in enumerate(after) if tag.name in {"h2", "h3"}), len(after))
    for tag in [*after[:ends], *main.select(NOT_OURS)]:
        tag.extract()
    texts = [text for text in main.find_all(string=PERCENTAGE) if not text.find_parent("a")]
    return [said(text.parent) for text in texts]


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_every_percentage_leads_to_how_it_is_made(name: str) -> None:
    assert figures_without_a_link(report(name, "en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_the_benelux_is_no_heavier_than_it_should_be(language: str) -> None:
    assert len(report("shipped", language).encode()) <= 1_500_000


# ---- what a page is made of


HEAD: Final = Heading(level=1, text=Said("Markt", "nl"), anchor="market", number="1")
RULE: Final = Paragraph(("The part done of what is due.",), anchor="made-progress")
TABLE: Final = Table(
    caption="Progress",
    head=("", "Done", "Planned"),
    rows=((("All",), (Figure("48%", "#made-progress"),), ("50%",)),),
    align="lrr",
)


def made(*blocks: Block) -> str:
    return html(
        Blocks(
            title="Report",
            subtitle=Said("Klein", "nl"),
            year="2025",
            language="en",
            cover=(("As it stood on", "31 December 2025"),),
            contents="Contents",
            page="p.",
            picture="What the picture shows",
            colon=": ",
            blocks=blocks,
        )
    )


def drawn(number: int) -> Picture:
    theme = Range(
        label='<b id="x">Market</b>',
        low=Fraction(1, 4),
        high=Fraction(3, 4),
        known=Fraction(1, 2),
        planned=None,
        said="25% to 75%",
    )
    drawing = Ranges(rows=(theme,), legend=(("low", "done"),), percents=("0%", "", "", "", "100%"))
    shows = ("Market: 25% to 75%.", "<b>")
    anchor = f"picture-{number}"
    return Picture(drawing=drawing, anchor=anchor, caption=f"Themes {number}", shows=shows)


def test_a_figure_leads_to_how_it_is_made() -> None:
    link = parsed(made(HEAD, TABLE, RULE)).select_one("td a.figure")
    assert link is not None
    assert (link["href"], said(link)) == ("#made-progress", "48%")


def test_a_figure_of_which_the_page_tells_nothing_is_plain_words() -> None:
    shown = parsed(made(HEAD, TABLE))
    assert said(shown.select_one("tbody td")) == "48%"
    assert shown.select("main td a") == []


def test_a_table_is_a_region_named_by_its_heading_and_its_caption() -> None:
    shown = parsed(made(HEAD, TABLE, TABLE))
    regions = shown.select("[role=region]")
    assert [region["aria-labelledby"] for region in regions] == ["market table-1", "market table-2"]
    assert [said(shown.find(id=name)) for name in ("market", "table-1")] == ["1 Markt", "Progress"]


def test_a_table_has_no_empty_heads() -> None:
    head = parsed(made(HEAD, TABLE)).thead
    assert head is not None
    assert [(tag.name, said(tag)) for tag in tags(head)[1:]] == [
        ("td", ""),
        ("th", "Done"),
        ("th", "Planned"),
    ]


def test_figures_at_a_glance_are_tiles() -> None:
    shown = parsed(made(HEAD, Facts((("Done", ("48%",)),), ": ", "key")))
    tiles = shown.select("main dl.key > div")
    assert [[said(tag) for tag in tags(tile)] for tile in tiles] == [["Done", "48%"]]


def test_an_action_settled_earlier_is_one_line() -> None:
    badge = Badge(Signal.GREEN, "green")
    title = ("Handbook – completed", NoteMark(1, "p. 3"))
    card = Card(anchor="action-handbook", number="1.1.2", title=title, badge=badge, blocks=())
    line = parsed(made(HEAD, card)).find(id="action-handbook")
    assert line is not None
    assert (line.name, said(line)) == ("p", "1.1.2 Handbook – completed1, p. 3 ● green")


def test_a_picture_has_a_name_and_says_in_words_what_it_shows() -> None:
    shown = parsed(made(HEAD, drawn(1)))
    picture = shown.svg
    assert picture is not None
    assert picture["role"] == "img"
    assert said(shown.find(id=str(picture["aria-labelledby"]))) == "Themes 1"
    told = shown.find(id=str(picture["aria-describedby"]))
    assert told is not None
    assert [said(line) for line in tags(told)] == ["Market: 25% to 75%.", "<b>"]
    assert said(shown.select_one("figure summary")) == "What the picture shows"


def test_pictures_keep_their_parts_apart() -> None:
    shown = made(HEAD, drawn(1), drawn(2))
    assert faults_of_html(shown) == []
    named = parsed(shown).select("svg [id]")
    assert all(re.match("picture-[12]-", str(tag["id"])) for tag in named)
    assert '&lt;b id="x"' in shown or "&lt;b id=&quot;x&quot;" in shown


def test_a_page_without_chapters_is_a_page() -> None:
    assert faults_of_html(made()) == []
    assert faults_of_html(made(RULE)) == []


def test_a_page_with_pictures_breaks_no_rule_of_accessibility(browser: Browser) -> None:
    page, asked = opened(browser, made(HEAD, drawn(1), TABLE, RULE, drawn(2)), 360, "dark")
    assert faults_of(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == 360
    assert asked == [ADDRESS]
    page.close()
