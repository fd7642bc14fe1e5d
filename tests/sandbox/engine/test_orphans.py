from gate.sandbox.engine.orphans import owner_labels, owner_of
from gate.system.owner import Owner


def test_labels_and_back() -> None:
    here = Owner.current()
    assert owner_of({**owner_labels(here), "more": "x"}) == here
    assert owner_of({}) is None
    assert owner_of({**owner_labels(here), "gate.owner.pid": "many"}) is None
