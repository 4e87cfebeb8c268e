"""A programme written as files is read back as it was."""

import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Final

import pendulum
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import limits, load, load_benelux, snapshot
from benelux_tracker.errors import LoadError, RequestError
from benelux_tracker.model import (
    Action,
    Baseline,
    Consultation,
    Dossier,
    Event,
    Indicator,
    Milestone,
    Narrative,
    Objective,
    Partner,
    Rules,
    Source,
    StatusUpdate,
    Target,
    Text,
    Theme,
    WorkingGroup,
    WorkProgramme,
)
from benelux_tracker.periods import Due
from benelux_tracker.storage.tables import VOLUME, write
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    Country,
    DossierId,
    EventId,
    GroupId,
    GroupKind,
    IndicatorId,
    Language,
    Level,
    Measure,
    MilestoneId,
    ObjectiveId,
    Output,
    PartnerId,
    PartnerKind,
    ProgrammeId,
    Reliability,
    SourceId,
    Status,
    ThemeId,
    UpdateId,
    Url,
)
from build_files import HEAD, PLAN, written
from programmes import END, START, programmes

ROOT: Final = Path(__file__).parents[1]
CASES: Final = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/programme"))

law = settings(deadline=None, max_examples=30)
"""Few examples: each of them is written, flushed to the disk, more than once."""


def texts_in(directory: Path) -> dict[str, str]:
    """The text of every file below a directory, by its path."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes().decode()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def read_back(programme: WorkProgramme) -> WorkProgramme:
    """The programme as it is loaded after it was written."""
    with TemporaryDirectory() as directory:
        write(programme, Path(directory, "written"))
        return load(Path(directory, "written"))


def files_of(programme: WorkProgramme) -> dict[str, str]:
    """The text of every file that a programme is written to."""
    with TemporaryDirectory() as directory:
        write(programme, Path(directory, "written"))
        return texts_in(Path(directory, "written"))


# Laws.


@settings(law, max_examples=60)
@given(programme=programmes())
def test_a_programme_that_was_written_is_loaded_as_an_equal_one(programme: WorkProgramme) -> None:
    assert read_back(programme) == programme


@law
@given(programme=programmes())
def test_a_programme_that_was_written_stands_where_it_stood(programme: WorkProgramme) -> None:
    for day in ("2025-12-31", "2026-06-30"):
        one, other = snapshot(programme, day), snapshot(read_back(programme), day)
        assert other.states == one.states
        assert other.roll_up("theme").total.tally == one.roll_up("theme").total.tally


@law
@given(programme=programmes())
def test_the_same_programme_gives_the_same_bytes(programme: WorkProgramme) -> None:
    once = files_of(programme)
    assert files_of(programme) == once
    assert files_of(read_back(programme)) == once


SNIPPETS: Final = (
    *"\"'\\\n\r\t\0\x1b\x7f\x85\u2028\ufeff#=[]{},. aé€😀",
    *('"""', "'''", "\r\n", "\n\n", "\\u0041", "\\\n ", " \n", "${x}", "{progress:programme}"),
    *("\n[[update]]\n", '\nid = "a"\n', "[programme]\n"),
)
hostile = st.lists(st.sampled_from(SNIPPETS) | st.text(), max_size=8).map("".join)
hostile_lines = hostile.map(lambda text: re.sub(r"[\r\n]", "", text)).filter(bool)
languages = st.sampled_from(["nl", "fr", "de-AT"])
hostile_texts = st.builds(Text, hostile) | st.builds(
    Text, translations=st.dictionaries(languages, hostile, min_size=1)
)


@settings(law, max_examples=80)
@given(text=hostile_texts, other=hostile_texts, line=hostile_lines)
def test_any_text_is_read_back_to_the_letter(text: Text, other: Text, line: str) -> None:
    first = evolve(UPDATE, summary=text, reason=other)
    programme = evolve(
        SMALL,
        title=text,
        updates=(first, evolve(first, id=UpdateId(line), recorded=date(2026, 7, 1))),
        narratives=(Narrative(about="programme", year=2026, text=other),),
        sources=(evolve(SOURCE, title=text, publisher=line),),
    )
    again = read_back(programme)
    assert again == programme
    assert [update.origin and update.origin.line is not None for update in again.updates] == [
        True,
        True,
    ]


large = st.integers(-(10**18) + 1, 10**18 - 1)
numbers = large.map(Decimal) | st.builds(
    lambda whole, rest: Decimal(f"{whole}.{rest:018}"), large, st.integers(0, 10**18 - 1)
)


@law
@given(several=st.lists(numbers, min_size=1, max_size=8))
def test_any_number_is_read_back_exactly(several: list[Decimal]) -> None:
    updates = tuple(
        StatusUpdate(
            action=ActionId("treaty"),
            date=date(2026, 1, 1),
            id=UpdateId(str(count)),
            values={IndicatorId("people"): number},
        )
        for count, number in enumerate(several)
    )
    with localcontext(prec=3):  # what others reckon with does not matter
        again = read_back(evolve(SMALL, updates=updates))
    assert [update.values[IndicatorId("people")] for update in again.updates] == several


shares = st.integers(0, 10**18).map(lambda n: Fraction(n, 10**18))


@law
@given(rules=st.builds(Rules, min_coverage=shares, red=shares, amber=shares))
def test_any_share_that_is_a_decimal_is_read_back_exactly(rules: Rules) -> None:
    head = WorkProgramme(id=ProgrammeId("bare"), title=Text(), start=START, end=END, rules=rules)
    assert read_back(head).rules == rules


# Programmes there are.


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_read_back_as_it_was(case: Path) -> None:
    programme = load(case / "programme")
    assert read_back(programme) == programme


def test_the_shipped_programme_is_read_back_as_it_was() -> None:
    programme = load_benelux()
    again = read_back(programme)
    assert again == programme
    assert again.themes == programme.themes
    assert again.dossiers == programme.dossiers
    assert again.actions == programme.actions


def test_the_shipped_dossiers_are_written_to_the_files_they_came_from() -> None:
    shipped = Path(str(files("benelux_tracker"))) / "data" / "benelux-2025-2028"
    names = [name for name in files_of(load_benelux()) if name.startswith("dossiers/")]
    assert names == sorted(
        path.relative_to(shipped).as_posix() for path in shipped.glob("dossiers/*/*.toml")
    )


def test_every_field_that_the_pages_tell_of_is_read_back(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    blocks: list[str] = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    programme = load(written(tmp_path / "page", {"programme.toml": "\n".join(blocks)}))
    write(programme, tmp_path / "written")
    assert load(tmp_path / "written") == programme


# To the letter.

SMALL: Final = WorkProgramme(
    id=ProgrammeId("small"),
    title=Text(translations={"nl": "Klein", "fr": "Petit"}),
    start=START,
    end=END,
    languages=(Language("nl"), Language("fr")),
    presidencies={2025: Country("LU"), 2026: Country("NL")},
    themes=(Theme(id=ThemeId("security"), title=Text("Veiligheid")),),
    dossiers=(
        Dossier(id=DossierId("police"), theme=ThemeId("security"), title=Text("Politie")),
        Dossier(id=DossierId("customs"), theme=ThemeId("security"), title=Text("Douane")),
    ),
    working_groups=(
        WorkingGroup(
            id=GroupId("police-chiefs"), name=Text("Politiechefs"), kind=GroupKind.STRATEGIC
        ),
    ),
    objectives=(
        Objective(
            id=ObjectiveId("patrols"), dossier=DossierId("police"), title=Text("Patrouilles")
        ),
    ),
    actions=(
        Action(
            id=ActionId("treaty"),
            objective=ObjectiveId("patrols"),
            title=Text('Het "grote" verdrag'),
            groups=(GroupId("police-chiefs"),),
            start=date(2025, 3, 1),
            due=Due.parse("2026"),
            measure=Measure.MILESTONES,
            milestones=(
                Milestone(id=MilestoneId("signed"), title=Text("Getekend")),
                Milestone(
                    id=MilestoneId("ratified"),
                    title=Text("Bekrachtigd"),
                    due=Due.parse("2026-10-01"),
                    weight=3,
                    country=Country("LU"),
                ),
            ),
            output=Output.TREATY,
            critical=True,
            countries=(Country("BE"), Country("LU")),
            partners=(PartnerId("nrw"),),
        ),
        Action(
            id=ActionId("exercise"),
            objective=ObjectiveId("patrols"),
            title=Text("Oefening"),
            groups=(GroupId("police-chiefs"),),
        ),
    ),
    updates=(
        StatusUpdate(
            action=ActionId("treaty"),
            date=date(2026, 6, 30),
            status=Status.IN_PROGRESS,
            confidence=Confidence.AMBER,
            reached=(MilestoneId("signed"),),
            milestone_due={MilestoneId("ratified"): Due.parse("2027-H1")},
            values={IndicatorId("patrols-held"): Decimal("1500000.50")},
            summary=Text(translations={"nl": "Eén regel.", "fr": "Deux\nlignes."}),
            sources=("report#p9",),
        ),
        StatusUpdate(action=ActionId("exercise"), date=date(2025, 6, 30), percent=40),
        StatusUpdate(
            action=ActionId("exercise"),
            date=date(2025, 7, 1),
            retracts=UpdateId("exercise@2025-06-30"),
        ),
        StatusUpdate(
            action=ActionId("exercise"),
            date=date(2025, 7, 1),
            recorded=date(2025, 8, 1),
            id=UpdateId("niets nieuws"),
            unchanged=True,
        ),
    ),
    indicators=(
        Indicator(
            id=IndicatorId("patrols-held"),
            title=Text("Patrouilles"),
            unit=Text("patrouilles"),
            objective=ObjectiveId("patrols"),
            baseline=Baseline(value=Decimal(12), date=date(2024, 12, 31)),
            target=Target(value=Decimal("1E+3"), due=Due.parse("2028")),
        ),
        Indicator(
            id=IndicatorId("people"),
            title=Text("Deelnemers"),
            unit=Text("mensen"),
            action=ActionId("exercise"),
        ),
    ),
    consultations=(
        Consultation(level=Level.EXPERT, year=2026, count=9),
        Consultation(level=Level.EXPERT, date=date(2025, 3, 12), group=GroupId("police-chiefs")),
    ),
    events=(
        Event(
            id=EventId("day"),
            date=Due.parse("2026-05"),
            title=Text("Dag"),
            kind="symposium",
            place=Text("Schengen"),
            highlight=True,
        ),
    ),
    partners=(
        Partner(id=PartnerId("nrw"), name=Text("Noordrijn-Westfalen"), kind=PartnerKind.REGION),
    ),
    narratives=(Narrative(about="theme:security", year=2026, text=Text("Eerst.\n\nDan.\n")),),
    sources=(
        Source(
            id=SourceId("report"),
            title=Text("Verslag"),
            publisher="Secretariaat",
            published=Due.parse("2027-06-01"),
            url=Url("https://example.org"),
            language=Language("nl"),
            reliability=Reliability.HIGH,
        ),
    ),
)
UPDATE: Final = SMALL.updates[0]
SOURCE: Final = SMALL.sources[0]

LETTERS: Final = {
    "consultations/2025.toml": """\
[[consultation]]
level = "expert"
date = 2025-03-12
group = "police-chiefs"
""",
    "consultations/2026.toml": """\
[[consultation]]
level = "expert"
count = 9
year = 2026
""",
    "dossiers/security/police.toml": """\
[[objective]]
id = "patrols"
dossier = "police"
title = "Patrouilles"

[[action]]
id = "treaty"
objective = "patrols"
title = "Het \\"grote\\" verdrag"
groups = ["police-chiefs"]
start = 2025-03-01
due = "2026"
measure = "milestones"
output = "treaty"
critical = true
countries = ["BE", "LU"]
partners = ["nrw"]

  [[action.milestone]]
  id = "signed"
  title = "Getekend"

  [[action.milestone]]
  id = "ratified"
  title = "Bekrachtigd"
  due = 2026-10-01
  weight = 3
  country = "LU"

[[action]]
id = "exercise"
objective = "patrols"
title = "Oefening"
groups = ["police-chiefs"]

[[indicator]]
id = "patrols-held"
title = "Patrouilles"
unit = "patrouilles"
objective = "patrols"
baseline = { value = 12, date = 2024-12-31 }
target = { value = 1_000, due = "2028" }

[[indicator]]
id = "people"
title = "Deelnemers"
unit = "mensen"
action = "exercise"
""",
    "events/2026.toml": """\
[[event]]
id = "day"
date = "2026-05"
title = "Dag"
kind = "symposium"
place = "Schengen"
highlight = true
""",
    "narratives/2026.toml": '''\
[[narrative]]
about = "theme:security"
year = 2026
text = """
Eerst.

Dan.
"""
''',
    "partners.toml": """\
[[partner]]
id = "nrw"
name = "Noordrijn-Westfalen"
kind = "region"
""",
    "programme.toml": """\
[programme]
id = "small"
title = { nl = "Klein", fr = "Petit" }
start = 2025-01-01
end = 2028-12-31
languages = ["nl", "fr"]
presidencies = { 2025 = "LU", 2026 = "NL" }

[[theme]]
id = "security"
title = "Veiligheid"

[[dossier]]
id = "police"
theme = "security"
title = "Politie"

[[dossier]]
id = "customs"
theme = "security"
title = "Douane"
""",
    "sources.toml": """\
[[source]]
id = "report"
title = "Verslag"
publisher = "Secretariaat"
published = 2027-06-01
url = "https://example.org"
language = "nl"
reliability = "high"
""",
    "updates/2025.toml": """\
[[update]]
action = "exercise"
date = 2025-06-30
percent = 40

[[update]]
action = "exercise"
date = 2025-07-01
recorded = 2025-07-01
retracts = "exercise@2025-06-30"

[[update]]
action = "exercise"
date = 2025-07-01
recorded = 2025-08-01
id = "niets nieuws"
unchanged = true
""",
    "updates/2026.toml": '''\
[[update]]
action = "treaty"
date = 2026-06-30
status = "in_progress"
confidence = "amber"
reached = ["signed"]
milestone_due = { ratified = "2027-H1" }
values = { patrols-held = 1_500_000.50 }
summary = { nl = "Eén regel.", fr = """
Deux
lignes.""" }
sources = ["report#p9"]
''',
    "working-groups.toml": """\
[[working_group]]
id = "police-chiefs"
name = "Politiechefs"
kind = "strategic"
""",
}


def test_a_small_programme_looks_like_this() -> None:
    assert files_of(SMALL) == LETTERS


def test_only_rules_that_are_not_the_usual_ones_are_written() -> None:
    rules = Rules(stale_after_days=183, min_coverage=Fraction(1, 2), red=Fraction(1))
    head = WorkProgramme(id=ProgrammeId("bare"), title=Text(), start=START, end=END, rules=rules)
    assert files_of(head) == {
        "programme.toml": """\
[programme]
id = "bare"
title = ""
start = 2025-01-01
end = 2028-12-31
languages = ["en"]

[programme.rules]
stale_after_days = 183
min_coverage = 0.5
red = 1
"""
    }


def test_keys_and_texts_that_need_quotes_have_them() -> None:
    title = Text(translations={"nl": "een \\ twee", "fr": "\x00\t\u2028"})
    text = files_of(evolve(SMALL, title=title))["programme.toml"]
    assert 'title = { nl = "een \\\\ twee", fr = "\\u0000\t\u2028" }\n' in text


@pytest.mark.parametrize("text", ["one\r\ntwo", "one\n[[update]]\ntwo", "\n  [programme]"])
def test_a_text_of_lines_that_could_be_mistaken_is_written_in_one(text: str) -> None:
    programme = evolve(
        SMALL, narratives=(Narrative(about="programme", year=2026, text=Text(text)),)
    )
    lines = files_of(programme)["narratives/2026.toml"].splitlines()
    assert lines[:3] == ["[[narrative]]", 'about = "programme"', "year = 2026"]
    assert len(lines) == 4


def test_records_keep_the_order_of_the_programme() -> None:
    turned = evolve(SMALL, actions=SMALL.actions[::-1], dossiers=SMALL.dossiers[::-1])
    again = read_back(turned)
    assert [action.id for action in again.actions] == ["exercise", "treaty"]
    assert [dossier.id for dossier in again.dossiers] == ["customs", "police"]


def test_a_large_file_goes_on_in_another_and_the_order_stays() -> None:
    half = Text("x" * (VOLUME // 2))
    updates = tuple(
        StatusUpdate(action=ActionId("treaty"), date=date(2026, 1, day), summary=half)
        for day in (4, 3, 2, 1, 5)
    )
    programme = evolve(SMALL, updates=updates)
    names = [name for name in files_of(programme) if name.startswith("updates/")]
    assert names == ["updates/2026.toml", "updates/2026_001.toml", "updates/2026_002.toml"]
    assert [update.date.day for update in read_back(programme).updates] == [4, 3, 2, 1, 5]


def test_days_of_another_calendar_library_are_written_as_days() -> None:
    day = pendulum.date(2026, 6, 30)
    update = StatusUpdate(action=ActionId("exercise"), date=day, percent=40)
    again = read_back(evolve(SMALL, updates=(update,)))
    assert [(each.date, type(each.date)) for each in again.updates] == [(date(2026, 6, 30), date)]


def test_mappings_of_any_kind_are_written() -> None:
    values: Mapping[IndicatorId, Decimal] = MappingProxyType(
        {IndicatorId("people"): Decimal("0.10")}
    )
    update = evolve(UPDATE, values=values)
    assert read_back(evolve(SMALL, updates=(update,))).updates[0].values == {
        "people": Decimal("0.1")
    }


# Where it is written.


def test_an_empty_directory_is_filled(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    write(SMALL, str(empty))
    assert texts_in(empty) == LETTERS
    assert list(tmp_path.iterdir()) == [empty]


def test_a_link_to_an_empty_directory_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    write(SMALL, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert load(tmp_path / "empty") == SMALL


def test_others_may_read_what_was_written_as_they_may_read_any_new_directory(
    tmp_path: Path,
) -> None:
    write(SMALL, tmp_path / "written")
    (tmp_path / "new").mkdir()
    assert (tmp_path / "written").stat().st_mode == (tmp_path / "new").stat().st_mode


def test_a_directory_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    held = written(tmp_path / "held", {".hidden": "mine"})
    with pytest.raises(RequestError) as caught:
        write(SMALL, held)
    assert str(caught.value) == (f"{held} exists, and nothing is overwritten; name a new directory")
    assert texts_in(tmp_path) == {"held/.hidden": "mine"}


def test_a_file_is_left_alone(tmp_path: Path) -> None:
    written(tmp_path, {"file": "mine"})
    with pytest.raises(RequestError, match="exists, and nothing is overwritten"):
        write(SMALL, tmp_path / "file")
    assert texts_in(tmp_path) == {"file": "mine"}


def test_the_directory_one_is_in_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError) as caught:
        write(SMALL, ".")
    assert str(caught.value) == ". is where you are, and cannot be replaced; name a new one"
    write(SMALL, "below")
    assert load("below") == SMALL


def test_without_a_directory_above_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "written"
    with pytest.raises(FileNotFoundError) as caught:
        write(SMALL, target)
    assert caught.value.filename == str(target)
    assert list(tmp_path.iterdir()) == []


def test_when_a_file_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    long = "x" * 300  # longer than a file's name may be
    dossier = evolve(SMALL.dossiers[0], id=DossierId(long))
    objective = Objective(id=ObjectiveId(long), dossier=dossier.id, title=Text("Lang"))
    programme = evolve(
        SMALL,
        dossiers=(*SMALL.dossiers, dossier),
        objectives=(*SMALL.objectives, objective),
    )
    with pytest.raises(OSError) as caught:  # noqa: PT011 - whichever the system has
        write(programme, tmp_path / "written")
    assert caught.value.filename == str(tmp_path / "written")
    assert list(tmp_path.iterdir()) == []


def test_a_record_too_large_for_any_file_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 1_000_000)
    text = Text("x" * (limits.FILE + 1))
    programme = evolve(SMALL, narratives=(Narrative(about="programme", year=2026, text=text),))
    with pytest.raises(LoadError) as caught:
        write(programme, tmp_path / "written")
    assert str(caught.value) == (
        "narratives/2026.toml: error[too-large]: is larger than 1000000 bytes; split it"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_would_be_read_as_another_programme_is_told_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    # Words instead of members are equal to them, but not sorted as they are.
    word: Any = "ministerial"
    meetings = Consultation(level=word, year=2026), Consultation(level=Level.EXPERT, year=2026)
    with pytest.raises(RequestError) as caught:
        write(evolve(SMALL, consultations=meetings), tmp_path / "written")
    assert str(caught.value) == '"small" would be loaded as another programme than it is'
    assert list(tmp_path.iterdir()) == []


# What is not written.


def refused(programme: WorkProgramme) -> list[str]:
    """The problems for which a programme is not written, nor anything else."""
    with TemporaryDirectory() as directory:
        with pytest.raises(LoadError) as caught:
            write(programme, Path(directory, "written"))
        assert list(Path(directory).iterdir()) == []
    return [str(problem) for problem in caught.value.problems]


def test_what_is_only_supposed_is_never_written(tmp_path: Path) -> None:
    programme = evolve(SMALL, supposed=(UPDATE.id,))
    with pytest.raises(RequestError) as caught:
        write(programme, tmp_path / "written")
    assert str(caught.value) == (
        '"small" has supposed updates, which are never written; write the programme without them'
    )
    assert list(tmp_path.iterdir()) == []


def test_a_programme_with_errors_between_records_is_not_written() -> None:
    programme = evolve(SMALL, themes=(), partners=())
    assert refused(programme) == [
        'error[unknown-theme] police.theme: no theme "security"',
        'error[unknown-theme] customs.theme: no theme "security"',
        'error[unknown-partner] treaty.partners: no partner "nrw"',
        'error[unknown-theme] about: no theme "security"',
    ]


def test_every_wrong_record_is_told_at_once() -> None:
    programme = evolve(
        SMALL,
        themes=(evolve(SMALL.themes[0], id=ThemeId("Security")),),
        actions=tuple(evolve(action, weight=-1) for action in SMALL.actions),
    )
    assert refused(programme) == [
        (
            "error[bad-id] Security.id: must be lower-case letters, digits and hyphens, such as "
            'police-treaty, got "Security"'
        ),
        "error[bad-weight] treaty.weight: must be a whole number 0 to 1000000, got -1",
        "error[bad-weight] exercise.weight: must be a whole number 0 to 1000000, got -1",
    ]


NO_TEXT: Any = "Signed"
STEP: Final = evolve(SMALL.actions[0].milestones[0], title=NO_TEXT)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"percent": True},
            (
                "error[wrong-type] treaty@2026-06-30.percent: must be a whole number 0 to 100, "
                "got true or false, true\n    write 40 for 40 %"
            ),
        ),
        (
            {"percent": 40.5},
            (
                "error[wrong-type] treaty@2026-06-30.percent: must be a whole number 0 to 100, "
                "got a number, 40.5\n    write 40 for 40 %"
            ),
        ),
        (
            {"due": "2026"},
            (
                "error[wrong-type] treaty@2026-06-30.due: '2026' would be read back as "
                "Due(text='2026', first=datetime.date(2026, 1, 1), last=datet"
            ),
        ),
        (
            {"due": Due("2026", date(2026, 1, 1), date(2026, 6, 30))},
            (
                "error[wrong-type] treaty@2026-06-30.due.last: datetime.date(2026, 6, 30) would be "
                "read back as datetime.date(2026, 12, 31)"
            ),
        ),
        (
            {"recorded": datetime(2026, 7, 1, 12, 0)},  # noqa: DTZ001 - a time is what is wrong
            (
                "error[wrong-type] treaty@2026-06-30.recorded: must be a date, "
                "got a date with a time, 2026-07-01 12:00:00\n    leave the time of day away"
            ),
        ),
        (
            {"status": "finished"},
            (
                "error[unknown-word] treaty@2026-06-30.status: must be one of planned, "
                'in_progress, suspended, completed, cancelled, got "finished"'
            ),
        ),
        (
            {"reached": ["signed"]},
            (
                "error[wrong-type] treaty@2026-06-30.reached: ['signed'] would be read back as "
                "('signed',)"
            ),
        ),
        (
            {"values": {"patrols-held": Decimal("1e-19")}},
            (
                "error[wrong-type] treaty@2026-06-30.values.patrols-held: must be a number such as "
                "40 or 1_500_000.5, got a number with a decimal point, 1E-19\n"
                "    at most 18 digits before the point and 18 after it"
            ),
        ),
        (
            {"summary": Text("plain", {"nl": "Nederlands"})},
            "error[wrong-type] treaty@2026-06-30.summary.plain: 'plain' would be read back as ''",
        ),
        (
            {"summary": Text("half \udc80")},
            (
                "error[not-utf-8] treaty@2026-06-30: has U+DC80, half of a surrogate pair, "
                "which no file can hold"
            ),
        ),
        (
            {"id": UpdateId("two\nlines")},
            'error[bad-id] two\\x0alines.id: must be one line of text, got "two\\x0alines"',
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_an_update_that_no_file_can_hold_is_not_written(
    changes: dict[str, Any], problem: str
) -> None:
    assert refused(evolve(SMALL, updates=(evolve(UPDATE, **changes),))) == [problem]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"rules": Rules(min_coverage=Fraction(1, 3))},
            (
                "error[wrong-type] small.rules.min_coverage: Fraction(1, 3) would be read back as "
                "Fraction(333333333333333333, 1000000000000000000)"
            ),
        ),
        (
            {"rules": Rules(red=Fraction(-1, 4))},
            (
                "error[bad-share] small.rules.red: must be a share from 0 to 1 such as 0.6, "
                "got a number with a decimal point, -0.25"
            ),
        ),
        (
            {"presidencies": {999: "BE"}},
            'error[bad-year] small.presidencies: "999" is no year',
        ),
        (
            {"actions": (evolve(SMALL.actions[0], milestones=(STEP,)),)},
            (
                "error[wrong-type] treaty.milestone[0].title: 'Signed' would be read back as "
                "Text(plain='Signed', translations={})"
            ),
        ),
        (
            {"consultations": (Consultation(level=Level.EXPERT, year=1815),)},
            "error[bad-year] consultation[0].year: must be a whole number 1900 to 2999, got 1815",
        ),
        (
            {"working_groups": SMALL.partners},
            (
                "error[unknown-word] nrw.kind: must be one of working-group, steering-group, "
                'platform, network, strategic, committee, secretariat, other, got "region"'
            ),
        ),
        (
            {"sources": SMALL.themes},
            (
                "error[wrong-type] security: Theme(id='security', title=Text(plain='Veiligheid', "
                "translat would be read back as Source(id='security', "
                "title=Text(plain='Veiligheid', transla"
            ),
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_record_that_no_file_can_hold_is_not_written(
    changes: dict[str, Any], problem: str
) -> None:
    assert refused(evolve(SMALL, **changes))[0] == problem


def test_a_problem_with_a_record_that_was_loaded_says_where_it_was_read(tmp_path: Path) -> None:
    programme = load(written(tmp_path, {"plan.toml": PLAN}))
    treaty = evolve(programme.actions[0], weight=-1)
    wrong = evolve(programme, actions=(treaty, *programme.actions[1:]))
    line = PLAN.splitlines().index("[[action]]") + 1
    assert refused(wrong) == [
        (
            f"plan.toml:{line}: error[bad-weight] action[0].weight: "
            "must be a whole number 0 to 1000000, got -1"
        )
    ]


@pytest.mark.parametrize("key", ["memory", "supposed", "themes"])
def test_what_is_not_written_is_not_read_either(tmp_path: Path, key: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(written(tmp_path, {"plan.toml": f"{HEAD}{key} = []\n"}))
    assert [problem.code for problem in caught.value.problems] == ["unknown-field"]


def test_loading_does_not_load_what_only_writing_needs() -> None:
    script = "import sys, benelux_tracker.storage; print('tomli_w' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - a script of our own
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
