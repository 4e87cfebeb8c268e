"""Print, as Markdown, every code that a check can report, and what to do about it.

    python examples/problem_codes.py

The page docs/reference/problems.md is made with it (`make pages`).
"""

import sys
from collections.abc import Iterator

import benelux_tracker as bt

LEAD = """\
# Every problem and what to do

This page explains each code that the library can report, and how to put it right. An **error** \
stops a programme from loading. A **warning** does not: it points at something a reader may \
stumble over, and it is for you to judge. Warnings are also counted by code in the annex of the \
report.

`benelux-tracker check` lists the errors of a programme, by file and line, or, when there are \
none, its warnings, by code. It ends with 1 when there is an error, so that a script can stop \
there; with `--strict` a warning is enough for that. With `--json` it prints the same list for \
programs.

Each error shows its code in square brackets, after the severity; so does a warning printed from \
Python:

```text
updates/2026.toml:3: error[unknown-action] update[0].action: no action "patrol-traety"
    did you mean "patrol-treaty"?
```

Read it from the left: file and line, severity and code, where in the file (the first update is \
number 0), what is wrong. A second line, where there is one, says what to write instead. The codes \
do not change, so that a program may rely on them; the wording of the messages may."""

GROUPS = {
    "files": """\
## Files, tables and fields

These are about one place in one file.""",
    "records": """\
## Between records

These are about what several places say together. They are looked for in every table that could \
be read.""",
    "warnings": """\
## Warnings

These do not stop a load. `check` lists them, in Python and on the command line. An update that \
was corrected or retracted is left alone, except for its translations.""",
}


def page() -> str:
    """The page as Markdown: a table per group, a row per code."""
    parts = [LEAD]
    for group, lead in GROUPS.items():
        codes = [code for code in bt.problem_codes().values() if code.group == group]
        parts += [lead, "\n".join(rows(codes))]
    return "\n\n".join(parts) + "\n"


def rows(codes: list[bt.ProblemCode]) -> Iterator[str]:
    """The lines of a group's table."""
    yield "| code | severity | what it means | what to do |"
    yield "|---|---|---|---|"
    for code in codes:
        yield f"| `{code.code}` | {code.severity} | {code.meaning} | {code.remedy} |"


if __name__ == "__main__":
    sys.stdout.write(page())
