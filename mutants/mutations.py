"""What can be changed in a module: one small change at a time, anywhere but in types and words.

Annotations, decorators and docstrings are left alone; properties, methods of
frozen records, constants and lambdas are changed like any other code.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import singledispatch
from types import CodeType
from typing import Final

from attrs import frozen

LEFT_ALONE: Final = {"annotation", "returns", "decorator_list", "bases"}
NAMED: Final = ast.FunctionDef | ast.ClassDef
MOST_WORDS: Final = 12

COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
FUNCTIONS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
ORDERS: Final = {"sorted", "reversed"}


@frozen(kw_only=True, eq=False)
class Mutant:
    """A module with one change, known by where it is and what it is, not by a line number.

    `line` is the line of the source that is changed, without its indent.
    """

    module: str
    function: str
    line: str
    mutation: str
    tree: ast.Module
    owner: ast.AST
    field: str
    value: object

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What stays the same when lines are added elsewhere."""
        return self.module, self.function, self.line, self.mutation

    def code(self, path: str) -> CodeType:
        """The changed module, compiled; the tree stays changed, so ask in a process of its own."""
        setattr(self.owner, self.field, self.value)
        return compile(ast.fix_missing_locations(self.tree), path, "exec")


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree, lines = ast.parse(source), source.splitlines()
    seen: Counter[tuple[str, str, str]] = Counter()
    for function, owner, field, index, node in _places(tree, ""):
        line = lines[_first_line(node, owner) - 1].strip()
        for variant in variants(node):
            mutation = _words(node, variant)
            seen[function, line, mutation] += 1
            again = seen[function, line, mutation]
            yield Mutant(
                module=module,
                function=function,
                line=line,
                mutation=f"{mutation} ({again})" if again > 1 else mutation,
                tree=tree,
                owner=owner,
                field=field,
                value=_with(getattr(owner, field), index, variant),
            )


def _places(
    node: ast.AST, function: str
) -> Iterator[tuple[str, ast.AST, str, int | None, ast.AST]]:
    """Every node that may be changed: its function, what holds it, and where."""
    for field, held in ast.iter_fields(node):
        children = enumerate(held) if isinstance(held, list) else [(None, held)]
        for index, child in children:
            if field in LEFT_ALONE or not isinstance(child, ast.AST) or _is_beside_the_code(child):
                continue
            yield function, node, field, index, child
            within = f"{function}.{child.name}" if isinstance(child, NAMED) else function
            yield from _places(child, within.strip("."))


def _is_beside_the_code(node: ast.AST) -> bool:
    """Whether it is a docstring, a type of several parts, or a guard that never strikes."""
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.Subscript(slice=ast.Tuple()):
            return True
        case ast.keyword(arg="strict"):
            return True
        case _:
            return False


def _first_line(node: ast.AST, owner: ast.AST) -> int:
    # A comprehension's `for` has no line; what holds it has.
    return getattr(node, "lineno", 0) or getattr(owner, "lineno", 1)


def _with(held: object, index: int | None, variant: ast.AST) -> object:
    if index is None or not isinstance(held, list):
        return variant
    return [*held[:index], variant, *held[index + 1 :]]


def _words(before: ast.AST, after: ast.AST) -> str:
    """The change in words; of a long piece of code only what differs."""
    old, new = (ast.unparse(node).strip().partition("\n")[0].split() for node in (before, after))
    if len(old) + len(new) > MOST_WORDS:
        while old and new and old[0] == new[0]:
            old, new = old[1:], new[1:]
        while old and new and old[-1] == new[-1]:
            old, new = old[:-1], new[:-1]
    return f"{' '.join(old) or 'nothing'} → {' '.join(new) or 'nothing'}"


def _but(node: ast.AST, **fields: object) -> ast.AST:
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})


def _each_left_out(node: ast.AST, *fields: str) -> Iterator[ast.AST]:
    """The node without its first entry, without its second, and so on."""
    for n in range(len(getattr(node, fields[0]))):
        entries = {field: getattr(node, field) for field in fields}
        yield _but(node, **{name: [*held[:n], *held[n + 1 :]] for name, held in entries.items()})


@singledispatch
def variants(_: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node; nothing for most."""
    yield from ()


@variants.register
def _(node: ast.Compare) -> Iterator[ast.AST]:
    for n, sign in enumerate(node.ops):
        yield _but(node, ops=_with(node.ops, n, COMPARISONS[type(sign)]()))


@variants.register
def _(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _but(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    first, *others = node.values
    yield from (first, *others) if len(others) == 1 else _each_left_out(node, "values")


@variants.register
def _(node: ast.BinOp) -> Iterator[ast.AST]:
    yield _but(node, op=OPERATORS[type(node.op)]())


@variants.register
def _(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


@variants.register
def _(node: ast.Constant) -> Iterator[ast.AST]:
    match node.value:
        case bool(truth):
            yield ast.Constant(not truth)
        case int(number):
            yield from (ast.Constant(number + 1), ast.Constant(number - 1))
        case str(text):
            yield ast.Constant(f"XX{text}")
        case _:
            pass


@variants.register
def _(node: ast.If | ast.IfExp) -> Iterator[ast.AST]:
    yield from (_but(node, test=ast.Constant(truth)) for truth in (True, False))


@variants.register
def _(node: ast.comprehension) -> Iterator[ast.AST]:
    yield from _each_left_out(node, "ifs")


@variants.register
def _(node: ast.Return) -> Iterator[ast.AST]:
    if node.value and ast.unparse(node.value) != "None":
        yield ast.Return(ast.Constant(None))


@variants.register
def _(node: ast.Lambda) -> Iterator[ast.AST]:
    yield _but(node, body=ast.Constant(None))


@variants.register
def _(node: ast.Call) -> Iterator[ast.AST]:
    for n, named in enumerate(node.keywords):
        if named.arg != "strict":
            yield _but(node, keywords=[*node.keywords[:n], *node.keywords[n + 1 :]])
    for n, given in enumerate(node.args):
        if isinstance(given, ast.Name | ast.Attribute):
            yield _but(node, args=_with(node.args, n, ast.Constant(None)))
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in FUNCTIONS:
        yield _but(node, func=ast.Name(FUNCTIONS[name], ast.Load()))
    if name in ORDERS:
        yield node.args[0]


@variants.register
def _(node: ast.Set | ast.List | ast.Tuple) -> Iterator[ast.AST]:
    if isinstance(node, ast.Set) or isinstance(node.ctx, ast.Load):
        yield from _each_left_out(node, "elts")


@variants.register
def _(node: ast.Dict) -> Iterator[ast.AST]:
    yield from _each_left_out(node, "keys", "values")


@variants.register
def _(node: ast.Slice) -> Iterator[ast.AST]:
    yield from (_but(node, **{end: None}) for end in ("lower", "upper") if getattr(node, end))


@variants.register
def _(_: ast.Assign | ast.AugAssign | ast.Expr | ast.Raise | ast.Break) -> Iterator[ast.AST]:
    yield ast.Pass()
