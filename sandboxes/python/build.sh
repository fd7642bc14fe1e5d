#!/bin/sh
# Runs once, at image build, in a container without network. /build holds the wheels; what is left in /layer becomes
# the image's layer.
set -eu

python3 "$(echo /build/wheels/pip-*.whl)/pip" install --quiet --requirement /build/requirements.txt \
    --no-index --find-links /build/wheels --require-hashes --no-deps --no-compile --no-cache-dir \
    --no-warn-script-location --disable-pip-version-check --break-system-packages --root-user-action ignore --root /layer

site=$(python3 -c 'import site; print(site.getsitepackages()[0])')
python3 /build/trim.py "/layer$site"
python3 /build/compile.py /layer "$site" 0 2 &
python3 /build/compile.py /layer "$site" 1 2
wait $!

# Every library must import from its final shape before the image may exist.
PYTHONPATH="/layer$site" python3 -B -c '
import numpy, scipy.stats, pandas, statsmodels.api, sklearn.linear_model, pyarrow.parquet'
