"""Alembic runs this file; `gate.store.connect` hands it an open connection inside a transaction."""

from __future__ import annotations

from alembic import context

from gate.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
