"""Print a toolchain's description, ``/gate/toolchain.json``: ``describe.py LIBRARY LEAN_PATH``."""

import hashlib
import json
import re
import subprocess
import sys

LAUNCHER = "/gate/lean"

library, lean_path = sys.argv[1:]
said = subprocess.run([LAUNCHER, "--version"], check=True, capture_output=True, text=True).stdout
version, githash = re.search(r"version ([^,]+),.* commit ([0-9a-f]{40})", said).groups()
with open(library, "rb") as file:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
description = {
    "lean": version,
    "githash": githash,
    "library": library,
    "library_sha256": f"sha256:{digest}",
    "launcher": [LAUNCHER],
    "lean_path": lean_path.split(":"),
}
print(json.dumps(description, indent=1))
