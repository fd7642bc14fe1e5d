"""The base root file system, made from Debian packages by mmdebstrap.

Packages are downloaded and verified by apt, then only extracted: no maintainer script runs, so the result depends on
nothing but the packages. The host's own apt sources for the suite are used where it has them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from gate.sandbox.images.definition import Base
from gate.sandbox.images.layer import EPOCH
from gate.system.programs import run_program

_MERGED_USR = "/usr/share/mmdebstrap/hooks/merged-usr"
_FORWARDED = ("Acquire::http::Proxy ", "Acquire::https::Proxy ", "Acquire::Check-Valid-Until ", "Acquire::Check-Date ")

# apt keeps no status of packages that were only extracted; this writes the list that dpkg-query would read.
_STATUS = (
    'for deb in "$1"/var/cache/apt/archives/*.deb; do dpkg-deb --field "$deb" Package Version Architecture; '
    'printf "Status: install ok installed\\n\\n"; done > "$1"/var/lib/dpkg/status'
)
# Nothing of the host's environment, and -B: an import must not write a file that compileall then takes as done.
_COMPILE = (
    'chroot "$1" /usr/bin/env -i PYTHONHASHSEED=0 /usr/bin/python3 -B -m compileall -q '
    "--invalidation-mode unchecked-hash -x '/(test|tests|lib2to3|pydoc_data)/' "
    '/$(cd "$1" && echo usr/lib/python3.*)'
)


def root_filesystem(base: Base, target: Path) -> None:
    """Write the root file system of ``base`` as a tar to ``target``.

    Needs mmdebstrap and either root or unprivileged user namespaces. Raises InfrastructureError.
    """
    with tempfile.TemporaryDirectory(prefix="gate-base-") as scratch:
        sources = Path(scratch) / "host.list"
        sources.write_text(_host_sources(base.suite), encoding="utf-8")
        run_program(
            [
                "mmdebstrap",
                "--variant=extract",
                f"--include={','.join(base.packages)}",
                *(f"--aptopt={option}" for option in _host_options()),
                f"--hook-dir={_MERGED_USR}",
                f"--extract-hook={_STATUS}",
                f"--extract-hook={_COMPILE}",
                base.suite,
                str(target),
                *([str(sources)] if sources.stat().st_size else []),
            ],
            code="image.tool-missing",
            missing="apt-get install mmdebstrap; or name an image that a registry has: gate sandbox build --base IMAGE",
            env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)},
        ).require(
            "image.base-failed",
            hint="mmdebstrap needs a reachable Debian mirror, and root or unprivileged user namespaces",
        )


def _host_sources(suite: str) -> str:
    """One-line apt sources of this machine for ``suite``; empty when it has none (mmdebstrap then uses its own)."""
    suites = {suite, f"{suite}-updates", f"{suite}-security"}
    lines = []
    for target in _apt(
        "apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"
    ):
        match target.split():
            case [uri, release, "main"] if release in suites:
                lines.append(f"deb {uri} {release} main\n")
    return "".join(dict.fromkeys(lines))


def _host_options() -> list[str]:
    """The host's apt options for proxies and for mirrors that serve a snapshot."""
    return [line for line in _apt("apt-config", "dump") if line.startswith(_FORWARDED)]


def _apt(*argv: str) -> list[str]:
    if shutil.which(argv[0]) is None:
        return []
    done = run_program(argv, code="image.tool-missing", missing="apt is needed on the host")
    return done.require("image.apt-failed").text.splitlines()
