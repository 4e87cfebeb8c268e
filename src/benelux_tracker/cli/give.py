"""Commands for other programs: tables, a calendar, what editors know, completion of commands."""

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from benelux_tracker.cli import options, printed
from benelux_tracker.dimensions import Dimension
from benelux_tracker.framed import Table

Output = Annotated[
    Path | None,
    Parameter(name=["--output", "-o"], help="the file to write; printed without it"),
]


def export(  # noqa: PLR0913 - options of a command
    table: Annotated[Table, Parameter(help="which table")],
    output: Annotated[
        Path,
        Parameter(name=["--output", "-o"], help="the file to write; it ends in .csv or .parquet"),
    ],
    *,
    by: Annotated[
        list[Dimension] | None,
        Parameter(help="what to cut by; given again, a row for each pair"),
    ] = None,
    programme: options.Directory = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    language: options.Language = None,
) -> int:
    """Write a table of the programme for a spreadsheet or a data frame."""
    from benelux_tracker.publish import export as exported

    shown = options.taken(programme, on, known_on)
    keys = tuple(by) if by else None
    exported(shown, table, output, by=keys, language=options.spoken(language, shown.programme))
    printed.lines([str(output)])
    return 0


def calendar(
    *key: options.Keys,
    output: Output = None,
    programme: options.Directory = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    language: options.Language = None,
) -> int:
    """Write what falls due as a calendar (.ics) to subscribe to."""
    from benelux_tracker.exchange.agenda import calendar as written

    shown = options.taken(programme, on, known_on)
    text = written(shown, options.about(key), options.spoken(language, shown.programme))
    return _give(text, output)


def schema(*, output: Output = None) -> int:
    """Write the JSON Schema of a programme's TOML files, for an editor."""
    from json import dumps

    from benelux_tracker.storage.schema import file_schema

    return _give(dumps(file_schema(), ensure_ascii=False, indent=2) + "\n", output)


def _give(text: str, output: Path | None) -> int:
    if output is None:
        sys.stdout.write(text)
    else:
        from benelux_tracker.storage.write import write_whole

        write_whole(output, text)
        printed.lines([str(output)])
    return 0


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], Parameter(help="the shell")],
) -> int:
    """Print what makes a shell complete this program's commands and options."""
    from benelux_tracker.cli import app

    sys.stdout.write(app.generate_completion(shell=shell))
    return 0
