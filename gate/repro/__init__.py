"""The reproduction judge: whether a script computes the published numbers from the cited data, or prints them.

A claim's quantities are taken apart into single values, each under its own rule. The script runs several times on the
data as they are and several times on data that the gate changed on purpose; its results are read as hostile input and
held against the publication, against each other, and against what the changes must do to them. Nothing here knows the
store or the log: the judge returns checks. The whole method is in docs/reproduction-judge.md.

Read on in this order; a package uses those before it:

- `rules`: one class for each comparison rule;
- `data`: data files as tables, what a control changes in them, and the changed files;
- `claim`: the claim's values with their rules, and whether claim and artifact can be judged at all;
- `runs`: the plan that the gate draws, the sealed runs, and what they left;
- `checks`: the findings, from R0 to R5, with the level and the tables for people;
- `judge`: the way through all of them.

`check_data` has the shapes of the checks' data; `codecheck` takes a CODECHECK folder for an artifact.
"""
