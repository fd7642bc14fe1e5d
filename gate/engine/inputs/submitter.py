"""Who hands an artifact in: the system user, and a key of their own where one signs the submission."""

from __future__ import annotations

import os
import pwd
import re

from gate.engine.inputs.intake import Intake
from gate.log.people import SUBMISSION
from gate.log.signed import Submission
from gate.store.people import PersonSigner

_MAX_NAME = 64


def system_user() -> str:
    """The name of the user that this process runs as, as the log can hold it; ``uid-1000`` for one without a name.

    It is what the operating system says, not what the environment does.
    """
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = ""
    return re.sub(r"[^A-Za-z0-9._@-]+", "-", name).strip("-.@")[:_MAX_NAME] or f"uid-{uid}"


def submitter_fields(intake: Intake, signer: PersonSigner | None) -> dict[str, str]:
    """What the intake entry says of the submitter. Raises UsageError when the ssh-agent does not sign."""
    fields = {"submitter": system_user()}
    if signer is not None:
        record, claim = intake.record, intake.claim
        text = Submission(record.id, claim.id, record.digest, claim.digest, intake.artifact_digest).text()
        fields |= {"submitter_key": str(signer.key), "submitter_proof": signer.sign(text, SUBMISSION)}
    return fields
