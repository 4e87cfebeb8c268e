"""Return forms of a small programme, filled in for a test, and what is read back of them."""

import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from benelux_tracker import load, snapshot
from benelux_tracker.errors import LoadError
from benelux_tracker.exchange.form.blank import form
from benelux_tracker.exchange.form.returned import GroupReturn, returned
from benelux_tracker.model import WorkProgramme

PLAN: Final = """\
[programme]
id = "small"
title = { nl = "Klein programma", fr = "Petit programme", en = "Small programme" }
start = 2025-01-01
end = 2028-12-31
languages = ["nl", "fr", "en"]

[[theme]]
id = "security"
title = "Veiligheid"

[[dossier]]
id = "police"
theme = "security"
title = { nl = "Politie", fr = "Police" }

[[objective]]
id = "together"
dossier = "police"
title = "Samen"

[[working_group]]
id = "chiefs"
name = { nl = "Korpschefs", fr = "Chefs de corps" }
kind = "strategic"

[[working_group]]
id = "customs"
name = "Douane"
kind = "network"

[[working_group]]
id = "archives"
name = "Archieven"
kind = "network"

[[action]]
id = "exercise"
objective = "together"
title = { nl = "Oefening", fr = "Exercice" }
groups = ["customs", "chiefs"]

[[action]]
id = "treaty"
objective = "together"
title = { nl = "Verdrag", fr = "Traité" }
groups = ["chiefs", "customs"]
due = "2027"

  [[action.milestone]]
  id = "signed"
  title = { nl = "Ondertekend", fr = "Signé" }
  due = "2026-H1"

  [[action.milestone]]
  id = "ratified-be"
  title = { nl = "Bekrachtigd", fr = "Ratifié" }
  country = "BE"

  [[action.milestone]]
  id = "ratified-lu"
  title = { nl = "Bekrachtigd", fr = "Ratifié" }
  country = "LU"
  due = 2027-03-15

[[action]]
id = "study"
objective = "together"
title = "Studie"
groups = ["chiefs"]

[[action]]
id = "vision"
objective = "together"
title = "Visie"
groups = ["chiefs"]
adopted = 2028-01-01

[[action]]
id = "patrols"
objective = "together"
title = "Patrouilles"
groups = ["chiefs"]
due = 2026-09-30

[[action]]
id = "stamp"
objective = "together"
title = "Stempel"
groups = ["customs"]
"""
"""Of the police chiefs: two open actions, one completed, one cancelled, one of later."""

UPDATES: Final = """\
[[update]]
action = "treaty"
date = 2026-05-20
status = "in_progress"
reached = ["signed"]
summary = { nl = "Het is getekend.", fr = "Il est signé." }

[[update]]
action = "treaty"
date = 2026-08-01
unchanged = true

[[update]]
action = "patrols"
date = 2026-06-01
percent = 40
due = "2027-Q1"
reason = "Er is te weinig personeel."
summary = "Het loopt."

[[update]]
action = "exercise"
date = 2026-03-01
status = "completed"

[[update]]
action = "study"
date = 2026-04-01
status = "cancelled"
reason = "Overbodig."
"""

ON: Final = "2026-12-31"
READ_ON: Final = date(2027, 1, 31)

Office = Any
"""A workbook, a sheet or a cell of openpyxl, whose own types say less than is true."""


def programme(more: str = "", plan: str = PLAN) -> WorkProgramme:
    """The small programme, with more tables in it."""
    with TemporaryDirectory() as directory:
        (Path(directory) / "all.toml").write_text(plan + UPDATES + more, "utf-8")
        return load(directory)


@cache
def blank(group: str = "chiefs", language: str = "en") -> bytes:
    return form(snapshot(programme(), ON), group, language)


def opened(content: bytes) -> Office:
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(
    cells: Mapping[str, Any], content: bytes | None = None, formats: Mapping[str, str] | None = None
) -> bytes:
    """A form with values in cells such as `Actions!K3`; a text is a text, also `=1+1`.

    A formula is written as a tuple with the formula in it.
    """
    book = opened(blank() if content is None else content)
    for where, value in cells.items():
        sheet, _, place = where.partition("!")
        cell = book[sheet][place]
        cell.value = value[0] if isinstance(value, tuple) else value
        if isinstance(value, str) and not value.startswith("#"):
            cell.data_type = "s"
        if formats and where in formats:
            cell.number_format = formats[where]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def back(content: bytes, of: WorkProgramme | None = None) -> GroupReturn:
    return returned(of or programme(), content, recorded=READ_ON)


def refused(content: bytes, of: WorkProgramme | None = None) -> list[str]:
    """The problems for which a form cannot be recorded, as they are printed."""
    with pytest.raises(LoadError) as caught:
        back(content, of)
    problems = caught.value.problems
    assert all(problem.place and problem.place.file == "form.xlsx" for problem in problems)
    return [str(problem).removeprefix("form.xlsx: error") for problem in problems]


def parts_of(content: bytes) -> dict[str, bytes]:
    """The files of which a workbook is packed."""
    with ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()
