"""Pure values that every other package shares: no files, no containers, no log.

Read first what a record and an artifact are, then what a verdict is made of:

- `digest`, `numbers`, `paths`, `text`: the small values; `base`: the base of all contracts, the strict readers;
- `record` and `claim`; a claim's success is a `challenge` (Lean) or `expected` results with `rules`; `artifact`;
- `policy`: the settings of a verdict; `check` and `verdict`: how it is reached; `judging`: what a judge is;
- `errors`: the one error tree.
"""
