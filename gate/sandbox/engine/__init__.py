"""The Docker engine: reaching it, telling its troubles apart, sharing it with other gate processes.

Read `connection` first. `slots` gives each run at the same time a number and a uid of its own; `orphans` removes what
a killed process left behind.
"""
