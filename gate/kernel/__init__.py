"""A second kernel: a type checker for Lean 4's type theory that shares no code with the rest of gate.

It reads lean4export's NDJSON, format 3.1.0, and nothing else, and it imports nothing but the standard library, so that
its sources can run alone in a sealed container. ``docs/kernel.md`` walks through it rule by rule. The rules are those
of Mario Carneiro, *The Type Theory of Lean* (2019), called "the thesis" in this package, with the additions of Lean 4:
structure eta, projections, literals, nested and mutual inductive types.
"""
