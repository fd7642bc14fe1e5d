"""What a caller hands to the library is compared with the signature before anything is done with it."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar, get_args, get_type_hints

from pydantic import ConfigDict, PydanticSchemaGenerationError, TypeAdapter, ValidationError

from gate.log.fields import FieldType
from gate.model.errors import UsageError
from gate.model.text import one_line

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C")

_PATH_MAX, _NAME_MAX = 4096, 255
"""Bytes of a path with its NUL, and of one name in it (limits.h of Linux); longer ones fail in many ways."""

_SHOWN = 60
"""Characters of a wrong value in the message."""


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, which does nothing unless its arguments are what its annotations say. Nothing is converted.

    Text is Unicode without NUL, a path what the file system takes; the empty path names nothing. Parameters that are no
    plain values (a sandbox, judges) are the caller's own affair; a call with other parameters stays Python's TypeError.
    Raises UsageError ``argument.wrong-value``, and as the function does.
    """
    signature = inspect.signature(function)

    @cache
    def parameters() -> dict[str, _Parameter]:  # when first called: most are not, and building validators takes time
        return {parameter.name: parameter for parameter in _parameters(function)}

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        arguments = {**signature.bind(*args, **kwargs).arguments, **kwargs}
        for name, value in arguments.items():
            if name in parameters():
                parameters()[name].refuse_other(value)
            elif name not in signature.parameters:
                raise TypeError(f"{function.__name__}() got an unexpected keyword argument {name!r}")
        return function(*args, **kwargs)

    return call


def require_fit(name: str, value: str, kind: FieldType) -> None:
    """Refuse a value that no log entry can hold. Raises UsageError ``argument.wrong-value``."""
    if not kind.fits(value):
        raise _wrong(name, value, f"it must be {kind.says}")


def checked_methods(owner: type[C]) -> type[C]:
    """The class, with all its public methods `checked`, class methods included."""
    for name, member in list(vars(owner).items()):
        if name.startswith("_"):
            continue
        if isinstance(member, classmethod):
            setattr(owner, name, classmethod(checked(member.__func__)))
        elif inspect.isfunction(member):
            setattr(owner, name, checked(member))
    return owner


@dataclass(frozen=True, slots=True)
class _Parameter:
    name: str
    type: TypeAdapter[object]
    is_path: bool

    def refuse_other(self, value: object) -> None:
        """Raises UsageError."""
        try:
            self.type.validate_python(value)
            self._refuse_text(value)
        except ValidationError as error:
            reason = ", or ".join(dict.fromkeys(problem["msg"] for problem in error.errors(include_url=False)))
        except ValueError as error:
            reason = str(error)
        else:
            return
        raise _wrong(self.name, value, reason)

    def _refuse_text(self, value: object) -> None:
        """Raises ValueError."""
        match value:
            case list() | tuple():
                for item in value:
                    self._refuse_text(item)
            case str() | Path():
                if "\0" in str(value):
                    raise ValueError("NUL cannot be part of it")
                if self.is_path and not str(value):
                    raise ValueError("an empty path names nothing")
                try:
                    data = os.fsencode(value) if isinstance(value, Path) else value.encode("utf-8")
                except UnicodeEncodeError:
                    raise ValueError("it is not Unicode text") from None
                if self.is_path and (len(data) >= _PATH_MAX or max(map(len, data.split(b"/"))) > _NAME_MAX):
                    raise ValueError("no file name is that long")


def _parameters(function: Callable[..., object]) -> Iterator[_Parameter]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:  # Unpack[…] of a TypedDict
            (members,) = get_args(hints[name])
            yield from (_parameter(key, hint) for key, hint in get_type_hints(members).items())
        elif name in hints:
            try:
                yield _parameter(name, hints[name])
            except PydanticSchemaGenerationError:
                continue


def _parameter(name: str, hint: type) -> _Parameter:
    return _Parameter(name, TypeAdapter(hint, config=ConfigDict(strict=True)), _mentions_path(hint))


def _mentions_path(hint: object) -> bool:
    return hint is Path or any(map(_mentions_path, get_args(hint)))


def _wrong(name: str, value: object, reason: str) -> UsageError:
    shown = one_line(repr(str(value) if isinstance(value, Path) else value), _SHOWN)
    return UsageError("argument.wrong-value", f"{name} cannot be {shown}: {reason}")
