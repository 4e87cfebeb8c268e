"""The command line: a thin skin over the library.

Exit codes: 0 all is well, 1 the data has errors (or warnings, for a strict check), 2 the
question cannot be answered as asked.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Final, cast

from cyclopts import App, CycloptsError, Group, Parameter, exceptions

from benelux_tracker.cli import printed
from benelux_tracker.cli.options import GIVE, LOOK, WORK
from benelux_tracker.errors import BeneluxTrackerError, LoadError, UnknownKeyError
from benelux_tracker.visible import visible

_CODES: Final = """
Exit codes: 0 all is well; 1 the data has errors, or warnings with check --strict; 2 the question
cannot be answered as asked. Without --programme, commands look at the Benelux programme.
"""

_SOUGHT: Final = "this is about benelux-2025-2028; for one of your own: --programme DIRECTORY"
_QUOTED: Final = "put a text of several words in quotes; --help tells what is asked for"

app: App = App(
    name="benelux-tracker",
    help="Track a multi-year work programme: how it stands, what is odd, the year-end report.",
    help_epilogue=" ".join(_CODES.split()),
    help_format="plaintext",
    default_parameter=Parameter(negative=()),
)

_EXAMPLES: Final[Mapping[Group, Mapping[str, Sequence[str]]]] = {
    LOOK: {
        "look:status": ("--on 2025-12-31", "--by working_group --language nl -p my-programme"),
        "look:find": ("police", "treaty fraud --language fr"),
        "look:explain": ("security --on 2025-12-31", "theme:security country:BE --json"),
        "look:compare": ("2024-12-31 2025-12-31", "2025-06-30 2025-12-31 security -l fr"),
        "look:chase": ("--due-by 2026-12-31", "nsec --as letter --language nl > letter.txt"),
        "look:report": (
            "2025 -l fr -o rapport.pdf",
            "2025 -l nl -l fr -o report.html -o report.docx",
        ),
    },
    WORK: {
        "work:init": ("my-programme --language en", "our-benelux --benelux"),
        "work:form": ("nsec return-nsec.xlsx --language nl",),
        "work:record": (
            "missing-links -p my-programme --percent 40",
            "signposting -p my-programme --reached draft",
            "-p my-programme --form return-nsec.xlsx --dry-run",
        ),
        "checking:check": ("-p my-programme", "--strict --json"),
    },
    GIVE: {
        "give:export": ("actions actions.csv --on 2025-12-31", "progress p.parquet --by country"),
        "give:calendar": ("nsec --language nl --output nsec.ics",),
        "give:schema": ("--output programme.schema.json",),
        "give:completion": ("bash > benelux-tracker.bash",),
    },
}
"""The commands by their place in the help, each with examples of what to type behind it.

Their rooms are opened when one of them is called, or all are asked for.
"""


def _examples(command: str, typed: Sequence[str]) -> str:
    lines = "\n".join(f"  benelux-tracker {command} {rest}" for rest in typed)
    return f"Examples:\n{lines}"


for _group, _commands in _EXAMPLES.items():
    for _place, _typed in _commands.items():
        _name = _place.partition(":")[2]
        _told = _examples(_name, _typed)
        app.command(f"{__name__}.{_place}", name=_name, group=_group, help_epilogue=_told)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and tell its exit code."""
    try:
        answer = _answered(arguments)
        sys.stdout.flush()
    except CycloptsError as error:
        return _refused(*_mistyped(error))
    except LoadError as error:
        printed.complain(error.problems)
        return 1
    except BeneluxTrackerError as error:
        return _refused(str(error), *getattr(error, "__notes__", ()))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        return _refused(_failed(error))
    return answer if isinstance(answer, int) else 0


def _answered(arguments: Sequence[str]) -> object:
    if not arguments or arguments[0].startswith("-"):
        app.resolved_commands()  # the help of all tells what each is for
    command, typed, _ = app.parse_args(list(arguments), exit_on_error=False, print_error=False)
    try:
        return command(*typed.args, **typed.kwargs)
    except UnknownKeyError as error:
        if typed.arguments.get("programme") is None:
            error.add_note(_SOUGHT)
        raise


def _refused(said: str, hint: str = "") -> int:
    sys.stderr.write(f"error: {visible(said)}\n")
    sys.stderr.write(f"    {visible(hint)}\n" if hint else "")
    return 2


def _mistyped(error: CycloptsError) -> tuple[str, str]:
    """What is wrong with a command line, and what to type instead."""
    if isinstance(error, exceptions.UnusedCliTokensError) and error.unused_tokens:
        word = error.unused_tokens[0]
        meant = f"did you mean -p {word}?" if Path(word).is_dir() else _QUOTED
        return f'"{word}" is one word too many', meant
    if isinstance(error, exceptions.MissingArgumentError) and error.argument and error.app:
        name = error.keyword or error.argument.name.lstrip("-").upper()
        lacks = "has nothing behind it" if error.keyword else "is missing"
        example = str(error.app.help_epilogue).splitlines()[1].strip()
        return f"{name} {lacks}: {error.argument.parameter.help}", f"for example: {example}"
    return str(error), ""


def _failed(error: OSError) -> str:
    folder, said = Path(error.filename or "").parent, error.strerror
    if isinstance(error, FileNotFoundError) and not folder.exists():
        said = f"there is no folder {folder}; make it first"
    return f"{error.filename}: {said}" if error.filename else f"{said}"


def main() -> None:
    """The command `benelux-tracker`."""
    gc.disable()  # a short life: what is read is kept until the end
    for stream in (sys.stdout, sys.stderr):  # whatever a pipe expects, nothing is lost
        with suppress(AttributeError):
            cast("TextIOWrapper", stream).reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    gc.freeze()  # nor is it gone through then
    sys.exit(code)
