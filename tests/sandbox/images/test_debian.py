"""The base root file system: which sources and options of the host are used, and what happens without the tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from gate.model.errors import InfrastructureError
from gate.sandbox.images.debian import root_filesystem
from gate.sandbox.images.definition import load_base

INDEX = """\
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm contrib
http://mirror.example/debian-security/ bookworm-security main
https://packages.example/apt bookworm-pgdg main
https://node.example/ nodistro main
"""
CONFIG = """\
Acquire "";
Acquire::http::Proxy "http://proxy.example:3128";
Acquire::Languages "none";
DPkg::Post-Invoke:: "something";
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH; `mmdebstrap` in it writes down its arguments and sources."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    write(folder, "apt-get", f"printf '%s' '{INDEX}'")
    write(folder, "apt-config", f"printf '%s' '{CONFIG}'")
    write(
        folder,
        "mmdebstrap",
        f'printf "%s\\n" "$@" "epoch $SOURCE_DATE_EPOCH" > {tmp_path}/argv\n'
        f'for last in "$@"; do :; done\nwhile read -r line; do echo "$line"; done < "$last" > {tmp_path}/sources',
    )
    return folder


def write(folder: Path, name: str, body: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def test_the_hosts_own_sources_of_the_suite_are_used(tools: Path, tmp_path: Path) -> None:
    root_filesystem(load_base(), tmp_path / "root.tar")
    assert (tmp_path / "sources").read_text().splitlines() == [
        "deb http://mirror.example/debian/ bookworm main",
        "deb http://mirror.example/debian-security/ bookworm-security main",
    ]


def test_proxies_are_passed_on_and_other_options_are_not(tools: Path, tmp_path: Path) -> None:
    root_filesystem(load_base(), tmp_path / "root.tar")
    argv = (tmp_path / "argv").read_text().splitlines()
    assert [word for word in argv if word.startswith("--aptopt")] == [
        '--aptopt=Acquire::http::Proxy "http://proxy.example:3128";'
    ]
    assert {"--variant=extract", "bookworm", "epoch 1767225600"} <= set(argv)


def test_without_apt_the_mirror_is_mmdebstraps_choice(tools: Path, tmp_path: Path) -> None:
    (tools / "apt-get").unlink()
    (tools / "apt-config").unlink()
    write(tools, "mmdebstrap", f'printf "%s\\n" "$@" > {tmp_path}/argv')
    root_filesystem(load_base(), tmp_path / "root.tar")
    assert (tmp_path / "argv").read_text().splitlines()[-2:] == ["bookworm", str(tmp_path / "root.tar")]


def test_without_mmdebstrap_the_hint_says_what_to_do(tools: Path, tmp_path: Path) -> None:
    (tools / "mmdebstrap").unlink()
    with pytest.raises(InfrastructureError, match="mmdebstrap is not installed") as caught:
        root_filesystem(load_base(), tmp_path / "root.tar")
    assert "apt-get install mmdebstrap" in str(caught.value.hint)
    assert "--base" in str(caught.value.hint)


def test_a_failure_shows_the_last_lines_and_leaves_no_scratch(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    write(tools, "mmdebstrap", "echo E: unable to fetch >&2; exit 25")
    with pytest.raises(InfrastructureError, match=r"status 25:\nE: unable to fetch") as caught:
        root_filesystem(load_base(), tmp_path / "root.tar")
    assert caught.value.code == "image.base-failed"
    assert not list(scratch.iterdir())
