"""The runs.

Read `plan` (which runs there are, with which randomness, all of it drawn by the gate), `execute` (identical sealed
containers, in the plan's order), `results` (what a run left, read as hostile input: values, or a refusal with a code).
"""
