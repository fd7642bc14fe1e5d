"""An error as ``--json`` prints it."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document
from gate.model.errors import Fault, GateError, InputError, IntegrityError


class ErrorDetail(Document):
    """What is wrong, where, what to do, and the exit status; ``fault`` says whose input was wrong, if one was."""

    code: str
    message: str
    where: str | None
    hint: str | None
    exit_code: int
    fault: Fault | None = None

    @classmethod
    def of(cls, error: GateError) -> ErrorDetail:
        """The detail of an error."""
        return cls(
            code=error.code,
            message=error.message,
            where=error.where,
            hint=error.hint,
            exit_code=error.exit_code,
            fault=error.fault if isinstance(error, InputError) else None,
        )

    def integrity(self) -> IntegrityError:
        """It as the error of a verification that found it."""
        return IntegrityError(self.code, self.message, where=self.where, hint=self.hint)


class ErrorReport(Document):
    """The one document that any command prints when it fails."""

    format: Literal["gate-error-v1"] = "gate-error-v1"
    error: ErrorDetail

    @classmethod
    def of(cls, error: GateError) -> ErrorReport:
        """The report of an error."""
        return cls(error=ErrorDetail.of(error))
