"""Rules between records that a programme must keep to be read at all. Source: problems.md.

Each rule is a generator of problems, listed in `RULES`; `errors` runs them
all. Rules that only warn are in `findings`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Final, Protocol, cast

from attrs import evolve, field, frozen

from benelux_tracker import limits
from benelux_tracker.braces import KINDS, cited, meant, there_is
from benelux_tracker.corrections import circles, correction, second_corrections
from benelux_tracker.errors import Placed, Problem, did_you_mean, problem_at
from benelux_tracker.exact import mistakes
from benelux_tracker.model import Action, StatusUpdate, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.vocabulary import UpdateId

Lost = Mapping[str, set[str]]
"""Ids of tables that stand in the files but could not be read, by table."""

ABOUT: Final = ("programme", "theme", "dossier", "working_group")
"""What a narrative may be about."""

_CITED: Final = {"sources": "source"}
_WORK: Final = {"objective": "objective", "successor": "action", "partners": "partner"}

REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "dossier": {"theme": "theme"},
    "objective": {"dossier": "dossier"},
    "action": {**_WORK, "groups": "working_group", **_CITED},
    "update": {"action": "action", "group": "working_group", "values": "indicator", **_CITED},
    "indicator": {"action": "action", "objective": "objective", **_CITED},
    "event": {"action": "action", "dossier": "dossier", **_CITED},
    "consultation": {"group": "working_group", **_CITED},
    "narrative": _CITED,
}
"""The keys of a table that name records of another table."""


_PLAN: Final = ("theme", "dossier", "working_group", "objective", "action")
_WITH_ID: Final = (*_PLAN, "update", "indicator", "event", "partner", "source")


class _Named(Placed, Protocol):
    @property
    def id(self) -> Any: ...  # noqa: ANN401 - a converted field is no `str` to a protocol


class _Broken(Placed, Protocol):
    """A table that could not be read as a record: its name, and the keys that are right."""

    @property
    def name(self) -> str: ...
    @property
    def keys(self) -> Mapping[str, object]: ...


@frozen
class _Ids:
    """Every id of the files by table, also of the tables that could not be read."""

    by_table: Mapping[str, Mapping[str, object]]
    lost: Lost
    broken: Sequence[_Broken]
    hints: dict[tuple[str, str], str] = field(factory=dict[tuple[str, str], str], init=False)

    def hint(self, kind: str, word: str, among: int, find: Callable[[], str]) -> str:
        """The hint for an unknown word, found once; none where words are compared too often."""
        if (kind, word) not in self.hints and (len(self.hints) + 1) * among <= limits.COMPARED:
            self.hints[kind, word] = find()
        return self.hints.get((kind, word), "")

    def unknown(
        self, table: str, wanted: Iterable[str], record: Placed, key: str
    ) -> Iterator[Problem]:
        known = self.by_table[table]
        for word in dict.fromkeys(wanted):
            if word not in known and word not in self.lost.get(table, ()):
                yield problem_at(
                    f"unknown-{table.replace('_', '-')}",
                    record,
                    key,
                    f'no {table.replace("_", " ")} "{word:.300}"',
                    self.hint(table, word, len(known), partial(did_you_mean, word, known)),
                )


def errors(
    programme: WorkProgramme, lost: Lost | None = None, broken: Sequence[_Broken] = ()
) -> list[Problem]:
    """Every error between the records of a programme; none for one that can be used.

    Of very many only the first: one more than a load tells.

    Args:
        programme: a programme, loaded or made in Python.
        lost: ids that are known to exist though their tables could not be read.
        broken: tables that could not be read; what they refer to is checked all the same.
    """
    tables: dict[str, Sequence[_Named]]
    tables = {name: getattr(programme, f"{name}s") for name in _WITH_ID}
    by_table = {name: {record.id: record for record in rows} for name, rows in tables.items()}
    ids = _Ids(by_table, lost or {}, broken)
    twice = [name for name, rows in tables.items() if len(by_table[name]) < len(rows)]
    found = chain(
        (problem for name in twice for problem in _same_ids(name, tables[name])),
        (problem for rule in RULES for problem in rule(programme, ids)),
    )
    return list(islice(found, limits.PROBLEMS + 1))


def errors_in(
    programme: WorkProgramme, updates: Sequence[StatusUpdate], before: Sequence[StatusUpdate]
) -> list[Problem]:
    """The errors of some updates on top of a programme that has none.

    Args:
        programme: a programme without errors.
        updates: updates that are to be added; their ids are new.
        before: what was told already of the actions they are about.
    """
    tables: dict[str, Iterable[_Named]] = {
        "working_group": programme.working_groups,
        "indicator": programme.indicators,
        "source": programme.sources,
        "update": (*before, *updates),
    }
    by_table: dict[str, Mapping[str, object]]
    by_table = {name: {record.id: record for record in rows} for name, rows in tables.items()}
    known = programme.action_by_id
    by_table["action"] = cast("Mapping[str, object]", known)
    ids = _Ids(by_table, {}, ())
    problems = [problem for update in updates for problem in _referred("update", update, ids)]
    about = dict.fromkeys(update.action for update in (*before, *updates))
    actions = tuple(known[name] for name in about if name in known)
    told = evolve(programme, actions=actions, updates=(*before, *updates))
    return [*problems, *_statements(told, ids), *_corrections(told, ids)]


def _same_ids(table: str, rows: Iterable[_Named], what: str = "") -> Iterator[Problem]:
    first: dict[str, _Named] = {}
    for row in rows:
        other = first.get(row.id)
        first.setdefault(row.id, row)
        if other:
            hint = "give each of them an id of its own" if table == "update" else ""
            where = f" at {other.origin}" if other.origin else ""
            message = f'{table.replace("_", " ")} "{row.id}" stands already{where}{what}'
            yield problem_at("duplicate-id", row, "id", message, hint)


def _references(programme: WorkProgramme, ids: _Ids) -> Iterator[Problem]:
    for table in REFERENCES:
        records: Sequence[Placed] = getattr(programme, f"{table}s")
        for record in records if _in_doubt(table, records, ids) else ():
            yield from _referred(table, record, ids)
    for broken in ids.broken:
        for key, of in REFERENCES.get(broken.name, {}).items():
            yield from ids.unknown(of, _words(broken.keys.get(key)), broken, key)


def _in_doubt(table: str, records: Sequence[Placed], ids: _Ids) -> bool:
    """Whether a record refers to what is not there: a quick look at all of them at once."""
    return any(
        not {word for given in map(attrgetter(key), records) if given for word in _words(given)}
        <= ids.by_table[of].keys()
        for key, of in REFERENCES[table].items()
    )


def _referred(table: str, record: Placed, ids: _Ids) -> Iterator[Problem]:
    for key, of in REFERENCES[table].items():
        given: object = getattr(record, key)
        if given is not None:
            yield from ids.unknown(of, _words(given), record, key)


def _words(given: object) -> list[str]:
    words: Iterable[object] = (given,)
    if not isinstance(given, str) and isinstance(given, tuple | list | Mapping):
        words = cast("Iterable[object]", given)
    return [word.partition("#")[0] for word in words if isinstance(word, str)]


def _narratives(programme: WorkProgramme, ids: _Ids) -> Iterator[Problem]:
    for narrative in programme.narratives:
        table, _, key = narrative.about.partition(":")
        if table not in ABOUT or (table == "programme") == bool(key):
            hint = "write programme, theme:…, dossier:… or working_group:…"
            message = f'nothing is called "{narrative.about:.300}"'
            yield problem_at("unknown-about", narrative, "about", message, hint)
        elif key:
            yield from ids.unknown(table, [key], narrative, "about")


def _figures(programme: WorkProgramme, ids: _Ids) -> Iterator[Problem]:
    known = {kind: {*ids.by_table[kind], *ids.lost.get(kind, ())} for kind in KINDS}
    among = sum(map(len, known.values()))
    told: list[tuple[Placed, object]]
    told = [(text, text.text.translations or text.text.plain) for text in programme.narratives]
    told += [(t, t.keys.get("text", "")) for t in ids.broken if t.name == "narrative"]
    for record, given in told:
        texts = cast("Mapping[str, str]", given if isinstance(given, Mapping) else {"": given})
        for language, text in texts.items():
            for wrong in dict.fromkeys(c for c in cited(text) if not there_is(c, known)):
                key = f"text.{language}".rstrip(".")
                message, among = (
                    f"there is no figure {wrong.text:.300}",
                    sum(map(len, known.values())),
                )
                hint = ids.hint("figure", wrong.text, among, partial(meant, wrong, known))
                yield problem_at("unknown-figure", record, key, message, hint)


def _plans(programme: WorkProgramme, _: _Ids) -> Iterator[Problem]:
    if programme.end < programme.start:
        message = f"the end {programme.end} is before the start {programme.start}"
        yield problem_at("due-before-start", programme, "end", message)
    if not programme.languages:
        yield problem_at("no-language", programme, "languages", "has no language")
    for word in _repeated(programme.languages):
        yield problem_at("repeated", programme, "languages", f'"{word}" stands twice')
    for action in programme.actions:
        yield from _plan(action, programme)


def _plan(action: Action, programme: WorkProgramme) -> Iterator[Problem]:
    if not action.groups:
        message = "an action needs at least one working group"
        yield problem_at("no-group", action, "groups", message, "the first one leads")
    for key, words in (("groups", action.groups), ("countries", action.countries)):
        for word in _repeated(words):
            yield problem_at("repeated", action, key, f'"{word}" stands twice')
    yield from _same_ids("milestone", action.milestones)
    start = action.start or max(programme.start, action.adopted or programme.start)
    due = action.due or Due.on(programme.end)
    if due.last < start and (action.due or programme.start <= programme.end):
        due_text = f"due {due}" if action.due else f"the programme's end {due}"
        start_text = f"start {start}" if action.start else f"its start by default, {start}"
        message = f"{due_text} is before {start_text}"
        hint = "write an earlier start, or a later due"
        yield problem_at(
            "due-before-start", action, "due" if action.due else "start", message, hint
        )


def _repeated(words: Sequence[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _indicators(programme: WorkProgramme, _: _Ids) -> Iterator[Problem]:
    for indicator in programme.indicators:
        if (indicator.action is None) == (indicator.objective is None):
            message = "an indicator measures one action or one objective"
            hint = "write either action or objective"
            yield problem_at("no-subject", indicator, "action", message, hint)


def _meetings(programme: WorkProgramme, _: _Ids) -> Iterator[Problem]:
    for meeting in programme.consultations:
        if (meeting.date is None) == (meeting.year is None):
            message = "meetings are counted on a day or in a year"
            yield problem_at("no-date", meeting, "date", message, "write either date or year")
    for event in programme.events:
        if event.end and event.end < event.date.first:
            message = f"the end {event.end} is before the date {event.date}"
            yield problem_at("due-before-start", event, "end", message)


def _statements(programme: WorkProgramme, ids: _Ids) -> Iterator[Problem]:
    steps = {action.id: {step.id for step in action.milestones} for action in programme.actions}
    for update in programme.updates:
        mistyped = [] if update.origin else list(mistakes(update))
        yield from mistyped
        if mistyped:
            continue
        if update.recorded < update.date:
            message = f"recorded {update.recorded} is before the date {update.date}"
            hint = "date is the day of the fact, recorded the day it was told"
            yield problem_at("recorded-before-date", update, "recorded", message, hint)
        if update.corrects and update.retracts:
            message = "an update corrects or retracts another, not both"
            yield problem_at("corrects-and-retracts", update, "retracts", message)
        yield from _stated(update)
        if update.action in steps and (update.reached or update.milestone_due):
            yield from _steps(update, steps[update.action], ids)


_SAID: Final = ("status", "confidence", "percent", "reached", "due")
_FACTS: Final = (*_SAID, "milestone_due", "values", "summary")
_facts: Final = attrgetter(*_FACTS)


def _stated(update: StatusUpdate) -> Iterator[Problem]:
    facts: tuple[object, ...] = _facts(update)
    news = any(facts) or update.percent == 0
    if news + update.unchanged + bool(update.retracts) == 1:  # one of the three, as it should be
        return
    stated = [key for key, fact in zip(_FACTS, facts, strict=True) if fact or fact == 0]
    if update.unchanged and stated:
        message = f"a nil return (unchanged = true) states nothing else, got {', '.join(stated)}"
        yield problem_at("nil-with-news", update, "unchanged", message)
    if update.retracts and (stated or update.unchanged):
        message = "a retraction states nothing"
        hint = "write a correction (corrects = …) to state something else instead"
        yield problem_at("retraction-with-news", update, "retracts", message, hint)
    if not (stated or update.unchanged or update.retracts):
        hint = "write unchanged = true when there is nothing to report"
        yield problem_at("says-nothing", update, "", "an update states at least one thing", hint)


def _steps(update: StatusUpdate, known: Collection[str], ids: _Ids) -> Iterator[Problem]:
    for key, steps in (("reached", update.reached), ("milestone_due", update.milestone_due)):
        for step in dict.fromkeys(steps):
            if step not in known:
                message = f'no milestone "{step}" in action "{update.action}"'
                hint = ids.hint(update.action, step, len(known), partial(did_you_mean, step, known))
                yield problem_at("unknown-milestone", update, key, message, hint)


def _corrections(programme: WorkProgramme, ids: _Ids) -> Iterator[Problem]:
    right = tuple(u for u in programme.updates if u.origin or not any(mistakes(u)))
    changing = [update for update in right if update.corrects or update.retracts]
    if not changing:
        return
    updates: Mapping[UpdateId, StatusUpdate] = {update.id: update for update in right}
    for update in changing:
        for key in ("corrects", "retracts"):
            wanted: UpdateId | None = getattr(update, key)
            if wanted is None:
                continue
            yield from ids.unknown("update", [wanted], update, key)
            if wanted in updates:
                yield from correction(update, updates[wanted], key)
    yield from circles({update.id: update for update in changing})
    yield from second_corrections(right)


Rule = Callable[[WorkProgramme, _Ids], Iterator[Problem]]

RULES: Final[tuple[Rule, ...]] = (
    _references,
    _narratives,
    _figures,
    _plans,
    _indicators,
    _meetings,
    _statements,
    _corrections,
)
"""The rules, in the order they are tried."""
