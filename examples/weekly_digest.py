"""A digest for each working group: what was reported this week, what is asked, what falls due.

python weekly_digest.py 2026-01-30 digests/ --language nl
python weekly_digest.py 2026-12-31 digests/ --programme worked-example --weeks 4

One text file a group, ready to be sent as a mail; a group without anything to tell gets none.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_percent

import benelux_tracker as bt

HEADS = {
    "nl": (
        "Gemeld in de week tot en met {day}",
        "Hoe de groep ervoor staat",
        "Nog te melden, of binnenkort aan de orde",
    ),
    "fr": (
        "Communiqué dans la semaine se terminant le {day}",
        "Où en est le groupe",
        "À communiquer, ou bientôt dû",
    ),
    "en": (
        "Reported in the week up to {day}",
        "How the group stands",
        "Still to be reported, or due soon",
    ),
    "de": (
        "Gemeldet in der Woche bis {day}",
        "Wo die Gruppe steht",
        "Noch zu melden, oder bald fällig",
    ),
}
LOCALES = {"nl": "nl", "fr": "fr", "en": "en_GB", "de": "de"}


def day_said(day: date, say: str) -> str:
    """A day in words."""
    said = format_date(day, "long", LOCALES[say])
    return f"1er{said[1:]}" if say == "fr" and day.day == 1 else said


def first_line(text: bt.Text, say: str, order: Sequence[str]) -> str:
    """How a text begins, with a sign where it goes on."""
    first, *more = text.read(say, order)[0].strip().splitlines() or [""]
    return f"{first} …" if more else first


def update_said(update: bt.StatusUpdate, say: str, order: Sequence[str]) -> str:
    """An update: its day, the percentage it states, and how its summary or reason begins."""
    percent, text = update.percent, update.summary or update.reason
    stated = "" if percent is None else format_percent(percent / 100, locale=LOCALES[say])
    summary = first_line(text, say, order) if text else ""
    told = " – ".join(filter(None, (stated, summary)))
    return ": ".join(filter(None, (day_said(update.date, say), told)))


def news(week_ago: bt.Snapshot, now: bt.Snapshot, group: str, say: str) -> Iterator[str]:
    """For each action that was reported on, or put right: what was told, and what came of it."""
    order = now.programme.languages
    week = bt.compare(week_ago, now, group)
    put_right = {change.action for change in week.of(bt.ChangeKind.CORRECTED)}
    for name, state in week.closing.states.items():
        told = [update for update in state.updates if update.recorded > week_ago.on]
        if not told and name not in put_right:
            continue
        yield f"- {first_line(state.action.title, say, order)}"
        yield from (f"  {update_said(update, say, order)}" for update in told)
        one = bt.compare(week_ago, now, f"action:{name}")
        if one.changes:  # the last bullet tells them
            explained = now.explain(f"action:{name}", since=week_ago)
            yield f"  {bt.summarise(explained, say, 'bullets').splitlines()[-1][2:]}"
        for bullet in bt.summarise(one, say, "bullets").splitlines()[1:]:  # how far, which signal
            yield f"  {bullet[2:]}"


def standing(week: bt.Comparison, say: str) -> Iterator[str]:
    """The group's figure and its signal, where one of them changed."""
    old, new = week.opening.progress, week.closing.progress
    if (old.progress, old.signal) != (new.progress, new.signal):
        yield from bt.summarise(week, say, "bullets").splitlines()[-2:]


def asked(chase: bt.Chase | None, say: str) -> Iterator[str]:
    """A line for each thing that the group is asked."""
    if chase:
        yield from bt.summarise(chase, say, "bullets").splitlines()


def digests(
    programme: bt.WorkProgramme, on: date, weeks: int, say: str
) -> Iterator[tuple[str, str]]:
    """The id of every group with something to tell, and its mail."""
    before = on - timedelta(weeks=1)
    now = bt.snapshot(programme, on, known_on=on)
    week_ago = bt.snapshot(programme, before, known_on=before)
    chases = now.chase_list("working_group", due_by=on + timedelta(weeks=weeks))
    heads = [head.format(day=day_said(on, say)) for head in HEADS[say]]
    for group in programme.working_groups:
        key = f"working_group:{group.id}"
        parts = (
            news(week_ago, now, key, say),
            standing(bt.compare(week_ago, now, key), say),
            asked(chases.get(group.id), say),
        )
        blocks = [
            "\n".join((head, *lines))
            for head, part in zip(heads, parts, strict=True)
            if (lines := list(part))
        ]
        if blocks:
            name = first_line(group.name, say, programme.languages)
            yield group.id, "\n\n".join((name, *blocks)) + "\n"


def main() -> None:
    """Write the mails, and print which."""
    parser = ArgumentParser(description="A digest for each working group.")
    parser.add_argument("on", type=date.fromisoformat, help="the last day of the week")
    parser.add_argument("directory", type=Path, help="where to write the mails")
    parser.add_argument("--programme", help="a programme's directory; without it the Benelux one")
    parser.add_argument("--weeks", type=int, default=6, help="how far to look ahead")
    parser.add_argument("--language", default="en", choices=tuple(HEADS))
    given = parser.parse_args()

    programme = bt.load(given.programme) if given.programme else bt.load_benelux()
    given.directory.mkdir(parents=True, exist_ok=True)
    for group, mail in digests(programme, given.on, given.weeks, given.language):
        file = given.directory / f"{group}.txt"
        file.write_text(mail, "utf-8")
        print(file)


if __name__ == "__main__":
    main()
