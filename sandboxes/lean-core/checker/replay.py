"""One unit after the other through the kernel, each compared afterwards with what was claimed."""

import time

from builder import Builder
from compare import differences


class Forged(Exception):  # noqa: N818 - it is an answer about the input
    """A claimed constant differs from the one that the kernel generated."""

    def __init__(self, name, fields):
        super().__init__(f"{name}: {', '.join(fields)}")
        self.name = name
        self.fields = fields


class Replayer:
    """Adds units to the kernel's environment. Raises Rejected, Forged and MalformedInput."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.builder = Builder(kernel)
        self.added = 0
        self.kernel_seconds = 0.0

    def add(self, kind, row):
        """Check and add one unit (see `builder`)."""
        declaration = self.builder.declaration(kind, row)
        begin = time.monotonic()
        try:
            self.kernel.add(declaration)
        finally:
            self.kernel_seconds += time.monotonic() - begin
        for name, fields in differences(self.builder, kind, row):
            raise Forged(self.kernel.read_name(self.builder.names.at(name)), fields)
        self.added += 1
