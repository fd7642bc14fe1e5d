"""Sealed runs: a specification in, a result out, in a container that nothing gets out of but what was declared.

Read first `interface` (what judges see: `RunSpec`, `RunResult`, `Sandbox`), then `docker_sandbox` (the one
implementation), then in this order:

    seal     what a container may use and nothing else; checked from outside and probed from inside
    run      one container from creating it to removing it, and what travels between it and the host
    engine   the connection to Docker, slots for runs at the same time, orphan containers
    images   what runs are made in: definitions, offline builds, and finding what was built

Submitted code is hostile: nothing that it printed decides anything, and everything that comes out of a container is
parsed as if it were written by an attacker.
"""
