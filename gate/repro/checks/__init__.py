"""What the runs came to: the checks ``repro.*``, which decide.

Read `observed` (plan and finished runs as one view), `base` (R0 to R2, from the base runs), `finding` (one control:
expected, happened), `controls` (R3 and R4, from the control runs), `independent` (R5, against another artifact's
results), `published` (what of the answer stands in the artifact), `level` (the highest rung that was reached) and
`report` (the tables for people).
"""
