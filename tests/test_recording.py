"""Recording: new updates in a new file, all of them or none, whatever happens meanwhile."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import limits, load, record, snapshot
from benelux_tracker.errors import DateError, LoadError, ProgrammeNotFoundError, RequestError
from benelux_tracker.model import StatusUpdate, Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.storage.record import recordable
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    GroupId,
    IndicatorId,
    MilestoneId,
    Status,
    UpdateId,
)
from programmes import programmes

EXAMPLE: Final = Path(__file__).parent.parent / "examples" / "worked-example"
DAY: Final = date(2026, 12, 30)
NIL: Final = StatusUpdate(action=ActionId("a1"), date=DAY, unchanged=True)


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    return Path(copytree(EXAMPLE, tmp_path / "programme"))


def files_of(directory: Path) -> Mapping[str, bytes]:
    """Every file below a directory, hidden ones too."""
    found = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in found}


def folders_of(directory: Path) -> set[Path]:
    return {path for path in directory.rglob("*") if path.is_dir()}


def about(action: str, day: date = DAY, **stated: Any) -> StatusUpdate:  # noqa: ANN401
    return StatusUpdate(action=ActionId(action), date=day, **stated)


def refusal(directory: Path, *updates: StatusUpdate) -> list[tuple[str, str]]:
    """The codes and paths of the problems, after a look that nothing has changed."""
    before = files_of(directory)
    with pytest.raises(LoadError) as caught:
        record(directory, updates)
    assert files_of(directory) == before
    return [(problem.code, problem.path) for problem in caught.value.problems]


def test_an_update_is_put_into_a_file_of_its_own(programme: Path) -> None:
    before = files_of(programme)
    (told,) = record(programme, about("a1", percent=40))
    assert told.origin is not None
    assert told.origin.line == 1
    assert told.origin.file.startswith("updates/2026/2026-12-30_a1_")
    after = files_of(programme)
    assert set(after) - set(before) == {told.origin.file}
    assert {name: text for name, text in after.items() if name in before} == before
    assert after[told.origin.file].decode() == (
        f'[[update]]\naction = "a1"\ndate = 2026-12-30\nid = "{told.id}"\npercent = 40\n'
    )


def test_what_is_recorded_is_read_back_as_it_was_told(programme: Path) -> None:
    given_ = StatusUpdate(
        action=ActionId("a1"),
        date=DAY,
        recorded=date(2027, 1, 4),
        group=load(programme).working_groups[0].id,
        status=Status.SUSPENDED,
        confidence=Confidence.RED,
        percent=40,
        due=Due.parse("2027-H1"),
        summary=Text(translations={"nl": 'Twee\nregels "en" meer', "fr": "É"}),
        reason=Text("[[update]]\naction = 1"),
        highlight=True,
    )
    (told,) = record(programme, given_)
    (read,) = (update for update in load(programme).updates if update.id == told.id)
    assert read == told == evolve(given_, id=told.id)
    assert read.origin == told.origin


def test_several_updates_stand_in_one_file_in_their_order(programme: Path) -> None:
    told = record(
        programme,
        [
            about("a1", percent=40),
            about("a2", recorded=date(2027, 2, 1), percent=60),
        ],
    )
    places = [update.origin for update in told]
    assert [place.table for place in places if place] == ["update[0]", "update[1]"]
    assert [place.line for place in places if place] == [1, 7]
    (file,) = {place.file for place in places if place}
    assert file.startswith("updates/2027/2027-02-01_2-updates_")


@pytest.mark.parametrize("day", [date(2027, 6, 15), "2027-06-15"])
def test_what_is_told_late_leaves_alone_what_was_known_before(
    programme: Path, day: date | str
) -> None:
    news = about("a2", percent=20), about("a1", unchanged=True, recorded=date(2027, 1, 4))
    told = record(programme, news, recorded=day)
    assert [update.recorded for update in told] == [date(2027, 6, 15)] * 2
    before, after = (
        snapshot(load(programme), "2026-12-31", known_on).roll_up("theme").total.progress
        for known_on in ("2027-03-01", "2027-06-15")
    )
    assert (before, after) == (Fraction(17, 25), Fraction(31, 50))


def test_a_day_of_recording_is_a_day_and_not_before_what_it_tells_of(programme: Path) -> None:
    with pytest.raises(DateError, match="recorded must be a day such as 2025-12-31"):
        record(programme, NIL, recorded="15 June")
    with pytest.raises(LoadError) as caught:
        record(programme, NIL, recorded="2026-12-29")
    assert [problem.code for problem in caught.value.problems] == ["recorded-before-date"]


def test_of_one_day_the_update_recorded_last_counts(programme: Path) -> None:
    for percent in (70, 30, 50, 10):
        record(programme, about("a2", percent=percent))
    assert snapshot(load(programme), DAY).state("a2").fold.percent == 10


def test_an_own_id_is_the_beginning_of_the_id_that_an_update_gets(programme: Path) -> None:
    (told,) = record(programme, evolve(NIL, id=UpdateId("minutes of 30 December")))
    begin, _, end = told.id.rpartition("/0001-")
    assert begin == "minutes of 30 December"
    assert len(end) == 8


def test_a_correction_names_what_was_recorded_before(programme: Path) -> None:
    (first,) = record(programme, about("a2", percent=70))
    later = date(2027, 1, 15)
    record(programme, about("a2", recorded=later, percent=60, corrects=first.id))
    changed = load(programme)
    assert snapshot(changed, DAY, known_on=DAY).state("a2").fold.percent == 70
    assert snapshot(changed, DAY).state("a2").fold.percent == 60


def test_a_retraction_takes_back_what_was_recorded_before(programme: Path) -> None:
    before = snapshot(load(programme), DAY).state("a2").fold.percent
    (first,) = record(programme, about("a2", percent=70))
    record(programme, about("a2", retracts=first.id))
    assert snapshot(load(programme), DAY).state("a2").fold.percent == before


def test_an_update_may_correct_another_of_the_same_call(programme: Path) -> None:
    wrong = about("a2", percent=70)
    right = about("a2", id=UpdateId("b"), percent=60, corrects=wrong.id)
    first, second = record(programme, [wrong, right])
    assert second.corrects == first.id
    assert snapshot(load(programme), DAY).state("a2").fold.percent == 60


def test_an_id_that_stands_in_the_files_is_meant_rather_than_one_of_the_same_call(
    programme: Path,
) -> None:
    old = load(programme).updates[0]
    told = record(
        programme,
        [
            about(old.action, old.date, recorded=DAY, percent=1),
            about(old.action, recorded=DAY, percent=2, corrects=old.id),
        ],
    )
    assert told[1].corrects == old.id


def test_all_mistakes_are_told_at_once_and_nothing_is_written(programme: Path) -> None:
    assert refusal(
        programme,
        about("a9", percent=140),
        about("a1"),
        about("a2", group=GroupId("nobody"), reached=(MilestoneId("m"),)),
        about("a3", values={IndicatorId("none"): Decimal(1)}),
        evolve(NIL, recorded=date(2026, 1, 1)),
        evolve(NIL, corrects=UpdateId("nothing"), retracts=UpdateId("nothing")),
    ) == [
        ("bad-percent", "a9@2026-12-30.percent"),
        ("unknown-action", "a9@2026-12-30.action"),
        ("unknown-working-group", "a2@2026-12-30.group"),
        ("unknown-indicator", "a3@2026-12-30.values"),
        ("says-nothing", "a1@2026-12-30"),
        ("unknown-milestone", "a2@2026-12-30.reached"),
        ("recorded-before-date", "a1@2026-12-30.recorded"),
        ("corrects-and-retracts", "a1@2026-12-30.retracts"),
        ("retraction-with-news", "a1@2026-12-30.retracts"),
        ("unknown-update", "a1@2026-12-30.corrects"),
        ("unknown-update", "a1@2026-12-30.retracts"),
    ]


def test_values_of_a_wrong_type_are_mistakes_too(programme: Path) -> None:
    mistyped: Any = "40"
    found = refusal(programme, about("a1", percent=mistyped))
    assert found == [("wrong-type", "a1@2026-12-30.percent")]


def test_half_a_surrogate_pair_is_a_mistake(programme: Path) -> None:
    found = refusal(programme, evolve(NIL, unchanged=False, summary=Text("\ud800")))
    assert found == [("not-utf-8", "a1@2026-12-30")]


def test_an_id_that_no_update_has_is_told_though_the_new_one_would_have_it(
    programme: Path,
) -> None:
    with pytest.raises(LoadError) as caught:
        record(programme, about("a2", percent=60, corrects=UpdateId(f"a2@{DAY}"), recorded=DAY))
    assert [problem.code for problem in caught.value.problems] == ["unknown-update"]


def test_an_update_of_another_action_is_not_corrected(programme: Path) -> None:
    other = next(u for u in load(programme).updates if u.action == "a2")
    found = refusal(programme, about("a1", percent=3, corrects=other.id))
    assert found == [("other-action", "a1@2026-12-30.corrects")]


def test_a_second_correction_is_a_mistake(programme: Path) -> None:
    old = load(programme).updates[0]
    again = about(old.action, old.date, recorded=DAY, percent=1, corrects=old.id)
    record(programme, again)
    assert refusal(programme, again) == [("second-correction", f"{again.id}.corrects")]


def test_a_second_correction_is_the_mistake_of_who_comes_second_whatever_its_date(
    programme: Path,
) -> None:
    old = load(programme).updates[0]
    record(programme, about(old.action, recorded=DAY, percent=1, corrects=old.id))
    again = about(old.action, old.date, recorded=DAY, percent=1, corrects=old.id)
    with pytest.raises(LoadError) as caught:
        record(programme, again)
    (problem,) = caught.value.problems
    assert (problem.place, problem.path) == (None, f"{again.id}.corrects")


def corrected_by(work: tuple[str, UpdateId, int]) -> str:
    """One of several who correct the same update at the same time, each on another day."""
    directory, target, number = work
    told = about("a2", recorded=date(2027, 1, 1 + number), percent=number, corrects=target)
    try:
        record(directory, told)
    except LoadError as error:
        return error.problems[0].code
    return "recorded"


def noted_by(work: tuple[str, int]) -> int:
    """Somebody who reports on another action meanwhile."""
    directory, _ = work
    return len([record(directory, evolve(NIL, id=UpdateId(f"n{n}"))) for n in range(10)])


def test_of_those_who_correct_the_same_at_once_one_does_and_nobody_else_is_disturbed(
    programme: Path,
) -> None:
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        for _ in range(5):
            (target,) = record(programme, about("a2", percent=70))
            works = [(str(programme), target.id, number) for number in range(4)]
            others = [pool.submit(noted_by, (str(programme), n)) for n in range(2)]
            told = sorted(pool.map(corrected_by, works))
            assert told == ["recorded", *["second-correction"] * 3]
            assert [other.result() for other in others] == [10, 10]
            assert len([u for u in load(programme).updates if u.corrects == target.id]) == 1


def test_a_correction_is_recorded_where_nothing_can_be_held(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    (first,) = record(programme, about("a2", percent=70))
    (told,) = record(programme, about("a2", recorded=DAY, percent=60, corrects=first.id))
    assert told in load(programme).updates


def test_what_could_be_recorded_is_told_without_writing(programme: Path) -> None:
    before = files_of(programme)
    whole = load(programme)
    told = about("a2", percent=60)
    assert recordable(whole, told) == (told,)
    with pytest.raises(LoadError, match="bad-language"):
        recordable(whole, about("a2", summary=Text(translations={"XX!": "x"})))
    assert files_of(programme) == before


def test_what_is_no_update_is_not_recorded(programme: Path) -> None:
    mistaken: Any = [{"action": "a2", "percent": 60}]
    with pytest.raises(RequestError, match=r"give status updates, such as StatusUpdate\(…\)"):
        record(programme, mistaken)


def test_a_folder_made_for_a_file_that_could_not_be_written_goes_again(programme: Path) -> None:
    folders = folders_of(programme)
    with pytest.raises(OSError, match="File name too long"):
        record(programme, NIL, file=f"new/deep/{'a' * 300}.toml")
    assert folders_of(programme) == folders


def test_a_disk_that_flushes_no_folders_is_no_failure(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        flush(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    (told,) = record(programme, NIL)
    assert told in load(programme).updates


def test_nothing_is_recorded_into_a_programme_that_does_not_load(programme: Path) -> None:
    (programme / "broken.toml").write_text("[[theme]]\n", "utf-8")
    assert refusal(programme, NIL) == [
        ("missing-field", "theme[0].id"),
        ("missing-field", "theme[0].title"),
    ]


def test_a_directory_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeNotFoundError):
        record(tmp_path / "nowhere", NIL)
    assert list(tmp_path.iterdir()) == []


def test_to_record_nothing_is_refused(programme: Path) -> None:
    with pytest.raises(RequestError, match="nothing to record"):
        record(programme, [])


def test_a_file_too_large_to_be_read_is_not_written(programme: Path) -> None:
    long = Text("x" * (limits.FILE // 2))
    told = evolve(NIL, unchanged=False, summary=long)
    assert refusal(programme, told, evolve(told, id=UpdateId("b"))) == [("too-large", "")]


def test_the_file_can_be_named(programme: Path) -> None:
    (told,) = record(programme, NIL, file="2026/police.toml")
    assert told.origin is not None
    assert told.origin.file == "2026/police.toml"
    assert told in load(programme).updates


def test_a_name_that_exists_is_refused_and_the_file_stays(programme: Path) -> None:
    before, folders = files_of(programme), folders_of(programme)
    with pytest.raises(FileExistsError) as caught:
        record(programme, NIL, file="updates/2026.toml")
    assert Path(caught.value.filename) == programme / "updates" / "2026.toml"
    assert files_of(programme) == before
    assert folders_of(programme) == folders


@pytest.mark.parametrize(
    "name",
    ["../a.toml", ".a/b.toml", "a/.b.toml", "a.txt", "a", "/srv/a.toml", "link/a.toml", "a\0.toml"],
)
def test_a_name_that_would_not_be_read_is_refused(programme: Path, name: str) -> None:
    if name.startswith("link"):
        (programme / "link").symlink_to(programme.parent)
        (programme / "link").rename(programme / ".link")  # a load refuses it where it is seen
        name = f".{name}"
    before = files_of(programme)
    with pytest.raises(RequestError, match=r"write a path below it that ends in \.toml"):
        record(programme, NIL, file=name)
    assert files_of(programme) == before


def test_a_disk_that_knows_no_links_is_written_all_the_same(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unknown)
    (told,) = record(programme, NIL)
    assert told in load(programme).updates
    before = files_of(programme)
    with pytest.raises(FileExistsError):
        record(programme, NIL, file="updates/2026.toml")
    assert files_of(programme) == before


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - a script of our own
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )


def test_a_full_disk_is_told_and_nothing_changes(programme: Path) -> None:
    before, folders = files_of(programme), folders_of(programme)
    script = """
import resource, signal, sys
from datetime import date
from benelux_tracker import StatusUpdate, Text, record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
text = Text("x" * 20_000)
record(sys.argv[1], StatusUpdate(action="a1", date=date(2026, 12, 30), summary=text))
"""
    done = run(script, str(programme))
    assert "OSError: [Errno 27] File too large: '" in done.stderr
    assert str(programme / "updates" / "2026" / "2026-12-30_a1_") in done.stderr
    assert files_of(programme) == before
    assert folders_of(programme) == folders


def test_a_read_only_directory_is_told_and_nothing_changes(programme: Path) -> None:
    before, folders = files_of(programme), folders_of(programme)
    script = """
import os, sys, tomli_w  # while Python's own files can be read
from datetime import date
from benelux_tracker import StatusUpdate, record, load
load(sys.argv[1])
if not os.getuid():
    os.setuid(65534)
record(sys.argv[1], StatusUpdate(action="a1", date=date(2026, 12, 30), unchanged=True))
"""
    for path in (programme, *programme.parents):  # so that only the directory itself says no
        mode = path.stat().st_mode
        if mode & 0o055 != 0o055:
            path.chmod(mode | 0o055)
    programme.chmod(0o555)
    done = run(script, str(programme))
    programme.chmod(0o755)
    assert "PermissionError: [Errno 13] Permission denied: '" in done.stderr
    assert files_of(programme) == before
    assert folders_of(programme) == folders


def recorded_by(work: tuple[str, int]) -> list[str]:
    """Twenty times ten updates, by one process among others."""
    directory, number = work
    ids: list[str] = []
    for _ in range(20):
        told = [evolve(NIL, id=UpdateId(f"process {number}")) for _ in range(10)]
        ids += [update.id for update in record(directory, told)]
    return ids


def test_eight_processes_that_record_at_once_lose_nothing(programme: Path) -> None:
    before = {update.id for update in load(programme).updates}
    with ProcessPoolExecutor(8, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(recorded_by, [(str(programme), number) for number in range(8)]))
    ids = [name for names in found for name in names]
    assert len(ids) == len(set(ids)) == 8 * 200
    assert {update.id for update in load(programme).updates} == before | set(ids)
    assert [name for name in files_of(programme) if not name.endswith(".toml")] == []


def test_a_killed_process_leaves_the_whole_file_or_none(programme: Path) -> None:
    script = str(Path(__file__).with_name("record_and_die.py"))
    before = len(load(programme).updates)
    done = subprocess.run(  # noqa: S603 - a script of our own
        [sys.executable, script, str(programme), "300", "6"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert int(done.stdout) >= 100, "most are to be killed in the middle of their work"
    loaded = load(programme)
    made = [name for name in files_of(programme) if name.startswith("updates/2026/")]
    assert len(loaded.updates) - before == len(made) >= 1
    assert all(u.percent == 40 and u.summary for u in loaded.updates[before:])


@settings(max_examples=40)
@given(programmes(), st.data())
def test_what_the_rules_allow_is_recorded_and_read_back(
    made: WorkProgramme, data: st.DataObject
) -> None:
    from benelux_tracker import write

    news = [evolve(u, id=UpdateId(f"n{n}")) for n, u in enumerate(made.updates)]
    told = [u for u in news if not (u.corrects or u.retracts)]
    chosen = data.draw(st.lists(st.sampled_from(told), max_size=3) if told else st.just([]))
    with TemporaryDirectory() as folder:
        directory = Path(folder, "programme")
        write(made, directory)
        if chosen:
            recorded = record(directory, chosen)
            assert load(directory) == evolve(made, updates=(*made.updates, *recorded))
