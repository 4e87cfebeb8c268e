"""A digest for each working group: what was reported this week, what is asked, what falls due.

python weekly_digest.py 2026-01-30 digests/ --language nl
python weekly_digest.py 2026-12-31 digests/ --programme worked-example --weeks 4

One text file a group, ready to be sent as a mail; a group without anything to tell gets none.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import benelux_tracker as bt

HEADS = {
    "nl": ("Gemeld in de week tot en met {day}", "Nog te melden, of binnenkort aan de orde"),
    "fr": ("Communiqué dans la semaine se terminant le {day}", "À communiquer, ou bientôt dû"),
    "en": ("Reported in the week up to {day}", "Still to be reported, or due soon"),
    "de": ("Gemeldet in der Woche bis {day}", "Noch zu melden, oder bald fällig"),
}


def news(comparison: bt.Comparison, language: str) -> Iterator[str]:
    """A line for each thing that changed in the group's work."""
    if comparison.changes:
        yield from bt.summarise(comparison, language, "bullets").splitlines()


def asked(chase: bt.Chase | None, language: str) -> Iterator[str]:
    """A line for each thing that the group is asked."""
    if chase:
        yield from bt.summarise(chase, language, "bullets").splitlines()


def digest(group: bt.WorkingGroup, week: bt.Comparison, chase: bt.Chase | None, say: str) -> str:
    """The mail to a group; empty when there is nothing to tell."""
    changed, open_ = HEADS[say]
    parts = (
        (changed.format(day=week.closing.on), news(week, say)),
        (open_, asked(chase, say)),
    )
    told = [(head, lines) for head, found in parts if (lines := list(found))]
    if not told:
        return ""
    name, _ = group.name.read(say, week.programme.languages)
    blocks = ["\n".join((head, *lines)) for head, lines in told]
    return "\n\n".join((name, *blocks)) + "\n"


def digests(
    programme: bt.WorkProgramme, on: date, weeks: int, say: str
) -> Iterator[tuple[str, str]]:
    """The id of every group with something to tell, and its mail."""
    now = bt.snapshot(programme, on)
    week_ago = bt.snapshot(programme, on - timedelta(weeks=1), known_on=on - timedelta(weeks=1))
    chases = now.chase_list("working_group", due_by=on + timedelta(weeks=weeks))
    for group in programme.working_groups:
        week = bt.compare(week_ago, now, f"working_group:{group.id}")
        mail = digest(group, week, chases.get(group.id), say)
        if mail:
            yield group.id, mail


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
