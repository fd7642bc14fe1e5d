"""A sandbox whose compiler is in the attacker's hands: it alters the compiled solution on its way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from gate.lean.core.declaration import Constant
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile
from gate.model.digest import Digest
from gate.sandbox.interface import RunResult, RunSpec, Sandbox
from tests.lean.olean_writer import write

Forgery = Callable[[bytes], bytes]
Edit = Callable[[Terms, dict[Name, Constant]], None]


class CompilingOnce:
    """Runs everything for real, but the same compilation only once: forgeries differ in what comes after it."""

    def __init__(self, inner: Sandbox) -> None:
        self._inner = inner
        self._compiled: dict[str, RunResult] = {}
        self.image_id, self.image_files, self.self_test = inner.image_id, inner.image_files, inner.self_test

    def run(self, spec: RunSpec) -> RunResult:
        if spec.purpose != "compile":
            return self._inner.run(spec)
        key = repr((spec.image, spec.argv, sorted(spec.inputs.items())))
        if key not in self._compiled:
            self._compiled[key] = self._inner.run(spec)
        return self._compiled[key]


class ForgingSandbox:
    """Runs everything as ``inner`` does; the compiled solution is replaced by what ``forge`` makes of it."""

    def __init__(self, inner: Sandbox, forge: Forgery) -> None:
        self._inner = inner
        self._forge = forge

    def run(self, spec: RunSpec) -> RunResult:
        result = self._inner.run(spec)
        if spec.purpose != "compile" or "module.olean" not in result.outputs:
            return result
        return replace(result, outputs={**result.outputs, "module.olean": self._forge(result.outputs["module.olean"])})

    def image_id(self, name: str) -> str:
        return self._inner.image_id(name)

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        return self._inner.image_files(image, folder)

    def self_test(self, image: str) -> Digest:
        return self._inner.self_test(image)


def edited(edit: Edit, *, imports: tuple[str, ...] | None = None) -> Forgery:
    """A forgery that decodes the file, lets ``edit`` change its constants, and writes it anew."""

    def forge(data: bytes) -> bytes:
        terms = Terms()
        file = OleanFile.open(data, terms)
        constants = {constant.name: constant for constant in file}
        edit(terms, constants)
        kept = tuple(item.module for item in file.imports)
        modules = kept if imports is None else tuple(map(Name.parse, imports))
        return write(terms, list(constants.values()), imports=modules)

    return forge
