"""One value type for digests, and the canonical JSON bytes (RFC 8785) that they are taken over."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import rfc8785
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from gate.model.errors import InputError

_HEX64 = re.compile(r"[0-9a-f]{64}", re.ASCII)

Json = object
"""A value that ``json.loads`` can give. Whoever looks inside it says first what it must be."""


def canonical_json(value: object) -> bytes:
    """The RFC 8785 bytes of ``value``.

    Raises InputError when the value has no canonical form (NaN, integers beyond 2^53, lone surrogates).
    """
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # it refuses what has no canonical form
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise InputError("json.not-canonical", f"value has no canonical JSON form: {error}") from None


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """A sha256 digest: 64 lower-case hex characters; printed as ``sha256:…``."""

    hex: str

    def __post_init__(self) -> None:
        if not _HEX64.fullmatch(self.hex):
            raise InputError(
                "digest.malformed",
                f"not a sha256 digest: {self.hex[:80]!r}",
                hint="64 lower-case hexadecimal characters are expected",
            )

    @classmethod
    def of(cls, data: bytes) -> Digest:
        """The digest of some bytes."""
        return cls(hashlib.sha256(data).hexdigest())

    @classmethod
    def of_json(cls, value: object) -> Digest:
        """The digest of the RFC 8785 form of ``value``. Raises InputError when it has none."""
        return cls.of(canonical_json(value))

    @classmethod
    def parse(cls, text: str) -> Digest:
        """Read ``sha256:<hex>`` or bare hex. Raises InputError."""
        return cls(text.removeprefix("sha256:"))

    @property
    def raw(self) -> bytes:
        """The 32 bytes."""
        return bytes.fromhex(self.hex)

    @property
    def short(self) -> str:
        """Twelve hex characters, for people."""
        return self.hex[:12]

    def __str__(self) -> str:
        return f"sha256:{self.hex}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[object], handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.no_info_after_validator_function(
            lambda value: cls(value.removeprefix("sha256:")),
            core_schema.str_schema(pattern=r"^(sha256:)?[0-9a-f]{64}$"),
        )
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), text]),
            serialization=core_schema.plain_serializer_function_ser_schema(str, when_used="always"),
        )
