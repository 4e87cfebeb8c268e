"""A `YearReport` in words: the page that every renderer writes."""

from collections.abc import Iterator, Mapping

from attrs import evolve

from benelux_tracker.language.words import Words, words
from benelux_tracker.report.blocks import Block, Card, Heading, Page, Picture
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.drawings import Timeline
from benelux_tracker.report.layout.annex import annex
from benelux_tracker.report.layout.chapters import chapter
from benelux_tracker.report.layout.closing import consultations, next_year, stalls
from benelux_tracker.report.layout.opening import cover, glance, pictures
from benelux_tracker.report.layout.outcomes import (
    implementation,
    indicators,
    instruments,
    year_on_year,
)
from benelux_tracker.report.said import Said


def page(report: YearReport) -> Page:
    """Lay a report out in its language; chapters that would be empty are left out."""
    said = words(report.language)
    blocks: list[Block] = []
    filled = (part for part in _chapters(report, said) if part[2])
    for number, (anchor, title, inside) in enumerate(filled, 1):
        blocks.append(Heading(level=1, text=title, anchor=anchor, number=str(number)))
        blocks += _numbered(inside, str(number))
    numbers = {block.anchor: block.number for block in blocks if isinstance(block, Card)}
    return Page(
        title=said.say("Progress report {year}", year=str(report.year)),
        subtitle=report.title,
        year=str(report.year),
        language=report.language,
        cover=cover(report, said),
        contents=said.say("Contents"),
        page=said.say("page"),
        picture=said.say("What the picture shows"),
        colon=said.say(": "),
        skip=said.say("To the text"),
        blocks=tuple(_with_numbers(block, numbers) for block in blocks),
    )


def _chapters(report: YearReport, words: Words) -> list[tuple[str, str | Said, list[Block]]]:
    """Every chapter: its anchor, its title and what is in it."""
    ahead = str(report.year + 1)
    return [
        ("glance", words.say("The year at a glance"), glance(report, words)),
        ("pictures", words.say("The year in pictures"), pictures(report, words)),
        *((f"theme-{t.id}", t.title, chapter(t, report, words)) for t in report.themes),
        ("instruments", words.say("Legal and policy instruments"), instruments(report, words)),
        ("countries", words.say("Implementation by country"), implementation(report, words)),
        ("indicators", words.say("Indicators"), indicators(report, words)),
        ("consultations", words.say("Consultations"), consultations(report, words)),
        ("stalls", words.say("Where it stalls"), stalls(report, words)),
        ("year-on-year", words.say("Year on year"), year_on_year(report, words)),
        ("next-year", words.say("Looking ahead to {year}", year=ahead), next_year(report, words)),
        ("annex", words.say("Annex: how the figures are made"), annex(report, words)),
    ]


def _numbered(blocks: list[Block], chapter: str) -> Iterator[Block]:
    """The headings and cards of a chapter with their numbers: 4.2, 4.2.1."""
    part, card = 0, 0
    for block in blocks:
        match block:
            case Heading():
                part, card = part + 1, 0
                yield evolve(block, number=f"{chapter}.{part}")
            case Card():
                card += 1
                yield evolve(block, number=f"{chapter}.{part}.{card}")
            case _:
                yield block


def _with_numbers(block: Block, numbers: Mapping[str, str]) -> Block:
    """A timeline with the numbers of its actions, known once all have theirs."""
    match block:
        case Picture(drawing=Timeline(bars=bars) as drawing):
            numbered = tuple(evolve(bar, number=numbers[bar.number]) for bar in bars)
            return evolve(block, drawing=evolve(drawing, bars=numbered))
        case _:
            return block
