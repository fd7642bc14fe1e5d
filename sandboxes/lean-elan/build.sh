#!/bin/sh
# Runs once, at image build, in a container with network. What is left in /layer becomes the image's layer.
# Status 75 tells the builder that the network was the trouble.
set -eu
. /build/versions.sh

# Packages are only extracted, so the bundle that ca-certificates would have made is made here.
mkdir -p /etc/ssl/certs
cat /usr/share/ca-certificates/mozilla/*.crt > /etc/ssl/certs/ca-certificates.crt
export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt GIT_SSL_CAINFO=/etc/ssl/certs/ca-certificates.crt

export ELAN_HOME=/tmp/elan HOME=/tmp
elan toolchain install "$TOOLCHAIN" || exit 75
mkdir -p /layer/opt /gate
mv "$(echo /tmp/elan/toolchains/*)" /opt/lean
printf '#!/bin/sh\nexec /opt/lean/bin/lean "$@"\n' > /gate/lean
chmod 755 /gate/lean
lean_path=/opt/lean/lib/lean

if [ -n "$MATHLIB" ]; then
    PATH=/opt/lean/bin:$PATH
    git clone --quiet --depth 1 --branch "$MATHLIB" https://github.com/leanprover-community/mathlib4 /opt/mathlib || exit 75
    cd /opt/mathlib
    lake exe cache get || exit 75
    for library in /opt/mathlib/.lake/packages/*/.lake/build/lib/lean /opt/mathlib/.lake/build/lib/lean; do
        lean_path=$lean_path:$library
    done
    mv /opt/mathlib /layer/opt
fi

library=$(find /opt/lean/lib -name libleanshared.so)
python3 /build/sandboxes/lean-core/describe.py "$library" "$lean_path" > /gate/toolchain.json
mkdir -p /layer/gate/checker
install -m 644 /build/sandboxes/lean-core/checker/*.py /layer/gate/checker
mv /gate/lean /gate/toolchain.json /layer/gate
mv /opt/lean /layer/opt
