"""The archive for `docker load`."""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from gate.model.digest import Digest
from gate.sandbox.images.layer import USER, Archive, Layer, pack


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    layers = []
    for name in ("a", "b"):
        with (tmp_path / name).open("wb") as sink:
            pack({name: name.encode()}, sink)
        layers.append(Layer.open(tmp_path / name))
    return Archive(layers, "gate/x:1", "x86_64", {"gate.name": "x"}, {"LEAN_PATH": "/l"})


def test_it_holds_configuration_layers_and_manifest(archive: Archive) -> None:
    with tarfile.open(fileobj=BytesIO(b"".join(archive.chunks()))) as tar:
        files = {entry.name: file.read() for entry in tar if (file := tar.extractfile(entry))}
    (manifest,) = json.loads(files["manifest.json"])
    assert manifest["RepoTags"] == ["gate/x:1"]
    assert manifest["Config"] == f"{Digest.of(files[manifest['Config']]).hex}.json"
    config = json.loads(files[manifest["Config"]])
    assert config["rootfs"]["diff_ids"] == [str(Digest.of(files[name])) for name in manifest["Layers"]]
    assert (config["architecture"], config["config"]["User"]) == ("amd64", USER)
    assert "LEAN_PATH=/l" in config["config"]["Env"]


def test_equal_content_has_an_equal_id_and_any_change_shows(archive: Archive) -> None:
    assert archive.config() == replace(archive).config()
    changed = [replace(archive, labels={}), replace(archive, env={}), replace(archive, layers=archive.layers[:1])]
    assert archive.config() not in {other.config() for other in changed}


def test_the_tag_is_no_part_of_the_id(archive: Archive) -> None:
    assert replace(archive, tag="gate/x:2").config() == archive.config()
