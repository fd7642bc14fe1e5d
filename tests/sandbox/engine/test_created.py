"""Removing a container when the engine is slow or in trouble."""

from dataclasses import replace
from itertools import chain, repeat
from typing import Any

import docker.errors
import pytest
import requests

from gate.model.errors import InfrastructureError, InterruptedRun
from gate.sandbox.engine import created
from gate.sandbox.engine.created import CREATE_S, REMOVE_S, CreatedContainer, NameTakenError
from gate.sandbox.engine.orphans import owner_labels, sweep
from gate.system.owner import Owner

BODY = {"Labels": {}}


def answer(status: int) -> docker.errors.APIError:
    response = requests.Response()
    response.status_code = status
    kind = docker.errors.NotFound if status == 404 else docker.errors.APIError
    return kind("failed", response=response, explanation="removal of container x is already in progress")


class Engine:
    """Answers removals with ``statuses``, the last one for ever; 204 is success."""

    def __init__(self, *statuses: int, running: bool = False, taken: tuple[str, ...] = ()) -> None:
        self.taken = taken
        self.listed: list[dict[str, Any]] = []
        self.statuses = chain(statuses[:-1], repeat(statuses[-1]))
        self.running = running
        self.removals = 0

    def create_container_from_config(self, body: object, name: str | None) -> dict[str, str]:
        if name in self.taken:
            raise answer(409)
        if name == "interrupted":
            raise KeyboardInterrupt
        return {"Id": "a-container"}

    def remove_container(self, container: str, *, force: bool, v: bool) -> None:
        assert container == "a-container"
        self.removals += 1
        status = next(self.statuses)
        if status != 204:
            raise answer(status)

    def inspect_container(self, container: str) -> dict[str, Any]:
        return {"State": {"Running": self.running}}

    def containers(self, **how: object) -> list[dict[str, Any]]:
        return self.listed


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(created, "time", clock)
    return clock


def made(engine: Engine) -> CreatedContainer:
    container = CreatedContainer(engine)
    container.create(BODY, "create")
    return container


@pytest.mark.parametrize("end", [204, 404])
def test_a_removal_under_way_is_waited_for(clock: Clock, end: int) -> None:
    engine = Engine(*[409] * 200, end)
    made(engine).remove()
    assert engine.removals == 201
    assert 19 < clock.now < REMOVE_S


@pytest.mark.parametrize("status", [409, 500])
def test_a_stopped_container_that_stays_costs_no_result(
    clock: Clock, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    made(Engine(status)).remove()
    assert REMOVE_S < clock.now < REMOVE_S + 1
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "a-container" in caplog.text


def test_a_running_container_that_stays_is_an_error(clock: Clock) -> None:
    with pytest.raises(InfrastructureError):
        made(Engine(409, running=True)).remove()


def test_a_refused_removal_is_an_error_at_once(clock: Clock) -> None:
    with pytest.raises(InfrastructureError):
        made(Engine(403)).remove()
    assert clock.now == 0


@pytest.mark.parametrize("appears", [False, True])
def test_an_interrupted_creation_is_waited_for(clock: Clock, appears: bool) -> None:
    engine = Engine(204)
    container = CreatedContainer(engine)
    with pytest.raises(KeyboardInterrupt):
        container.create(BODY, "create", name="interrupted")
    engine.listed = [{"Id": "a-container"}] if appears else []
    container.remove()
    assert engine.removals == appears
    assert appears or CREATE_S < clock.now < CREATE_S + 1


def test_what_was_never_made_is_not_removed() -> None:
    engine = Engine(204, taken=("a", "b"))
    container = CreatedContainer(engine)
    with pytest.raises(NameTakenError):
        container.create(BODY, "create", name="a")
    container.remove()
    assert engine.removals == 0


def test_after_its_removal_nothing_is_made() -> None:
    """The sandbox was closed by another thread before the daemon was asked."""
    container = CreatedContainer(Engine(204))
    container.remove()
    with pytest.raises(InterruptedRun):
        container.create(BODY, "create")


@pytest.mark.parametrize(("status", "removed"), [(204, 1), (404, 1), (409, 1), (500, 0)])
def test_an_orphan_that_stays_does_not_stop_a_start(status: int, removed: int) -> None:
    assert len(sweep(with_orphan(status))) == removed


def test_an_orphan_that_may_not_be_removed_stops_a_start() -> None:
    with pytest.raises(InfrastructureError):
        sweep(with_orphan(403))


def with_orphan(status: int) -> Engine:
    engine = Engine(status)
    engine.listed = [{"Id": "a-container", "Labels": owner_labels(replace(Owner.current(), started=1))}]
    return engine
