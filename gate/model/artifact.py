"""An artifact: a folder with ``artifact.toml``; content-addressed, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError, create_model, field_validator

from gate.model.base import Contract, from_pydantic, parse_toml, refuse_other_contract, union_of
from gate.model.challenge import LeanPath
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import Fault
from gate.model.paths import SafePath
from gate.model.words import Word

ARTIFACT_CONTRACT = "gate-artifact-v1"
MANIFEST = "artifact.toml"


class Body(Contract):
    """What every artifact holds: files of a ``kind`` that one judge takes (`gate.model.judging`)."""

    kind: str
    files: tuple[SafePath, ...] = Field(min_length=1)

    @field_validator("files")
    @classmethod
    def _nothing_twice(cls, files: tuple[str, ...]) -> tuple[str, ...]:
        for name in files:
            if files.count(name) > 1:
                raise ValueError(f"the file {name!r} is given twice")
        return files


class LeanProof(Body):
    """A Lean solution: one or more files, compiled in this order; the last one holds the targets."""

    kind: Literal["lean-proof"]
    files: tuple[LeanPath, ...] = Field(min_length=1, max_length=64)


class Script(Body):
    """A script and how to start it. It reads its data under ``/in/data`` and writes ``/out/<result>``.

    An argument that names one of ``files`` becomes that file's place in the container; nothing else is expanded.
    Parameters of the run (``nonce``, ``seed``) are in ``/in/gate.json``. See docs/reproduction-judge.md.
    """

    kind: Literal["script"]
    files: tuple[SafePath, ...] = Field(min_length=1, max_length=256)
    image: Word = "python"
    argv: tuple[str, ...] = Field(min_length=1, max_length=64)
    result: SafePath = "result.json"


class PredictionFile(Body):
    """One file of predictions, in the form that a scored claim declares (`gate.model.scored`)."""

    kind: Literal["predictions"]
    files: tuple[SafePath, ...] = Field(min_length=1, max_length=1)


KNOWN_BODIES: tuple[type[Body], ...] = (LeanProof, Script, PredictionFile)


class Artifact(Contract):
    """The manifest ``artifact.toml``."""

    contract: Literal["gate-artifact-v1"]
    title: str = ""
    author: str = ""
    body: Annotated[LeanProof | Script | PredictionFile, Field(discriminator="kind")]


def artifact_contract(bodies: Iterable[type[Body]]) -> type[Artifact]:
    """The artifact contract with these kinds of bodies beside those that `Artifact` itself knows."""
    more = tuple(body for body in bodies if body not in KNOWN_BODIES)
    if not more:
        return Artifact
    return create_model(
        "Artifact", __base__=Artifact, body=(union_of(KNOWN_BODIES + more), Field(discriminator="kind"))
    )


def parse_artifact(data: bytes, *, where: str = MANIFEST, contract: type[Artifact] = Artifact) -> Artifact:
    """Read ``artifact.toml``. ``contract`` says which bodies there are. Raises InputError (fault: artifact)."""
    value = parse_toml(data, where=where, code="artifact", fault=Fault.ARTIFACT)
    refuse_other_contract(value, ARTIFACT_CONTRACT, where=f"{where}#contract", code="artifact", fault=Fault.ARTIFACT)
    try:
        # TOML arrays are lists; JSON mode takes them for tuples while staying strict about everything else.
        return contract.model_validate_json(canonical_json(value))
    except ValidationError as error:
        raise from_pydantic(error, where=where, code="artifact", fault=Fault.ARTIFACT) from None


def artifact_listing(files: Mapping[str, bytes]) -> dict[str, Json]:
    """File names to digests; the artifact's identity is the sha256 of this listing's canonical JSON."""
    return {"contract": ARTIFACT_CONTRACT, "files": {name: str(Digest.of(data)) for name, data in files.items()}}
