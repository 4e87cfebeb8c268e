"""Files of a small programme, written for a test, and what loading says about them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from benelux_tracker import load
from benelux_tracker.errors import LoadError, Problem

HEAD: Final = """\
[programme]
id = "small"
title = "A small programme"
start = 2025-01-01
end = 2028-12-31
languages = ["nl", "fr"]
"""
"""The [programme] table, six lines."""

PLAN: Final = (
    HEAD
    + """
[[theme]]
id = "security"
title = "Security"

[[dossier]]
id = "police"
theme = "security"
title = "Police"

[[working_group]]
id = "police-chiefs"
name = "Police chiefs"
kind = "strategic"

[[working_group]]
id = "border-guards"
name = "Border guards"
kind = "network"

[[objective]]
id = "joint-patrols"
dossier = "police"
title = "Joint patrols"

[[action]]
id = "police-treaty"
objective = "joint-patrols"
title = "Police treaty"
groups = ["police-chiefs"]

  [[action.milestone]]
  id = "signed"
  title = "Signed"

  [[action.milestone]]
  id = "ratified"
  title = "Ratified"

[[action]]
id = "border-exercise"
objective = "joint-patrols"
title = "Border exercise"
groups = ["border-guards", "police-chiefs"]

[[indicator]]
id = "patrols-held"
action = "police-treaty"
title = "Patrols held"
unit = "patrols"

[[partner]]
id = "nrw"
name = "North Rhine-Westphalia"
kind = "region"

[[source]]
id = "annual-report"
title = "Annual report"
"""
)
"""A plan that loads: one record of each kind that others point at, two actions, no update."""


def written(directory: Path, files: Mapping[str, str | bytes]) -> Path:
    """The directory, with files of these names and contents in it."""
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return directory


def refused(directory: Path) -> tuple[Problem, ...]:
    """The problems for which a directory does not load."""
    with pytest.raises(LoadError) as caught:
        load(directory)
    return caught.value.problems


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """The code, key path and message of each problem."""
    return [(problem.code, problem.path, problem.message) for problem in problems]
