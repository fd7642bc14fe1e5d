"""The gate's own evaluator of methods. It runs in a sealed container of the image ``methods``, never on the host, and
no submitted code or file is ever beside it. Data come as text cells, so that numbers are the decimals that stand there.

Read `program` (request in, values out), `frames` (tables as a method reads them), `expressions` (the language),
`registry` (recipes by id and version) and `exact` (rational arithmetic); every other module is one family of recipes,
whose definitions are in ``gate/repro/methods/recipes``.
"""
