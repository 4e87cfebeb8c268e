"""The command line: a thin skin over the library.

Exit codes: 0 all is well, 1 the data has errors (or warnings, for a strict check), 2 the
question cannot be answered as asked.
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Final, cast

from cyclopts import App, CycloptsError, Group, Parameter

from benelux_tracker.cli import checking, give, look, printed, work
from benelux_tracker.cli.options import GIVE, LOOK, WORK
from benelux_tracker.errors import BeneluxTrackerError, LoadError
from benelux_tracker.visible import visible

_CODES: Final = """
Exit codes: 0 all is well; 1 the data has errors, or warnings with check --strict; 2 the question
cannot be answered as asked. Without --programme, commands look at the Benelux programme.
"""

app: App = App(
    name="benelux-tracker",
    help="Track a multi-year work programme: how it stands, what is odd, the year-end report.",
    help_epilogue=" ".join(_CODES.split()),
    help_format="plaintext",
    default_parameter=Parameter(negative=()),
)

_EXAMPLES: Final[Mapping[Group, Mapping[Callable[..., int], Sequence[str]]]] = {
    LOOK: {
        look.status: ("--on 2025-12-31", "--by working_group --language nl -p my-programme"),
        look.find: ("police", "treaty fraud --language fr"),
        look.explain: ("security --on 2025-12-31", "theme:security country:BE --json"),
        look.compare: ("2024-12-31 2025-12-31", "2025-06-30 2025-12-31 security -l fr"),
        look.chase: ("--due-by 2026-12-31", "nsec --as letter --language nl > letter.txt"),
        look.report: (
            "2025 -l fr -o rapport.pdf",
            "2025 -l nl -l fr -o report.html -o report.docx",
        ),
    },
    WORK: {
        work.init: ("my-programme --language en", "our-benelux --benelux"),
        work.form: ("nsec return-nsec.xlsx --language nl",),
        work.record: (
            "missing-links -p my-programme --percent 40",
            "signposting -p my-programme --reached draft",
            "-p my-programme --form return-nsec.xlsx --dry-run",
        ),
        checking.check: ("-p my-programme", "--strict --json"),
    },
    GIVE: {
        give.export: ("actions actions.csv --on 2025-12-31", "progress p.parquet --by country"),
        give.calendar: ("nsec --language nl --output nsec.ics",),
        give.schema: ("--output programme.schema.json",),
        give.completion: ("bash > benelux-tracker.bash",),
    },
}
"""The commands by their place in the help, each with examples of what to type behind it."""


def _examples(command: str, typed: Sequence[str]) -> str:
    lines = "\n".join(f"  benelux-tracker {command} {rest}" for rest in typed)
    return f"Examples:\n{lines}"


for _group, _commands in _EXAMPLES.items():
    for _command, _typed in _commands.items():
        _name = _command.__name__
        app.command(_command, name=_name, group=_group, help_epilogue=_examples(_name, _typed))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and tell its exit code."""
    try:
        answer = app(list(arguments), result_action="return_value", exit_on_error=False)
        sys.stdout.flush()
    except CycloptsError:  # it has told already what is wrong
        return 2
    except LoadError as error:
        printed.complain(error.problems)
        return 1
    except BeneluxTrackerError as error:
        sys.stderr.write(f"error: {visible(str(error))}\n")
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"error: {visible(where)}{error.strerror}\n")
        return 2
    return answer if isinstance(answer, int) else 0


def main() -> None:
    """The command `benelux-tracker`."""
    gc.disable()  # a short life: what is read is kept until the end
    for stream in (sys.stdout, sys.stderr):  # whatever a pipe expects, nothing is lost
        with suppress(AttributeError):
            cast("TextIOWrapper", stream).reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
