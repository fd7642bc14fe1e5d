"""The trusted side of a mathematical claim: its compiled challenge, made once per image and kept on disk.

Nothing in here has seen the artifact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.lean.compare.goal import Goal
from gate.lean.compare.statement import check_challenge
from gate.lean.compile.compiler import Failure, compile_modules, oleans
from gate.lean.compile.sources import Source, challenge_sources, refuse_toolchain_names
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.names import Name
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import CompiledModule, Origin, module_path, open_modules
from gate.model.challenge import Challenge
from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.judging import Case
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class TrustedChallenge:
    """A challenge that compiled."""

    sources: tuple[Source, ...]
    compiled: tuple[CompiledModule, ...]

    @property
    def main(self) -> Name:
        """The module that holds the targets."""
        return self.sources[-1].module


def compile_challenge(
    sandbox: Sandbox, toolchain: Toolchain, library: Library, challenge: Challenge, case: Case, cache: OleanCache
) -> TrustedChallenge | Failure:
    """Compile the challenge, or take it from the cache. A `Failure` is a limit that was met.

    Raises InputError (fault: claim) with file, line and column when it does not compile, and InfrastructureError when
    a container could not be run.
    """
    sources = challenge_sources(challenge, case.claim_files)
    refuse_toolchain_names(sources, library.roots, Fault.CLAIM)
    key = _key(toolchain, sources)
    kept = _from_files(sources, cache.get(key) or {})
    if kept is not None:
        return TrustedChallenge(sources, kept)
    compilation = compile_modules(sandbox, toolchain, sources, case.policy.lean.compile, purpose="challenge")
    if compilation.failure is None:
        cache.put(key, oleans(compilation.compiled))
        return TrustedChallenge(sources, compilation.compiled)
    if compilation.failure.undecided:
        return compilation.failure
    raise InputError(
        "challenge.does-not-compile",
        compilation.failure.reason,
        where=sources[len(compilation.compiled)].path,
        hint=f"compile the challenge with Lean {toolchain.description.lean} and correct the record",
        fault=Fault.CLAIM,
    )


def challenge_environment(trusted: TrustedChallenge, view: LibraryView, goal: Goal) -> Environment:
    """The challenge, decoded, with all its targets in place. Raises InputError (fault: claim)."""
    try:
        environment = Environment(view, open_modules(trusted.compiled, view.terms, Origin.CHALLENGE), trusted.main)
        problems = check_challenge(environment, goal)
    except InputError as error:
        raise InputError(
            "challenge.unreadable", error.message, where=error.where, hint=error.hint, fault=Fault.CLAIM
        ) from None
    for name, problem in problems:
        raise InputError(
            "challenge.target",
            f"{name}: {problem}",
            where=trusted.sources[-1].path,
            hint="targets are theorems of the challenge's own files, holes its definitions",
            fault=Fault.CLAIM,
        )
    return environment


def _key(toolchain: Toolchain, sources: Sequence[Source]) -> Digest:
    return Digest.of_json(
        {
            "what": "challenge",
            "image": toolchain.image,
            "sources": [[module_path(source.module, ".lean"), str(Digest.of(source.text))] for source in sources],
        }
    )


def _from_files(sources: Sequence[Source], files: Mapping[str, bytes]) -> tuple[CompiledModule, ...] | None:
    try:
        return tuple(
            CompiledModule.from_files(source.module, source.compiled_label, files, module_path(source.module, ""))
            for source in sources
        )
    except KeyError:
        return None
