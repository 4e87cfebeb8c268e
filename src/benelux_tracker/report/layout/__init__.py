"""A `YearReport` in words: the page that every renderer writes."""

from collections.abc import Iterator

from attrs import evolve

from benelux_tracker.language.words import words
from benelux_tracker.report.blocks import Block, Card, Heading, Page
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.layout.chapters import chapter
from benelux_tracker.report.layout.closing import annex, consultations, next_year, stalls
from benelux_tracker.report.layout.opening import cover, glance, timeline
from benelux_tracker.report.said import Said


def page(report: YearReport) -> Page:
    """Lay a report out in its language; chapters that would be empty are left out."""
    said = words(report.language)
    parts: list[tuple[str, str | Said, list[Block]]] = [
        ("glance", said.say("The year at a glance"), glance(report, said)),
        ("timeline", said.say("The year in dates"), timeline(report, said)),
        *((f"theme-{t.id}", t.title, chapter(t, said)) for t in report.themes),
        ("consultations", said.say("Consultations"), consultations(report, said)),
        ("stalls", said.say("Where it stalls"), stalls(report, said)),
        (
            "next-year",
            said.say("Looking ahead to {year}", year=str(report.year + 1)),
            next_year(report, said),
        ),
        ("annex", said.say("Annex: how the figures are made"), annex(report, said)),
    ]
    filled = [part for part in parts if part[2]]
    blocks: list[Block] = []
    for number, (anchor, title, inside) in enumerate(filled, 1):
        blocks.append(Heading(level=1, text=title, anchor=anchor, number=str(number)))
        blocks += _numbered(inside, str(number))
    return Page(
        title=said.say("Progress report {year}", year=str(report.year)),
        subtitle=report.title,
        year=str(report.year),
        language=report.language,
        cover=cover(report, said),
        contents=said.say("Contents"),
        page=said.say("p."),
        picture=said.say("What the picture shows"),
        colon=said.say(": "),
        skip=said.say("To the text"),
        blocks=tuple(blocks),
    )


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
