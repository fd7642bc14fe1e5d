"""The trusted side of a mathematical claim: toolchain, library and compiled challenge, each made once.

Nothing in here has seen the artifact, so it may be kept: the library per process, compiled challenges on disk.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.lean.compare.goal import Goal
from gate.lean.compare.statement import check_challenge
from gate.lean.compile.cache import OleanCache
from gate.lean.compile.compiler import Failure, compile_modules, oleans
from gate.lean.compile.sources import Source, challenge_sources, module_path, refuse_toolchain_names
from gate.lean.compile.toolchain import Toolchain, image_of, load_toolchain
from gate.lean.core.names import Name
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import Compiled, Origin, modules
from gate.model.challenge import Challenge
from gate.model.digest import Digest
from gate.model.errors import Fault, InputError
from gate.model.judging import Case
from gate.model.policy import LeanPolicy
from gate.sandbox.interface import Sandbox

_libraries: dict[str, tuple[Toolchain, Library]] = {}
_loading = threading.Lock()


def toolchain_and_library(sandbox: Sandbox, name: str, cache: OleanCache) -> tuple[Toolchain, Library]:
    """The toolchain by its catalogue name; decoded tables are kept per image id. Raises as `load_toolchain`."""
    image = image_of(sandbox, name)
    with _loading:
        if image not in _libraries:
            toolchain, files = load_toolchain(sandbox, name, cache)
            _libraries[image] = toolchain, Library(files)
        return _libraries[image]


@dataclass(frozen=True, slots=True)
class TrustedChallenge:
    """A challenge that compiled. ``cached``: from an earlier attempt."""

    sources: tuple[Source, ...]
    compiled: tuple[Compiled, ...]
    cached: bool

    @property
    def main(self) -> Name:
        """The module that holds the targets."""
        return self.sources[-1].module


def goal_of(challenge: Challenge, policy: LeanPolicy) -> Goal:
    """The claim's names, read. Raises InputError (fault: claim), also when it permits more axioms than the policy."""
    for axiom in challenge.permitted_axioms:
        if axiom not in policy.permitted_axioms:
            raise InputError(
                "claim.axiom-not-allowed",
                f"the claim permits the axiom {axiom!r}, which the policy does not",
                where="challenge.permitted_axioms",
                hint=f"the policy allows: {', '.join(policy.permitted_axioms) or 'none'}",
                fault=Fault.CLAIM,
            )
    return Goal(
        _names(challenge.targets, "targets"),
        _names(challenge.holes, "holes"),
        _names(challenge.permitted_axioms, "permitted_axioms"),
    )


def _names(texts: Sequence[str], field: str) -> tuple[Name, ...]:
    return tuple(Name.parse(text, where=f"challenge.{field}", fault=Fault.CLAIM) for text in texts)


def compile_challenge(
    sandbox: Sandbox, toolchain: Toolchain, library: Library, challenge: Challenge, case: Case, cache: OleanCache
) -> TrustedChallenge | Failure:
    """Compile the challenge, or take it from the cache. A `Failure` is a limit that was met.

    Raises InputError (fault: claim) with file, line and column when it does not compile.
    """
    sources = challenge_sources(challenge, case.claim_files)
    refuse_toolchain_names(sources, library.roots, Fault.CLAIM)
    key = _key(toolchain, sources)
    files = cache.get(key)
    if files is not None:
        found = _from_files(sources, files)
        if found is not None:
            return TrustedChallenge(sources, found, cached=True)
    done = compile_modules(sandbox, toolchain, sources, case.policy.lean.compile, purpose="challenge")
    if done.failure is None:
        cache.put(key, oleans(done.compiled))
        return TrustedChallenge(sources, done.compiled, cached=False)
    if done.failure.undecided:
        return done.failure
    raise InputError(
        "challenge.does-not-compile",
        done.failure.reason,
        where=sources[len(done.compiled)].path,
        hint=f"compile the challenge with Lean {toolchain.description.lean} and correct the record",
        fault=Fault.CLAIM,
    )


def challenge_environment(trusted: TrustedChallenge, view: LibraryView, goal: Goal) -> Environment:
    """The challenge, decoded, with all its targets in place. Raises InputError (fault: claim)."""
    try:
        environment = Environment(view, modules(trusted.compiled, view.terms, Origin.CHALLENGE), trusted.main)
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


def _from_files(sources: Sequence[Source], files: Mapping[str, bytes]) -> tuple[Compiled, ...] | None:
    found = []
    for source in sources:
        name = module_path(source.module, ".olean")
        if name not in files:
            return None
        later = tuple(files[name + part] for part in (".server", ".private") if name + part in files)
        found.append(Compiled(source.module, f"{source.path} (compiled)", files[name], later))
    return tuple(found)
