"""Building images in the real engine."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import docker
import docker.errors
import pytest

from gate.model.errors import InfrastructureError, UsageError
from gate.sandbox.engine.connection import connect
from gate.sandbox.engine.orphans import RUN_LABEL, owner_labels, owner_of, sweep
from gate.sandbox.images import build_container
from gate.sandbox.images.build import build
from gate.sandbox.images.build_container import BUILD, sweep_old
from gate.sandbox.images.definition import lock
from gate.sandbox.images.inventory import BuiltImage, find_image
from gate.system.owner import Owner
from tests.sandbox.catalogues import Catalogue, engine, remove_images
from tests.sandbox.containers import own_containers

pytestmark = pytest.mark.docker

SCRIPT = """set -eu
mkdir -p /layer/gate
cat /build/extra/note.txt > /layer/gate/note
ls /sys/class/net > /layer/gate/devices
chmod 4755 /layer/gate/note
"""


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    found = Catalogue(tmp_path / "project", SCRIPT)
    found.use(monkeypatch)
    return found


@pytest.fixture
def client(extra: Catalogue) -> Iterator[docker.APIClient]:
    with engine(extra.name) as client:
        yield client


def output(client: docker.APIClient, image: str, *argv: str) -> str:
    host = client.create_host_config(network_mode="none")
    container = client.create_container(image, list(argv), host_config=host, network_disabled=True)["Id"]
    try:
        client.start(container)
        assert client.wait(container)["StatusCode"] == 0
        return str(client.logs(container).decode())
    finally:
        client.remove_container(container, force=True)


def one(built: list[BuiltImage]) -> BuiltImage:
    (image,) = built
    return image


def test_build_then_nothing_to_do(client: docker.APIClient, extra: Catalogue) -> None:
    steps: list[tuple[str, str]] = []
    image = one(build([extra.name], progress=lambda name, step: steps.append((name, step))))
    assert find_image(client, extra.name) == image.id
    assert (extra.name, "running the build script") in steps
    steps.clear()
    assert one(build([extra.name], progress=lambda name, step: steps.append((name, step)))) == image
    assert steps == [(extra.name, "is current")]


def test_what_is_in_it(client: docker.APIClient, extra: Catalogue) -> None:
    image = one(build([extra.name])).id
    script = "cat /gate/note /gate/devices; stat -c %a /gate/note; id -un; echo $TESTED"
    listing = output(client, image, "sh", "-c", script)
    assert listing.splitlines() == ["note", "lo", "755", "gate", "1"]
    packages = json.loads(output(client, image, "cat", "/gate/packages.json"))
    assert packages["debian"]["python3"].startswith("3.11")
    script = "import socket; print(socket.gethostbyname('localhost'))"
    assert output(client, image, "python3", "-c", script) == "127.0.0.1\n"


def test_twice_from_nothing_gives_the_same_id(
    client: docker.APIClient, extra: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is done again, the root file system, the layer and the archive, under another environment."""
    first = one(build([extra.name]))
    remove_images(client, extra.name)
    monkeypatch.setenv("GATE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "" if os.environ.get("PYTHONDONTWRITEBYTECODE") else "1")
    assert one(build([extra.name])).id == first.id


def test_a_failing_script_is_reported_with_its_last_words(client: docker.APIClient, extra: Catalogue) -> None:
    (extra.folder / "build.sh").write_text("echo first; echo the last words >&2; exit 3\n")
    with pytest.raises(InfrastructureError, match=r"status 3:\n(?s:.*)the last words") as caught:
        build([extra.name])
    assert caught.value.code == "image.build-failed"
    assert [container for container in own_containers() if container["Labels"][RUN_LABEL] == BUILD] == []


def test_a_killed_builds_container_is_an_orphan(client: docker.APIClient) -> None:
    image = find_image(client, "base")
    dead = replace(Owner.current(), started=1)
    with build_container._container(client, image, ["/bin/true"], network=False) as box:
        labels = client.inspect_container(box)["Config"]["Labels"]
        assert labels[RUN_LABEL] == BUILD
        assert owner_of(labels) == Owner.current()
        left = client.create_container(image, ["/bin/true"], labels={RUN_LABEL: BUILD, **owner_labels(dead)})["Id"]
        sweep(client)
        containers = {found["Id"] for found in client.containers(all=True, filters={"label": f"{RUN_LABEL}={BUILD}"})}
    assert box in containers
    assert left not in containers


def test_build_containers_of_the_first_version_go_after_a_day(
    client: docker.APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = find_image(client, "base")
    left = client.create_container(image, ["/bin/true"], labels={"gate.workshop": "1"})["Id"]
    try:
        assert left not in sweep_old(client)
        now = time.time()
        monkeypatch.setattr(build_container.time, "time", lambda: now + 25 * 3600)
        assert left in sweep_old(client)
    finally:
        with suppress(docker.errors.NotFound):
            client.remove_container(left)


def editor(extra: Catalogue, step: str) -> Callable[[str, str], None]:
    """A progress callback that edits a source when ``step`` begins."""

    def edit(name: str, now: str) -> None:
        if now == step:
            (extra.root / "extra" / "note.txt").write_text("edited\n")

    return edit


def test_an_edit_during_the_build_ends_it(client: docker.APIClient, extra: Catalogue) -> None:
    with pytest.raises(InfrastructureError) as caught:
        build([extra.name], progress=editor(extra, "running the build script"))
    assert caught.value.code == "image.changed"
    assert output(client, one(build([extra.name])).id, "cat", "/gate/note") == "edited\n"


def test_an_edit_after_it_makes_the_image_stale(client: docker.APIClient, extra: Catalogue) -> None:
    before = lock(extra.name)
    assert one(build([extra.name], progress=editor(extra, "loading into Docker"))).lock == before
    with pytest.raises(InfrastructureError) as caught:
        find_image(client, extra.name)
    assert caught.value.code == "image.stale"


def test_a_script_that_finds_no_network_says_where_to_go(extra: Catalogue, client: docker.APIClient) -> None:
    (extra.folder / "build.sh").write_text("exit 75\n")
    with pytest.raises(InfrastructureError) as caught:
        build([extra.name])
    assert (caught.value.code, "docker save" in str(caught.value.hint)) == ("image.network", True)


@pytest.mark.parametrize("base", ["debian:12", "debian", "sha256:0123", f"debian:12@sha512:{'0' * 64}", ""])
def test_an_unpinned_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="not pinned"):
        build(["base"], base=base)


def test_another_base_gives_the_same_files_and_says_what_it_is(client: docker.APIClient, extra: Catalogue) -> None:
    plain = one(build([extra.name]))
    base = find_image(client, "base")
    other = one(build([extra.name], base=base))
    assert (plain.base, other.base) == ("debian:bookworm", base)
    assert find_image(client, extra.name) == other.id != plain.id
    assert one(build([extra.name])) == other
    listing = "cat /gate/packages.json /gate/note /etc/passwd; ls /"
    before, after = (output(client, image.id, "sh", "-c", listing) for image in (plain, other))
    assert before == after


def test_a_base_that_no_registry_has(extra: Catalogue) -> None:
    with pytest.raises(InfrastructureError) as caught:
        build([extra.name], base=f"localhost:1/nothing@sha256:{'0' * 64}")
    assert caught.value.exit_code == 4


def test_a_full_disk_is_the_machines_fault(extra: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("GATE_CACHE", str(tmp_path / "file"))
    with pytest.raises(InfrastructureError) as caught:
        build([extra.name])
    assert caught.value.code == "image.disk"


@pytest.fixture
def connection() -> Iterator[docker.APIClient]:
    client = connect()
    yield client
    client.close()


@pytest.fixture
def python_image(connection: docker.APIClient) -> str:
    return find_image(connection, "python")


def test_the_scientific_stack_is_there_and_listed(python_image: str, connection: docker.APIClient) -> None:
    script = "import numpy, scipy, pandas, statsmodels, sklearn, pyarrow.parquet; print(numpy.__version__)"
    version = output(connection, python_image, "python3", "-c", script).strip()
    packages = json.loads(output(connection, python_image, "cat", "/gate/packages.json"))["python"]
    assert packages["numpy"] == version
    assert {"scipy", "pandas", "statsmodels", "scikit_learn", "pyarrow"} <= set(packages)


def test_compiled_files_are_not_checked_against_their_source(python_image: str, connection: docker.APIClient) -> None:
    script = "import numpy, json\nfor m in (numpy, json): print(*open(m.__cached__, 'rb').read(8)[4:])"
    assert output(connection, python_image, "python3", "-c", script) == "1 0 0 0\n" * 2


def test_python_has_no_set_user_id_and_nothing_of_the_build_is_left(
    python_image: str, connection: docker.APIClient
) -> None:
    script = (
        "import os\n"
        "for top, folders, files in os.walk('/'):\n"
        "    folders[:] = [f for f in folders if os.path.join(top, f) not in ('/proc', '/sys', '/dev')]\n"
        "    for name in files:\n"
        "        if os.lstat(os.path.join(top, name)).st_mode & 0o6000: print(top, name)\n"
        "left = ('/build', '/layer', '/etc/apt', '/var/log/apt', '/var/lib/apt', '/etc/machine-id')\n"
        "print([p for p in left if os.path.exists(p)])"
    )
    assert output(connection, python_image, "python3", "-c", script) == "[]\n"
