"""Whether the solution proves what the challenge asks, decided on decoded terms.

Read `goal` (what is asked), `statement` (the same meaning; `primitives` is what the kernel fixes by name), `axioms`
(what the proof rests on), `holes` (digests of values that a human has to approve).
"""
