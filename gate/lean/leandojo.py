"""LeanDojo's way to name a theorem, turned into a challenge and a solution.

LeanDojo (version 4.20.0, the extra ``leandojo``) gives a theorem as repository, commit, file and full name, and a proof
as the text after ``:=``. Here the file is cut at the end of the theorem's statement; with ``sorry`` after it, it is the
challenge, with the proof, the solution, and both are judged like any other. A ``lean_dojo.Theorem`` is accepted by its
attributes: nothing of LeanDojo is imported. Its ``check_proof`` is no verdict: it looks for one wording of the
compiler's warning about ``sorry``, so that it believes an earlier lemma by ``sorry`` or an axiom; and it runs the proof
unsealed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from gate.lean.core.names import Name
from gate.model.artifact import ARTIFACT_CONTRACT, MANIFEST
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest
from gate.model.errors import Fault, InfrastructureError, InputError, UsageError
from gate.model.text import one_line
from gate.system.files import whole_folder
from gate.system.programs import git, tail

_COMMIT = re.compile(r"[0-9a-f]{40}", re.ASCII)
SOLUTION = "Solution.lean"
CHALLENGE = "Challenge.lean"
ARTIFACT = "artifact"


class Repository(Protocol):
    """What is needed of a ``lean_dojo.LeanGitRepo``."""

    @property
    def url(self) -> str:
        """Where the repository is."""

    @property
    def commit(self) -> str:
        """40 hex digits."""


class TheoremLike(Protocol):
    """What is needed of a ``lean_dojo.Theorem``."""

    @property
    def repo(self) -> Repository:
        """The repository that holds it."""

    @property
    def file_path(self) -> PurePath:
        """Its file, relative to the repository."""

    @property
    def full_name(self) -> str:
        """Its name with all namespaces."""


@dataclass(frozen=True, slots=True)
class DojoTheorem:
    """A theorem by place: ``commit`` has 40 hex digits, ``full_name`` is in Lean's syntax."""

    url: str
    commit: str
    file_path: str
    full_name: str

    def __post_init__(self) -> None:
        if not _COMMIT.fullmatch(self.commit):
            raise _wrong("commit", f"{self.commit[:60]!r} is not a commit of 40 hexadecimal digits")
        parts = PurePath(self.file_path).parts
        if not self.file_path.endswith(".lean") or ".." in parts or self.file_path.startswith("/"):
            raise _wrong("file", f"{self.file_path[:80]!r} is not a Lean file inside the repository")
        Name.parse(self.full_name, fault=Fault.CLAIM)

    @classmethod
    def of(cls, theorem: TheoremLike) -> DojoTheorem:
        """From a ``lean_dojo.Theorem``, or anything with its attributes. Raises InputError (fault: claim)."""
        return cls(theorem.repo.url, theorem.repo.commit, str(theorem.file_path), theorem.full_name)

    def read(self, clone: Path) -> bytes:
        """The file at the commit, from a local clone of the repository. Raises InputError and InfrastructureError."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
        result = git(clone, "show", f"{self.commit}:{self.file_path}", code="dojo.git", env=environment)
        if result.status:
            *_, reason = tail(result.stderr).splitlines() or ["git failed"]
            raise _wrong("not-found", f"{clone} does not hold {self.file_path} at {self.commit}: {reason[:200]}")
        return result.stdout


@dataclass(frozen=True, slots=True)
class Spliced:
    """Both sides of a case. ``challenge`` is the claim's, ``solution`` the artifact's."""

    theorem: DojoTheorem
    challenge: bytes
    solution: bytes

    @property
    def claim(self) -> MathematicalClaim:
        """The claim that the theorem is, for a record that lies beside the challenge file."""
        place = self.theorem
        return MathematicalClaim(
            id="theorem",
            kind="mathematical",
            statement=f"{place.full_name}, as {place.file_path} states it",
            challenge=self.specification(),
        )

    def write(self, folder: Path) -> None:
        """Write challenge, ``claim.json`` and ``artifact/`` into a new folder, all of it or nothing.

        Raises UsageError ``dojo.exists``, InfrastructureError ``dojo.write``.
        """
        if os.path.lexists(folder):
            raise UsageError("dojo.exists", "the folder exists already", where=str(folder), hint="choose a new name")
        claim = json.dumps(self.claim.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"
        files = {CHALLENGE: self.challenge, "claim.json": claim.encode("utf-8")}
        files |= {f"{ARTIFACT}/{name}": data for name, data in self.artifact_files().items()}
        try:
            with whole_folder(folder) as content:
                (content / ARTIFACT).mkdir()
                for name, data in files.items():
                    (content / name).write_bytes(data)
        except OSError as problem:
            message = f"cannot be written: {problem.strerror}"
            raise InfrastructureError("dojo.write", message, where=str(folder)) from None

    def specification(self, path: str = CHALLENGE, *, toolchain: str = "lean-core") -> Challenge:
        """The claim's side, for a challenge file at ``path``."""
        file = ChallengeFile(path=path, sha256=Digest.of(self.challenge))
        return Challenge(toolchain=toolchain, files=(file,), targets=(self.theorem.full_name,))

    def artifact_files(self) -> dict[str, bytes]:
        """The artifact's folder: the manifest and the solution."""
        manifest = (
            f'contract = "{ARTIFACT_CONTRACT}"\n'
            f"title = {_toml(f'{self.theorem.full_name} in {self.theorem.url} at {self.theorem.commit}')}\n\n"
            f'[body]\nkind = "lean-proof"\nfiles = ["{SOLUTION}"]\n'
        )
        return {MANIFEST: manifest.encode(), SOLUTION: self.solution}


def splice(theorem: DojoTheorem, source: bytes, proof: str) -> Spliced:
    """Cut the file after the theorem's statement. ``proof`` is what follows ``:=`` (usually ``by …``).

    Raises InputError (fault: claim) when the theorem cannot be found or is not of the form ``… := proof``.
    """
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong("not-utf8", f"{theorem.file_path} is not UTF-8 at byte {error.start}") from None
    head = text[: _end_of_statement(text, Name.parse(theorem.full_name), theorem)]
    return Spliced(theorem, f"{head}:= sorry\n".encode(), f"{head}:= {proof}\n".encode("utf-8", "surrogatepass"))


def _end_of_statement(text: str, full_name: Name, theorem: DojoTheorem) -> int:
    scopes: list[Name | None] = []
    stream = list(tokens(text))
    for index, token in enumerate(stream):
        following = stream[index + 1] if index + 1 < len(stream) else None
        if token.text in ("theorem", "lemma"):
            if following is not None and _declared(following, scopes) == full_name:
                return _find_definition(stream[index + 2 :], theorem)
        elif not token.starts_line:
            continue
        elif token.text == "namespace" and following is not None:
            scopes += [Name((part,)) for part in _name(following)]
        elif token.text in ("section", "mutual"):
            scopes.append(None)
        elif token.text == "end" and scopes:
            named = following is not None and following.line == token.line
            parts = len(_name(following)) if named and following is not None and scopes[-1] is not None else 1
            del scopes[-parts:]
    raise _wrong("no-theorem", f"{theorem.file_path} does not declare the theorem {full_name}")


def _find_definition(stream: list[Token], theorem: DojoTheorem) -> int:
    depth = 0
    for token in stream:
        if token.text in ("(", "[", "{", "⟨", "⦃"):
            depth += 1
        elif token.text in (")", "]", "}", "⟩", "⦄"):
            depth -= 1
        elif depth == 0 and token.text == ":=":
            return token.start
        elif depth == 0 and (token.text == "where" or (token.text == "|" and token.starts_line)):
            break
    raise _wrong("form", f"the theorem {theorem.full_name} is not of the form `statement := proof`")


def _declared(token: Token, scopes: list[Name | None]) -> Name:
    name = _name(token)
    if name[:1] == ("_root_",):
        return Name(name[1:])
    prefix = [part for scope in scopes if scope is not None for part in scope]
    return Name((*prefix, *name))


def _name(token: Token) -> Name:
    try:
        return Name.parse(token.text)
    except InputError:
        return Name()


def _toml(text: str) -> str:
    return json.dumps(one_line(text), ensure_ascii=False)  # of printable text, a JSON string is a TOML string, too


def _wrong(word: str, message: str) -> InputError:
    return InputError(f"dojo.{word}", message, fault=Fault.CLAIM)


_PART = r"(?:«[^»]*»|[^\W\d][\w'!?₀-₉ₐ-ₜᵢ-ᵪ]*|\d+(?=\.|$))"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<line>--[^\n]*)"
    r"|(?P<block>/-)"
    r'|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<char>'(?:[^'\\\n]|\\[^\n]+?)'(?!\w))"
    rf"|(?P<name>{_PART}(?:\.{_PART})*)"
    r"|(?P<define>:=)"
    r"|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """``start`` is an offset in characters; ``starts_line``: only space comes before it on its line."""

    text: str
    start: int
    line: int
    starts_line: bool


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a file without comments, strings and space. An unfinished comment or string ends the file."""
    position, line, fresh = 0, 1, True
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            return
        end = match.end()
        if match.lastgroup == "block":
            end = _end_of_block(text, position)
        elif match.lastgroup not in ("space", "line"):
            if match.lastgroup not in ("string", "char"):
                yield Token(match.group(), position, line, fresh)
            fresh = False
        breaks = text.count("\n", position, end)
        if breaks:
            line, fresh = line + breaks, True
        position = end


def _end_of_block(text: str, start: int) -> int:
    depth = 0
    for match in re.compile(r"/-|-/").finditer(text, start):
        depth += 1 if match.group() == "/-" else -1
        if depth == 0:
            return match.end()
    return len(text)
