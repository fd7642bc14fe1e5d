"""Catalogues of images to test with, and a clean engine afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import docker
import pytest

from gate.sandbox.engine.connection import connect
from gate.sandbox.images import build as imagebuild
from gate.sandbox.images import definition
from gate.sandbox.images.inventory import LABEL_NAME
from gate.system.cache import cache_folder
from gate.system.resources import resource


class Catalogue:
    """A copy of the project's ``sandboxes/`` with one more image, ``name``, that no other test has."""

    def __init__(self, root: Path, script: str) -> None:
        self.root = root
        self.name = f"test-{uuid4().hex[:12]}"
        shutil.copytree(resource("sandboxes"), root / "sandboxes", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "extra").mkdir()
        (root / "extra" / "note.txt").write_text("note\n")
        self.folder.mkdir()
        (self.folder / "image.toml").write_text(
            'description = "test"\nbuild = "build.sh"\nsources = ["extra", "extra/note.txt"]\n[env]\nTESTED = "1"\n'
        )
        (self.folder / "build.sh").write_text(script)

    @property
    def folder(self) -> Path:
        return self.root / "sandboxes" / self.name

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make it the catalogue that the builder sees."""

        def find(name: str) -> Path:
            here = self.root / name
            return here if here.exists() else resource(name)

        for module in (definition, imagebuild):
            monkeypatch.setattr(module, "resource", find)


@contextmanager
def engine(name: str) -> Iterator[docker.APIClient]:
    """A client; images and cached layers of the catalogue name ``name`` are gone afterwards."""
    client = connect()
    layers = cache_folder() / "layers"
    try:
        yield client
    finally:
        remove_images(client, name)
        client.close()
        for kind in (name, f"top-{name}"):
            shutil.rmtree(layers / kind, ignore_errors=True)


def remove_images(client: docker.APIClient, name: str) -> None:
    """Remove every image with this catalogue name."""
    for image in client.images(filters={"label": f"{LABEL_NAME}={name}"}, all=True):
        client.remove_image(image["Id"], force=True)
