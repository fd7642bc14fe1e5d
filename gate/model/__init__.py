"""Pure values that every other package shares: no files beyond this package's own, no containers, no log.

Read first what a record and an artifact are, then what a verdict is made of:

- `digest`, `numbers`, `paths`, `text`: the small values; `base`: the strict base of all contracts and the strict readers;
- `record` and `claim`; a claim's success is a `challenge` (Lean) or `expected` results with `rules`; `artifact`;
- `policy`: the settings of a verdict; `check` and `verdict`: how it is reached; `judging`: what a judge is;
- `errors`: the one error tree.
"""
