"""The table of the codes that problems have."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

import tomli
from attrs import frozen

from benelux_tracker.errors import Severity


@frozen(kw_only=True)
class ProblemCode:
    """What the problems of one code have in common; the texts are Markdown.

    `group` is where the code stands in the documentation: `files` for one
    place in one file, `records` for what several say together, `warnings`.
    """

    code: str
    severity: Severity
    group: str
    meaning: str
    remedy: str


def problem_codes() -> Mapping[str, ProblemCode]:
    """Every code that a problem can have, by group and name."""
    table = tomli.loads((files("benelux_tracker") / "problems.toml").read_text("utf-8"))
    codes = {
        code: ProblemCode(code=code, **{**entry, "severity": Severity(entry["severity"])})
        for code, entry in table.items()
    }
    return MappingProxyType(codes)
