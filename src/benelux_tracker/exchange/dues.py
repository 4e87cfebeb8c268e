"""What a calendar of the work holds: dues, milestones, and the days to report by."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from urllib.parse import quote

from attrs import frozen

from benelux_tracker.dimensions import Subject
from benelux_tracker.history import courses
from benelux_tracker.language import phrases
from benelux_tracker.language.words import one_line
from benelux_tracker.model import Milestone, StatusUpdate, Text
from benelux_tracker.periods import Due
from benelux_tracker.report.actions import own_due, stated_due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.summary.clauses import Clauses, sentence
from benelux_tracker.vocabulary import GroupId, Status


@frozen(kw_only=True)
class Entry:
    """One event, before it is written.

    `told` are the updates that may have changed it; `cancelled`: nobody waits for it any more.
    """

    uid: str
    day: date
    title: str
    lines: Sequence[str]
    states: Sequence[ActionState] = ()
    told: Sequence[StatusUpdate] = ()
    cancelled: bool = False


@frozen(eq=False)
class Agenda:
    """What there is to be entered, and the words for it."""

    snapshot: Snapshot
    subject: Subject
    say: Clauses

    @cached_property
    def states(self) -> Sequence[ActionState]:
        """The actions in scope."""
        states = self.snapshot.states
        return [states[name] for name in self.subject.actions if states[name].in_scope]

    def entries(self, *, reporting: bool) -> Sequence[Entry]:
        """All that is to be entered, by day; with the days to report by, or without."""
        found = [*self.dues(), *self.without_due()]
        if reporting:
            found += [*self.reports(), *self.years()]
        return sorted(found, key=lambda entry: (entry.day, entry.uid))

    def uid(self, *parts: str) -> str:
        """A name that stays: what is in it, each part written so that no two meet."""
        named = [
            quote(part, "", errors="surrogatepass") for part in (*parts, self.say.programme.id)
        ]
        return f"{'+'.join(named[:-1])}@{named[-1]}.benelux-tracker"

    def told(self, states: Iterable[ActionState]) -> Sequence[StatusUpdate]:
        """All that is known of some actions, what was corrected since and what is to come too."""
        of = courses(self.say.programme, self.snapshot.known_on)
        return [update for state in states for update in of[state.action.id].told]

    def dues(self) -> Iterator[Entry]:
        """The dues of actions and of their milestones."""
        for state in self.states:
            with_programme = stated_due(state) is None
            if not with_programme:
                yield self._action(state)
            for step in state.action.milestones:
                alone = with_programme and own_due(step, state)
                if alone or state.due_of(step).last != state.due:
                    yield self._step(state, step)

    def _action(self, state: ActionState) -> Entry:
        words, action = self.say.words, state.action
        cancelled = state.status is Status.CANCELLED
        phrase = "Due: {title}"
        if state.status is Status.COMPLETED:
            phrase = "Completed: {title}"
        elif cancelled:
            phrase = "Cancelled: {title}"
        title = one_line(self.say.said(action.title))
        return Entry(
            uid=self.uid("action", action.id),
            day=state.due,
            title=words.say(phrase, title=title),
            lines=[*self._whose(state), *_due(state, self.say), *_news(state, self.say)],
            states=[state],
            told=self.told([state]),
            cancelled=cancelled,
        )

    def _step(self, state: ActionState, step: Milestone) -> Entry:
        say, due, reached = self.say, state.due_of(step), step.id in state.reached
        phrase = "Reached: {title}" if reached else "No longer due: {title}"
        lines: list[str] = []
        if state.open and not reached:
            phrase = "Due: {title}"
            gaps = {"action": say.action(state.action.id), "milestone": say.quoted(step.title)}
            item = say.words.say("{action}, milestone {milestone}", **gaps)
            moved = [u.reason for u in state.updates if step.id in u.milestone_due]
            lines.append(_is_due(item, due, step.due or state.original_due, moved, say))
        elif reached:
            day = say.words.day(state.reached[step.id])
            lines.append(sentence(say.words.say("reached by {day}", day=day)))
        title = f"{one_line(say.said(step.title))} ({one_line(say.said(state.action.title))})"
        return Entry(
            uid=self.uid("milestone", state.action.id, step.id),
            day=due.last,
            title=say.words.say(phrase, title=title),
            lines=[*self._whose(state), *lines, *_news(state, say)],
            states=[state],
            told=self.told([state]),
            cancelled=not state.open and not reached,
        )

    def _whose(self, state: ActionState) -> Iterator[str]:
        """The dossier of an action, and the group that leads."""
        say, words = self.say, self.say.words
        dossier, group = say.programme.dossier_of[state.action.id].id, state.action.groups[0]
        for kind, key in (("dossier", dossier), ("lead_group", group)):
            name = one_line(say.name(kind, key))
            yield f"{words.say(phrases.DIMENSIONS[kind])}{words.say(': ')}{name}"

    def without_due(self) -> Iterator[Entry]:
        """One entry for the open actions that are due with the programme."""
        states = [state for state in self.states if state.open and stated_due(state) is None]
        if states:
            yield Entry(
                uid=self.uid("end", *self._about()),
                day=self.say.programme.end,
                title=self.say.words.count(
                    "End of the programme: {number} action without a due date of its own",
                    "End of the programme: {number} actions without a due date of their own",
                    len(states),
                ),
                lines=[f"- {self.say.action(state.action.id)}" for state in states],
                states=states,
                told=self.told(self.states),
            )

    def reports(self) -> Iterator[Entry]:
        """For each leading group the days on which news is to come, with the actions."""
        asked: dict[tuple[GroupId, date], list[ActionState]] = {}
        led: dict[GroupId, list[ActionState]] = {}
        for state in self.states:
            led.setdefault(state.action.groups[0], []).append(state)
            if state.open and (day := stale_on(state)):
                asked.setdefault((state.action.groups[0], day), []).append(state)
        words = self.say.words
        for (group, day), states in asked.items():
            name = one_line(self.say.name("lead_group", group))
            heading = words.say("News is expected by this day on:")
            yield Entry(
                uid=self.uid("report", *self._about(), group, day.isoformat()),
                day=day,
                title=words.say("Report due: {group}", group=name),
                lines=[heading, *(f"- {_last_heard(state, self.say)}" for state in states)],
                states=states,
                told=self.told(led[group]),
            )

    def years(self) -> Iterator[Entry]:
        """The close of each year of the programme."""
        words, programme = self.say.words, self.say.programme
        for number in range(programme.start.year, programme.end.year + 1):
            year = str(number)
            phrase = "Close of {year}: state of affairs for the progress report"
            told = "The progress report {year} tells how the work stands at the close of this day."
            yield Entry(
                uid=self.uid("year", year),
                day=date(number, 12, 31),
                title=words.say(phrase, year=year),
                lines=[words.say(told, year=year)],
            )

    def _about(self) -> Sequence[str]:
        return [word for part in self.subject.parts for word in part]


def stale_on(state: ActionState) -> date | None:
    """The day at whose close an action has been silent for longer than the rules allow.

    Counted from the day of the last recording, or from the start of an action
    that nobody reported on; planned work is not missed before it is to begin.

    Returns:
        None when the calendar ends before that.
    """
    told = max((update.recorded for update in state.updates), default=state.start)
    day = told.toordinal() + state.rules.stale_after_days + 1
    if state.status is Status.PLANNED:
        day = max(day, state.start.toordinal())
    return date.fromordinal(day) if day <= date.max.toordinal() else None


def _due(state: ActionState, say: Clauses) -> Iterator[str]:
    """When an action is due and was first planned; or whether it was completed in time."""
    words = say.words
    if state.completed_on:
        late = state.completed_on > state.original_due.last
        phrase = "Completed on {day}, on time (due: {due})."
        if late:
            phrase = "Completed on {day}, later than first planned (due: {due})."
        day = words.day(state.completed_on)
        yield words.say(phrase, day=day, due=words.due(state.original_due))
    elif state.open:
        moved = [update.reason for update in state.updates if update.due]
        item = say.action(state.action.id)
        yield _is_due(item, state.current_due, state.original_due, moved, say)
        with_it = [step for step in state.action.milestones if step.id not in state.reached]
        titles = [say.quoted(s.title) for s in with_it if state.due_of(s).last == state.due]
        if titles:
            yield words.count(
                "Also due then: milestone {milestones}.",
                "Also due then: milestones {milestones}.",
                len(titles),
                milestones=words.listed(titles),
            )


def _is_due(item: str, due: Due, first: Due, reasons: Sequence[Text | None], say: Clauses) -> str:
    """When something is due, as a period is called, and when it was first planned."""
    phrase = "{item}: is due {when}."
    if due != first:
        phrase = "{item}: is due {when} (first planned: {first})."
    words = say.words
    clause = words.say(phrase, item=item, when=words.when(due), first=words.due(first))
    return sentence(say.with_reason(clause.removesuffix("."), reasons[-1] if reasons else None))


def _news(state: ActionState, say: Clauses) -> Iterator[str]:
    """What was last told, and on which day."""
    words, last = say.words, state.updates[-1:]
    if not last:
        yield words.say("Nothing has been reported yet.")
        return
    status = state.fold.status
    clause = words.say(
        "Last report, of {day}: {status}; done: {done}.",
        day=words.day(last[0].date),
        status=words.say(phrases.STATUSES[status] if status else "unknown"),
        done=say.done(state),
    )
    stopped = {Status.CANCELLED, Status.SUSPENDED}
    given = [u.reason for u in state.updates if status in stopped and u.status is status]
    yield sentence(say.with_reason(clause.removesuffix("."), given[-1] if given else None))
    if last[0].summary:
        yield say.quoted(last[0].summary)


def _last_heard(state: ActionState, say: Clauses) -> str:
    """An action that is to be reported on, and since when nothing was heard."""
    words, item = say.words, say.action(state.action.id)
    if state.updates:
        day = words.day(state.updates[-1].date)
        return words.say("{item}: the last news dates from {day}.", item=item, day=day)
    phrase = "{item}: no report so far; the work was to begin on {day}."
    return words.say(phrase, item=item, day=words.day(state.start))
