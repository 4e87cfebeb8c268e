"""What is odd but does not stop a load: warnings to read and mend. Source: problems.md.

Each rule is a generator of problems, listed in `RULES`; `findings` runs them
all. Rules that stop a load are in `checks`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from attrs import evolve, fields

from benelux_tracker.checks import errors
from benelux_tracker.citations import actions_cited, cited
from benelux_tracker.errors import Problem, Severity, only, problem_at
from benelux_tracker.history import in_force
from benelux_tracker.model import Action, Consultation, StatusUpdate, Text, WorkProgramme
from benelux_tracker.vocabulary import Confidence, Language, Level, Status

_APART: Final = 10
_STATED: Final = ("status", "confidence", "percent", "due", "reached", "milestone_due", "values")


def findings(programme: WorkProgramme, language: str = "") -> tuple[Problem, ...]:
    """Every warning about a programme: what a reader should know, or someone should mend.

    Args:
        programme: a programme without errors.
        language: tell of missing translations into this language only; all for none.

    Returns:
        The warnings, by file, line and code.
    """
    if language:
        order = (programme.languages[0], Language(language))
        programme = evolve(programme, languages=tuple(dict.fromkeys(order)))
    found = [problem for rule in RULES for problem in rule(programme)]
    return tuple(sorted((evolve(p, severity=Severity.WARNING) for p in found), key=_place))


def check(programme: WorkProgramme, language: str = "") -> tuple[Problem, ...]:
    """Everything that is wrong or odd in a programme: its errors, or else its warnings.

    A loaded programme has no errors left; one made in Python may have.

    Args:
        programme: any programme.
        language: tell of missing translations into this language only; all for none.
    """
    return tuple(errors(only(programme, WorkProgramme))) or findings(programme, language)


def _place(problem: Problem) -> tuple[str, int, str, str]:
    place = problem.place
    file, line = (place.file, place.line or 0) if place else ("", 0)
    return file, line, problem.path, problem.code


def _stories(programme: WorkProgramme) -> Iterator[tuple[Action, Sequence[StatusUpdate]]]:
    for action in programme.actions:
        yield action, in_force(programme.history[action.id])


def _missing_reasons(programme: WorkProgramme) -> Iterator[Problem]:
    for _, updates in _stories(programme):
        for update in updates:
            wants = [
                key
                for key, wanted in (
                    ("status", update.status in {Status.CANCELLED, Status.SUSPENDED}),
                    ("due", update.due is not None),
                    ("confidence", update.confidence in {Confidence.AMBER, Confidence.RED}),
                )
                if wanted
            ]
            if wants and not update.reason:
                what = f"{getattr(update, wants[0])}"
                message = f'{wants[0]} "{what}" has no reason'
                hint = "add reason = { … }: readers will ask why"
                yield problem_at("missing-reason", update, wants[0], message, hint)


def _left_out(programme: WorkProgramme) -> Iterator[Problem]:
    updates = {update.id: update for update in programme.updates}
    for update in programme.updates:
        target = updates.get(update.corrects) if update.corrects else None
        if target is None:
            continue
        lost = [k for k in _STATED if _says(target, k) and not _says(update, k)]
        if lost:
            message = f'"{target.id}" stated {", ".join(lost)}, its correction does not'
            hint = "a correction replaces its target whole: restate what still holds"
            yield problem_at("correction-leaves-out", update, "corrects", message, hint)


def _says(update: StatusUpdate, key: str) -> bool:
    value = getattr(update, key)
    return value not in (None, (), {})


def _strange_groups(programme: WorkProgramme) -> Iterator[Problem]:
    for action, updates in _stories(programme):
        for update in updates:
            if update.group and update.group not in action.groups:
                message = f'"{update.group}" is not one of the groups of action "{action.id}"'
                hint = f"its groups are {', '.join(action.groups)}"
                yield problem_at("strange-group", update, "group", message, hint)


def _percents(programme: WorkProgramme) -> Iterator[Problem]:
    for _, updates in _stories(programme):
        status, before = Status.PLANNED, 0
        for update in updates:
            status = update.status or status
            if update.percent is None:
                continue
            if update.percent and status is Status.PLANNED:
                message = f"{update.percent} % is reported of an action that is planned"
                hint = 'add status = "in_progress"'
                yield problem_at("percent-while-planned", update, "percent", message, hint)
            if update.percent < before and not update.reason:
                message = (
                    f"progress went down from {before} % to {update.percent} % without a reason"
                )
                yield problem_at("progress-went-down", update, "percent", message)
            before = update.percent


def _last_words(programme: WorkProgramme) -> Iterator[Problem]:
    for action, updates in _stories(programme):
        status, percent = _last(updates, "status"), _last(updates, "percent")
        if status and status.status is Status.COMPLETED:
            yield from _completed(action, updates, status)
        elif percent:
            yield from _measured(action, updates, percent)


def _last(updates: Sequence[StatusUpdate], key: str) -> StatusUpdate | None:
    return next((u for u in reversed(updates) if getattr(u, key) is not None), None)


def _completed(
    action: Action, updates: Sequence[StatusUpdate], last: StatusUpdate
) -> Iterator[Problem]:
    reached = {step for update in updates for step in update.reached}
    left = [step.id for step in action.milestones if step.id not in reached]
    if left:
        message = f'"{action.id}" is completed, but not its milestones {", ".join(left)}'
        hint = "add them to reached, or take them out of the plan"
        yield problem_at("completed-with-open-milestones", last, "status", message, hint)
    if not action.sources and not any(update.sources for update in updates):
        message = f'"{action.id}" is completed, but nothing says by which source'
        yield problem_at("completed-without-source", last, "sources", message)


def _measured(
    action: Action, updates: Sequence[StatusUpdate], last: StatusUpdate
) -> Iterator[Problem]:
    percent, total = last.percent or 0, sum(step.weight for step in action.milestones)
    if percent == 100:  # noqa: PLR2004
        message = f'100 % is reported, but action "{action.id}" is not completed'
        hint = 'add status = "completed" when it is'
        yield problem_at("whole-but-not-completed", last, "percent", message, hint)
    reached = {step for update in updates for step in update.reached}
    earned = 100 * sum(step.weight for step in action.milestones if step.id in reached)
    if abs(earned - percent * total) > _APART * total:
        message = f"{percent} % is reported, the milestones say {earned // total} %"
        yield problem_at("percent-and-milestones-apart", last, "percent", message)


def _contradictions(programme: WorkProgramme) -> Iterator[Problem]:
    for _, updates in _stories(programme):
        told: dict[str, tuple[StatusUpdate, object]] = {}
        for update in updates:
            for key, said in _facts(update):
                other, before = told.get(key, (update, said))
                if other.date == update.date and before != said:
                    message = f'"{other.id}" says {before} on the same day, this one {said}'
                    hint = "correct the wrong one, or date one of them otherwise"
                    yield problem_at("contradiction", update, key, message, hint)
                told[key] = update, said


def _facts(update: StatusUpdate) -> Iterator[tuple[str, object]]:
    for key in ("status", "confidence", "percent", "due"):
        if _says(update, key):
            yield key, getattr(update, key)
    for key, several in (("milestone_due", update.milestone_due), ("values", update.values)):
        yield from ((f"{key}.{name}", said) for name, said in several.items())


def _translations(programme: WorkProgramme) -> Iterator[Problem]:
    for record in chain([programme], _records(programme)):
        yield from _untranslated(record, programme)


def _records(programme: WorkProgramme) -> Iterator[Any]:
    yield from chain(
        programme.themes,
        programme.dossiers,
        programme.working_groups,
        programme.objectives,
        programme.actions,
        (step for action in programme.actions for step in action.milestones),
        programme.updates,
        programme.indicators,
        programme.events,
        programme.partners,
        programme.narratives,
    )


def _untranslated(record: Any, programme: WorkProgramme) -> Iterator[Problem]:  # noqa: ANN401
    for attribute in fields(type(record)):  # pyright: ignore[reportUnknownArgumentType]
        text = getattr(record, attribute.name)
        if not isinstance(text, Text) or attribute.name == "place":
            continue
        has = text.languages(programme.languages)
        lacks = [language for language in programme.languages if language not in has]
        if lacks:
            message = f"has no text in {', '.join(lacks)}; {has[0]} is shown instead"
            yield problem_at("missing-translation", record, attribute.name, message)


def _unused_objectives(programme: WorkProgramme) -> Iterator[Problem]:
    used = {action.objective for action in programme.actions}
    for objective in programme.objectives:
        if objective.id not in used:
            message = f'objective "{objective.id}" has no actions: not yet operationalised'
            yield problem_at("objective-without-actions", objective, "", message)


def _outdated(programme: WorkProgramme) -> Iterator[Problem]:
    stories = list(_stories(programme))
    for narrative in programme.narratives:
        year, texts = narrative.year, (narrative.text.plain, *narrative.text.translations.values())
        for citation in dict.fromkeys(chain.from_iterable(map(cited, texts))):
            actions = set(actions_cited(citation, programme) or ())
            late = [
                update
                for action, updates in stories
                if action.id in actions and (not action.adopted or action.adopted.year <= year)
                for update in updates
                if update.date.year <= year and update.recorded.year > year + 1
            ]
            if late:
                last = max(late, key=lambda update: update.recorded)
                message = (
                    f'{citation.text} rests on "{last.id}", recorded on {last.recorded}: '
                    f"more than a year after {year}"
                )
                hint = "read it again, and restate or correct the text"
                yield problem_at("outdated-narrative", narrative, "text", message, hint)


def _meetings(programme: WorkProgramme) -> Iterator[Problem]:
    totals: dict[tuple[Level, int], list[Consultation]] = {}
    details: dict[tuple[Level, int], int] = {}
    for meeting in programme.consultations:
        year = meeting.date.year if meeting.date else meeting.year or 0
        if meeting.group is None:
            totals.setdefault((meeting.level, year), []).append(meeting)
        else:
            details[meeting.level, year] = details.get((meeting.level, year), 0) + meeting.count
    for (level, year), meetings in totals.items():
        counted, published = details.get((level, year), 0), sum(m.count for m in meetings)
        if counted > published:
            message = f"{counted} {level} meetings of {year} are listed, {published} published"
            yield problem_at("more-meetings-than-published", meetings[0], "count", message)


Rule = Callable[[WorkProgramme], Iterator[Problem]]

RULES: Final[tuple[Rule, ...]] = (
    _missing_reasons,
    _left_out,
    _strange_groups,
    _percents,
    _last_words,
    _contradictions,
    _translations,
    _unused_objectives,
    _outdated,
    _meetings,
)
"""The rules, in the order they are tried."""
