"""Write a page with a table for each theme, with pandas, openpyxl and Jinja2.

    python spreadsheet_report.py FILE.xlsx PAGE.html

A skilled analyst's page: for each theme its mean progress, and of each action its title, status,
percentage, the day and the text of its last update. It leaves out nearly all of a year report:
what was expected and what changed in the year, milestones, postponements, groups and countries,
what is behind and why, decisions, events, sources, the annex of checks, other languages, pictures,
and everything that makes the page one for screen readers and for print.
"""

import sys
from pathlib import Path

import pandas as pd  # type: ignore[import, unused-ignore]
from jinja2 import Environment

PAGE = """\
<!doctype html>
<html lang="nl"><meta charset="utf-8"><title>Voortgang</title>
<h1>Voortgang</h1>
{% for theme, mean, actions in themes -%}
<h2>{{ theme }}{% if mean is not none %}: {{ "%.1f" % mean }} %{% endif %}</h2>
<table>
<tr><th>Actie</th><th>Status</th><th>Percentage</th><th>Stand van</th><th>Bericht</th></tr>
{% for action in actions -%}
<tr><td>{{ action.title }}</td><td>{{ action.status }}</td><td>{{ action.percent }}</td>\
<td>{{ action.date }}</td><td>{{ action.summary }}</td></tr>
{% endfor -%}
</table>
{% endfor -%}
</html>
"""


def main() -> None:
    sheets = pd.read_excel(sys.argv[1], sheet_name=["updates", "actions"], engine="openpyxl")
    updates = sheets["updates"].sort_values("date", kind="stable")
    told = updates.groupby("action")[["date", "status", "percent", "summary nl"]].last()
    actions = sheets["actions"].join(told, on="id")
    known = actions.dropna(subset="percent")
    earned = (known["percent"] * known["weight"]).groupby(known["theme"]).sum()
    means = earned / known.groupby("theme")["weight"].sum()
    actions["date"] = actions["date"].dt.date
    columns = {"title nl": "title", "summary nl": "summary"}
    shown = actions.rename(columns=columns).astype(object).where(actions.notna().to_numpy(), "")
    themes = [
        (theme, means.get(theme), rows.to_dict("records")) for theme, rows in shown.groupby("theme")
    ]
    page = Environment(autoescape=True).from_string(PAGE)
    Path(sys.argv[2]).write_text(page.render(themes=themes), "utf-8")


if __name__ == "__main__":
    main()
