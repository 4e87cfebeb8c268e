"""A small programme for reports, every figure of which is worked out by hand in the tests."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benelux_tracker import load
from benelux_tracker.model import WorkProgramme

PLAN: Final = """\
[programme]
id = "small"
title = "A small programme"
start = 2024-01-01
end = 2027-12-31
languages = ["en"]
presidencies = { 2025 = "LU" }

[[theme]]
id = "security"
title = "Security"

[[theme]]
id = "market"
title = "Market"

[[theme]]
id = "culture"
title = "Culture"

[[dossier]]
id = "police"
theme = "security"
title = "Police"

[[dossier]]
id = "crises"
theme = "security"
title = "Crises"

[[dossier]]
id = "trade"
theme = "market"
title = "Trade"

[[dossier]]
id = "museums"
theme = "culture"
title = "Museums"

[[working_group]]
id = "police-chiefs"
name = "Chiefs of police"
kind = "strategic"

[[working_group]]
id = "customs"
name = { nl = "Douane" }
kind = "working-group"

[[working_group]]
id = "traders"
name = "Traders"
kind = "network"

[[working_group]]
id = "archivists"
name = "Archivists"
kind = "network"

[[objective]]
id = "joint-patrols"
dossier = "police"
title = "Joint patrols"

[[objective]]
id = "exercises"
dossier = "crises"
title = "Exercises"

[[objective]]
id = "free-trade"
dossier = "trade"
title = "Free trade"

[[objective]]
id = "later-aim"
dossier = "trade"
title = "A later aim"

[[action]]
id = "patrols"
objective = "joint-patrols"
title = "Patrol treaty"
groups = ["police-chiefs", "customs"]
due = "2026"
weight = 3
output = "treaty"
reference = "M(2025)1"
countries = ["BE", "NL"]
sources = ["treaty-text#art. 1"]

  [[action.milestone]]
  id = "signed"
  title = "Signed"
  due = "2025-06"
  weight = 2

  [[action.milestone]]
  id = "ratified-be"
  title = "Ratified"
  due = "2025-Q4"
  country = "BE"

  [[action.milestone]]
  id = "ratified-nl"
  title = "Ratified"
  due = "2026-H1"
  country = "NL"

[[action]]
id = "hotline"
objective = "joint-patrols"
title = "Hotline"
groups = ["police-chiefs"]
due = 2025-10-31
note = "The hotline shares its number with the fire brigade."

[[action]]
id = "handbook"
objective = "joint-patrols"
title = "Handbook"
groups = ["police-chiefs"]
due = "2024"
sources = ["annual-report"]

[[action]]
id = "exercise"
objective = "exercises"
title = "Exercise"
groups = ["customs"]
due = "2025-H1"
weight = 2

[[action]]
id = "registry"
objective = "exercises"
title = "Registry"
groups = ["customs"]
start = 2025-01-01
due = "2026"

[[action]]
id = "lessons"
objective = "exercises"
title = "Lessons learnt"
groups = ["police-chiefs"]
due = "2027"
weight = 0

[[action]]
id = "labels"
objective = "free-trade"
title = "Labels"
groups = ["traders"]
due = "2025"
weight = 2

[[action]]
id = "permits"
objective = "free-trade"
title = "Permits"
groups = ["traders"]
start = 2026-06-01
output = "other"

[[action]]
id = "tariffs"
objective = "free-trade"
title = "Tariffs"
groups = ["traders"]

[[action]]
id = "later"
objective = "later-aim"
title = "Not adopted yet"
groups = ["archivists"]
adopted = 2026-01-01

[[source]]
id = "annual-report"
title = "Annual report"
publisher = "Secretariat"
published = "2025-06"
url = "https://example.org/report"
language = "en"
reliability = "high"

[[source]]
id = "treaty-text"
title = "Text of the treaty"

[[source]]
id = "press"
title = "Press release"
publisher = "Ministry"

[[source]]
id = "never-cited"
title = "Never cited"

[[event]]
id = "signature"
date = 2025-05-20
title = "Signature of the treaty"
kind = "signature"
place = "Bourglinster"
highlight = true
action = "patrols"
sources = ["press"]

[[event]]
id = "last-of-february"
date = 2025-02-28
title = "Last day of February"
kind = "meeting"
highlight = true

[[event]]
id = "february"
date = "2025-02"
title = "Talks in February"
kind = "meeting"
highlight = true

[[event]]
id = "conference"
date = 2025-11-04
end = 2025-11-06
title = "Conference"
kind = "conference"
highlight = true

[[event]]
id = "quiet"
date = 2025-03-03
title = "A quiet meeting"
kind = "meeting"

[[event]]
id = "year-before"
date = 2024-03-03
title = "A meeting of the year before"
kind = "meeting"
highlight = true

[[consultation]]
level = "expert"
year = 2025
count = 40
sources = ["annual-report#p9"]

[[consultation]]
level = "expert"
date = 2025-03-04
group = "customs"
count = 3

[[consultation]]
level = "expert"
year = 2025
group = "police-chiefs"
sources = ["annual-report#p9"]

[[consultation]]
level = "expert"
date = 2025-09-04
group = "customs"
count = 2

[[consultation]]
level = "expert"
date = 2024-03-04
group = "customs"
count = 4

[[consultation]]
level = "strategic"
year = 2024
count = 2

[[consultation]]
level = "workshop"
date = 2025-03-04
group = "traders"

[[consultation]]
level = "workshop"
date = 2025-06-04
group = "traders"

[[consultation]]
level = "visit"
year = 2023
count = 9

[[narrative]]
about = "programme"
year = 2025
text = "A year of **treaties**: {progress:programme} done."
sources = ["annual-report#p1"]

[[narrative]]
about = "programme"
year = 2024
text = "The year before."

[[narrative]]
about = "theme:security"
year = 2025
text = "Of security {coverage:theme:security} is reported."

[[narrative]]
about = "dossier:trade"
year = 2025
text = "Trade rested."
"""
"""The plan of a small programme: three themes, ten actions."""

UPDATES: Final = """\
[[update]]
action = "patrols"
date = 2025-05-20
recorded = 2025-05-21
status = "in_progress"
reached = ["signed"]
summary = "Signed by the three ministers."
highlight = true
sources = ["treaty-text", "press#line 2"]

[[update]]
action = "hotline"
id = "hotline-wrong"
date = 2025-01-15
status = "in_progress"
percent = 90

[[update]]
action = "hotline"
id = "hotline-right"
date = 2025-01-15
recorded = 2025-02-01
corrects = "hotline-wrong"
status = "in_progress"
percent = 10
highlight = true

[[update]]
action = "handbook"
date = 2024-06-01
status = "completed"

[[update]]
action = "exercise"
date = 2024-11-01
status = "in_progress"
percent = 20

[[update]]
action = "exercise"
date = 2025-04-01
due = "2025-Q3"
reason = "No room was free."

[[update]]
action = "exercise"
date = 2025-09-15
percent = 40
due = "2026-02"
confidence = "green"

[[update]]
action = "registry"
id = "registry-mistake"
date = 2025-06-01
status = "completed"

[[update]]
action = "registry"
id = "registry-retracted"
date = 2025-06-01
recorded = 2025-06-10
retracts = "registry-mistake"

[[update]]
action = "registry"
date = 2025-07-01
group = "archivists"
status = "suspended"
percent = 50
summary = "Waits for the budget."

[[update]]
action = "lessons"
date = 2024-03-01
status = "in_progress"

[[update]]
action = "tariffs"
date = 2025-08-01
status = "cancelled"
percent = 20
reason = "The Union decides on tariffs."
"""
"""What was told of it by the end of 2025."""

LATER: Final = """\
[[update]]
action = "patrols"
date = 2026-02-01
reached = ["ratified-be"]
"""
"""What was told in 2026."""

FILES: Final = {"programme.toml": PLAN, "updates/2025.toml": UPDATES, "updates/2026.toml": LATER}
"""The files of the small programme."""


def written(directory: Path, files: Mapping[str, str]) -> Path:
    """The directory, with files of these names and texts in it."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return directory


def loaded(*texts: str) -> WorkProgramme:
    """The programme of some files' texts, in that order."""
    with TemporaryDirectory() as directory:
        files = {f"{number}.toml": text for number, text in enumerate(texts)}
        return load(written(Path(directory), files))


@cache
def small() -> WorkProgramme:
    """The small programme, read once."""
    with TemporaryDirectory() as directory:
        return load(written(Path(directory), FILES))


RICH_PLAN: Final = (
    PLAN.replace(
        'title = "Labels"',
        'title = "Labels"\npartners = ["osce", "nrw"]\nsuccessor = "permits"',
    )
    .replace('publisher = "Ministry"', 'publisher = "Ministry"\nreliability = "medium"')
    .replace('title = "Text of the treaty"', 'title = "Text of the treaty"\nreliability = "low"')
    .replace(
        """
[[action]]
id = "hotline"
""",
        """
  [[action.milestone]]
  id = "ratified-lu"
  title = "Ratified in Luxembourg"
  country = "LU"
  weight = 0

[[action]]
id = "glossary"
objective = "joint-patrols"
title = "Glossary"
groups = ["customs"]
weight = 0

[[action]]
id = "hotline"
""",
    )
    + """
[[partner]]
id = "osce"
name = "OSCE"
kind = "organisation"

[[partner]]
id = "nrw"
name = "North Rhine-Westphalia"
kind = "region"

[[indicator]]
id = "hours"
title = "Hours on patrol"
unit = "hours"
action = "patrols"
baseline = { value = 100, date = 2024-06-01 }
target = { value = 300.5, due = "2026" }
sources = ["press"]

[[indicator]]
id = "traded"
title = "Goods traded"
unit = "million euro"
objective = "free-trade"
target = { value = 12, due = "2027" }

[[narrative]]
about = "working_group:customs"
year = 2025
text = "Customs *met* in {coverage:working_group:customs} of its work."
"""
)
"""The small plan with all else that a report can tell of; its progress stays what it is."""

RICH_UPDATES: Final = f"""{UPDATES}
[[update]]
action = "patrols"
date = 2025-06-01
reached = ["ratified-lu"]
values = {{ hours = 150.25 }}

[[update]]
action = "glossary"
date = 2025-06-15
status = "completed"
"""


@cache
def rich() -> WorkProgramme:
    """The small programme with partners, indicators, texts of groups and an action completed."""
    return loaded(RICH_PLAN, RICH_UPDATES, LATER)
