"""Ids: types of their own in typed code, plain strings wherever a question is asked."""

from collections.abc import Iterable, Mapping
from typing import Protocol, assert_type

import benelux_tracker as bt


def every_id_has_a_type_of_its_own(programme: bt.WorkProgramme) -> None:
    assert_type(programme.id, bt.ProgrammeId)
    assert_type(programme.themes[0].id, bt.ThemeId)
    assert_type(programme.dossiers[0].id, bt.DossierId)
    assert_type(programme.dossiers[0].theme, bt.ThemeId)
    assert_type(programme.working_groups[0].id, bt.GroupId)
    assert_type(programme.objectives[0].id, bt.ObjectiveId)
    assert_type(programme.objectives[0].dossier, bt.DossierId)
    assert_type(programme.actions[0].id, bt.ActionId)
    assert_type(programme.actions[0].groups, tuple[bt.GroupId, ...])
    assert_type(programme.actions[0].countries, tuple[bt.Country, ...])
    assert_type(programme.actions[0].partners, tuple[bt.PartnerId, ...])
    assert_type(programme.actions[0].successor, bt.ActionId | None)
    assert_type(programme.actions[0].milestones[0].id, bt.MilestoneId)
    assert_type(programme.updates[0].id, bt.UpdateId)
    assert_type(programme.updates[0].action, bt.ActionId)
    assert_type(programme.updates[0].corrects, bt.UpdateId | None)
    assert_type(programme.indicators[0].id, bt.IndicatorId)
    assert_type(programme.partners[0].id, bt.PartnerId)
    assert_type(programme.events[0].id, bt.EventId)
    assert_type(programme.sources[0].id, bt.SourceId)
    assert_type(programme.sources[0].url, bt.Url | None)
    assert_type(programme.languages, tuple[bt.Language, ...])
    assert_type(programme.presidencies, Mapping[int, bt.Country])


def titles(programme: bt.WorkProgramme, theme: bt.ThemeId) -> Iterable[bt.Text]:
    """A function as a developer writes it: it asks for the id of a theme and for no other."""
    return (dossier.title for dossier in programme.dossiers if dossier.theme == theme)


def one_id_does_not_pass_for_another(programme: bt.WorkProgramme) -> None:
    theme, dossier, action = programme.themes[0], programme.dossiers[0], programme.actions[0]
    titles(programme, theme.id)
    titles(programme, bt.ThemeId("security"))
    titles(programme, dossier.theme)
    titles(programme, dossier.id)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    titles(programme, action.id)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    titles(programme, "security")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    _ = dossier.theme == theme.id
    _ = theme.id == "security"
    _ = theme.id == dossier.id  # type: ignore[comparison-overlap]
    _ = action.id in {theme.id, dossier.theme}  # type: ignore[comparison-overlap]


def a_mapping_by_id_is_asked_with_such_an_id(
    programme: bt.WorkProgramme, snapshot: bt.Snapshot
) -> None:
    theme, action = programme.themes[0], programme.actions[0]
    assert_type(programme.action_by_id[action.id], bt.Action)
    assert_type(programme.dossier_of[action.id], bt.Dossier)
    assert_type(programme.told[action.id], list[bt.StatusUpdate])
    assert_type(programme.history[action.id], tuple[bt.StatusUpdate, ...])
    assert_type(snapshot.states[action.id], bt.ActionState)
    assert_type(snapshot.states[bt.ActionId("a1")], bt.ActionState)
    snapshot.states[theme.id]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
    snapshot.states["a1"]  # type: ignore[index]  # pyright: ignore[reportArgumentType]


def a_question_takes_a_plain_string(snapshot: bt.Snapshot, action: bt.ActionId, line: str) -> None:
    assert_type(snapshot.state("a1"), bt.ActionState)
    assert_type(snapshot.state(action), bt.ActionState)
    assert_type(snapshot.state(line.strip()), bt.ActionState)
    assert_type(snapshot.progress(["a1", action]), bt.Progress)
    assert_type(snapshot.explain("security"), bt.Explanation)
    assert_type(snapshot.roll_up("theme")["security"], bt.Progress)
    snapshot.state(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.progress([1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


def an_id_that_may_be_missing_is_known_once_it_was_looked_for(update: bt.StatusUpdate) -> None:
    if update.corrects:
        assert_type(update.corrects, bt.UpdateId)
    if update.group is None:
        return
    assert_type(update.group, bt.GroupId)


def an_id_is_a_string(action: bt.ActionId) -> None:
    assert_type(action.upper(), str)
    assert_type(f"{action}.toml", str)
    assert_type(sorted([action]), list[bt.ActionId])


class Named(Protocol):
    """What has an id, whatever it is of."""

    @property
    def id(self) -> str: ...


def named(things: Iterable[Named]) -> list[str]:
    """The ids of things of any kind."""
    return [thing.id for thing in things]


def a_record_is_a_thing_with_an_id(theme: bt.Theme) -> None:
    # pyright takes a field that a plain string may be given to for a descriptor, and so for
    # no `str` of a protocol; mypy does not.
    named([theme])  # pyright: ignore[reportArgumentType]
