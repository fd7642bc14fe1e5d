"""A look at a Python script through its syntax tree (``ast``). Nothing is imported or run.

Every walk is iterative, because a hostile tree may be as deep as the parser allows.
"""

from __future__ import annotations

import ast
import math
import operator
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from gate.repro.review.look import Source
from gate.repro.review.plain import NUMBER

_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}
ROUNDS = 3
"""How often names are put into texts that other names are put together from."""
_EQUALITIES = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
_COMPARERS = frozenset(
    "isclose allclose array_equal array_equiv equals startswith endswith fullmatch isin index".split()  # noqa: SIM905
)
_DIGESTERS = frozenset("hexdigest digest hash crc32 adler32 md5 sha1 sha256 blake2b".split())  # noqa: SIM905
_OPAQUE = frozenset(
    "eval exec compile __import__ import_module globals locals vars b64decode a85decode b85decode decompress fromhex"  # noqa: SIM905
    " unhexlify system popen Popen check_output check_call fork CDLL urlopen urlretrieve connect settrace"
    " setprofile getframe _getframe".split()
)
_OPAQUE_MODULES = frozenset("pickle marshal ctypes subprocess socket base64 zlib codecs inspect gc importlib".split())  # noqa: SIM905
_JOINERS = frozenset("Path PurePath PurePosixPath PosixPath join str fspath joinpath".split())  # noqa: SIM905
_READERS = frozenset(
    "open read_csv read_table read_json read_parquet read_excel read_fwf read_feather read_pickle loadtxt genfromtxt"  # noqa: SIM905
    " fromfile memmap loadmat imread listdir scandir glob iglob rglob walk getsize getmtime exists isfile is_file"
    " read_text read_bytes iterdir stat File".split()
)
_LENIENT_READERS = frozenset(("load", "reader", "input"))
"""They take files as often as names: only a name that is known is looked at."""


def look_at_python(source: Source, tree: ast.Module) -> None:
    """Every kind of finding in one syntax tree."""
    nodes = list(ast.walk(tree))
    documentation = set(_documentation(nodes))
    values = _numbers(nodes)
    texts = _texts(nodes)
    tests = set(_tests(nodes))
    for node in nodes:
        match node:
            case ast.Constant():
                _constant(source, node, documented=id(node) in documentation)
            case ast.BinOp() | ast.UnaryOp() if id(node) in values:
                _computed(source, node, values[id(node)])
            case ast.Import():
                for name in node.names:
                    _import(source, node.lineno, name.name)
            case ast.ImportFrom():
                _import(source, node.lineno, f"{'.' * node.level}{node.module or ''}")
            case ast.Compare():
                _comparison(source, node, branch=id(node) in tests)
            case ast.Match():
                source.add("equality", node.lineno, "a match statement chooses by what a value is")
            case ast.Subscript(value=ast.Dict()):
                source.add("equality", node.lineno, "a written-out dictionary is looked up")
            case ast.Call():
                _call(source, node, texts)


def _constant(source: Source, node: ast.Constant, *, documented: bool) -> None:
    value = node.value
    if isinstance(value, bool):
        return
    if isinstance(value, int) and value.bit_length() > 1200:
        source.add("literal", node.lineno, f"an integer of {value.bit_length()} bits")
    elif isinstance(value, int | float):
        source.number(repr(value), node.lineno)
    elif isinstance(value, complex):
        source.number(repr(value.imag), node.lineno)
    elif isinstance(value, str | bytes):
        text = value if isinstance(value, str) else value.decode("latin-1")
        for match in NUMBER.finditer(text):
            source.number(match.group(), node.lineno, literal=False, how="in a text, ")
        if not documented and len(text) > 500:
            source.add("literal", node.lineno, f"a text of {len(text)} characters")


def _computed(source: Source, node: ast.expr, value: float) -> None:
    source.number(repr(value), node.lineno, literal=False, how="arithmetic on constants gives a number: ")


def _numbers(nodes: list[ast.AST]) -> dict[int, float]:
    """The values of arithmetic on constants alone, by the node's id; children come before their parents."""
    values: dict[int, float] = {}
    for node in reversed(nodes):
        try:
            match node:
                case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                    values[id(node)] = float(number)
                case ast.UnaryOp(op=ast.USub(), operand=one) if id(one) in values:
                    values[id(node)] = -values[id(one)]
                case ast.BinOp(left=left, op=sign, right=right) if id(left) in values and id(right) in values:
                    compute = _ARITHMETIC.get(type(sign))
                    if compute is not None:
                        values[id(node)] = compute(values[id(left)], values[id(right)])
        except (OverflowError, ValueError, ZeroDivisionError):
            continue  # no number that a result could be
    return {key: value for key, value in values.items() if math.isfinite(value)}


def _texts(nodes: list[ast.AST]) -> dict[int, str]:
    """Texts and paths that are put together from constants, by the node's id; names count if assigned once."""
    backwards = nodes[::-1]
    names: dict[str, str] = {}
    stored = Counter(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    texts: dict[int, str] = {}
    for _ in range(ROUNDS):
        texts = {}
        for node in backwards:
            if (text := _joined(node, texts, names)) is not None and len(text) <= 4096:
                texts[id(node)] = text
        names = {
            target.id: texts[id(node.value)]
            for node in nodes
            if isinstance(node, ast.Assign) and id(node.value) in texts
            for target in node.targets
            if isinstance(target, ast.Name) and stored[target.id] == 1
        }
    return texts


def _joined(node: ast.AST, texts: Mapping[int, str], names: Mapping[str, str]) -> str | None:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Name(id=name):
            return names.get(name)
        case ast.FormattedValue(value=value, format_spec=None):
            return texts.get(id(value))
        case ast.JoinedStr(values=parts) if all(id(part) in texts for part in parts):
            return "".join(texts[id(part)] for part in parts)
        case ast.BinOp(left=left, op=ast.Add() | ast.Div() as sign, right=right):
            if id(left) in texts and id(right) in texts:
                return ("/" if isinstance(sign, ast.Div) else "").join((texts[id(left)], texts[id(right)]))
        case ast.Call(args=arguments) if _name(node) in _JOINERS and arguments:
            if all(id(one) in texts for one in arguments):
                return "/".join(texts[id(one)] for one in arguments)
    return None


def _tests(nodes: list[ast.AST]) -> Iterator[int]:
    """The ids of what decides a branch by itself, or as a part of ``and``, ``or``, ``not``."""
    for node in nodes:
        match node:
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) | ast.Assert(test=test):
                pending = [test]
            case ast.comprehension(ifs=conditions):
                pending = list(conditions)
            case _:
                continue
        while pending:
            match pending.pop():
                case ast.BoolOp(values=parts):
                    pending += parts
                case ast.UnaryOp(operand=one):
                    pending.append(one)
                case one:
                    yield id(one)


def _comparison(source: Source, node: ast.Compare, *, branch: bool) -> None:
    sides = [node.left, *node.comparators]
    if all(isinstance(side, ast.Constant) for side in sides):
        return
    if any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides):
        return
    if any(isinstance(side, ast.Constant) and side.value is None for side in sides):
        return
    if any(isinstance(sign, _EQUALITIES) for sign in node.ops):
        source.add("equality", node.lineno, "a branch on equality" if branch else "an equality is used as a value")


def _import(source: Source, line: int, name: str) -> None:
    source.add("import", line, f"imports {name}")
    if name.partition(".")[0] in _OPAQUE_MODULES:
        source.add("opaque", line, f"{name} can do what the text does not show")


def _name(node: ast.Call) -> str:
    """The called function's own name, without what it is looked up in."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _call(source: Source, node: ast.Call, texts: Mapping[int, str]) -> None:
    name = _name(node)
    if name in _OPAQUE:
        source.add("opaque", node.lineno, f"{name} can do what the text does not show")
    if name in _COMPARERS:
        source.add("equality", node.lineno, f"{name} compares")
    if name in _DIGESTERS:
        source.add("equality", node.lineno, f"{name} makes a fingerprint, which can only be compared or looked up")
    if name == "get" and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Dict):
        source.add("equality", node.lineno, "a written-out dictionary is looked up")
    if name in _READERS or name in _LENIENT_READERS:
        _reading(source, node, name, texts)


def _reading(source: Source, node: ast.Call, name: str, texts: Mapping[int, str]) -> None:
    owner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
    arguments = [*owner, *node.args[:1], *(keyword.value for keyword in node.keywords)]
    known = [texts[id(one)] for one in arguments[:4] if id(one) in texts]
    if known:
        source.read(known[0], node.lineno)
    elif name in _READERS and not any(isinstance(one, ast.Call) and _name(one) in _READERS for one in arguments):
        source.add("undeclared-read", node.lineno, f"{name} takes a place that the text does not show")


def _documentation(nodes: list[ast.AST]) -> Iterator[int]:
    """The ids of docstrings."""
    for node in nodes:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield id(first.value)
