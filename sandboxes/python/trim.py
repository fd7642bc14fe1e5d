"""Leave out what a script could read an answer from: ``trim.py SITE``, the libraries' tests and bundled data sets.

Certified results and textbook data sets are what libraries are tested with, and what claims are about. The modules that
would load a data set stay, because libraries import them; they find no file.
"""

import shutil
import sys
from pathlib import Path

site = Path(sys.argv[1])
for folder in sorted(site.rglob("*"), reverse=True):
    if folder.name in ("test", "tests") and folder.is_dir():
        shutil.rmtree(folder)
for pattern in ("*/conftest.py", "patsy/test_*.py", "statsmodels/sandbox/*.txt"):
    for path in site.glob(pattern):
        path.unlink()
for pattern in ("sklearn/datasets", "statsmodels/datasets", "statsmodels/tsa/*/datasets"):
    for folder in site.glob(pattern):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".so"):
                path.unlink()
