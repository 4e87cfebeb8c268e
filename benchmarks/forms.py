"""Time `benelux-tracker record --form`: a return form of 200 rows, all of them filled in.

The programme has 200 actions of one working group with five updates each. The
form was filled in by a program; each run records it anew, into a programme as it was.
"""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import perf_counter

from openpyxl import load_workbook  # type: ignore[import, unused-ignore]

from benelux_tracker import load, save_form, snapshot

ROWS = 200
PLAN = """\
[programme]
id = "forms"
title = "Formulieren"
start = 2025-01-01
end = 2028-12-31
languages = ["nl"]
[[theme]]
id = "theme"
title = "Thema"
[[dossier]]
id = "dossier"
theme = "theme"
title = "Dossier"
[[objective]]
id = "objective"
dossier = "dossier"
title = "Doel"
[[working_group]]
id = "group"
name = "Werkgroep"
kind = "working-group"
"""
ACTION = """\
[[action]]
id = "action-{number}"
objective = "objective"
title = "Actie {number}: afspraken over gezamenlijke controles"
groups = ["group"]
"""
UPDATE = """\
[[update]]
action = "action-{number}"
date = 2026-0{month}-15
percent = {month}0
summary = "De werkgroep kwam bijeen; over de ontwerptekst wordt nog overlegd."
"""


def filled_form(folder: Path) -> Path:
    """A programme in a folder, and beside it the form that came back, 200 rows filled in."""
    tables = [PLAN, *(ACTION.format(number=number) for number in range(ROWS))]
    tables += [UPDATE.format(number=n, month=m) for n in range(ROWS) for m in range(1, 6)]
    programme, form = folder / "asked", folder / "form.xlsx"
    programme.mkdir()
    (programme / "programme.toml").write_text("".join(tables), "utf-8")
    save_form(snapshot(load(programme), "2026-06-30"), "group", form)
    book = load_workbook(form)
    sheet = book["Acties"]
    columns = {cell.value: cell.column or 0 for cell in sheet[1]}
    answers: dict[str, date | str | int] = {
        "since": date(2026, 6, 20),
        "status": "in uitvoering",
        "percent": 60,
        "due": "2028-H1",
        "reason": "It takes longer.",
        "summary": "Over de tekst is een akkoord bereikt.",
    }
    for row in range(3, 3 + ROWS):
        for key, value in answers.items():
            sheet.cell(row, columns[key], value)
    book.save(form)
    return form


def recording(tracker: str, folder: Path, rounds: int, env: Mapping[str, str]) -> list[float]:
    """The seconds of each recording; a first one compiles and is left out."""
    form, times = filled_form(folder), list[float]()
    command: list[str | Path] = [tracker, "record", "--programme", folder / "asked"]
    command += ["--form", form, "--recorded", "2026-07-01"]
    for _ in range(rounds + 1):
        begin = perf_counter()
        subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
        times.append(perf_counter() - begin)
        shutil.rmtree(folder / "asked" / "updates")
    return times[1:]
