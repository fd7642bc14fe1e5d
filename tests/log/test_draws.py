"""What draws come from is the log's signature: one for each artifact, and nobody can put another one into the log."""

import pytest

from gate.log.draws import check_draws, draws_seed
from gate.log.entry import Entry
from gate.log.keys import Signer
from gate.log.kinds import DrawsBody, StoreBody
from gate.log.status import fold_log
from gate.model.errors import IntegrityError
from tests.log.story import TIME, Story, digest

LOG, OTHER = Signer.generate("example.org/log"), Signer.generate("example.org/log")


def seed(signer: Signer = LOG, *, claim: str = "c1", artifact: str = "a", policy: str = "policy") -> str:
    return draws_seed(signer, claim=digest(claim), artifact=digest(artifact), policy=digest(policy))


def told(drawn: str) -> Story:
    """A log with one attempt that says its draws came from this seed."""
    story = Story()
    key = LOG.verifier
    story.add(StoreBody(origin=key.name, key=key.id, vkey=str(key)))
    place = story.intake("a1")
    story.add(DrawsBody(seed=drawn, moving=12), **place)
    story.judge(place, ("pass", "pass"))
    return story


def test_the_seed_is_the_same_for_the_same_artifact_and_another_for_any_other_subject_or_store() -> None:
    assert seed() == seed()
    others = {seed(claim="c2"), seed(artifact="b"), seed(policy="p"), seed(OTHER)}
    assert len(others | {seed()}) == 5


def test_a_log_with_its_own_signature_folds() -> None:
    assert fold_log(told(seed()).entries).attempts["a1"].verdict == "VERIFIED"


@pytest.mark.parametrize(
    "drawn",
    [seed(OTHER), seed(artifact="b"), seed(claim="c2"), seed(policy="p")],
    ids=["another-key", "another-artifact", "another-claim", "another-policy"],
)
def test_a_seed_that_somebody_chose_is_an_integrity_failure(drawn: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        fold_log(told(drawn).entries)
    assert caught.value.code == "draws.signature"


def test_a_seed_by_an_earlier_key_of_the_log_is_its_own() -> None:
    intake = Story()
    intake.intake("a1")
    body = intake.intakes["a1"]
    check_draws(DrawsBody(seed=seed(), moving=1), body, {OTHER.verifier.public, LOG.verifier.public})
    with pytest.raises(IntegrityError):
        check_draws(DrawsBody(seed=seed(), moving=1), body, {OTHER.verifier.public})


def test_draws_of_no_attempt_are_an_impossible_history() -> None:
    with pytest.raises(IntegrityError) as caught:
        fold_log([(0, Entry(TIME, DrawsBody(seed=seed(), moving=1), attempt="a1"))])
    assert caught.value.code == "log.impossible-history"
