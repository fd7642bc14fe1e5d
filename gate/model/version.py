"""The version of gate, also that of the distribution ``verification-gate``."""

VERSION = "0.2.0"
