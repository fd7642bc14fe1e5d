"""Which error and check codes the source of gate can give, read from its syntax trees.

A code is the ``code`` argument of a class: an error's, a check's, or that of a value from which a check is made later.
Where the argument is no literal, its possible values are followed: through f-strings, conditions, variables, loops
over literals, module constants, members of string enumerations, results of functions, and from a function's parameter
to all its callers. What cannot be followed is reported with its place, so that no code hides.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

Function = ast.FunctionDef | ast.Lambda


@dataclass(frozen=True)
class Place:
    """A syntax node and what encloses it, outermost first: module, classes, functions."""

    file: Path
    node: ast.AST
    scopes: tuple[ast.AST, ...]

    def at(self, node: ast.AST) -> Place:
        """Another node in the same scopes."""
        return Place(self.file, node, self.scopes)

    def inside(self, node: ast.AST) -> Place:
        """A node in the body of this one."""
        return Place(self.file, node, (*self.scopes, self.node))

    def __str__(self) -> str:
        return f"{self.file}:{getattr(self.node, 'lineno', '?')}: {ast.unparse(self.node)[:90]}"


class Source:
    """All modules of a package, indexed by the simple names of what they define, call and import.

    ``unknown`` lists the expressions that could not be followed.
    """

    def __init__(self, package: Path) -> None:
        self.unknown: set[str] = set()
        self._package = package
        self._calls: dict[str, list[Place]] = defaultdict(list)
        self._supers: list[Place] = []
        self._definitions: dict[str, list[Place]] = defaultdict(list)
        self._constants: dict[str, list[Place]] = defaultdict(list)
        self._imports: dict[tuple[Path, str], Path] = {}
        self._cut: set[str] = set()
        self._open: set[tuple[int, str]] = set()
        for file in sorted(package.rglob("*.py")):
            for place in _walk(Place(file, ast.parse(file.read_text(encoding="utf-8")), ())):
                self._index(place)

    def error_codes(self) -> set[str]:
        """The codes of GateError and of what inherits from it."""
        return set().union(*map(self._codes_of, self._family("GateError")))

    def check_codes(self) -> set[str]:
        """The codes of all other classes whose ``code`` is a string; documents only repeat them."""
        others = [place.node for place in (*self._family("GateError"), *self._family("Document"))]
        classes = [place for places in self._definitions.values() for place in places if _is_class(place)]
        found = set().union(*(self._codes_of(c) for c in classes if c.node not in others and _has_code(c.node)))
        for prefix in self._cut:
            found |= {code.removeprefix(prefix) for code in self.error_codes() if code.startswith(prefix)}
        return found - {""}

    def _codes_of(self, cls: Place) -> set[str]:
        assert isinstance(cls.node, ast.ClassDef)
        fields, init = self._fields(cls), _init(cls.node)
        found: set[str] = set()
        if "code" in fields:
            for call in self._calls[cls.node.name]:
                if self._means(call, cls):
                    found |= self._argument(call, "code", fields)
        elif init is not None:  # an error that makes its code of another parameter
            for call in self._supers:
                if call.scopes[-1] is init:
                    found |= self._argument(call, "code", ["code"])
        return found

    def _index(self, place: Place) -> None:
        match place.node:
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name("super")), attr="__init__")):
                self._supers.append(place)
            case ast.Call(func=function):
                self._calls[_name(function)].append(place)
            case ast.ImportFrom(module=str(module), names=names):
                for alias in names:
                    path = self._package.parent / f"{module.replace('.', '/')}.py"
                    self._imports[place.file, alias.asname or alias.name] = path
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                self._definitions[name].append(place)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                value = place.node.value
                if value is not None and isinstance(place.scopes[-1], ast.Module):
                    self._constants[name].append(place.at(value))

    def _means(self, call: Place, definition: Place) -> bool:
        """Whether a call by a simple name is of this definition and no other of the same name."""
        assert isinstance(call.node, ast.Call)
        home = definition.scopes[-1]
        if isinstance(home, ast.ClassDef):
            return isinstance(call.node.func, ast.Attribute)
        if isinstance(home, Function):
            return set(definition.scopes) <= set(call.scopes)
        name = _name(call.node.func)
        rivals = (rival.scopes for rival in self._definitions[name] if rival.file == call.file)
        if any(len(scopes) > 1 and set(scopes) <= set(call.scopes) for scopes in rivals):
            return False
        return definition.file == self._imports.get((call.file, name), call.file)

    def _family(self, base: str) -> list[Place]:
        """The class, if the package defines it, and everything that inherits from it."""
        found = [*self._definitions[base]]
        names = {base}
        classes = [place for places in self._definitions.values() for place in places if _is_class(place)]
        while more := [c for c in classes if c not in found and names & set(map(_name, c.node.bases))]:  # type: ignore[attr-defined]
            found += more
            names |= {place.node.name for place in more}  # type: ignore[attr-defined]
        return found

    def _fields(self, cls: Place) -> list[str]:
        """The parameters of a class's constructor."""
        assert isinstance(cls.node, ast.ClassDef)
        if (init := _init(cls.node)) is not None:
            return _parameters(init)
        inherited: list[str] = []
        for base in cls.node.bases:
            for place in self._definitions[_name(base)][:1]:
                inherited += self._fields(place)
        return [*inherited, *(_name(item.target) for item in _annotated(cls.node))]

    def _members(self, annotation: str) -> set[str]:
        """The values of a string enumeration; empty when it is none."""
        for cls in self._family("StrEnum"):
            if isinstance(cls.node, ast.ClassDef) and cls.node.name == annotation:
                values = (item.value for item in cls.node.body if isinstance(item, ast.Assign))
                return {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
        return set()

    def _field_members(self, field: str) -> set[str]:
        """The values of the string enumerations that fields of this name hold."""
        classes = (place.node for places in self._definitions.values() for place in places)
        items = (item for node in classes if isinstance(node, ast.ClassDef) for item in _annotated(node))
        return set().union(*(self._members(_name(item.annotation)) for item in items if _name(item.target) == field))

    def _argument(self, call: Place, parameter: str, parameters: list[str]) -> set[str]:
        """What a call gives for a parameter; nothing when it leaves it out."""
        assert isinstance(call.node, ast.Call)
        for keyword in call.node.keywords:
            if keyword.arg == parameter:
                return self._values(call.at(keyword.value))
        position = parameters.index(parameter)
        for place, argument in enumerate(call.node.args[: position + 1]):
            if isinstance(argument, ast.Starred):
                return self._values(call.at(argument.value), position - place)
            if place == position:
                return self._values(call.at(argument))
        return set()

    def _values(self, place: Place, item: int | None = None) -> set[str]:
        """The strings that an expression can give; with ``item``, those of that item of a tuple."""

        def of(*parts: ast.AST, item: int | None = item) -> set[str]:
            return set().union(*(self._values(place.at(part), item) for part in parts))

        match place.node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.Constant(value=None) | ast.Attribute(attr="code"):
                return set()  # no code, or that of an error or a check that exists: counted where that was made
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="code"), attr="removeprefix"),
                args=[ast.Constant(value=str(prefix))],
            ):
                self._cut.add(prefix)
                return set()
            case ast.JoinedStr(values=parts):
                return {"".join(words) for words in product(*(of(part, item=None) for part in parts))}
            case ast.FormattedValue(value=value) | ast.NamedExpr(value=value):
                return of(value)
            case ast.IfExp(body=first, orelse=second):
                return of(first, second)
            case ast.BoolOp(values=parts):
                return of(*parts)
            case ast.Tuple(elts=parts) if item is not None:
                return of(parts[item], item=None)
            case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                return of(*parts)
            case ast.Subscript(value=table, slice=ast.Constant(value=int(index))):
                return of(table, item=index)
            case ast.Subscript(value=table):
                return of(table)
            case ast.Call(func=ast.Attribute(value=table, attr="get"), args=arguments):
                return of(table, *arguments[1:])
            case ast.Call(func=ast.Name(id=name)) if self._definitions[name]:
                return self._returned(place, name, item)
            case ast.Attribute(value=ast.Name(id=owner), attr="value") if members := self._members(owner):
                return members
            case ast.Attribute(value=ast.Name(id=owner)) if members := self._members(owner):
                return members
            case ast.Attribute(attr=field) if members := self._field_members(field):
                return members
            case ast.Name(id=name):
                return self._variable(name, place, item)
        self.unknown.add(str(place))
        return set()

    def _returned(self, call: Place, name: str, item: int | None) -> set[str]:
        found: set[str] = set()
        for definition in self._definitions[name]:
            if self._means(call, definition):
                for node in ast.walk(definition.node):
                    if isinstance(node, ast.Return) and node.value is not None:
                        found |= self._values(definition.inside(node.value), item)
        return found

    def _variable(self, name: str, place: Place, item: int | None) -> set[str]:
        for depth in range(len(place.scopes), 0, -1):
            scope, scopes = place.scopes[depth - 1], place.scopes[:depth]
            if not isinstance(scope, Function):
                continue
            if (id(scope), name) in self._open:
                return set()
            self._open.add((id(scope), name))
            try:
                found = list(_assigned(scope, name))
                if found:
                    values = (self._values(Place(place.file, v, scopes), item if i is None else i) for v, i in found)
                    return set().union(*values)
                if name in _parameters(scope):
                    return self._from_callers(Place(place.file, scope, scopes[:-1]), name)
            finally:
                self._open.discard((id(scope), name))
        home = self._imports.get((place.file, name), place.file)
        constants = [constant for constant in self._constants[name] if constant.file == home]
        if not constants:
            self.unknown.add(str(place))
        return set().union(*(self._values(constant, item) for constant in constants))

    def _from_callers(self, function: Place, parameter: str) -> set[str]:
        """What all callers, and its own default, give for a parameter."""
        assert isinstance(function.node, Function)
        arguments = function.node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        for argument in (*positional, *arguments.kwonlyargs):
            if argument.arg == parameter and (members := self._members(_name(argument.annotation or argument))):
                return members
        defaults = dict(zip([a.arg for a in positional][::-1], arguments.defaults[::-1], strict=False))
        defaults |= {a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d}
        found = self._values(function.at(defaults[parameter])) if parameter in defaults else set()
        called = [function]
        if getattr(function.node, "name", "") == "__init__":
            owner = function.scopes[-1]
            assert isinstance(owner, ast.ClassDef)
            family = [c for c in self._family(owner.name) if isinstance(c.node, ast.ClassDef)]
            called = [c for c in family if c.node is owner or _init(c.node) is None]  # type: ignore[arg-type]
        for definition in called:
            for call in self._calls[getattr(definition.node, "name", "")]:
                if self._means(call, definition):
                    found |= self._argument(call, parameter, _parameters(function.node))
        return found


def _walk(place: Place) -> Iterator[Place]:
    yield place
    opens = isinstance(place.node, ast.Module | ast.ClassDef | Function)
    for child in ast.iter_child_nodes(place.node):
        yield from _walk(place.inside(child) if opens else place.at(child))


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_class(place: Place) -> bool:
    return isinstance(place.node, ast.ClassDef)


def _annotated(node: ast.ClassDef) -> list[ast.AnnAssign]:
    """The fields of a dataclass."""
    items = [item for item in node.body if isinstance(item, ast.AnnAssign)]
    return [item for item in items if "ClassVar" not in ast.unparse(item.annotation)]


def _has_code(node: ast.AST) -> bool:
    """Whether a class has a string as its ``code``: as a field, or as a parameter of its constructor."""
    assert isinstance(node, ast.ClassDef)
    init = _init(node)
    if init is not None:
        return "code" in _parameters(init)
    return any(_name(item.target) == "code" and _name(item.annotation) == "str" for item in _annotated(node))


def _init(node: ast.ClassDef) -> ast.FunctionDef | None:
    return next((f for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"), None)


def _parameters(function: Function) -> list[str]:
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def _assigned(scope: Function, name: str) -> Iterator[tuple[ast.expr, int | None]]:
    """What a function assigns to a variable: the expression, and the item of it where it is unpacked."""
    for node in ast.walk(scope):
        values: list[ast.expr]
        match node:
            case ast.Assign(targets=[target], value=value) | ast.NamedExpr(target=target, value=value):
                values = [value]
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                values = [value]
            case ast.For(target=target, iter=ast.Tuple(elts=values) | ast.List(elts=values)):
                pass
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                values = [value]
            case _:
                continue
        if isinstance(target, ast.Name) and target.id == name:
            yield from ((value, None) for value in values)
        elif isinstance(target, ast.Tuple):
            yield from ((v, i) for i, part in enumerate(target.elts) if _name(part) == name for v in values)
