"""Ways to cut a programme: by theme, group, country …; and what a question may be about.

Everything here is plan: which actions belong to what, whatever is told of
them. Source: how-it-counts.md.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Final, Literal, cast, get_args

from attrs import frozen

from benelux_tracker.errors import RequestError, UnknownKeyError, did_you_mean
from benelux_tracker.history import original_due, resting_on
from benelux_tracker.model import Action, Text, WorkProgramme
from benelux_tracker.vocabulary import ActionId

Dimension = Literal[
    "theme",
    "dossier",
    "objective",
    "lead_group",
    "working_group",
    "output",
    "country",
    "due_year",
]
Key = str | tuple[str, ...]
Members = Mapping[Key, Sequence[ActionId]]

NONE: Final = "none"
"""The key of actions that have no country or no output."""

PARTING: Final = frozenset({"theme", "dossier", "objective", "lead_group", "output", "due_year"})
"""The dimensions that give every action one key."""

_KEYS: Final[Mapping[str, Callable[[WorkProgramme, Action], Sequence[str]]]] = {
    "theme": lambda programme, action: (programme.dossier_of[action.id].theme,),
    "dossier": lambda programme, action: (programme.dossier_of[action.id].id,),
    "objective": lambda _, action: (action.objective,),
    "lead_group": lambda _, action: action.groups[:1],
    "working_group": lambda _, action: action.groups,
    "output": lambda _, action: (action.output,) if action.output else (),
    "country": lambda _, action: action.countries,
    "due_year": lambda programme, action: (f"{original_due(action, programme).last.year:04}",),
}


def dimensions(by: Dimension | Sequence[Dimension]) -> tuple[Dimension, ...]:
    """One dimension or several, as a tuple.

    Raises:
        RequestError: when there is no such dimension (a `ValueError`).
    """
    given: object = by
    named: tuple[Dimension, ...] = tuple(by) if isinstance(given, tuple | list) else (by,)  # type: ignore[arg-type, assignment]
    if not named:
        raise RequestError(sentence("no dimension", did_you_mean("", _KEYS)))
    for dimension in map(str, named):
        if dimension not in _KEYS:
            hint = did_you_mean(dimension, get_args(Dimension))
            raise RequestError(sentence(f'no dimension "{dimension}"', hint))
    return named


def members(programme: WorkProgramme, by: tuple[Dimension, ...]) -> Members:
    """The actions of every key of some dimensions, in the programme's order.

    No dimension at all gives one key, `()`, with every action. It is made once
    and kept: what is supposed of a programme does not change its plan.
    """
    planned = resting_on(programme)
    memory, name = planned.memory, ("members", *by)
    if name not in memory:
        memory[name] = _members(planned, by)
    return cast("Members", memory[name])


def _members(programme: WorkProgramme, by: tuple[Dimension, ...]) -> Members:
    found: dict[Key, list[ActionId]] = {} if by else {(): []}
    for action in programme.actions:
        for key in keys_of(action, programme, by):
            found.setdefault(key, []).append(action.id)
    order = [{key: n for n, key in enumerate(all_keys(programme, name))} for name in by]
    return {key: tuple(found[key]) for key in sorted(found, key=lambda k: _rank(k, order))}


def keys_of(action: Action, programme: WorkProgramme, by: tuple[Dimension, ...]) -> Sequence[Key]:
    """The keys that an action has in some dimensions."""
    columns = [_KEYS[name](programme, action) or (NONE,) for name in by]
    return columns[0] if len(columns) == 1 else list(product(*columns))


def all_keys(programme: WorkProgramme, dimension: Dimension) -> Sequence[str]:
    """The keys that a programme knows of in a dimension, in its order; none for open lists."""
    match dimension:
        case "theme":
            return [theme.id for theme in programme.themes]
        case "dossier":
            return [dossier.id for dossier in programme.dossiers]
        case "objective":
            return [objective.id for objective in programme.objectives]
        case "lead_group" | "working_group":
            return [group.id for group in programme.working_groups]
        case "country":
            return sorted({code for action in programme.actions for code in action.countries})
        case _:
            return ()


def keys_without_actions(
    programme: WorkProgramme, by: tuple[Dimension, ...], parts: Mapping[Key, object]
) -> tuple[str, ...]:
    """The groups or countries that the programme knows of and no part is about."""
    if by not in {("working_group",), ("country",), ("lead_group",)}:
        return ()
    return tuple(key for key in all_keys(programme, by[0]) if key not in parts)


def _rank(key: Key, order: Sequence[Mapping[str, int]]) -> list[tuple[bool, int, str]]:
    keys = (key,) if isinstance(key, str) else key
    return [
        (part == NONE, ranks.get(part, len(ranks)), part)
        for part, ranks in zip(keys, order, strict=True)
    ]


@frozen
class Subject:
    """What a question is about: the programme, a part of it, a cell of a matrix, or one action.

    `parts` are pairs of a kind and a key, none for the whole programme;
    `actions` are those that belong to all of them.
    """

    parts: tuple[tuple[str, str], ...]
    actions: tuple[ActionId, ...]

    @property
    def is_action(self) -> bool:
        """Whether this is a single action rather than a set of them."""
        return [kind for kind, _ in self.parts] == ["action"]

    def __str__(self) -> str:
        return " × ".join(":".join(part) for part in self.parts) or PROGRAMME


PROGRAMME: Final = "programme"
"""The key of the whole programme."""

_NAMED: Final[tuple[Dimension, ...]] = ("theme", "dossier", "objective", "working_group")
"""The kinds that a bare id may be of, beside an action."""


def subject_of(programme: WorkProgramme, key: Key) -> Subject:
    """What a key is about.

    Args:
        programme: the programme.
        key: `programme`; an id of a theme, dossier, objective, working group or
            action; any of them with its kind in front (`theme:security`), as also
            `lead_group:…`, `country:BE`, `output:treaty`, `due_year:2026`; or a tuple
            of such keys, for what belongs to all of them.

    Raises:
        UnknownKeyError: when nothing goes by that id (a `KeyError`).
        RequestError: when several things do (a `ValueError`).
    """
    if isinstance(key, tuple | list):
        found = [subject_of(programme, part) for part in key]
        sets = [set(subject.actions) for subject in found]
        every = members(programme, ())[()]
        ordered = tuple(action for action in every if all(action in held for held in sets))
        return Subject(tuple(part for subject in found for part in subject.parts), ordered)
    if not isinstance(key, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise RequestError(f"a key is a text, or a tuple of texts; got {key!r}")
    if key == PROGRAMME:
        return Subject((), tuple(members(programme, ())[()]))
    kind, colon, name = key.partition(":")
    if colon and kind in {*_KEYS, "action"}:
        return _part(programme, kind, name)
    kinds = [kind for kind in _NAMED if key in all_keys(programme, kind)]
    kinds_found = [*kinds, *(["action"] if key in programme.action_by_id else [])]
    if len(kinds_found) > 1:
        choice = " or ".join(f"{kind}:{key}" for kind in kinds_found)
        raise RequestError(f'several things are called "{key}"; write {choice}')
    if not kinds_found:
        raise UnknownKeyError(sentence(f'nothing is called "{key}"', _meant(programme, key)))
    return _part(programme, kinds_found[0], key)


def _meant(programme: WorkProgramme, word: str) -> str:
    """The hint for a word that is no id: what is called so, or nearly so, in any language."""
    from difflib import get_close_matches

    planned = (programme.themes, programme.dossiers, programme.objectives, programme.actions)
    texts: list[tuple[str, Text]] = [(PROGRAMME, programme.title)]
    texts += [(thing.id, thing.title) for things in planned for thing in things]
    texts += [(group.id, group.name) for group in programme.working_groups]
    called: dict[str, list[str]] = {}
    for name, text in texts:
        for title in (name, *(text.translations.values() or [text.plain])):
            called.setdefault(title.casefold(), []).append(f'"{name}"')
    near = get_close_matches(word.casefold(), called, n=1)
    if near:
        return f"did you mean {' or '.join(dict.fromkeys(called[near[0]]))}?"
    return did_you_mean("", [name for name, _ in texts])


def _part(programme: WorkProgramme, kind: str, name: str) -> Subject:
    if kind == "action":
        known: Sequence[str] = list(programme.action_by_id)
        actions: tuple[ActionId, ...] = (ActionId(name),)
    else:
        dimension = cast("Dimension", kind)
        parts = members(programme, (dimension,))
        known = [*all_keys(programme, dimension), *map(str, parts)]
        actions = tuple(parts.get(name, ()))
    if name not in known:
        hint = did_you_mean(name, known)
        raise UnknownKeyError(sentence(f'no {kind.replace("_", " ")} "{name}"', hint))
    return Subject(((kind, name),), actions)


def sentence(message: str, hint: str) -> str:
    """A message and what to write instead."""
    return f"{message}; {hint}" if hint else message
