"""Finding images: current, stale, missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.sandbox.images.definition import lock
from gate.sandbox.images.inventory import LABEL_BASE, LABEL_LOCK, LABEL_NAME, find_image, list_images, tag
from gate.sandbox.images.layer import Archive, Layer, pack
from tests.sandbox.catalogues import Catalogue, engine

pytestmark = pytest.mark.docker


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    found = Catalogue(tmp_path, "true\n")
    found.use(monkeypatch)
    return found


@pytest.fixture
def client(extra: Catalogue) -> Iterator[docker.APIClient]:
    with engine(extra.name) as client:
        yield client


def load_image(client: docker.APIClient, folder: Path, name: str, labelled: str, tagged: Digest) -> str:
    with (folder / "layer.tar").open("wb") as sink:
        pack({"f": name.encode()}, sink)
    labels = {LABEL_NAME: name, LABEL_LOCK: labelled, LABEL_BASE: "nothing"}
    archive = Archive([Layer.open(folder / "layer.tar")], tag(name, tagged), "x86_64", labels)
    assert not [message for message in client.load_image(archive.chunks()) if "errorDetail" in message]
    return str(client.inspect_image(tag(name, tagged))["Id"])


def test_an_image_that_was_never_built(client: docker.APIClient, extra: Catalogue) -> None:
    with pytest.raises(InfrastructureError) as caught:
        find_image(client, extra.name)
    assert (caught.value.code, caught.value.hint) == ("image.missing", f"gate sandbox build {extra.name}")


def test_a_current_image_is_found_by_its_id(client: docker.APIClient, extra: Catalogue, tmp_path: Path) -> None:
    now = lock(extra.name)
    expected = load_image(client, tmp_path, extra.name, now.hex, now)
    assert find_image(client, extra.name) == expected
    (found,) = [image for image in list_images(client) if image.name == extra.name]
    assert (found.id, found.lock, found.base, found.current) == (expected, now, "nothing", True)


def test_a_changed_definition_makes_it_stale(client: docker.APIClient, extra: Catalogue, tmp_path: Path) -> None:
    now = lock(extra.name)
    load_image(client, tmp_path, extra.name, now.hex, now)
    (extra.folder / "build.sh").write_text("false\n")
    with pytest.raises(InfrastructureError) as caught:
        find_image(client, extra.name)
    assert (caught.value.code, caught.value.hint) == ("image.stale", f"gate sandbox build {extra.name}")
    assert [image.current for image in list_images(client) if image.name == extra.name] == [False]


def test_a_tag_alone_convinces_nobody(client: docker.APIClient, extra: Catalogue, tmp_path: Path) -> None:
    load_image(client, tmp_path, extra.name, Digest.of(b"another").hex, lock(extra.name))
    with pytest.raises(InfrastructureError) as caught:
        find_image(client, extra.name)
    assert caught.value.code == "image.stale"


def test_another_programs_label_is_passed_over(client: docker.APIClient, extra: Catalogue, tmp_path: Path) -> None:
    load_image(client, tmp_path, extra.name, "not a digest", lock(extra.name))
    assert extra.name not in {image.name for image in list_images(client)}
