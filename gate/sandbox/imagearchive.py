"""The archive that ``docker load`` reads, written without an engine so that equal content has an equal id.

Format: Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from gate.model.digest import Digest, canonical_json
from gate.sandbox.layer import EPOCH, Layer, stream

USER = "20000:20000"
"""The unprivileged user ``gate`` of every image (``sandboxes/base/files/etc/passwd``)."""

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Archive:
    """An image: its layers from the bottom up, its tag, and what its configuration says. ``machine`` as in wheels."""

    layers: Sequence[Layer]
    tag: str
    machine: str
    labels: Mapping[str, str]
    env: Mapping[str, str] = field(default_factory=dict)

    def config(self) -> bytes:
        """The image's configuration; its digest is the id that Docker's own image store gives."""
        created = datetime.fromtimestamp(EPOCH, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return canonical_json(
            {
                "architecture": _ARCHITECTURES.get(self.machine, self.machine),
                "os": "linux",
                "created": created,
                "config": {
                    "User": USER,
                    "Env": [f"{name}={value}" for name, value in sorted({**_ENVIRONMENT, **self.env}.items())],
                    "WorkingDir": "/",
                    "Labels": dict(self.labels),
                },
                "rootfs": {"type": "layers", "diff_ids": [str(layer.digest) for layer in self.layers]},
                "history": [{"created": created, "created_by": "gate sandbox build"} for _ in self.layers],
            }
        )

    def chunks(self) -> Iterator[bytes]:
        """The archive's bytes."""
        config = self.config()
        name = f"{Digest.of(config).hex}.json"
        files = [f"{layer.digest.hex}/layer.tar" for layer in self.layers]
        parts: dict[str, bytes | Path] = {name: config}
        parts |= {file: layer.path for file, layer in zip(files, self.layers, strict=True)}
        parts["manifest.json"] = canonical_json([{"Config": name, "RepoTags": [self.tag], "Layers": files}])
        return stream(parts)
