"""Compile the installed libraries: ``compile.py ROOT SITE PART PARTS`` takes every PARTS-th file from PART on.

The files of one process are fixed, because the bytes of a .pyc depend on what its process compiled before. Unchecked
hashes: the image is read-only, so an import need not look at the source.
"""

import sys
from pathlib import Path
from py_compile import PycInvalidationMode, PyCompileError, compile

root, site = Path(sys.argv[1]), sys.argv[2]
part, parts = int(sys.argv[3]), int(sys.argv[4])
sources = sorted((root / site.lstrip("/")).rglob("*.py"))
for source in sources[part::parts]:
    name = f"/{source.relative_to(root)}"
    try:
        compile(str(source), dfile=name, doraise=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    except PyCompileError as error:  # templates and examples of other Python versions; nothing imports them
        print(f"not compiled: {name}: {error.msg.strip().splitlines()[-1]}")
