#!/bin/sh
# As sandboxes/python/build.sh, whose helpers it uses, with the libraries of the recipes.
set -eu

python3 "$(echo /build/wheels/pip-*.whl)/pip" install --quiet --requirement /build/requirements.txt \
    --no-index --find-links /build/wheels --require-hashes --no-deps --no-compile --no-cache-dir \
    --no-warn-script-location --disable-pip-version-check --break-system-packages --root-user-action ignore --root /layer

site=$(python3 -c 'import site; print(site.getsitepackages()[0])')
python3 /build/sandboxes/python/trim.py "/layer$site"
python3 /build/sandboxes/python/compile.py /layer "$site" 0 2 &
python3 /build/sandboxes/python/compile.py /layer "$site" 1 2
wait $!

PYTHONPATH="/layer$site" python3 -B -c '
import numpy, scipy.optimize, scipy.stats, statsmodels.api, sacrebleu.metrics'
