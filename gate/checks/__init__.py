"""`gate check`: rules with permanent ids over a repository of records, for a CI job.

Read `reading` (a file's bytes to a document, and where each value of it stands), `finding` and `rule` (what a rule is
and what it finds), `rules` (all of them, each explained in a file of its own), `subject` (what a rule sees), `file`
(all rules over one file), `run` (all files), then `formats` (how findings are printed).
"""
