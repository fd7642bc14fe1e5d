# What to install. Changing this file makes the image stale.
TOOLCHAIN=leanprover/lean4:v4.35.0
# A tag of Mathlib that was made for this toolchain, such as v4.35.0; empty for none.
MATHLIB=
