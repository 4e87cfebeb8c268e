"""A report at one look: its headline, its chapters with their sizes, and how to save it."""

from collections import Counter
from collections.abc import Iterator

from benelux_tracker.language.figures import headline
from benelux_tracker.language.words import Words, words
from benelux_tracker.report import blocks as b
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.layout import page
from benelux_tracker.report.said import Said
from benelux_tracker.summary.nodes import Look, Node, Piece, labelled, node, tabled
from benelux_tracker.summary.telling import hypothetical


def overview(report: YearReport) -> Node:
    """What a report is about and what is in it, in its language."""
    said, laid_out = words(report.language), page(report)
    line = headline(report.glance.figures, report.annex.rules.min_coverage, said)
    notice = node(Piece(hypothetical(report.supposed, said), Look.NOTICE))
    heads = ("Contents", "Actions", "Tables", "Pictures")
    save = f'bt.save(report, "report-{report.year}.{report.language}.html")'
    return node(
        Piece(f"{laid_out.title} – {report.title.text}", Look.STRONG),
        under=(
            *(labelled(label, value, words=said) for label, value in laid_out.cover),
            *([notice] if report.supposed else []),
            node(Piece(line, Look.STRONG)),
            tabled((said.say(phrase) for phrase in heads), _sizes(laid_out, said)),
            labelled(said.say("To save it"), f"{save} – .pdf, .docx, .md, .txt, .json", words=said),
        ),
    )


def _sizes(laid_out: b.Page, words: Words) -> Iterator[tuple[str, ...]]:
    """The chapters by number and title, and how many actions, tables and pictures they hold."""
    heads = (heading for heading in laid_out.headings if heading.level == 1)
    for heading, inside in zip(heads, laid_out.chapters[1:], strict=True):
        title = heading.text.text if isinstance(heading.text, Said) else heading.text
        found = Counter(map(type, inside))
        numbers = (words.number(found[kind]) for kind in (b.Card, b.Table, b.Picture))
        yield (f"{heading.number} {title}", *numbers)
