"""Methods: what a quantity is, in a language that the gate executes itself (docs/methods.md).

The language's form is `gate.model.method`, because it is part of a claim. Read here `recipe` (what a recipe is),
`recipes` (the catalogue's definitions, one module a family) and `catalogue` (finding them), then `typecheck` (does a
method fit the data?), `words` (a method as prose) and `evaluate` (all values of all methods on all data, in one sealed
container). The program that computes lives in ``sandboxes/evaluator`` and runs only there.
"""
