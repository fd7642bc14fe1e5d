"""The comparison rules: what the claim means by "the same number".

A rule that a claim declares is plain data (`gate.model.rules`). Bound to the published value that it judges, it becomes
an object of one class that knows everything about it: which form a value must have, whether the rule can apply at all
and how much a policy lets it accept, how a run's value is held against the published one, how wide the tolerance is,
and how to say all this in words. Nothing outside this folder asks which kind of rule it has before it.

Read on in this order:

- `base`: the interface, and what a comparison says;
- `number`: printed, significant, absolute, relative, integer, interval;
- `p_value`: p-values, on the log scale;
- `randomness`: statistical and equivalence, which judge several runs together;
- `text`: exact, set, ranking;
- `registry`: from a declared rule to its class;
- `arithmetic` and `student_t`: decimal arithmetic and Student's t, as far as rules need them.
"""
