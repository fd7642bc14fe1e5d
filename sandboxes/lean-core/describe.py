"""Print the toolchain's description, ``/gate/toolchain.json``: what it is, and where its parts are."""

import hashlib
import json
import re
import subprocess

LIBRARY, LAUNCHER = "/gate/lib/libleanshared.so", "/gate/lean"

said = subprocess.run([LAUNCHER, "--version"], check=True, capture_output=True, text=True).stdout
version, githash = re.search(r"version ([^,]+),.* commit ([0-9a-f]{40})", said).groups()
with open(LIBRARY, "rb") as library:
    digest = hashlib.file_digest(library, "sha256").hexdigest()
description = {
    "lean": version,
    "githash": githash,
    "library": LIBRARY,
    "library_sha256": f"sha256:{digest}",
    "launcher": [LAUNCHER],
    "lean_path": ["/gate/lean-lib"],
}
print(json.dumps(description, indent=1))
