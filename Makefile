# `make demo` and `make test` are complete from a bare machine; what is done already is skipped. See scripts/bootstrap.

.PHONY: demo test lint images clean

demo:
	@scripts/bootstrap venv docker images
	@.venv/bin/gate demo

test:
	@scripts/bootstrap venv docker images postgres keys dojo
	@scripts/check

lint:
	@scripts/bootstrap venv
	@scripts/check lint

images:
	@scripts/bootstrap venv docker images

clean:
	rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
