"""Print, as Markdown, every command with its options and examples.

    python docs/make_command_line.py

The page docs/reference/command-line.md is made with it (`make pages`).
"""

import sys
from collections.abc import Iterator
from typing import Any, Final, cast

from cyclopts import App

from benelux_tracker.cli import app
from benelux_tracker.cli.options import GIVE, LOOK, WORK

LEAD: Final = """\
# The command line

Everything that `benelux-tracker` can be asked, made from the program itself. \
`benelux-tracker COMMAND --help` shows the same in a terminal; `python -m benelux_tracker` is \
another way to start it. [A year with the tracker](../how-to/a-year.md) walks through the commands \
in the order in which they are needed.

## What all commands have in common

- **A day** is written `2025-12-31`. Commands that look take today where none is given.
- **What they look at** is the programme in the directory given with `--programme`, or `-p`, and \
without it the Benelux programme that ships with the library. Only `record` has to be told one.
- **The language** is the programme's first, unless `--language`, or `-l`, names another: `nl`, \
`fr`, `en` or `de`. Messages about mistakes are in English.
- **The answer** goes to the standard output; problems and notes go to the standard error. With \
`--json` a command prints JSON on one line, for a program to read.
- **In a terminal** answers are drawn as trees and tables in colour, as wide as the window; the \
colours are also said in words. Into a file or a pipe goes plain text.
- **Nothing else is read**: no settings file, no network, and no environment variable of its own. \
`NO_COLOR`, `COLUMNS` and `TERM` do in a terminal what they do for other programs.

| exit code | what it means |
|---|---|
| 0 | all is well |
| 1 | the data has errors; with `check --strict`, or warnings |
| 2 | the question cannot be answered as asked: a misspelt command, option, id or day, a file that \
cannot be written, a package that is missing |"""

GROUPS: Final = (WORK, LOOK, GIVE)
"""As on the road: what is looked at has to be begun."""

VALUES: Final = {
    **dict.fromkeys(("on", "known-on", "before-known-on", "since", "start", "end"), "DAY"),
    **dict.fromkeys(("date", "recorded", "due-by"), "DAY"),
    **dict.fromkeys(("output", "form"), "FILE"),
    **dict.fromkeys(("corrects", "retracts"), "UPDATE"),
    "programme": "DIRECTORY",
    "reached": "MILESTONE",
    "milestone-due": "MILESTONE=DUE",
    "value": "INDICATOR=NUMBER",
    "summary": "TEXT",
    "reason": "TEXT",
    "as": "FORM",
}
"""What stands behind an option, where that is not its own name."""

NOT_RUN: Final = {
    "--form": "the form has to come back first",
    "report": "A year with the tracker has such a command, and it takes long",
}
"""What examples have in them that no test runs here, and why not."""


def page() -> str:
    """The page as Markdown: a table of the commands, then a section for each."""
    grouped = {group.name: list(commands(group.name)) for group in GROUPS}
    parts = [LEAD, "## The commands", "\n".join(listed(grouped))]
    parts += [part for named in grouped.values() for command in named for part in section(*command)]
    return "\n\n".join(parts) + "\n"


def commands(group: str) -> Iterator[tuple[str, App]]:
    """The commands of a group by their names."""
    for name in app:
        command = app[name]
        if group in [getattr(it, "name", it) for it in cast("tuple[object, ...]", command.group)]:
            yield name, command


def listed(grouped: dict[str, list[tuple[str, App]]]) -> Iterator[str]:
    """The lines of the table of commands."""
    yield "| purpose | command | what it does |"
    yield "|---|---|---|"
    for group, named in grouped.items():
        for place, (name, command) in enumerate(named):
            head = "" if place else group
            yield f"| {head} | [`{name}`](#{name}) | {command.help.partition(chr(10))[0]} |"


def section(name: str, command: App) -> Iterator[str]:
    """The parts of the section of a command."""
    yield f"## `{name}`"
    yield " ".join(command.help.split())
    arguments = [it for it in command.assemble_argument_collection() if it.parameter.help]
    typed = " ".join(positional(it) for it in arguments if is_positional(it))
    yield f"`{f'benelux-tracker {name} {typed}'.rstrip()} [OPTIONS]`"
    rows = [f"| {shown(it)} | {meaning(it)} |" for it in arguments]
    yield "\n".join(["| argument or option | what it means |", "|---|---|", *rows])
    yield from examples(command)


def is_positional(argument: Any) -> bool:  # noqa: ANN401 - cyclopts keeps the class to itself
    """Whether it may stand without its name."""
    return bool(argument.field_info.kind is not argument.field_info.KEYWORD_ONLY)


def positional(argument: Any) -> str:  # noqa: ANN401 - as above
    """How an argument stands in a command: `[KEY …]` may be left out, and given again."""
    name = argument.name.lstrip("-").upper()
    if argument.field_info.kind is argument.field_info.VAR_POSITIONAL:
        return f"[{name} …]"
    return name if argument.required else f"[{name}]"


def shown(argument: Any) -> str:  # noqa: ANN401 - as above
    """An argument or option as it is typed."""
    if is_positional(argument):
        return f"`{argument.name.lstrip('-').upper()}`"
    names = [name for name in argument.names if name not in argument.negatives]
    if argument.is_flag():
        return ", ".join(f"`{name}`" for name in names)
    long = argument.name.lstrip("-")
    value = VALUES.get(long, long.upper())
    return ", ".join(f"`{name} {value}`" for name in names)


def meaning(argument: Any) -> str:  # noqa: ANN401 - as above
    """What an argument means, what it may be, and what it is when it is not given."""
    said = [argument.parameter.help]
    if choices := argument.get_choices():
        said.append("one of " + ", ".join(f"`{choice}`" for choice in choices))
    default = argument.field_info.default
    if isinstance(default, str) and default:
        said.append(f"`{default}` unless given")
    return "; ".join(said)


def examples(command: App) -> Iterator[str]:
    """The examples of a command's help, as blocks of code."""
    blocks: dict[str, list[str]] = {}
    for line in (command.help_epilogue or "").splitlines()[1:]:
        why = next((why for word, why in NOT_RUN.items() if word in line.split()), "")
        blocks.setdefault(why, []).append(line.strip())
    for why, lines in blocks.items():
        mark = [f"<!-- not run: {why} -->"] if why else []
        yield "\n".join([*mark, "```console", *lines, "```"])


if __name__ == "__main__":
    sys.stdout.write(page())
