"""One run: create, check, start, wait, collect, remove.

Read `execution` (the steps in their order), then `attach` (the one connection to the container), `protocol` (what is
said over it), `progress` (what was seen so far) and `exit_reason` (what that means). `validate` refuses a specification
that could not be run before anything is.
"""
