"""The Lean judge: whether a solution proves what a challenge states.

Read `judge`, then `checks`; they use `compile`, `olean`, `compare`, `kernel` and `explain`, all of them on `core`.
`check_data` has the shapes of the checks' data, `leandojo` turns LeanDojo's theorems into claims and artifacts.
"""
