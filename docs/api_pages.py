"""How the API pages show the library: names as they are imported, fields with their meaning.

An extension of Sphinx for `sphinx.ext.autodoc`. Types go by the names that the modules give
them (`Dimension`, not the eight words that it stands for). What a field means is taken from where
it is told already: the schema of the files, the columns of the tables, the docstrings.
"""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache, reduce
from operator import or_
from types import FunctionType, SimpleNamespace, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from docutils import nodes  # type: ignore[import-untyped] # has none of its own
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from typing_extensions import TypeAliasType

import benelux_tracker as bt
from benelux_tracker.chase import ChaseList
from benelux_tracker.comparison import Shares
from benelux_tracker.dimensions import Dimension, Key
from benelux_tracker.exchange.columns import COLUMNS, Kind
from benelux_tracker.framed import Backend, Framed, Table
from benelux_tracker.history import Fold
from benelux_tracker.report.render import Format
from benelux_tracker.shown import Displayed, Shown, Told
from benelux_tracker.storage.structure import RENAMED, TABLES
from benelux_tracker.summary.sentences import Length
from benelux_tracker.sweep import Period
from benelux_tracker.tally import SignalRule, Vantage

PUBLIC: Final[Mapping[str, Any]] = {name: getattr(bt, name) for name in bt.__all__}
BESIDE: Final = (Fold, Framed, Shown, Told, Vantage)
"""Classes that are shown beside the public ones: bases, and what some fields hold."""

ALIASES: Final = {
    "Backend": Backend,
    "ChaseList": ChaseList,
    "Dimension": Dimension,
    "Format": Format,
    "Key": Key,
    "Length": Length,
    "Period": Period,
    "Shares": Shares,
    "SignalRule": SignalRule,
    "Table": Table,
}
"""The types with a name of their own; docs/reference/api/ids.md tells of each."""


def foreign(module: str, name: str) -> type:
    """A class that stands for one of a package that is not needed to make the pages."""
    return type(name, (), {"__module__": module})


WRITTEN: Final = {
    **PUBLIC,
    "ChaseList": ChaseList,
    "Figure": foreign("matplotlib.figure", "Figure"),
    "pa": SimpleNamespace(Table=foreign("pyarrow", "Table")),
    "pd": SimpleNamespace(DataFrame=foreign("pandas", "DataFrame")),
    "pl": SimpleNamespace(DataFrame=foreign("polars", "DataFrame")),
}
"""What annotations name that their modules import only for type checkers."""

ELSEWHERE: Final = {
    "https://docs.python.org/3/library/collections.abc.html": (
        "collections.abc.Callable",
        "collections.abc.Iterable",
        "collections.abc.Mapping",
        "collections.abc.Sequence",
    ),
    "https://docs.python.org/3/library/constants.html": ("None",),
    "https://docs.python.org/3/library/datetime.html": ("datetime.date",),
    "https://docs.python.org/3/library/decimal.html": ("decimal.Decimal",),
    "https://docs.python.org/3/library/exceptions.html": (
        "Exception",
        "FileExistsError",
        "FileNotFoundError",
        "ImportError",
        "KeyError",
        "OSError",
        "TypeError",
        "ValueError",
    ),
    "https://docs.python.org/3/library/fractions.html": ("fractions.Fraction",),
    "https://docs.python.org/3/library/functions.html": ("bool", "int"),
    "https://docs.python.org/3/library/os.html": ("os.PathLike",),
    "https://docs.python.org/3/library/stdtypes.html": ("bytes", "dict", "list", "str", "tuple"),
    "https://docs.python.org/3/library/typing.html": ("typing.Any",),
    "https://arrow.apache.org/docs/python/generated/pyarrow.Table.html": ("pyarrow.Table",),
    "https://docs.pola.rs/api/python/stable/reference/dataframe/": ("polars.DataFrame",),
    "https://matplotlib.org/stable/api/figure_api.html": ("matplotlib.figure.Figure",),
    "https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.html": ("pandas.DataFrame",),
}
"""The page of every name that is documented elsewhere."""

ORIGIN: Final = {"origin": "Where it was read; None for a record made in Python."}
SOURCE: Final = re.compile(r"\s*Source: .*\.$", re.MULTILINE)
"""What a docstring tells maintainers of where a rule comes from."""
QUOTED: Final = re.compile(r"(?<![`:\w])`([^`]+)`(?![`_])")

MADE_BY_PEOPLE: Final = {"Due", "Place", "Tally", "Thresholds", "Verdict"}
"""Classes beside the records whose constructor is shown; the others are what a question gives."""


def named(hint: Any) -> Any:  # noqa: ANN401 - any annotation
    """An annotation in which the types with a name of their own go by it."""
    for name, meant in ALIASES.items():
        if hint == meant:
            return TypeAliasType(name, meant)
    if hint is Vantage:
        return bt.Snapshot
    origin, inside = get_origin(hint), get_args(hint)
    if not inside or origin is Literal:
        return hint
    if origin in {Union, UnionType}:
        return reduce(or_, map(named, inside))
    told = tuple([named(i) for i in it] if isinstance(it, list) else named(it) for it in inside)
    return origin[told]


def annotated(owner: Any) -> None:  # noqa: ANN401 - a function or a class
    """Name the types in the annotations of a function or class."""
    hints = get_type_hints(owner, localns=WRITTEN)
    owner.__annotations__ = {name: named(hints[name]) for name in owner.__annotations__}


def functions(cls: type) -> Iterator[FunctionType]:
    """Everything of a class that has a signature."""
    for it in vars(cls).values():
        function = getattr(it, "fget", getattr(it, "__func__", it))
        if isinstance(function, FunctionType) and not function.__name__.startswith("__"):
            yield function


def defaults_told(cls: Any) -> None:  # noqa: ANN401 - a class of attrs
    """Show what a field is without a value, rather than that there is one."""
    make, fields = cls.__init__, {field.name: field.default for field in attrs.fields(cls)}
    shown = {name: shortly(default) for name, default in fields.items()}
    make.__kwdefaults__ = {name: shown[name] for name in make.__kwdefaults__ or ()}
    several = [name for name in fields if name not in make.__kwdefaults__]
    make.__defaults__ = tuple(shown[name] for name in several if fields[name] is not attrs.NOTHING)


def shortly(default: Any) -> object:  # noqa: ANN401 - of any field
    """A default; one that is made anew each time as it is made, `...` if of other fields."""
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type] # is a class
        return default
    text = "..." if default.takes_self else repr(default.factory())
    return type("Shown", (), {"__repr__": lambda _: text})()


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """What is told elsewhere of the fields of a class, by its name and theirs."""
    schema = bt.file_schema()["properties"]
    tables = {cls.__name__: schema[name] for name, cls in TABLES.items()}
    tables["Rules"] = tables["WorkProgramme"]["properties"]["rules"]
    tables["Milestone"] = schema["action"]["items"]["properties"]["milestone"]
    tables["Baseline"], tables["Target"] = (
        schema["indicator"]["items"]["properties"][name] for name in ("baseline", "target")
    )
    fields = {name: it.get("items", it)["properties"] for name, it in tables.items()}
    renamed = {key: name for name, key in RENAMED.items()}
    found = {
        name: {renamed.get(key, key): told["description"] for key, told in keys.items()}
        for name, keys in fields.items()
    }
    found["Tally"] = {column.name: column.meaning for column in COLUMNS["progress"]}
    rows = (column for column in COLUMNS["actions"] if column.kind is not Kind.NUMBER)
    states = {column.name: column.meaning for column in rows if column.name != "action"}
    return {**found, "ActionState": states}


@cache
def kept_properties(cls: type) -> Mapping[str, str]:
    """The docstrings of properties that attrs makes slots of, and so loses."""
    tree = ast.parse(inspect.getsource(cls))
    made = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name: ast.get_docstring(node) or "" for node in made}


def meaning(path: str) -> str:
    """What a field of a public class means, for `benelux_tracker.Action.title`."""
    *_, owner, name = path.split(".")
    told = meanings().get(owner, {}).get(name) or ORIGIN.get(name, "")
    return told or kept_properties(PUBLIC[owner]).get(name, "") if owner in PUBLIC else ""


def documented(
    _app: Sphinx, what: str, name: str, it: object, _options: object, lines: list[str]
) -> None:
    """Make of a docstring what a page can show: with meanings and links, without our sources."""
    if what == "property":  # of which napoleon took for a type what stands before a colon
        lines[:] = (inspect.getdoc(it) or "").split("\n")
    if what == "attribute" and (not any(lines) or lines[0].startswith("Alias for field")):
        lines[:] = [meaning(name)]
    own = names_within(it)
    text = SOURCE.sub("", "\n".join(lines))
    lines[:] = QUOTED.sub(lambda found: linked(found[1], own), text).split("\n")


def names_within(it: object) -> set[str]:
    """The parameters and fields of something, which are no public names there."""
    if inspect.isclass(it):
        return set(dir(it)) | set(getattr(it, "__annotations__", ()))
    return set(inspect.signature(it).parameters) if inspect.isfunction(it) else set()


def linked(quoted: str, own: set[str]) -> str:
    """What stands in backticks: a link to what is public, or else code."""
    first, _, rest = quoted.partition(".")
    public = first in PUBLIC and first not in own and (not rest or hasattr(PUBLIC[first], rest))
    return f":py:obj:`~benelux_tracker.{quoted}`" if public else f"``{quoted}``"


def signature_shown(
    _app: Sphinx,
    what: str,
    _name: str,
    it: Any,  # noqa: ANN401 - anything
    _options: object,
    arguments: str,
    _result: str,
) -> tuple[str, None] | None:
    """Leave out how a record is made that nobody makes but the library."""
    if what not in {"class", "exception"} or not arguments:
        return None
    by_people = it.__module__ == "benelux_tracker.model" or it.__name__ in MADE_BY_PEOPLE
    return None if by_people else ("", None)


def bases_shown(_app: Sphinx, _name: str, _it: type, _options: object, bases: list[type]) -> None:
    """Leave out bases that tell a reader nothing."""
    bases[:] = [named(base) for base in bases if base not in {object, Vantage, Framed, Displayed}]


def listed(_app: Sphinx, _domain: str, kind: str, content: nodes.Element) -> None:
    """Keep fields and methods out of the list of what is on a page; it would have hundreds."""
    if kind in {"attribute", "method", "property"}:
        content.parent["no-contents-entry"] = True


def resolved(
    app: Sphinx, env: BuildEnvironment, reference: pending_xref, shown: nodes.Element
) -> nodes.Element | None:
    """Where a name leads that is not documented under it: its public name, or elsewhere."""
    if reference.get("refdomain") != "py":
        return None
    target, python = reference["reftarget"], env.domains.python_domain
    page, name = reference.get("refdoc", env.docname), target.rpartition(".")[2]
    if target.startswith("benelux_tracker.report.") and name not in PUBLIC:
        schema = app.builder.get_relative_uri(page, "reference/report-schema")
        return nodes.reference("", "", shown, refuri=f"{schema}#{name.lower()}")
    for known in (f"benelux_tracker.{name}", name):
        if known in python.objects and target.startswith(("benelux_tracker.", "api_pages.")):
            return python.resolve_xref(env, page, app.builder, "obj", known, reference, shown)
    for address, names in ELSEWHERE.items():
        if target in names:
            anchor = f"#{target}" if "python.org" in address else ""
            return nodes.reference("", "", shown, refuri=address + anchor, internal=False)
    return None


def setup(app: Sphinx) -> Mapping[str, bool]:
    """Tell Sphinx of all this."""
    for it in (*PUBLIC.values(), *BESIDE):
        if inspect.isclass(it):
            told = [it] if attrs.has(it) else []
            for owner in (*told, *functions(it)):
                annotated(owner)
            if attrs.has(it):
                annotated(it.__init__)
                defaults_told(it)
        elif inspect.isfunction(it):
            annotated(it)
    for name in bt.plot.__all__:
        annotated(getattr(bt.plot, name))
    app.connect("autodoc-process-docstring", documented, priority=900)  # after napoleon
    app.connect("autodoc-process-signature", signature_shown)
    app.connect("autodoc-process-bases", bases_shown)
    app.connect("object-description-transform", listed)
    app.connect("missing-reference", resolved)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
