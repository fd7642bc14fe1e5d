"""Envelopes, statements and bundles meet a hundred thousand hostile inputs each."""

from __future__ import annotations

import json

import pytest

from gate.attest.dsse import IN_TOTO, Envelope, sign_envelope
from gate.attest.statement import read_statement, statements
from gate.attest.verify import verify_bundle
from gate.model.verdict import Verdict
from tests.attest.bundles import TRUST, story
from tests.attest.test_statement import logged
from tests.log.mutate import attack
from tests.log.trees import SIGNER

pytestmark = pytest.mark.slow


def test_envelopes() -> None:
    payload = b'{"some": "payload"}'
    seed = json.dumps(sign_envelope(IN_TOTO, payload, SIGNER)).encode()

    def parse(data: bytes) -> None:
        assert Envelope.from_bytes(data).verify([SIGNER.verifier]) == payload

    attack(parse, [seed], prefixes=("envelope.",), seed=21)


def test_statements() -> None:
    attack(read_statement, statements(logged(Verdict.VERIFIED)), prefixes=("statement.",), seed=22)


def test_bundles() -> None:
    seeds = {verdict: story(verdict).bundle() for verdict in Verdict}
    prefixes = (
        *("bundle.", "envelope.", "statement.", "entry.", "note.", "checkpoint.", "proof.", "key."),
        *("index.", "log.impossible"),
    )

    def parse(data: bytes) -> None:
        # Whatever still verifies must be one of the three true stories, entry by entry.
        report = verify_bundle(data, TRUST)
        assert report.entry == verify_bundle(seeds[report.verdict], TRUST).entry

    attack(parse, list(seeds.values()), prefixes=prefixes, seed=23)
