"""Commands that look: how it stands, why, what changed, who is to be asked, the report."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from attrs import frozen
from cyclopts import Parameter

from benelux_tracker.cli import options, printed
from benelux_tracker.dimensions import Dimension, subject_of
from benelux_tracker.errors import RequestError, UnknownKeyError
from benelux_tracker.language.names import Names
from benelux_tracker.language.words import one_line, words
from benelux_tracker.report.render import TextFormat
from benelux_tracker.snapshot import compare as compared
from benelux_tracker.snapshot import snapshot
from benelux_tracker.summary.clauses import Clauses
from benelux_tracker.summary.standing import Standing, as_plain, head, rows, standing

if TYPE_CHECKING:
    from benelux_tracker.report.contents import YearReport


def status(
    *,
    by: Annotated[Dimension, Parameter(help="what to add up by")] = "theme",
    programme: options.Directory = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    language: options.Language = None,
    as_json: options.AsJson = False,
) -> int:
    """Print how the programme stands."""
    shown = options.taken(programme, on, known_on)
    language = options.spoken(language, shown.programme)
    stands = standing(shown, by, language)
    if as_json:
        days = {"on": str(shown.on), "known_on": shown.known_on and str(shown.known_on)}
        printed.as_json({**days, **as_plain(stands)})
    else:
        said = Clauses.of(shown.programme, language)
        _print(stands, language, said.day(shown.on, shown.known_on))
    return 0


def _print(stands: Standing, language: str, day: str) -> None:
    cells = [tuple(map(one_line, line)) for line in (head(language), *rows(stands, language))]
    sys.stdout.write(f"{one_line(stands.title)} – {day}\n")
    sys.stdout.writelines(f"{notice}\n" for notice in stands.notices)
    if sys.stdout.isatty():
        from benelux_tracker.terminal import print_standing

        print_standing(stands, cells)
    else:
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        padded = (map(str.ljust, line, widths) for line in cells)
        lines = ["  ".join(line).rstrip() for line in padded]
        sys.stdout.write("\n".join([stands.headline, *lines]) + "\n")
    if stands.reconciled:
        sys.stdout.write(f"{stands.reconciled}\n")


def find(
    *word: Annotated[str, Parameter(help="a part of an id, a title or a name, in any language")],
    programme: options.Directory = None,
    language: options.Language = None,
    as_json: options.AsJson = False,
) -> int:
    """Find the ids of themes, dossiers, objectives, working groups and actions by their titles."""
    asked = options.opened(programme)
    names = Names.of(asked, options.spoken(language, asked))
    found = [
        {"kind": kind, "id": key, "title": one_line(names.said(text))}
        for kind, titles in names.titles.items()
        for key, text in titles.items()
        if kind != "lead_group"
        and all(
            part.casefold()
            in f"{key} {text.plain} {' '.join(text.translations.values())}".casefold()
            for part in word
        )
    ]
    if not found:
        raise UnknownKeyError(f'nothing has "{" ".join(word)}" in its id, title or name')
    if as_json:
        printed.as_json(found)
    else:
        printed.lines(f"{one['kind']}:{one['id']}  {one['title']}" for one in found)
    return 0


def explain(  # noqa: PLR0913 - options of a command
    *key: options.Keys,
    programme: options.Directory = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    since: Annotated[
        str | None,
        Parameter(help="the day to compare with; without it the close of the year before"),
    ] = None,
    language: options.Language = None,
    every: options.Every = False,
    as_json: options.AsJson = False,
) -> int:
    """Print why a figure is what it is, what changed, and what would change its signal."""
    shown = options.taken(programme, on, known_on)
    why = shown.explain(options.about(key), since=options.day_of(since, "since"))
    language = options.spoken(language, why.programme)
    if as_json:
        from benelux_tracker.summary.plain import explanation_as_plain

        printed.as_json(explanation_as_plain(why, language))
    else:
        printed.record(why, language, every=every)
    return 0


def compare(  # noqa: PLR0913 - options of a command
    earlier: Annotated[str, Parameter(help="a day, such as 2024-12-31")],
    later: Annotated[str, Parameter(help="a later day")],
    *key: options.Keys,
    programme: options.Directory = None,
    known_on: options.KnownOn = None,
    before_known_on: options.BeforeKnownOn = None,
    language: options.Language = None,
    every: options.Every = False,
    as_json: options.AsJson = False,
) -> int:
    """Print what changed between two days, and the bridge between their figures."""
    asked = options.opened(programme)
    first = snapshot(asked, earlier, before_known_on or known_on)
    found = compared(first, snapshot(asked, later, known_on), options.about(key))
    if as_json:
        from benelux_tracker.summary.plain import comparison_as_plain

        printed.as_json(comparison_as_plain(found))
    else:
        printed.record(found, options.spoken(language, asked), every=every)
    return 0


def chase(  # noqa: PLR0913 - options of a command
    *group: Annotated[str, Parameter(help="only these; all without any")],
    by: Annotated[Dimension, Parameter(help="by what to list")] = "working_group",
    due_by: Annotated[
        str | None, Parameter(help="also what falls due after the day it is about, up to this one")
    ] = None,
    form: Annotated[
        Literal["list", "letter", "line"],
        Parameter(name="--as", help="a list, a letter to each group, or a line for each"),
    ] = "list",
    programme: options.Directory = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    language: options.Language = None,
    as_json: options.AsJson = False,
) -> int:
    """Print what each group still has to report, since when, and what falls due."""
    from benelux_tracker.summary.sentences import summarise

    shown = options.taken(programme, on, known_on)
    language = options.spoken(language, shown.programme)
    asked = shown.chase_list(by, due_by=options.day_of(due_by, "due_by"))
    wanted = [subject_of(shown.programme, f"{by}:{name}").parts[0][1] for name in group]
    found = [one for key, one in asked.items() if not wanted or key in wanted]
    if as_json:
        from benelux_tracker.summary.plain import chase_as_plain

        printed.as_json([chase_as_plain(one, language) for one in found])
    elif form == "list":
        for place, one in enumerate(found):
            sys.stdout.write("\n" if place else "")
            printed.record(one, language, every=False)
    else:
        said = [summarise(one, language, form) for one in found]
        sys.stdout.write("\n\n".join(said) if form == "letter" else "".join(f"{s}\n" for s in said))
    if not found and not as_json:
        printed.lines([words(language).say("Nothing is to be asked.")])
    return 0


@frozen(kw_only=True)
class Editions:
    """The options of `report` that say what is written, and where."""

    output: Annotated[
        list[Path] | None,
        Parameter(
            name=["--output", "-o"],
            help="a file that ends in .html, .pdf, .docx, .md, .txt or .json; may be given again",
        ),
    ] = None
    format: Annotated[TextFormat, Parameter(help="what to print if no file is asked for")] = "text"
    language: Annotated[
        list[options.Spoken] | None,
        Parameter(
            name=["--language", "-l"],
            help="the language; given again, report.pdf becomes report.nl.pdf and so on",
        ),
    ] = None
    no_figures: Annotated[
        bool, Parameter(show_default=False, help="draw no pictures; words say what they would show")
    ] = False


def report(
    year: Annotated[int, Parameter(converter=options.calendar_year, help="the year to report on")],
    *,
    written: Annotated[Editions | None, Parameter(name="*")] = None,
    programme: options.Directory = None,
    on: Annotated[str | None, Parameter(help="another day of the year than 31 December")] = None,
    known_on: options.KnownOn = None,
    before_known_on: options.BeforeKnownOn = None,
) -> int:
    """Write the year-end report."""
    written = written or Editions()
    from benelux_tracker.publish import editions, save_editions
    from benelux_tracker.report.compose import year_report
    from benelux_tracker.report.render import render

    reported = options.opened(programme)
    said = written.language or [options.spoken(None, reported)]
    first, last = reported.start.year, reported.end.year
    if not first - 1 <= year <= last:
        printed.notes([f"the programme runs from {first} to {last}, without {year}"])
    asked = editions(written.output or (), said)
    days = {"on": on, "known_on": known_on, "before_known_on": before_known_on}
    made: dict[str, YearReport] = {one: year_report(reported, year, one, **days) for one in said}
    if asked:
        _tell_saved(save_editions(asked, made, pictures=not written.no_figures), asked, made)
    elif len(made) > 1:
        raise RequestError("say with --output where to write a report in several languages")
    else:
        sys.stdout.write(render(made[said[0]], written.format))
    return 0


def _tell_saved(
    saved: Iterable[object], asked: Sequence[tuple[str, Path]], made: Mapping[str, "YearReport"]
) -> None:
    """Wait until all is saved, on a terminal with a bar of how far it is; then tell what is."""
    from benelux_tracker.language.figures import headline

    if sys.stderr.isatty() and len(asked) > 1:
        from benelux_tracker.terminal import followed

        saved = followed(saved, len(asked))
    for _ in saved:
        pass
    for language, report in made.items():
        line = headline(report.glance.figures, report.annex.rules.min_coverage, words(language))
        sys.stdout.write(f"{line}\n")
    printed.lines(str(path) for _, path in asked)
