#!/bin/sh
# Runs once, at image build, in a container without network. /build holds the wheels; what is left in /layer becomes
# the image's layer.
set -eu

pip() { python3 "$(ls /build/wheels/pip-*.whl)/pip" --no-cache-dir --disable-pip-version-check "$@"; }
pip install --quiet --no-index --find-links /build/wheels --require-hashes --no-deps --no-compile --no-warn-script-location \
    --break-system-packages --root-user-action ignore --root /layer --requirement /build/requirements.txt

site=$(python3 -c 'import site; print(site.getsitepackages()[0])')
# Two fixed halves rather than a pool of workers: the bytes of a .pyc depend on what its process compiled before.
find "/layer$site" -name '*.py' ! -path '*/tests/*' ! -path '*/test/*' | LC_ALL=C sort > /build/sources
half=$(($(wc -l < /build/sources) / 2))
compile() { python3 -m compileall -q --invalidation-mode unchecked-hash -s /layer -p / -i -; }
head -n "$half" /build/sources | compile &
tail -n "+$((half + 1))" /build/sources | compile
wait $!

# Every library must import from its final shape before the image may exist.
PYTHONPATH="/layer$site" python3 -c 'import numpy, scipy.stats, pandas, statsmodels.api, sklearn.linear_model, pyarrow.parquet'
