"""A calendar of dues and reporting dates, to subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import frozen

from benelux_tracker.dimensions import PROGRAMME, Key, subject_of
from benelux_tracker.errors import MissingExtraError, RequestError, only
from benelux_tracker.exchange.dues import Agenda, Entry
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import figures_of, headline
from benelux_tracker.language.words import one_line
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.summary.clauses import Clauses

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Parameters

_REFRESH: Final = "P1D"
"""How often a program that is subscribed should ask again."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(
    snapshot: Snapshot, about: Key = PROGRAMME, language: str = "en", *, reporting: bool = True
) -> str:
    """Due dates, milestones and reporting dates as a calendar to subscribe to.

    Each is an event of a whole day that takes nobody's time: the current due of
    an action, on the last day of a period; that of a milestone, unless its
    action has an event on the same day; the last day of the programme, for all open
    actions without a due of their own. With `reporting` also the close of each
    year, and for each leading group the days on which the last news of open
    actions becomes stale: by then they are to be reported on again.

    What is completed or reached stays, and says so; what is cancelled is marked
    so that most programs strike it out. An event keeps its UID in every language
    and whatever is told later, and its SEQUENCE grows with each update: a subscribed
    calendar changes and never doubles.

    Args:
        snapshot: what is known, and of which day.
        about: the actions to take, such as `working_group:…`; as the `key` of `Snapshot.explain`.
        language: nl, fr, en or de.
        reporting: whether to add the reporting dates.

    Returns:
        iCalendar text; its lines end in CRLF. The same snapshot gives the same text.

    Raises:
        UnknownKeyError: when nothing goes by that key (a `KeyError`).
        RequestError: for another language, an unclear key, or supposed updates (a `ValueError`).
        MissingExtraError: when icalendar is not installed (an `ImportError`).
    """
    say = Clauses.of(only(snapshot, Snapshot).programme, language)
    agenda = Agenda(snapshot, subject_of(snapshot.programme, about), say)
    try:
        made = _head(agenda)
    except ImportError as error:
        raise MissingExtraError("a calendar", "calendar") from error
    for entry in agenda.entries(reporting=reporting):
        made.add_component(_event(entry, agenda))
    return str(made.to_ical().decode())


@frozen
class _Texts:
    r"""Texts as RFC 5545 writes them; icalendar itself would break a line at each `\N`."""

    texts: Sequence[str]
    params: "Parameters"

    def to_ical(self) -> bytes:
        return ",".join(text.translate(_ESCAPES) for text in self.texts).encode()


def _head(agenda: Agenda) -> "Calendar":
    """The calendar without its events."""
    from icalendar import Calendar, Parameters

    say, snapshot = agenda.say, agenda.snapshot
    if say.programme.supposed:
        message = f'"{say.programme.id}" has supposed updates, which stand in no calendar'
        raise RequestError(f"{message}; make that of the programme without them")
    about = one_line(say.about(agenda.subject))
    name = f"{about} – {one_line(say.said(say.programme.title))}" if agenda.subject.parts else about
    progress = snapshot.progress(agenda.subject.actions)
    told = headline(figures_of(progress), say.programme.rules.min_coverage, say.words)
    state = say.words.say(
        "{title} ({when}): {headline}; signal: {signal}.",
        title=about,
        when=say.header(snapshot.on, snapshot.known_on),
        headline=say.after_colon(told).removesuffix("."),
        signal=say.words.say(phrases.SIGNALS[progress.signal]),
    )
    made: Any = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", f"-//benelux_tracker//calendar//{say.words.language.upper()}")
    made.add("CALSCALE", "GREGORIAN")
    made.add("X-PUBLISHED-TTL", _REFRESH)
    made["REFRESH-INTERVAL"] = _Texts([_REFRESH], Parameters({"VALUE": "DURATION"}))
    language = Parameters({"LANGUAGE": say.words.language})
    for key, text in (("NAME", name), ("DESCRIPTION", state)):
        made[key] = _Texts([text], language)
    for key, text in (("X-WR-CALNAME", name), ("X-WR-CALDESC", state)):
        made[key] = _Texts([text], Parameters())
    return cast("Calendar", made)


def _event(entry: Entry, agenda: Agenda) -> "Event":
    from icalendar import Event, Parameters

    say, on = agenda.say, agenda.snapshot.on
    first = min(say.programme.start, on)
    changed = max([first, *(update.recorded for update in entry.told)])
    themes = [say.programme.dossier_of[state.action.id].theme for state in entry.states]
    titles = [one_line(say.name("theme", theme)) for theme in dict.fromkeys(themes)]
    made: Any = Event()
    made.add("UID", entry.uid)
    made.add("DTSTART", entry.day)
    made.add("SEQUENCE", sum(1 + (update.date <= on) for update in entry.told))
    for key in ("DTSTAMP", "LAST-MODIFIED"):
        made.add(key, datetime(changed.year, changed.month, changed.day, tzinfo=UTC))
    made.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    made.add("TRANSP", "TRANSPARENT")
    language = Parameters({"LANGUAGE": say.words.language})
    made["SUMMARY"] = _Texts([entry.title], language)
    made["DESCRIPTION"] = _Texts(["\n".join(entry.lines)], language)
    if titles:
        made["CATEGORIES"] = _Texts(titles, Parameters())
    return cast("Event", made)
